#include "ui/plot/kept_text.h"

#include <QPainter>

#include <cmath>

namespace watchglass::ui {

void KeptText::set(const QString &text, const QFont &font)
{
    if (text == m_text && font == m_font)
        return;
    m_text = text;
    m_font = font;
    m_glyphs.setTextFormat(Qt::PlainText);
    m_glyphs.setPerformanceHint(QStaticText::AggressiveCaching);
    m_glyphs.setText(text);
    m_glyphs.prepare({}, font);
    m_width = text.isEmpty() ? 0.0 : m_glyphs.size().width();
}

void KeptText::draw(QPainter &painter, const QRectF &place, Qt::Alignment side, const QColor &colour) const
{
    if (m_text.isEmpty())
        return;
    const double left = side.testFlag(Qt::AlignRight) ? place.right() - m_width : place.left();
    const double top = place.top() + std::floor((place.height() - m_glyphs.size().height()) / 2.0);
    painter.setFont(m_font);
    painter.setPen(colour);
    painter.drawStaticText(QPointF(left, top), m_glyphs);
}

} // namespace watchglass::ui
