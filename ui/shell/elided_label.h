#pragma once

#include <QLabel>

namespace watchglass::ui {

/// A line of plain text that ends in an ellipsis where there is no room for all of it, and then says all of it in its
/// tool tip.
/// Thread: GUI.
class ElidedLabel : public QLabel
{
public:
    using QLabel::QLabel;

    const QString &fullText() const { return m_text; }
    void setFullText(const QString &text)
    {
        m_text = text;
        fit();
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        fit();
    }

private:
    void fit()
    {
        const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, contentsRect().width());
        setText(shown);
        setToolTip(shown == m_text ? QString() : m_text);
    }

    QString m_text;
};

} // namespace watchglass::ui
