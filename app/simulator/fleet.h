#pragma once

#include "app/simulator/device_model.h"
#include "app/simulator/feed.h"
#include "app/simulator/scenario.h"

#include <memory>
#include <optional>
#include <vector>

namespace watchglass::sim {

/// One device of a fleet: who it is and what it sends.
struct Device
{
    int id = 0; ///< The number that the service knows it by; from 1.
    DeviceIdentity identity;
    std::shared_ptr<const Feed> feed;
};

/// What a simulated service has: devices, and what happens to them during a day.
/// Thread: any; a fleet does not change once it is built.
class Fleet
{
public:
    Fleet() = default;

    /// `devices` alike, with `channels` metrics each at rateHz: devices * channels * rateHz samples a second.
    static Fleet generic(int devices, double rateHz, int channels, std::uint64_t seed);
    /// The demonstration: a ward, a gait laboratory, cold storage, a server room, doors and a delivery van, at their
    /// natural rates, with a scenario in which something goes wrong now and then. Devices are known by name.
    static Fleet demo(std::uint64_t seed);

    /// Adds a device with the next number.
    void add(DeviceIdentity identity, std::shared_ptr<const Feed> feed);
    void add(DeviceModel model);

    const std::vector<Device> &devices() const { return m_devices; }
    const Scenario &scenario() const { return m_scenario; }
    void setScenario(Scenario scenario) { m_scenario = std::move(scenario); }

    /// Whether the documented dialect calls devices by name (text) rather than by number.
    bool namedIds() const { return m_namedIds; }
    void setNamedIds(bool named) { m_namedIds = named; }

    /// Index of the device with this number, or with this number or name as text.
    std::optional<int> indexOf(std::int64_t id) const;
    std::optional<int> indexOf(const QString &idOrName) const;

private:
    std::vector<Device> m_devices;
    Scenario m_scenario;
    bool m_namedIds = false;
};

} // namespace watchglass::sim
