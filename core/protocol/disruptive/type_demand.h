#pragma once

#include "core/model/attention.h"
#include "core/protocol/disruptive/event_types.h"

#include <map>

namespace watchglass::protocol::disruptive {

/// How closely each series of a project is wanted, and which event types that takes. A series' attribute is the name of
/// the event type that it comes by.
/// Thread: one.
class TypeDemand
{
public:
    void take(const DemandChange &change);
    /// Whether anything was ever said.
    bool isGiven() const { return m_isGiven; }
    AttentionLevel others() const { return m_others; }
    const std::map<SeriesKey, AttentionLevel> &named() const { return m_named; }
    /// Those by which wanted series come (wanted: above None) and those that are never left out. While series that
    /// nobody named are wanted, all: such may come by any.
    TypeSet types() const;
    /// Devices of which a named series that comes by these is wanted; every device may be while others() is above None.
    std::vector<QString> devices(const TypeSet &types) const;

private:
    std::map<SeriesKey, AttentionLevel> m_named;
    TypeCounts m_wanted{}; ///< How many named series above None come by each type.
    AttentionLevel m_others = AttentionLevel::High;
    bool m_isGiven = false;
};

} // namespace watchglass::protocol::disruptive
