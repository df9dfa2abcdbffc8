#pragma once

#include "core/base/clock.h"
#include "core/model/sample.h"
#include "core/model/series_info.h"
#include "core/model/source_state.h"
#include "core/protocol/source_client.h"

#include <functional>
#include <memory>
#include <vector>

namespace watchglass::replay {

/// Where the samples of one recorded device go: a service that takes them as from a device of its own.
/// Thread: one, with an event loop.
class Outlet
{
public:
    virtual ~Outlet() = default;

    virtual void start() = 0;
    virtual void stop() = 0;
    /// False: there is no room now; what was said before has to leave first.
    virtual bool offer(const SeriesInfo &series, Sample sample) = 0;
    /// Taken, and not yet known to have left.
    virtual std::size_t pending() const = 0;
    virtual std::uint64_t delivered() const = 0;
    virtual SourceState state() const = 0;
};

/// Who publishes, and as whom.
struct OutletOptions
{
    protocol::SourceAddress address;
    QString device; ///< Id of the device as the service is to know it.
    QString name;   ///< For people.
    QString user;   ///< Terra: whose data it is.
    QString room;   ///< Sensocto: which room it joins; empty for none.
    std::vector<SeriesInfo> series;
};

/// Error: a service that takes nothing from us, or options that it cannot do without.
Result<std::unique_ptr<Outlet>> makeOutlet(const OutletOptions &options, Clock &clock);

} // namespace watchglass::replay
