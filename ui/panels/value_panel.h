#pragma once

#include "core/format/value_format.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/span_choice.h"
#include "ui/panels/tile_grid.h"
#include "ui/panels/value_tile.h"

#include <QHash>

namespace watchglass::ui {

/// The newest value of each series, large, with where it goes, what it did in the last while, and whether it keeps the
/// limits that the operator set. Takes numbers and states.
/// Thread: GUI.
class ValuePanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit ValuePanel(const PanelContext &context);

    void fillMenu(QMenu &menu) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

    ValueLimits limits(const SeriesKey &key) const { return m_limits.value(key); }
    void setLimits(const SeriesKey &key, const ValueLimits &limits);
    const std::vector<ValueTile> &tiles() const { return m_tiles; }

protected:
    QString refusal(const SeriesInfo &) const override { return {}; }
    QString emptyTitle() const override { return tr("Value"); }
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    bool isColoured() const override { return true; }
    int contentHeight() const override { return m_grid.height(); }
    QString toolTipAt(const QPoint &content) const override;
    void itemsChanged() override;

private:
    ValueTile tileOf(const Item &item);
    void describeValue(const Item &item, ValueTile &tile);
    void drawLine(const Item &item, const QRect &rect, ValueTile &tile);
    void askLimits(const SeriesKey &key);

    QHash<SeriesKey, ValueLimits> m_limits;
    QHash<SeriesKey, format::StableNumber> m_numbers; ///< So that digits do not dance.
    SpanChoice m_span;
    TileGrid m_grid;
    std::vector<ValueTile> m_tiles;
};

PanelKind valueKind();

} // namespace watchglass::ui
