#include "core/protocol/valtronics/series_table.h"

#include "core/format/value_format.h"

namespace watchglass::protocol::valtronics {

namespace {

/// A source that invents names without end must not fill our memory; what the sink refuses is not kept here either.
constexpr std::size_t maxEntries = 200'000;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

SeriesHandle SeriesTable::find(std::string_view device, std::string_view metric, std::string_view unit)
{
    const auto known = m_index.find(Key{device, metric});
    const Entry *entry = known == m_index.end() ? nullptr : known->second;
    if (!entry) {
        SeriesInfo info;
        info.key.device = text(device);
        info.key.attribute = text(metric);
        info.unit = format::canonicalUnit(text(unit));
        const SeriesHandle handle = m_sink.series(info);
        if (m_entries.size() >= maxEntries)
            return handle;
        Entry &made = m_entries.emplace_back(Entry{std::string(device), std::string(metric), handle, nullptr});
        made.next = &made;
        m_index.emplace(Key{made.device, made.metric}, &made);
        entry = &made;
    }
    if (m_last)
        m_last->next = entry;
    m_last = entry;
    return entry->handle;
}

} // namespace watchglass::protocol::valtronics
