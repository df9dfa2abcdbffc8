#pragma once

#include "ui/panels/counter_reading.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/span_choice.h"
#include "ui/panels/tile_grid.h"
#include "ui/panels/value_tile.h"

#include <QHash>

namespace watchglass::ui {

/// Series that count up: what they have come to, how much that was in the last while and how fast, as bars too, and
/// when they began anew.
/// Thread: GUI.
class CounterPanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit CounterPanel(const PanelContext &context);

    void fillMenu(QMenu &menu) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

protected:
    QString refusal(const SeriesInfo &info) const override;
    QString emptyTitle() const override { return tr("Counter"); }
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    bool isColoured() const override { return true; }
    int contentHeight() const override { return m_grid.height(); }
    void itemsChanged() override { m_isOutdated = true; }

private:
    struct Counter
    {
        ValueTile tile;
        std::vector<double> bars;

        friend bool operator==(const Counter &, const Counter &) = default;
    };

    Counter counterOf(const Item &item, TimeRange range) const;
    QString noteOf(const Item &item, const CounterReading &reading, Duration span) const;
    void settingsChanged();

    SpanChoice m_span;
    TileGrid m_grid;
    std::vector<Counter> m_counters;
    Timestamp m_readAt;
    bool m_isOutdated = true;
};

/// "85 /min", "1.4 m/s": in the largest part of time in which it is at least one.
QString counterRate(double perSecond, const QString &unit);

PanelKind counterKind();

} // namespace watchglass::ui
