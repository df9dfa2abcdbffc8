#pragma once

#include "core/ingest/event_log.h"

#include <QHash>

#include <deque>

namespace watchglass::ui {

/// What sources have told of their own health, for as long as somebody keeps asking: the log knows the newest word
/// alone. Bounded by count.
/// Thread: one.
class HealthHistory
{
public:
    static constexpr std::size_t mostOfSource = 4'000;

    /// Takes what is new; whether there was anything. Cheap when the log has not changed.
    bool observe(const ingest::EventLog &log);
    QStringList sources() const;
    /// Oldest first; empty for a source that told nothing.
    const std::deque<SystemStatus> &of(const QString &source) const;

private:
    QHash<QString, std::deque<SystemStatus>> m_statuses;
    std::deque<SystemStatus> m_none;
    std::optional<std::uint64_t> m_revision;
};

} // namespace watchglass::ui
