#pragma once

#include "core/protocol/source_sink.h"
#include "core/protocol/valtronics/demand_book.h"

#include <functional>

namespace watchglass::protocol::valtronics {

/// The grants that a session gave, so that only what changed is told: one for all others and, for each device that was
/// named, one for all of it or, where its metrics differ in level, one for each of them.
/// Invariant: whoever reads "the attribute's own grant, else the device's, else the others'" reads what holds: what
/// was once told of its own is told again when it changes.
/// Thread: the source's. Requires: the sink outlives it.
class GrantBook
{
public:
    /// What is given at a level; device and attribute are filled in here.
    using Terms = std::function<Grant(AttentionLevel level)>;

    explicit GrantBook(SourceSink &sink)
        : m_sink(sink)
    {}

    void grantOthers(AttentionLevel level, const Terms &terms) { give({}, {}, terms(level)); }
    void grantDevice(const QString &device, const DemandBook::Levels &levels, AttentionLevel others,
                     const Terms &terms);

private:
    bool hasGiven(const QString &device, const QString &attribute) const;
    void give(const QString &device, const QString &attribute, Grant grant);

    SourceSink &m_sink;
    std::map<std::pair<QString, QString>, Grant> m_given;
};

} // namespace watchglass::protocol::valtronics
