#include "core/protocol/series_table.h"

#include "core/format/value_format.h"

namespace watchglass::protocol {

namespace {

/// A source that invents names without end must not fill our memory; what the sink refuses is not kept here either.
constexpr std::size_t maxEntries = 200'000;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

SeriesInfo SeriesTable::namedInfo(std::string_view device, std::string_view metric)
{
    SeriesInfo info;
    info.key.device = text(device);
    info.key.attribute = text(metric);
    return info;
}

void SeriesTable::setUnit(SeriesInfo &info, std::string_view unit)
{
    info.unit = format::canonicalUnit(text(unit));
}

const SeriesTable::Entry *SeriesTable::find(std::string_view device, std::string_view metric)
{
    const auto known = m_index.find(Key{device, metric});
    if (known == m_index.end())
        return nullptr;
    follow(known->second);
    return known->second;
}

SeriesHandle SeriesTable::insert(std::string_view device, std::string_view metric, const SeriesInfo &info)
{
    const SeriesHandle handle = m_sink.series(info);
    if (m_entries.size() >= maxEntries)
        return handle;
    Entry &made = m_entries.emplace_back(Entry{std::string(device), std::string(metric), handle, nullptr});
    made.next = &made;
    m_index.emplace(Key{made.device, made.metric}, &made);
    follow(&made);
    return handle;
}

void SeriesTable::follow(const Entry *entry)
{
    if (m_last)
        m_last->next = entry;
    m_last = entry;
}

} // namespace watchglass::protocol
