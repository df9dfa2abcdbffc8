#include "ui/panels/event_choice.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace watchglass::ui {

std::vector<ingest::EventRecord> EventChoice::newest(const ingest::EventLog &log, std::size_t most) const
{
    std::vector<ingest::EventRecord> found;
    for (auto it = log.events().rbegin(); it != log.events().rend() && found.size() < most; ++it) {
        if (takes(*it))
            found.push_back(*it);
    }
    return found;
}

std::vector<ingest::EventRecord> EventChoice::newestTexts(const ingest::EventLog &log, std::size_t most) const
{
    std::map<std::tuple<QString, QString, QString>, const ingest::EventRecord *> found;
    for (auto it = log.events().rbegin(); it != log.events().rend() && found.size() < most; ++it) {
        if (takes(*it) && !it->event.text.isEmpty())
            found.try_emplace({it->source, it->event.device, it->event.kind}, &*it);
    }
    std::vector<ingest::EventRecord> texts;
    for (const auto &[id, record] : found)
        texts.push_back(*record);
    return texts;
}

QStringList EventChoice::kinds(const ingest::EventLog &log) const
{
    QSet<QString> kinds;
    for (const ingest::EventRecord &record : log.events()) {
        if (isOf(record))
            kinds.insert(record.event.kind);
    }
    QStringList list(kinds.begin(), kinds.end());
    list.sort(Qt::CaseInsensitive);
    return list;
}

std::vector<EventMark> placeMarks(const std::vector<ingest::EventRecord> &events, const QString &kind,
                                  const TimeGrid &grid, double apartPx)
{
    std::vector<std::pair<Timestamp, std::size_t>> times;
    const TimeRange range = grid.range();
    for (std::size_t i = 0; i < events.size(); ++i) {
        const DeviceEvent &event = events[i].event;
        if (event.kind == kind && range.contains(event.time))
            times.emplace_back(event.time, i);
    }
    std::sort(times.begin(), times.end());
    std::vector<EventMark> marks;
    for (const auto &[time, index] : times) {
        const double x = grid.x(time);
        if (!marks.empty() && x - marks.back().x < apartPx) {
            ++marks.back().count;
            marks.back().index = index;
        } else {
            marks.push_back({x, 1, index});
        }
    }
    return marks;
}

} // namespace watchglass::ui
