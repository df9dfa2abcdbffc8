#include "ui/plot/time_window.h"

#include "ui/plot/time_grid.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr std::size_t longestHistory = 50;
constexpr Duration oneStep = std::chrono::milliseconds(700);

Duration scaled(Duration duration, double factor)
{
    const double ns = static_cast<double>(duration.count()) * factor;
    const auto limit = static_cast<double>(TimeWindow::longest.count());
    return Duration(static_cast<std::int64_t>(std::llround(std::clamp(ns, -limit, limit))));
}

/// As moved(), kept a whole window away from the beginning of time.
Timestamp endMoved(Timestamp end, Duration by)
{
    return std::max(moved(end, by), Timestamp::min() + TimeWindow::longest);
}

} // namespace

TimeRange TimeWindow::range(Timestamp edge) const
{
    const Timestamp end = endMoved(isLive() ? edge : m_end, Duration::zero());
    return {end - m_span, end};
}

std::optional<Duration> TimeWindow::behind(Timestamp edge) const
{
    if (isLive())
        return std::nullopt;
    return between(m_end, edge);
}

void TimeWindow::goLive()
{
    m_mode = Mode::Live;
}

void TimeWindow::pause(Timestamp edge)
{
    m_end = range(edge).to;
    m_mode = Mode::Paused;
}

void TimeWindow::togglePause(Timestamp edge)
{
    if (isLive())
        pause(edge);
    else
        goLive();
}

void TimeWindow::setSpan(Duration span)
{
    m_span = std::clamp(span, shortest, longest);
}

void TimeWindow::zoom(double factor, double fraction, Timestamp edge)
{
    if (!std::isfinite(factor) || factor <= 0.0)
        return;
    const Duration before = m_span;
    setSpan(scaled(m_span, factor));
    if (isLive())
        return;
    const double right = 1.0 - std::clamp(fraction, 0.0, 1.0);
    const Timestamp end = endMoved(m_end, scaled(m_span, right) - scaled(before, right));
    m_end = std::min(end, std::max(edge, m_end)); // the future holds nothing to see
}

void TimeWindow::pan(double fraction, Timestamp edge)
{
    const Timestamp end = endMoved(range(edge).to, scaled(m_span, fraction));
    if (end >= edge && fraction >= 0.0) {
        goLive();
        return;
    }
    m_end = end;
    m_mode = Mode::Manual;
}

void TimeWindow::show(TimeRange range)
{
    const Duration wanted = std::max(Duration::zero(), between(range.from, range.to));
    setSpan(wanted);
    m_end = endMoved(range.to, (m_span - wanted) / 2);
    m_mode = Mode::Manual;
}

void TimeWindow::fit(TimeRange extent)
{
    const Duration room = std::max(scaled(between(extent.from, extent.to), 0.02), shortest);
    show({endMoved(extent.from, -room), endMoved(extent.to, room)});
}

void TimeWindow::remember(Timestamp edge, Duration monotonic, std::any beside)
{
    const bool goesOn = m_rememberedAt && monotonic - *m_rememberedAt < oneStep;
    m_rememberedAt = monotonic;
    if (goesOn)
        return;
    m_back.push_back(state(edge, std::move(beside)));
    if (m_back.size() > longestHistory)
        m_back.erase(m_back.begin());
    m_forward.clear();
}

std::any TimeWindow::goBack(Timestamp edge, std::any beside)
{
    return move(m_back, m_forward, edge, std::move(beside));
}

std::any TimeWindow::goForward(Timestamp edge, std::any beside)
{
    return move(m_forward, m_back, edge, std::move(beside));
}

std::any TimeWindow::move(std::vector<State> &from, std::vector<State> &to, Timestamp edge, std::any beside)
{
    if (from.empty())
        return {};
    to.push_back(state(edge, std::move(beside)));
    State taken = std::move(from.back());
    from.pop_back();
    m_mode = taken.mode;
    m_span = taken.span;
    m_end = taken.end;
    m_rememberedAt.reset();
    return std::move(taken.beside);
}

TimeWindow::State TimeWindow::state(Timestamp edge, std::any beside) const
{
    return {m_mode, m_span, range(edge).to, std::move(beside)};
}

} // namespace watchglass::ui
