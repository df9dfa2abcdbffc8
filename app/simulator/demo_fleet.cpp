#include "app/simulator/attitude_model.h"
#include "app/simulator/climate_models.h"
#include "app/simulator/device_signals.h"
#include "app/simulator/disturbance.h"
#include "app/simulator/ecg_model.h"
#include "app/simulator/fleet.h"
#include "app/simulator/gait_model.h"
#include "app/simulator/gps_model.h"
#include "app/simulator/random.h"
#include "app/simulator/vital_models.h"

namespace watchglass::sim {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// The scripted day is told in this time, again and again, so that nobody waits hours for its events.
constexpr Duration demoCycle = minutes(10);

SignalPtr disturbed(SignalPtr signal, const Disturbances &how, std::uint64_t seed)
{
    return std::make_shared<DisturbedSignal>(std::move(signal), how, seed);
}

SignalPtr excursed(SignalPtr signal, const Excursion &excursion)
{
    return std::make_shared<ExcursedSignal>(std::move(signal), std::vector{excursion}, demoCycle);
}

/// Parts of a device at so many ticks a second, each metric at its own.
struct Builder
{
    DeviceModel model;
    std::uint64_t seed;

    void add(const char *name, const char *unit, double everySeconds, SignalPtr signal, Disturbances how = {})
    {
        const auto nth = static_cast<int>(std::lround(std::max(1.0, everySeconds * model.rateHz)));
        const std::uint64_t own = subSeed(seed, 100 + model.metrics.size());
        const bool isPlain =
            how.noise == 0.0 && how.outlierChance == 0.0 && how.gapsPerHour == 0.0 && how.stepsPerUnit == 0.0;
        model.metrics.push_back(
            {{name, unit}, isPlain ? std::move(signal) : disturbed(std::move(signal), how, own), nth});
    }
};

Builder builder(const QString &name, const char *type, const QString &location, double rateHz, std::uint64_t seed)
{
    return {{{name, QLatin1String(type), location}, rateHz, {}, {}, demoCycle}, seed};
}

/// ECG 250 Hz in two leads, pulse wave and respiration at 125 and 62.5 Hz, numbers each second.
DeviceModel monitor(int bed, double bpm, double breaths, std::uint64_t seed)
{
    Builder b = builder(QStringLiteral("ICU bed %1 monitor").arg(bed), "patient_monitor",
                        QStringLiteral("Intensive care, bed %1").arg(bed), 250.0, seed);
    const BeatTrain beats({bpm, 0.035, breaths / 60.0}, seed);
    const Disturbances electrode{.noise = 0.012, .stepsPerUnit = 1000.0};
    b.add("ecg_ii", "mV", 0.004, std::make_shared<EcgModel>(beats, EcgLead{}), electrode);
    b.add("ecg_v5", "mV", 0.004, std::make_shared<EcgModel>(beats, EcgLead{0.8, 1.4, 0.85, 0.5, 1.3}), electrode);
    b.add("pleth", "", 0.008, std::make_shared<PpgModel>(beats), {.noise = 0.004, .stepsPerUnit = 10000.0});
    b.add("respiration", "", 0.016, std::make_shared<RespirationModel>(breaths, seed),
          {.noise = 0.01, .stepsPerUnit = 1000.0});
    SignalPtr rate = std::make_shared<HeartRateModel>(beats);
    if (bed == 2)
        rate = excursed(rate, {seconds(95), seconds(150), seconds(15), 52.0});
    b.add("heart_rate", "bpm", 1.0, rate, {.stepsPerUnit = 1.0});
    SignalPtr oxygen = std::make_shared<ClimateModel>(Climate{97.0, 0.4, 0.5, seconds(43), 0.0, 60.0, 100.0}, seed);
    if (bed == 3)
        oxygen = excursed(oxygen, {seconds(215), seconds(260), seconds(20), -9.0});
    b.add("spo2", "%", 1.0, oxygen, {.noise = 0.2, .stepsPerUnit = 1.0});
    b.add("temperature", "°C", 4.0, std::make_shared<ClimateModel>(Climate{36.9, 0.3, 0.05, minutes(4), 0.0}, seed),
          {.noise = 0.02, .stepsPerUnit = 10.0});
    return b.model;
}

/// A wrist sensor: pulse wave 125 Hz, skin temperature, battery.
DeviceModel wristband(int number, double bpm, std::uint64_t seed)
{
    Builder b =
        builder(QStringLiteral("Ward 3 wristband %1").arg(number), "wearable", QStringLiteral("Ward 3"), 125.0, seed);
    const BeatTrain beats({bpm, 0.05, 0.24}, seed);
    b.add("pleth", "", 0.008, std::make_shared<PpgModel>(beats),
          {.noise = 0.015,
           .outlierChance = 0.0005,
           .outlierSize = 0.8,
           .gapsPerHour = 20.0,
           .gapLength = seconds(4),
           .stepsPerUnit = 10000.0});
    b.add("heart_rate", "bpm", 1.0, std::make_shared<HeartRateModel>(beats), {.stepsPerUnit = 1.0});
    b.add("skin_temperature", "°C", 2.0, std::make_shared<ClimateModel>(Climate{33.4, 0.6, 0.1, minutes(3), 0.0}, seed),
          {.noise = 0.03, .stepsPerUnit = 100.0});
    b.add("battery", "%", 10.0, std::make_shared<BatteryModel>(80.0 - 14.0 * number, hours(36)));
    return b.model;
}

DeviceModel gaitSensor(const QString &side, std::uint64_t seed)
{
    Builder b =
        builder(QStringLiteral("Gait lab %1 shank").arg(side), "imu", QStringLiteral("Gait laboratory"), 100.0, seed);
    const struct
    {
        const char *name;
        const char *unit;
        GaitAxis axis;
    } axes[] = {{"accelerometer.x", "g", GaitAxis::AccelerationX}, {"accelerometer.y", "g", GaitAxis::AccelerationY},
                {"accelerometer.z", "g", GaitAxis::AccelerationZ}, {"gyroscope.x", "°/s", GaitAxis::RotationX},
                {"gyroscope.y", "°/s", GaitAxis::RotationY},       {"gyroscope.z", "°/s", GaitAxis::RotationZ}};
    for (const auto &axis : axes) {
        const bool isAcceleration = axis.axis <= GaitAxis::AccelerationZ;
        b.add(axis.name, axis.unit, 0.01, std::make_shared<GaitModel>(axis.axis, 54.0, seed),
              {.noise = isAcceleration ? 0.012 : 1.4, .stepsPerUnit = isAcceleration ? 10000.0 : 100.0});
    }
    b.add("battery", "%", 10.0, std::make_shared<BatteryModel>(91.0, hours(14)));
    return b.model;
}

DeviceModel coldStorage(const QString &name, const Climate &climate, std::optional<Excursion> warming,
                        std::uint64_t seed)
{
    Builder b = builder(name, "cold_storage", QStringLiteral("Pharmacy store"), 1.0, seed);
    SignalPtr temperature = std::make_shared<ClimateModel>(climate, seed);
    if (warming)
        temperature = excursed(temperature, *warming);
    b.add("temperature", "°C", 1.0, temperature,
          {.noise = 0.03, .outlierChance = 0.0005, .outlierSize = 1.5, .stepsPerUnit = 100.0});
    b.add("humidity", "%", 2.0,
          std::make_shared<ClimateModel>(Climate{46.0, 4.0, 3.0, minutes(5), 0.0, 0.0, 100.0}, seed),
          {.noise = 0.3, .stepsPerUnit = 10.0});
    b.add("door", "", 1.0, std::make_shared<ContactModel>(minutes(4), seconds(25), seed));
    return b.model;
}

DeviceModel room(const QString &name, const QString &location, const Climate &climate, std::optional<Excursion> warming,
                 std::uint64_t seed)
{
    Builder b = builder(name, "climate", location, 1.0, seed);
    SignalPtr temperature = std::make_shared<ClimateModel>(climate, seed);
    if (warming)
        temperature = excursed(temperature, *warming);
    b.add("temperature", "°C", 1.0, temperature, {.noise = 0.02, .stepsPerUnit = 100.0});
    b.add("humidity", "%", 2.0,
          std::make_shared<ClimateModel>(Climate{42.0, 5.0, 1.0, minutes(9), 0.0, 0.0, 100.0}, seed),
          {.noise = 0.2, .gapsPerHour = 6.0, .gapLength = seconds(20), .stepsPerUnit = 10.0});
    b.add("co2", "ppm", 5.0,
          std::make_shared<ClimateModel>(Climate{620.0, 140.0, 35.0, minutes(6), 0.0, 400.0, 5000.0}, seed),
          {.noise = 6.0, .stepsPerUnit = 1.0});
    return b.model;
}

DeviceModel door(const QString &name, const QString &location, Duration every, std::uint64_t seed)
{
    Builder b = builder(name, "contact", location, 2.0, seed);
    b.add("open", "", 0.5, std::make_shared<ContactModel>(every, seconds(18), seed));
    b.add("battery", "%", 30.0, std::make_shared<BatteryModel>(72.0, hours(24 * 400)));
    return b.model;
}

DeviceModel van(int number, std::uint64_t seed)
{
    Builder b =
        builder(QStringLiteral("Delivery van %1").arg(number), "vehicle", QStringLiteral("On the road"), 5.0, seed);
    constexpr double latitude = 48.1372;
    constexpr double longitude = 11.5756;
    b.add("latitude", "°", 0.2, std::make_shared<GpsModel>(GpsField::Latitude, latitude, longitude, seed));
    b.add("longitude", "°", 0.2, std::make_shared<GpsModel>(GpsField::Longitude, latitude, longitude, seed));
    b.add("speed", "km/h", 0.2, std::make_shared<GpsModel>(GpsField::Speed, latitude, longitude, seed));
    b.add("heading", "°", 0.2, std::make_shared<GpsModel>(GpsField::Heading, latitude, longitude, seed));
    SignalPtr cargo = std::make_shared<ClimateModel>(Climate{4.2, 0.5, 0.5, minutes(3), 0.0}, seed);
    b.add("cargo_temperature", "°C", 1.0, cargo, {.noise = 0.05, .stepsPerUnit = 100.0});
    b.add("battery", "V", 5.0, std::make_shared<ClimateModel>(Climate{13.8, 0.1, 0.15, seconds(75), 0.0}, seed),
          {.stepsPerUnit = 100.0});
    return b.model;
}

/// Position at 5 Hz and how it lies in the air at 20 Hz.
DeviceModel drone(std::uint64_t seed)
{
    Builder b = builder(QStringLiteral("Inspection drone"), "drone", QStringLiteral("Solar field"), 20.0, seed);
    constexpr double latitude = 48.2010;
    constexpr double longitude = 11.6420;
    const auto heading = std::make_shared<GpsModel>(GpsField::Heading, latitude, longitude, seed);
    b.add("latitude", "°", 0.2, std::make_shared<GpsModel>(GpsField::Latitude, latitude, longitude, seed));
    b.add("longitude", "°", 0.2, std::make_shared<GpsModel>(GpsField::Longitude, latitude, longitude, seed));
    b.add("heading", "°", 0.2, heading);
    b.add("altitude", "m", 0.2,
          std::make_shared<ClimateModel>(Climate{62.0, 14.0, 6.0, seconds(80), 0.0, 20.0, 120.0}, seed),
          {.noise = 0.15, .stepsPerUnit = 10.0});
    const std::pair<const char *, QuaternionPart> parts[] = {{"quaternion.w", QuaternionPart::W},
                                                             {"quaternion.x", QuaternionPart::X},
                                                             {"quaternion.y", QuaternionPart::Y},
                                                             {"quaternion.z", QuaternionPart::Z}};
    for (const auto &[name, part] : parts)
        b.add(name, "", 0.05, std::make_shared<AttitudeModel>(part, heading, seed), {.stepsPerUnit = 1e6});
    b.add("battery", "%", 5.0, std::make_shared<BatteryModel>(64.0, hours(1)));
    return b.model;
}

/// Indices of the devices that the scenario names, in the order in which demo() adds them.
enum DemoIndex {
    Bed2 = 1,
    Bed3 = 2,
    Wristband2 = 5,
    Freezer1 = 10,
    Refrigerator1 = 12,
    Rack1 = 15,
    StoreDoor = 20,
    Van1 = 22
};

constexpr Span wristbandAway{seconds(170), seconds(205)};
constexpr Span vanAway{seconds(330), seconds(375)};

Scenario demoScenario()
{
    const auto text = [](const char *t) { return QString::fromUtf8(t); };
    Scenario out;
    out.cycle = demoCycle;
    out.alerts = {
        {seconds(8),
         StoreDoor,
         text("info"),
         text("door"),
         text("Door held open"),
         text("The store's door has been open for a while"),
         {},
         std::nullopt},
        {seconds(42), Refrigerator1, text("warning"), text("temperature"), text("Refrigerator warm"),
         text("Temperature above 8 °C: check the door seal"), text("temperature"), 8.0},
        {seconds(112), Bed2, text("warning"), text("heart_rate"), text("Heart rate high"),
         text("Heart rate above 120 bpm"), text("heart_rate"), 120.0},
        {seconds(172),
         Wristband2,
         text("info"),
         text("connectivity"),
         text("Wristband out of range"),
         text("No data from the wristband"),
         {},
         std::nullopt},
        {seconds(238), Bed3, text("critical"), text("spo2"), text("Oxygen saturation low"), text("SpO2 below 90 %"),
         text("spo2"), 90.0},
        {seconds(300), Rack1, text("critical"), text("temperature"), text("Rack overheating"),
         text("Inlet temperature above 32 °C"), text("temperature"), 32.0},
        {seconds(332),
         Van1,
         text("warning"),
         text("connectivity"),
         text("Van offline"),
         text("No position from the van"),
         {},
         std::nullopt},
        {seconds(455), Freezer1, text("critical"), text("temperature"), text("Freezer warming"),
         text("Temperature above -65 °C"), text("temperature"), -65.0},
        {seconds(540), Wristband2, text("info"), text("battery"), text("Battery half empty"),
         text("Charge the wristband at the end of the shift"), text("battery"), 55.0},
    };
    out.statuses = {
        {seconds(42), Refrigerator1, text("warning"), text("Temperature out of range")},
        {seconds(80), Refrigerator1, text("online"), text("Temperature back in range")},
        {seconds(112), Bed2, text("warning"), text("Heart rate out of range")},
        {seconds(160), Bed2, text("online"), text("Heart rate back in range")},
        {wristbandAway.from, Wristband2, text("offline"), text("Connection lost")},
        {wristbandAway.to, Wristband2, text("online"), text("Connection restored")},
        {seconds(238), Bed3, text("warning"), text("Oxygen saturation out of range")},
        {seconds(275), Bed3, text("online"), text("Oxygen saturation back in range")},
        {seconds(300), Rack1, text("warning"), text("Temperature out of range")},
        {vanAway.from, Van1, text("offline"), text("Connection lost")},
        {seconds(345), Rack1, text("online"), text("Temperature back in range")},
        {vanAway.to, Van1, text("online"), text("Connection restored")},
        {seconds(455), Freezer1, text("warning"), text("Temperature out of range")},
        {seconds(510), Freezer1, text("online"), text("Temperature back in range")},
    };
    return out;
}

} // namespace

