#include "ui/shell/mark_delegate.h"

#include "ui/shell/mark_painter.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>

namespace watchglass::ui {

namespace {

constexpr int rowHeightPx = 6 * metrics::step;
constexpr int markPx = 14;

} // namespace

MarkDelegate::MarkDelegate(Roles roles, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_roles(std::move(roles))
{}

void MarkDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant mark = index.data(m_roles.mark);
    if (!mark.isValid() || mark.toInt() == static_cast<int>(Mark::None))
        return;
    QStyleOptionViewItem styled = option;
    initStyleOption(&styled, index);
    const QStyle *style = styled.widget ? styled.widget->style() : QApplication::style();
    const QRect space = style->subElementRect(QStyle::SE_ItemViewItemDecoration, &styled, styled.widget);
    paintMark(*painter, space, static_cast<Mark>(mark.toInt()), currentTheme());
}

QSize MarkDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), rowHeightPx};
}

void MarkDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme &theme = currentTheme();
    option->font = m_roles.numberColumns.contains(index.column()) ? numberFont() : textFont();
    const bool isMuted =
        m_roles.mutedColumns.contains(index.column()) || (m_roles.muted && index.data(*m_roles.muted).toBool());
    if (!isMuted && m_roles.strong && index.data(*m_roles.strong).toBool())
        option->font.setWeight(QFont::DemiBold);
    const QColor colour = index.data(m_roles.faint).toBool() ? theme.textFaint : isMuted ? theme.textMuted : theme.text;
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    const QVariant mark = index.data(m_roles.mark);
    if (mark.isValid()) { // Mark::None keeps the space, so that texts stand in line
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {markPx, markPx};
    }
}

} // namespace watchglass::ui
