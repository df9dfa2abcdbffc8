#include "app/simulator/moonsense/moonsense_fleet.h"

#include <algorithm>
#include <numbers>
#include <optional>

namespace watchglass::sim::moonsense {

namespace {

struct Rule
{
    std::string_view metric; ///< What the metric's name ends with.
    std::string_view group;
    std::string_view field;
    bool isMovement = false;
};

/// The longer endings first.
constexpr Rule rules[] = {
    {"linear_accelerometer.x", "linear_accelerometer_data", "x", true},
    {"linear_accelerometer.y", "linear_accelerometer_data", "y", true},
    {"linear_accelerometer.z", "linear_accelerometer_data", "z", true},
    {"accelerometer.x", "accelerometer_data", "x", true},
    {"accelerometer.y", "accelerometer_data", "y", true},
    {"accelerometer.z", "accelerometer_data", "z", true},
    {"gyroscope.x", "gyroscope_data", "x", true},
    {"gyroscope.y", "gyroscope_data", "y", true},
    {"gyroscope.z", "gyroscope_data", "z", true},
    {"magnetometer.x", "magnetometer_data", "x", true},
    {"magnetometer.y", "magnetometer_data", "y", true},
    {"magnetometer.z", "magnetometer_data", "z", true},
    {"azimuth", "orientation_data", "azimuth", true},
    {"pitch", "orientation_data", "pitch", true},
    {"roll", "orientation_data", "roll", true},
    {"latitude", "location_data", "latitude", true},
    {"longitude", "location_data", "longitude", true},
    {"altitude", "location_data", "altitude", true},
    {"heading", "location_data", "bearing", true},
    {"speed", "location_data", "speed", true},
    {"temperature", "temperature_data", "value"},
    {"humidity", "humidity_data", "value"},
    {"pressure", "pressure_data", "value"},
    {"illuminance", "light_data", "value"},
    {"light", "light_data", "value"},
    {"heart_rate", "heart_rate_data", "rate"},
    {"steps", "steps_data", "count"},
    {"battery", "battery", "capacity"},
};

/// What unknown metrics are put on.
constexpr Rule spares[] = {
    {"", "temperature_data", "value"},      {"", "light_data", "value"},
    {"", "pressure_data", "value"},         {"", "humidity_data", "value"},
    {"", "linear_accelerometer_data", "x"}, {"", "linear_accelerometer_data", "y"},
    {"", "linear_accelerometer_data", "z"}, {"", "magnetometer_data", "x"},
    {"", "magnetometer_data", "y"},         {"", "magnetometer_data", "z"},
};

double scaleOf(std::string_view unit)
{
    if (unit == "°/s")
        return std::numbers::pi / 180.0;
    return unit == "km/h" ? 1.0 / 3.6 : 1.0;
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

const Rule *ruleFor(const Metric &metric)
{
    const std::string_view name = view(metric.name);
    if (name == "battery" && view(metric.unit) != "%")
        return nullptr; // a voltage
    const auto found = std::find_if(std::begin(rules), std::end(rules),
                                    [name](const Rule &rule) { return name.ends_with(rule.metric); });
    return found == std::end(rules) ? nullptr : found;
}

bool isTaken(const Recorder &recorder, const Rule &rule)
{
    return std::any_of(recorder.channels.begin(), recorder.channels.end(), [&rule](const Channel &channel) {
        return channel.group == rule.group && channel.field == rule.field;
    });
}

void add(Recorder &recorder, std::size_t metric, const Rule &rule, double scale)
{
    if (!isTaken(recorder, rule))
        recorder.channels.push_back({metric, rule.group, rule.field, scale});
}

/// True when the device measures movement or place.
bool addKnown(Recorder &recorder, const std::vector<Metric> &metrics)
{
    bool isMoving = false;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (const Rule *rule = ruleFor(metrics[i])) {
            add(recorder, i, *rule, scaleOf(view(metrics[i].unit)));
            isMoving |= rule->isMovement;
        }
    }
    return isMoving;
}

void addUnknown(Recorder &recorder, const std::vector<Metric> &metrics)
{
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (ruleFor(metrics[i]))
            continue;
        const auto free = std::find_if(std::begin(spares), std::end(spares),
                                       [&recorder](const Rule &spare) { return !isTaken(recorder, spare); });
        if (free != std::end(spares))
            add(recorder, i, *free, 1.0);
    }
}

} // namespace

std::vector<Recorder> recordersOf(const Fleet &fleet)
{
    std::vector<Recorder> moving;
    std::vector<Recorder> all;
    for (std::size_t i = 0; i < fleet.devices().size(); ++i) {
        const auto &metrics = fleet.devices()[i].feed->metrics();
        Recorder recorder{static_cast<int>(i), {}};
        const bool isMoving = addKnown(recorder, metrics);
        if (isMoving)
            moving.push_back(recorder);
        addUnknown(recorder, metrics);
        if (!recorder.channels.empty())
            all.push_back(std::move(recorder));
    }
    std::vector<Recorder> &chosen = moving.empty() ? all : moving;
    for (Recorder &recorder : chosen) {
        std::stable_sort(recorder.channels.begin(), recorder.channels.end(),
                         [](const Channel &a, const Channel &b) { return a.group < b.group; });
    }
    return std::move(chosen);
}

} // namespace watchglass::sim::moonsense
