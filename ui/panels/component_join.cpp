#include "ui/panels/component_join.h"

#include "ui/plot/time_grid.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

/// The oldest of the parts' newest times: up to there all of them have told what they have.
std::optional<Timestamp> toldUpTo(const QList<const store::Series *> &parts)
{
    std::optional<Timestamp> time;
    for (const store::Series *part : parts) {
        const auto last = part ? part->last() : std::nullopt;
        if (!last)
            return std::nullopt;
        time = time ? std::min(*time, last->time) : last->time;
    }
    return time;
}

} // namespace

std::optional<JoinedSample> newestTogether(const QList<const store::Series *> &parts)
{
    const auto time = toldUpTo(parts);
    if (!time)
        return std::nullopt;
    JoinedSample joined{*time, {}};
    for (qsizetype i = 0; i < parts.size() && i < 4; ++i) {
        const auto sample = parts.at(i)->at(*time);
        if (!sample)
            return std::nullopt;
        joined.values[static_cast<std::size_t>(i)] = sample->value;
    }
    return joined;
}

void ComponentJoin::setKept(Duration kept)
{
    if (kept > m_kept)
        clear(); // what had gone is asked for again
    m_kept = kept;
}

void ComponentJoin::clear()
{
    m_upTo.reset();
    m_rows.clear();
}

bool ComponentJoin::follow(const QList<const store::Series *> &parts)
{
    const auto upTo = toldUpTo(parts);
    if (!upTo || m_upTo == upTo)
        return false;
    if (m_upTo && *upTo < *m_upTo)
        clear(); // another recording, or a clock that was put back
    const Timestamp oldest = moved(*upTo, -m_kept);
    const Timestamp from = m_upTo ? std::max(oldest, *m_upTo + Duration(1)) : oldest;
    const Timestamp to = moved(*upTo, Duration(1));
    m_upTo = upTo;

    std::vector<std::vector<Sample>> samples;
    for (const store::Series *part : parts)
        samples.push_back(part->samples({from, to}, m_mostRows));
    std::vector<std::size_t> next(samples.size(), 0);
    for (const Sample &first : samples.front()) {
        JoinedSample row{first.time, {}};
        bool isWhole = m_rows.empty() || m_rows.back().time < first.time;
        for (std::size_t i = 0; i < samples.size() && isWhole; ++i) {
            while (next[i] < samples[i].size() && samples[i][next[i]].time < first.time)
                ++next[i];
            isWhole = next[i] < samples[i].size() && samples[i][next[i]].time == first.time
                      && std::isfinite(samples[i][next[i]].value);
            if (isWhole)
                row.values[i] = samples[i][next[i]].value;
        }
        if (isWhole)
            m_rows.push_back(row);
    }
    const auto kept =
        std::find_if(m_rows.begin(), m_rows.end(), [oldest](const JoinedSample &row) { return row.time >= oldest; });
    m_rows.erase(m_rows.begin(), kept);
    if (m_rows.size() > m_mostRows)
        m_rows.erase(m_rows.begin(), m_rows.end() - static_cast<std::ptrdiff_t>(m_mostRows));
    return true;
}

} // namespace watchglass::ui
