#pragma once

#include "app/simulator/device_model.h"

namespace watchglass::sim {

/// The ticks of a DeviceModel: tick k is due and stamped at start + k / rateHz, computed from k in integers
/// (rate in whole microhertz, time to the nearest nanosecond), so that no error ever adds up.
class ModelFeed final : public Feed
{
public:
    /// Requires: model.rateHz >= 1e-6.
    explicit ModelFeed(DeviceModel model);

    const std::vector<Metric> &metrics() const override { return m_metrics; }
    std::int64_t firstTickAt(Duration elapsed) const override;
    Duration dueAt(std::int64_t k) const override;
    Timestamp stamp(std::int64_t k, Timestamp start) const override { return start + dueAt(k); }
    void values(std::int64_t k, std::span<double> out) const override;

private:
    DeviceModel m_model;
    std::vector<Metric> m_metrics;
    std::int64_t m_microhertz;
};

} // namespace watchglass::sim
