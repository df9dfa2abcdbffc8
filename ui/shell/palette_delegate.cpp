#include "ui/shell/palette_delegate.h"

#include "ui/shell/palette_model.h"

#include <QPainter>

namespace watchglass::ui {

namespace {

constexpr int paddingPx = 2 * metrics::step;
constexpr int gapPx = 3 * metrics::step;

int drawn(QPainter &painter, const QFont &font, const QColor &colour, const QRect &space, int alignment,
          const QString &text)
{
    const QFontMetrics measure(font);
    painter.setFont(font);
    painter.setPen(colour);
    const QString shown = measure.elidedText(text, Qt::ElideMiddle, space.width());
    painter.drawText(space, alignment | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    return measure.horizontalAdvance(shown);
}

} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = currentTheme();
    const bool isChosen = option.state & QStyle::State_Selected;
    const bool canRun = index.data(PaletteModel::ReasonRole).toString().isEmpty();
    painter->save();
    if (isChosen) {
        painter->fillRect(option.rect, theme.selection);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(theme.focusWidth, option.rect.height())), theme.focus);
    }
    QRect space = option.rect.adjusted(paddingPx, 0, -paddingPx, 0);
    const QColor muted = theme.textMuted;
    const int keys = drawn(*painter, textFont(metrics::textSmall), muted, space, Qt::AlignRight,
                           index.data(PaletteModel::KeysRole).toString());
    space.setRight(space.right() - keys - (keys > 0 ? gapPx : 0));
    const int text = drawn(*painter, textFont(), canRun ? theme.text : theme.textFaint, space, Qt::AlignLeft,
                           index.data().toString());
    space.setLeft(space.left() + text + gapPx);
    if (space.width() > gapPx)
        drawn(*painter, textFont(metrics::textSmall), muted, space, Qt::AlignLeft,
              index.data(PaletteModel::PlaceRole).toString());
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {20 * metrics::step, rowHeightPx};
}

} // namespace watchglass::ui
