#pragma once

#include "app/simulator/fleet.h"
#include "app/simulator/signal.h"

#include <memory>

namespace watchglass::sim::terra::test {

/// A walker with a watch: one user with every shape of payload.
inline Fleet walker()
{
    struct Ramp final : Signal
    {
        explicit Ramp(double s)
            : slope(s)
        {}
        double at(Duration t) const override { return slope * inSeconds(t); }
        double slope;
    };
    DeviceModel model;
    model.identity = {QStringLiteral("Watch"), QStringLiteral("wearable"), {}};
    model.rateHz = 20.0;
    const auto add = [&model](const char *name, const char *unit, int nth) {
        model.metrics.push_back({{name, unit}, std::make_shared<Ramp>(1.0), nth});
    };
    add("heart_rate", "bpm", 20);
    add("accelerometer.x", "g", 10);
    add("accelerometer.y", "g", 10);
    add("accelerometer.z", "g", 10);
    add("latitude", "°", 20);
    add("longitude", "°", 20);
    add("speed", "km/h", 20);
    add("gyroscope.x", "°/s", 10);
    add("ecg_ii", "mV", 1);
    add("skin_temperature", "°C", 20);
    Fleet fleet;
    for (int i = 0; i < 3; ++i) {
        model.identity.name = QStringLiteral("Watch %1").arg(i);
        fleet.add(model);
    }
    return fleet;
}

} // namespace watchglass::sim::terra::test
