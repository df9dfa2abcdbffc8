#include "tests/pictures/panel_scene.h"

#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "core/store/series_store.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_colours.h"

#include <QApplication>

#include <array>
#include <cmath>

namespace watchglass::pictures {

namespace {

using namespace std::chrono_literals;

struct Point
{
    double x;
    double y;
};

/// Somebody who waves, in shares of a camera's picture.
constexpr std::array<Point, 33> waving{{
    {0.50, 0.15}, {0.51, 0.13}, {0.52, 0.13}, {0.53, 0.13}, {0.49, 0.13}, {0.48, 0.13}, {0.47, 0.13},
    {0.54, 0.15}, {0.46, 0.15}, {0.52, 0.18}, {0.48, 0.18}, {0.59, 0.28}, {0.41, 0.28}, {0.66, 0.38},
    {0.36, 0.42}, {0.70, 0.24}, {0.37, 0.55}, {0.71, 0.20}, {0.37, 0.58}, {0.70, 0.19}, {0.36, 0.59},
    {0.69, 0.21}, {0.38, 0.57}, {0.56, 0.54}, {0.44, 0.54}, {0.57, 0.72}, {0.43, 0.73}, {0.57, 0.90},
    {0.42, 0.90}, {0.56, 0.92}, {0.43, 0.92}, {0.60, 0.94}, {0.39, 0.94},
}};

/// A device and what it sends, an hour of it.
class Scene
{
public:
    explicit Scene(Timestamp now)
        : m_now(now)
    {}

    template <typename Value>
    void add(const char *attribute, const char *component, const char *unit, Duration interval, Value value)
    {
        const SeriesKey key{QStringLiteral("lab"), QStringLiteral("badge"), QString::fromLatin1(attribute),
                            QString::fromLatin1(component)};
        const auto series = m_store.open({key, QString::fromUtf8(unit), Interpolation::Linear, {}});
        for (Duration age = 1h; age >= Duration::zero(); age -= interval)
            series->append({m_now - age, value(std::chrono::duration<double>(1h - age).count())});
        m_keys << key;
    }

    void addSkeleton()
    {
        for (std::size_t joint = 0; joint < waving.size(); ++joint) {
            const std::string name = "pose." + std::to_string(joint);
            const Point point = waving[joint];
            add(name.c_str(), "x", "", 1s, [point](double) { return point.x; });
            add(name.c_str(), "y", "", 1s, [point](double) { return point.y; });
        }
    }

    QPixmap picture(const QString &kind, QSize size)
    {
        const ui::PanelMaker maker({m_store, m_colours, m_devices, m_alarms, m_events,
                                    [](const SeriesKey &) { return QStringLiteral("Badge 7"); }});
        const auto panel = maker.make(kind, m_keys);
        for (const SeriesKey &key : m_keys)
            panel->addSeries(key);
        panel->resize(size);
        panel->show();
        for (int frame = 0; frame < 3; ++frame) {
            QApplication::processEvents();
            panel->drawFrame(m_now + 300ms * frame);
        }
        QApplication::processEvents();
        return panel->grab();
    }

private:
    const Timestamp m_now;
    store::SeriesStore m_store;
    ui::SeriesColours m_colours;
    ingest::DeviceRegistry m_devices;
    ingest::AlarmBook m_alarms;
    ingest::EventLog m_events;
    QList<SeriesKey> m_keys;
};

} // namespace

const QStringList &kindsWithoutDemo()
{
    static const QStringList kinds{QStringLiteral("figure"), QStringLiteral("colour"), QStringLiteral("counter")};
    return kinds;
}

QPixmap pictureOfPanel(const QString &kind, Timestamp now, QSize size)
{
    Scene scene(now);
    if (kind == QLatin1String("figure")) {
        scene.addSkeleton();
    } else if (kind == QLatin1String("colour")) {
        for (const auto &[part, share] : {std::pair("r", 30.0), std::pair("g", 144.0), std::pair("b", 255.0)})
            scene.add("color", part, "", 1s, [base = share](double) { return base; });
    } else {
        scene.add("steps", "count", "", 10s, [](double s) {
            return std::floor(4'000 + 1.2 * s + 300 * (1 - std::cos(s / 300))); // now faster, now slower
        });
    }
    return scene.picture(kind, size);
}

} // namespace watchglass::pictures
