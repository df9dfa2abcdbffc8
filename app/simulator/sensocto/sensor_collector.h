#pragma once

#include "app/simulator/sensocto/delta_code.h"
#include "app/simulator/sensocto/world.h"

namespace watchglass::sim::sensocto {

/// What one device of the fleet measured since a viewer's last flush, as the members of a batch or of a digest: every
/// sample of the attributes that the server keeps whole, the newest one of all others.
/// Thread: the server's. Requires: the world outlives it.
class SensorCollector
{
public:
    SensorCollector(const World &world, std::size_t device);

    /// What is measured from `elapsed` on is the viewer's.
    void begin(Duration elapsed);
    /// Appends `"sensor":{…}` with everything due up to `elapsed`; gives the number of samples in it, 0 for nothing.
    std::uint64_t collect(std::string &out, Duration elapsed);
    /// Likewise as counts and means.
    std::uint64_t digest(std::string &out, Duration elapsed);

private:
    struct Buffer
    {
        std::string before; ///< {"attribute_id":"hr","payload":
        std::string whole;  ///< Finished elements of an array.
        std::vector<TimedValue> run;
        std::int64_t newest = 0; ///< Tick of the newest value.
        std::uint64_t count = 0;
        double key = 0.0; ///< The last value of a Key attribute.
        bool hasKey = false;
        double sum = 0.0;
        double least = 0.0;
        double most = 0.0;
    };

    std::uint64_t gather(Duration elapsed);
    void take(std::size_t index, std::int64_t k);
    void takeKey(const Attribute &attribute, Buffer &buffer, std::int64_t k);
    void appendElement(std::string &out, std::size_t index, std::int64_t k, std::span<const double> values,
                       const char *event);
    void appendAttribute(std::string &out, std::size_t index);
    void appendDigest(std::string &out, std::size_t index);
    template <typename Append>
    void appendSensor(std::string &out, Append append);

    const World &m_world;
    const std::size_t m_device;
    const SensorShape &m_shape;
    const Feed &m_feed;
    std::string m_after; ///< ,"sensor_id":"…","timestamp":
    std::vector<Buffer> m_buffers;
    std::vector<double> m_values;
    std::vector<double> m_newest; ///< The parts of the newest payloads.
    std::int64_t m_next = 0;
};

} // namespace watchglass::sim::sensocto
