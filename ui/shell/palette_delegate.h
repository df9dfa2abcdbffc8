#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace watchglass::ui {

/// Paints a row of the palette: what it is, where it belongs, and at the right its keys.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int rowHeightPx = 7 * metrics::step;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace watchglass::ui
