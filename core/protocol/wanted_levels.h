#pragma once

#include "core/model/attention.h"

#include <QHash>
#include <QStringList>

#include <span>

namespace watchglass::protocol {

/// What is wanted of a source's series, as the sum of all that was said by SourceClient::setDemand(). Keys count
/// without their source. Before the first word everything is wanted at High.
/// Thread: one; a value.
class WantedLevels
{
public:
    void take(const DemandChange &change);

    /// Whether anything was ever said.
    bool isAsked() const { return m_isAsked; }
    /// Of series that were never named.
    AttentionLevel others() const { return m_others; }
    /// The highest of all, whether there are such series or not.
    AttentionLevel highest() const;
    /// The highest of a device's series: of those that were named, and of `known`, those it is known to have. A device
    /// that nothing is known of may have others.
    AttentionLevel highest(const QString &device, std::span<const SeriesKey> known) const;
    /// That have a named series.
    QStringList devices() const { return m_named.keys(); }

private:
    AttentionLevel m_others = AttentionLevel::High;
    QHash<QString, QHash<SeriesKey, AttentionLevel>> m_named; ///< By device.
    bool m_isAsked = false;
};

} // namespace watchglass::protocol
