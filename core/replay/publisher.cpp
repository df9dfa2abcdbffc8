#include "core/replay/publisher.h"

#include <algorithm>
#include <cmath>

namespace watchglass::replay {

namespace {

constexpr Duration interval = std::chrono::milliseconds(20);
/// Of recorded time that is read at once.
constexpr Duration window = std::chrono::seconds(10);

} // namespace

Publisher::Publisher(const recording::SessionFile &file, Options options, Outlet &outlet, Clock &clock,
                     std::function<void()> finished)
    : m_file(file)
    , m_options(std::move(options))
    , m_outlet(outlet)
    , m_clock(clock)
    , m_finished(std::move(finished))
    , m_timer(clock.makeTimer([this] { work(); }))
{
    for (const recording::SessionSeries &series : file.series()) {
        const auto &wanted = m_options.series;
        if (series.count == 0 || std::find(wanted.begin(), wanted.end(), series.id) == wanted.end())
            continue;
        m_extent.from = m_series.empty() ? series.first : std::min(m_extent.from, series.first);
        m_extent.to = m_series.empty() ? series.last + Duration(1) : std::max(m_extent.to, series.last + Duration(1));
        m_series.push_back(&series);
    }
    m_readTo = m_extent.from;
}

void Publisher::start()
{
    m_startedAt = m_clock.now();
    m_startedMonotonic = m_clock.monotonic();
    m_outlet.start();
    m_timer->start(Duration::zero());
}

void Publisher::work()
{
    while (m_next < m_waiting.size() || readMore()) {
        const Waiting &next = m_waiting[m_next];
        if (!isDue(next.sample.time))
            break;
        if (!std::isfinite(next.sample.value))
            ++m_leftOut;
        else if (m_outlet.offer(*next.series, placed(next.sample)))
            ++m_published;
        else
            break; // no room: the file waits
        ++m_next;
    }
    const bool isAllOffered = m_next == m_waiting.size() && m_readTo >= m_extent.to;
    if (!m_problem.isEmpty() || (isAllOffered && m_outlet.pending() == 0))
        return finish();
    m_timer->start(interval);
}

/// The next windows, until one holds samples. False at the end.
bool Publisher::readMore()
{
    m_waiting.clear();
    m_next = 0;
    while (m_waiting.empty() && m_readTo < m_extent.to && m_problem.isEmpty()) {
        const TimeRange range{m_readTo, std::min(m_readTo + window, m_extent.to)};
        m_readTo = range.to;
        for (const recording::SessionSeries *series : m_series) {
            const auto samples = m_file.samples(series->id, range);
            if (!samples) {
                m_problem = samples.error().text;
                return false;
            }
            for (const Sample &sample : samples.value())
                m_waiting.push_back({&series->info, sample});
        }
    }
    std::stable_sort(m_waiting.begin(), m_waiting.end(),
                     [](const Waiting &a, const Waiting &b) { return a.sample.time < b.sample.time; });
    return !m_waiting.empty();
}

bool Publisher::isDue(Timestamp time) const
{
    if (!m_options.speed)
        return true;
    const double passed = static_cast<double>((m_clock.monotonic() - m_startedMonotonic).count()) * *m_options.speed;
    return static_cast<double>((time - m_extent.from).count()) <= passed;
}

Sample Publisher::placed(Sample sample) const
{
    if (m_options.isMovedToNow)
        sample.time = m_startedAt + (sample.time - m_extent.from);
    return sample;
}

void Publisher::finish()
{
    m_timer->stop();
    if (m_finished)
        m_finished();
}

} // namespace watchglass::replay
