#pragma once

#include "core/protocol/valtronics/demand_book.h"

#include <tuple>

namespace watchglass::protocol::valtronics {

/// What a telemetry subscription of the documented dialect is about: everything (both empty), all of a device, or some
/// of its metrics. To subscribe to a subject again replaces its frequency.
struct Subject
{
    QString device;
    QStringList metrics; ///< In their order.

    bool covers(const QString &metric) const { return metrics.isEmpty() || metrics.contains(metric); }
    friend bool operator<(const Subject &a, const Subject &b)
    {
        return std::tie(a.device, a.metrics) < std::tie(b.device, b.metrics);
    }
    friend bool operator==(const Subject &, const Subject &) = default;
};

enum class MetricLists {
    Joined, ///< One for all metrics of a level.
    Single, ///< One for each metric: such subjects cannot become more than there are metrics.
};

/// The subscriptions of one device that is wanted at `levels`, beside the one for all others, which covers it too (of
/// several that match, the shortest interval counts). One without list when all its metrics are at one level; else one
/// for each level above `others`, in as many as its list needs at 1 KB a message. A metric whose name does not fit into
/// a message is left to the others' subscription.
/// A pure function.
std::map<Subject, AttentionLevel> planSubscriptions(const QString &device, const DemandBook::Levels &levels,
                                                    AttentionLevel others, MetricLists lists = MetricLists::Joined);

/// The message for it: "frequency" is "real-time", "500ms", "2s" or "5s".
QString encodeSubscribe(const Subject &subject, AttentionLevel level);

} // namespace watchglass::protocol::valtronics
