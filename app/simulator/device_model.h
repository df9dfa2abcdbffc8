#pragma once

#include "app/simulator/feed.h"
#include "app/simulator/signal.h"

#include <QString>

#include <vector>

namespace watchglass::sim {

/// One quantity of a modelled device. It has a value at every `everyNth` tick of its device.
struct MetricModel
{
    Metric metric;
    SignalPtr signal;
    int everyNth = 1;
};

/// A span of device time, [from, to).
struct Span
{
    Duration from;
    Duration to;
    bool contains(Duration t) const { return from <= t && t < to; }
};

/// Who a device is.
struct DeviceIdentity
{
    QString name; ///< For people; also its id text on the wire.
    QString type; ///< e.g. "patient_monitor".
    QString location;
};

/// A device made of signals, ticking at rateHz. Inside `silent` (folded by `cycle`) it sends nothing.
struct DeviceModel
{
    DeviceIdentity identity;
    double rateHz = 1.0;
    std::vector<MetricModel> metrics;
    std::vector<Span> silent;
    Duration cycle = std::chrono::hours(24);
};

} // namespace watchglass::sim
