#pragma once

#include "core/model/attention.h"

#include <QStringList>

#include <map>
#include <vector>

namespace watchglass::protocol::valtronics {

/// What is wanted of a source: the sum of all DemandChanges so far, as a level for each metric of a device that was
/// ever named, and one for all others. What was named stays named. Knows no connection, so that one made later begins
/// with what is wanted now.
/// Thread: one at a time; a value.
class DemandBook
{
public:
    using Levels = std::map<QString, AttentionLevel>; ///< By metric.

    /// What a change really changed.
    struct Touched
    {
        bool others = false;
        std::vector<QString> devices; ///< Each once, in the order of their ids.
    };

    Touched take(const DemandChange &change);

    /// Whether anything was ever said. Before that, all is wanted at High.
    bool isSaid() const { return m_isSaid; }
    AttentionLevel others() const { return m_others; }
    bool isNamed(const QString &device) const { return m_devices.count(device) > 0; }
    std::vector<QString> devices() const; ///< All that were named.
    AttentionLevel level(const QString &device, const QString &metric) const;
    /// Of the metrics of a device that were named or stand in `seen`.
    Levels levels(const QString &device, const QStringList &seen) const;

private:
    std::map<QString, Levels> m_devices;
    AttentionLevel m_others = AttentionLevel::High;
    bool m_isSaid = false;
};

} // namespace watchglass::protocol::valtronics
