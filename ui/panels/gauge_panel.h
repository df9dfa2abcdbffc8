#pragma once

#include "core/format/value_format.h"
#include "ui/panels/gauge_scale.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/tile_grid.h"

#include <QColor>
#include <QHash>

namespace watchglass::ui {

/// The newest value of each series on an arc with its limits. Takes numbers.
/// Thread: GUI.
class GaugePanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit GaugePanel(const PanelContext &context);

    void fillMenu(QMenu &menu) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

    /// What the operator set: which part of the arc is normal, and where the arc ends.
    void setLimits(const SeriesKey &key, const ValueLimits &limits);
    void setRange(const SeriesKey &key, const ValueLimits &range);

protected:
    QString refusal(const SeriesInfo &info) const override;
    QString emptyTitle() const override { return tr("Gauge"); }
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    bool isColoured() const override { return true; }
    int contentHeight() const override { return m_grid.height(); }

private:
    struct Setting
    {
        ValueLimits limits;
        ValueLimits range;
        ValueLimits seen; ///< The least and the greatest value so far.
        format::StableNumber number;
    };
    struct Gauge
    {
        QString name;
        QString value;
        QString unit;
        QString note;
        QString limitText;
        QColor colour;
        GaugeScale scale;
        ValueLimits limits;
        std::optional<double> at; ///< Nothing: no needle.
        bool isFaded = false;

        friend bool operator==(const Gauge &, const Gauge &) = default;
    };

    Gauge gaugeOf(const Item &item);
    static void paintGauge(QPainter &painter, const QRect &tile, const Gauge &gauge);
    static void paintArc(QPainter &painter, const QPointF &centre, double radius, const Gauge &gauge);
    static void paintFigures(QPainter &painter, const QPointF &centre, double radius, const Gauge &gauge);
    void addSettings(QMenu &menu, const QString &title, ValueLimits Setting::*part);

    QHash<SeriesKey, Setting> m_settings;
    TileGrid m_grid;
    std::vector<Gauge> m_gauges;
};

PanelKind gaugeKind();

} // namespace watchglass::ui
