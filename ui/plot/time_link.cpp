#include "ui/plot/time_link.h"

#include <algorithm>
#include <utility>

namespace watchglass::ui {

void TimeLink::advance(Plot plot, Timestamp now, std::optional<Timestamp> newest)
{
    Member &member = m_members[plot];
    member.newest = newest;
    member.edge.advance(now, newest);
    const bool isFirstOfThisMoment = m_edge.isFileTime() && newest && !member.edge.isFileTime();
    if (m_now == now && m_members.size() > 1 && !isFirstOfThisMoment)
        return; // another plot's frame of this tick
    m_now = now;
    m_edge.advance(now, this->newest());
}

/// Of the plots of this moment, if there are any: a recording beside them does not move the edge.
std::optional<Timestamp> TimeLink::newest() const
{
    std::optional<Timestamp> present;
    std::optional<Timestamp> any;
    for (const auto &[plot, member] : m_members) {
        any = std::max(any, member.newest);
        if (!member.edge.isFileTime())
            present = std::max(present, member.newest);
    }
    return present ? present : any;
}

Timestamp TimeLink::edge(Plot plot) const
{
    return isApart(plot) ? m_members.at(plot).edge.edge() : m_edge.edge();
}

bool TimeLink::isFileTime(Plot plot) const
{
    return isApart(plot) ? !m_edge.isFileTime() : m_edge.isFileTime();
}

bool TimeLink::isApart(Plot plot) const
{
    const auto member = m_members.find(plot);
    return member != m_members.end() && member->second.newest
           && member->second.edge.isFileTime() != m_edge.isFileTime();
}

void TimeLink::reset(Plot plot)
{
    Member &member = m_members[plot];
    member.edge = {};
    member.newest.reset();
    if (m_members.size() == 1)
        m_edge.reset();
}

void TimeLink::leave(Plot plot)
{
    m_members.erase(plot);
}

bool TimeLink::isAlone(Plot plot) const
{
    return m_members.size() == m_members.count(plot);
}

void TimeLink::remember(Plot plot, Duration monotonic)
{
    m_window.remember(edge(plot), monotonic, allValues());
}

void TimeLink::goBack(Plot plot)
{
    giveValues(m_window.goBack(edge(plot), allValues()));
}

void TimeLink::goForward(Plot plot)
{
    giveValues(m_window.goForward(edge(plot), allValues()));
}

TimeLink::AllValues TimeLink::allValues()
{
    AllValues all;
    for (auto &[plot, member] : m_members) {
        member.serial = member.serial > 0 ? member.serial : ++m_serial;
        all.emplace(member.serial, member.values);
    }
    return all;
}

void TimeLink::giveValues(const std::any &kept)
{
    const auto *all = std::any_cast<AllValues>(&kept);
    if (!all)
        return; // nowhere to go
    for (auto &[plot, member] : m_members) {
        if (const auto found = all->find(member.serial); found != all->end())
            member.wanted = found->second;
    }
}

std::optional<TimeLink::Values> TimeLink::takeValues(Plot plot)
{
    const auto member = m_members.find(plot);
    return member == m_members.end() ? std::nullopt : std::exchange(member->second.wanted, std::nullopt);
}

void TimeLink::suggest(Duration span)
{
    if (!isAutomatic() || (m_suggested && span >= *m_suggested))
        return;
    m_suggested = span;
    m_window.setSpan(span);
}

bool TimeLink::isAutomatic() const
{
    return !m_isChosen && m_window.isLive() && !m_window.canGoBack()
           && m_window.span() == m_suggested.value_or(TimeWindow::defaultSpan);
}

} // namespace watchglass::ui
