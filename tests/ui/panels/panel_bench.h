#pragma once

#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "core/store/series_store.h"
#include "ui/panels/panel_context.h"
#include "ui/panels/series_colours.h"

#include <QSize>

namespace watchglass::test {

/// Everything that a panel is made with, and a store to fill. Times end at `now`.
struct PanelBench
{
    static constexpr Timestamp now = Timestamp::fromMs(1'795'324'522'000);

    store::SeriesStore store;
    ui::SeriesColours colours;
    ingest::DeviceRegistry devices;
    ingest::AlarmBook alarms;
    ingest::EventLog events;
    ui::PanelContext context{store, colours, devices, alarms, events, {}};

    static SeriesKey key(const char *attribute, const char *component = "", const char *device = "device")
    {
        return {QStringLiteral("demo"), QString::fromLatin1(device), QString::fromLatin1(attribute),
                QString::fromLatin1(component)};
    }

    std::shared_ptr<store::Series> open(const SeriesKey &key, const char *unit = "")
    {
        return store.open({key, QString::fromUtf8(unit), Interpolation::Linear, {}});
    }
    void put(const SeriesKey &key, double value, Timestamp at = now, const char *unit = "")
    {
        open(key, unit)->append({at, value});
    }
    /// Samples `every` so often for `length`, the last at `now`; `value` is given seconds since the first.
    template <typename Value>
    void fill(const SeriesKey &key, Duration length, Duration every, Value &&value, const char *unit = "")
    {
        const auto series = open(key, unit);
        for (Timestamp t = now - length; t <= now; t = t + every)
            series->append({t, value(static_cast<double>((t - (now - length)).count()) * 1e-9)});
    }
};

/// Shown at a size and drawn once.
template <typename P>
void showPanel(P &panel, QSize size = {480, 320}, Timestamp now = PanelBench::now)
{
    panel.resize(size);
    panel.show();
    panel.drawFrame(now);
}

} // namespace watchglass::test