Fleet Fleet::demo(std::uint64_t seed)
{
    Fleet fleet;
    std::uint64_t part = 0;
    const auto next = [&part, seed] { return subSeed(seed, part++); };
    const double bpm[] = {68.0, 74.0, 81.0, 62.0};
    const double breaths[] = {14.0, 16.0, 18.0, 13.0};
    for (int bed = 1; bed <= 4; ++bed)
        fleet.add(monitor(bed, bpm[bed - 1], breaths[bed - 1], next()));
    for (int number = 1; number <= 4; ++number) {
        DeviceModel band = wristband(number, 64.0 + 6.0 * number, next());
        if (number == 2)
            band.silent = {wristbandAway};
        fleet.add(std::move(band));
    }
    const std::uint64_t walker = next();
    fleet.add(gaitSensor(QStringLiteral("left"), walker));
    fleet.add(gaitSensor(QStringLiteral("right"), subSeed(walker, 1)));
    const Climate freezer{-71.0, 0.4, 0.9, minutes(6), 0.0};
    const Climate refrigerator{4.6, 0.3, 0.6, minutes(5), 0.0};
    fleet.add(coldStorage(QStringLiteral("Freezer −70 °C"), freezer,
                          Excursion{seconds(400), seconds(480), seconds(50), 8.5}, next()));
    fleet.add(
        coldStorage(QStringLiteral("Freezer −20 °C"), Climate{-21.0, 0.4, 0.8, minutes(7), 0.0}, std::nullopt, next()));
    fleet.add(coldStorage(QStringLiteral("Vaccine refrigerator 1"), refrigerator,
                          Excursion{seconds(15), seconds(60), seconds(20), 5.0}, next()));
    fleet.add(coldStorage(QStringLiteral("Vaccine refrigerator 2"), refrigerator, std::nullopt, next()));
    fleet.add(coldStorage(QStringLiteral("Blood bank"), Climate{4.1, 0.2, 0.4, minutes(4), 0.0}, std::nullopt, next()));
    const Climate rack{24.5, 1.0, 0.7, minutes(3), 0.0};
    fleet.add(room(QStringLiteral("Server room rack A"), QStringLiteral("Server room"), rack,
                   Excursion{seconds(265), seconds(320), seconds(30), 11.0}, next()));
    fleet.add(room(QStringLiteral("Server room rack B"), QStringLiteral("Server room"), rack, std::nullopt, next()));
    fleet.add(room(QStringLiteral("Operating theatre 1"), QStringLiteral("Surgery"),
                   Climate{20.5, 0.4, 0.15, minutes(8), 0.0}, std::nullopt, next()));
    fleet.add(room(QStringLiteral("Ward 3 corridor"), QStringLiteral("Ward 3"),
                   Climate{22.0, 1.2, 0.3, minutes(11), 0.0}, std::nullopt, next()));
    fleet.add(door(QStringLiteral("Main entrance"), QStringLiteral("Ground floor"), seconds(40), next()));
    fleet.add(door(QStringLiteral("Pharmacy store door"), QStringLiteral("Pharmacy store"), seconds(90), next()));
    fleet.add(door(QStringLiteral("Server room door"), QStringLiteral("Server room"), minutes(3), next()));
    for (int number = 1; number <= 2; ++number) {
        DeviceModel model = van(number, next());
        if (number == 1)
            model.silent = {vanAway};
        fleet.add(std::move(model));
    }
    fleet.add(drone(next()));
    fleet.setScenario(demoScenario());
    fleet.setNamedIds(true);
    return fleet;
}

} // namespace watchglass::sim
