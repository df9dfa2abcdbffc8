#pragma once

#include <QFont>
#include <QStaticText>

class QColor;
class QPainter;
class QRectF;

namespace watchglass::ui {

/// A line of text that is drawn with every frame and seldom changes: its glyphs are found and measured once.
/// Thread: GUI.
class KeptText
{
public:
    /// Costs next to nothing when both are what they were.
    void set(const QString &text, const QFont &font);
    const QString &text() const { return m_text; }
    double width() const { return m_width; }
    /// In the middle of the height of `place`, at its left or right end.
    void draw(QPainter &painter, const QRectF &place, Qt::Alignment side, const QColor &colour) const;

private:
    QString m_text;
    QFont m_font;
    QStaticText m_glyphs;
    double m_width = 0.0;
};

} // namespace watchglass::ui
