#include "core/protocol/disruptive/series_marks.h"

#include <algorithm>

namespace watchglass::protocol::disruptive {

namespace {

/// Behind the last sample; a device whose clock is ahead cannot move this behind what the service has sent.
Timestamp behind(Timestamp last, Timestamp newest)
{
    return std::min(last, newest) + Duration(1);
}

} // namespace

SeriesMarks::Mark &SeriesMarks::of(SeriesHandle series, std::string_view device, std::size_t type)
{
    const auto [known, isNew] = m_marks.try_emplace(series);
    Mark &mark = known->second;
    if (!isNew)
        return mark;
    mark.series = series;
    mark.type = type;
    auto found = m_byDevice.find(device);
    if (found == m_byDevice.end())
        found = m_byDevice.emplace(std::string(device), std::vector<Mark *>()).first;
    found->second.push_back(&mark);
    if (m_leftOut[type]) {
        mark.from = *m_leftOut[type] + Duration(1);
        m_sink.notRequested(series, {*mark.from, Timestamp::max()});
    }
    return mark;
}

void SeriesMarks::leaveOut(const TypeSet &types, Timestamp newest)
{
    for (std::size_t i = 0; i < m_leftOut.size(); ++i) {
        if (types.test(i) && !m_leftOut[i])
            m_leftOut[i] = newest;
    }
    for (auto &[series, mark] : m_marks) {
        if (!types.test(mark.type) || mark.from)
            continue;
        mark.from = behind(mark.last, newest);
        m_sink.notRequested(series, {*mark.from, Timestamp::max()});
    }
}

void SeriesMarks::askFor(const TypeSet &types)
{
    for (std::size_t i = 0; i < m_leftOut.size(); ++i) {
        if (types.test(i))
            m_leftOut[i].reset();
    }
}

std::optional<Timestamp> SeriesMarks::firstFrom(std::string_view device, const TypeSet &types) const
{
    const auto found = m_byDevice.find(device);
    if (found == m_byDevice.end())
        return std::nullopt;
    std::optional<Timestamp> first;
    for (const Mark *mark : found->second) {
        if (mark->from && types.test(mark->type))
            first = std::min(first.value_or(*mark->from), *mark->from);
    }
    return first;
}

void SeriesMarks::filled(std::string_view device, TimeRange span, const TypeSet &types)
{
    const auto found = m_byDevice.find(device);
    if (found == m_byDevice.end())
        return;
    for (Mark *mark : found->second) {
        if (!mark->from || !types.test(mark->type))
            continue;
        const Timestamp from = std::max(*mark->from, span.from); // what is no longer kept stays marked
        const auto leftOut = m_leftOut[mark->type];
        if (!leftOut) {
            m_sink.requested(mark->series, {from, Timestamp::max()});
            mark->from.reset();
            continue;
        }
        const Timestamp again = behind(mark->last, *leftOut); // left out once more since
        if (again > from)
            m_sink.requested(mark->series, {from, again});
        mark->from = std::max(again, *mark->from);
    }
}

} // namespace watchglass::protocol::disruptive
