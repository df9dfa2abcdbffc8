#include "app/simulator/asked_timeline.h"

#include "app/simulator/signal.h"

namespace watchglass::sim {

namespace {

constexpr Duration second = std::chrono::seconds(1);
constexpr Duration markInterval = std::chrono::milliseconds(100);

} // namespace

AskedTimeline::AskedTimeline(Duration now)
    : m_begin(now)
    , m_marks{{now, 0}}
{}

double AskedTimeline::rate(const Mark &from, Duration now, std::uint64_t bytes)
{
    const double span = inSeconds(now - from.at);
    return span > 0.0 ? static_cast<double>(bytes - from.bytes) / span : 0.0;
}

void AskedTimeline::note(const QString &asked, Duration now, std::uint64_t bytes)
{
    if (asked == (m_changes.empty() ? QString() : m_changes.back().asked))
        return;
    m_changes.push_back({now - m_begin, asked, rate(m_marks.front(), now, bytes), std::nullopt});
    if (m_changes.size() > longest)
        m_changes.pop_front();
    m_after.reset();
}

void AskedTimeline::turn(Duration now, std::uint64_t bytes)
{
    if (now - m_marks.back().at >= markInterval)
        m_marks.push_back({now, bytes});
    while (m_marks.size() > 1 && m_marks[1].at <= now - second)
        m_marks.pop_front();
    if (m_changes.empty() || m_changes.back().bytesPerSecondAfter)
        return;
    if (!m_after && now - m_begin >= m_changes.back().at + second)
        m_after = Mark{now, bytes};
    else if (m_after && now >= m_after->at + second)
        m_changes.back().bytesPerSecondAfter = rate(*m_after, now, bytes);
}

} // namespace watchglass::sim
