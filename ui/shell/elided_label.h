#pragma once

#include <QLabel>

namespace watchglass::ui {

/// A line of plain text that becomes a brief one, and then ends in an ellipsis, where there is no room for all of it;
/// it says all of it in its tool tip then. Thread: GUI.
class ElidedLabel : public QLabel
{
public:
    using QLabel::QLabel;

    const QString &fullText() const { return m_text; }
    void setFullText(const QString &text, const QString &brief)
    {
        if (text == m_text && brief == m_brief)
            return;
        m_text = text;
        m_brief = brief;
        fit();
    }
    /// What all of it needs, and the brief one.
    int fullWidth() const { return fontMetrics().horizontalAdvance(m_text); }
    int briefWidth() const { return fontMetrics().horizontalAdvance(m_brief); }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        fit();
    }

private:
    void fit()
    {
        const int room = contentsRect().width();
        const QString shown = fullWidth() <= room ? m_text : fontMetrics().elidedText(m_brief, Qt::ElideRight, room);
        setText(shown);
        setToolTip(shown == m_text ? QString() : m_text);
    }

    QString m_text;
    QString m_brief;
};

} // namespace watchglass::ui
