#include "ui/panels/health_history.h"

#include <algorithm>

namespace watchglass::ui {

bool HealthHistory::observe(const ingest::EventLog &log)
{
    if (m_revision == log.revision())
        return false;
    m_revision = log.revision();
    bool isNew = false;
    const QStringList sources = log.sourcesWithStatus();
    for (const QString &source : sources) {
        const auto status = log.status(source);
        auto &known = m_statuses[source];
        if (!status || (!known.empty() && status->time <= known.back().time))
            continue;
        known.push_back(*status);
        if (known.size() > mostOfSource)
            known.pop_front();
        isNew = true;
    }
    for (auto it = m_statuses.begin(); it != m_statuses.end();) {
        const bool isGone = !sources.contains(it.key());
        isNew = isNew || isGone;
        it = isGone ? m_statuses.erase(it) : std::next(it);
    }
    return isNew;
}

QStringList HealthHistory::sources() const
{
    QStringList sources = m_statuses.keys();
    std::sort(sources.begin(), sources.end());
    return sources;
}

const std::deque<SystemStatus> &HealthHistory::of(const QString &source) const
{
    const auto known = m_statuses.constFind(source);
    return known == m_statuses.constEnd() ? m_none : *known;
}

} // namespace watchglass::ui
