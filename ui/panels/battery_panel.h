#pragma once

#include "ui/panels/battery_reading.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/tile_grid.h"

namespace watchglass::ui {

/// The charge of each device's battery, with whether it is being charged. Level and state of one device are one
/// battery.
/// Thread: GUI.
class BatteryPanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit BatteryPanel(const PanelContext &context);

protected:
    QString refusal(const SeriesInfo &info) const override;
    QString emptyTitle() const override { return tr("Battery"); }
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    int contentHeight() const override { return m_grid.height(); }

private:
    struct Battery
    {
        QString source;
        QString device;
        QString name;
        BatteryReading reading;
        QString note;
        bool isFaded = false;

        friend bool operator==(const Battery &, const Battery &) = default;
    };

    void read(const Item &item, Battery &battery) const;
    static QString stateOf(const Battery &battery);
    static void paintBattery(QPainter &painter, const QRect &tile, const Battery &battery);

    TileGrid m_grid;
    std::vector<Battery> m_batteries;
};

PanelKind batteryKind();

} // namespace watchglass::ui
