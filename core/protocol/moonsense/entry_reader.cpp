#include "core/protocol/moonsense/entry_reader.h"

#include "core/protocol/moonsense/json_fields.h"

#include <algorithm>
#include <charconv>

namespace watchglass::protocol::moonsense {

namespace {

constexpr std::size_t longestText = 100;
constexpr std::int64_t farthestMs = 9'000'000'000'000; ///< About what a Timestamp can hold.

double numberOfWord(Words words, json::Value &value, bool &isBad)
{
    std::string_view word;
    std::int64_t number = 0;
    if (json::firstOf(value) == '"' && json::readText(value, word) == json::Read::Ok) {
        if (word.empty() || word.front() < '0' || word.front() > '9')
            return static_cast<double>(numberOf(words, word));
    }
    const json::Read read = readInteger(value, number);
    isBad = read == json::Read::Unfit;
    const bool isKnown = read == json::Read::Ok && number > 0 && static_cast<std::size_t>(number) < words.size();
    return isKnown ? static_cast<double>(number) : 0.0;
}

double charactersOf(std::string_view utf8)
{
    return static_cast<double>(std::count_if(utf8.begin(), utf8.end(),
                                             [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

/// "KEY_UP" as people read it.
void appendWord(std::string &out, std::string_view word)
{
    for (const char c : word)
        out += c == '_' ? ' ' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
}

void appendNumber(std::string &out, double value)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end.ptr);
}

/// At most `longestText` bytes, whole characters only.
std::string_view shortened(std::string_view utf8)
{
    if (utf8.size() <= longestText)
        return utf8;
    std::size_t end = longestText;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80)
        --end;
    return utf8.substr(0, end);
}

} // namespace

bool readClientTime(json::Object object, std::optional<ClientTime> &out)
{
    ClientTime time;
    bool hasRealtime = false;
    bool hasTimer = false;
    std::int64_t realtime = 0;
    const bool whole = json::forEachField(object, [&](std::string_view name, json::Value &value) {
        if (isNamed(name, "wall_time_millis"))
            readInteger(value, time.wall);
        else if (isNamed(name, "timer_millis"))
            hasTimer = readInteger(value, time.timer) == json::Read::Ok;
        else if (isNamed(name, "timer_realtime_millis"))
            hasRealtime = readInteger(value, realtime) == json::Read::Ok;
        return true;
    });
    if (!hasTimer && hasRealtime)
        time.timer = realtime;
    const auto isUsable = [](std::int64_t ms) { return ms > -farthestMs && ms < farthestMs; };
    if (time.wall != 0 && isUsable(time.wall) && isUsable(time.timer))
        out = time;
    return whole;
}

bool EntryReader::read(const GroupSpec &group, json::Object entry, Bundle &out)
{
    const std::span<const FieldSpec> fields = fieldsOf(group.group);
    std::fill_n(m_cells.begin(), fields.size(), Cell{});
    m_text.clear();
    m_at = group.timing == Timing::Bundle || group.timing == Timing::Clock ? untimed : 0;
    std::size_t expected = 0;
    const bool whole = json::forEachField(entry, [&](std::string_view name, json::Value &value) {
        if (readTime(group, name, value))
            return true;
        // Recorders write the fields in the schema's order, so the one after the last is tried first.
        for (std::size_t tried = 0; tried < fields.size(); ++tried) {
            const std::size_t i = (expected + tried) % fields.size();
            if (!isNamed(name, fields[i].name) && !(name == "pos" && fields[i].name == "position"))
                continue;
            expected = i + 1;
            return readField(fields[i], value, m_cells[i]);
        }
        return true;
    });
    if (!whole)
        return false;
    ++out.entries;
    deliver(group, out);
    if (group.isEvent)
        describe(group, out);
    return true;
}

bool EntryReader::readTime(const GroupSpec &group, std::string_view name, json::Value &value)
{
    switch (group.timing) {
    case Timing::Determined:
        if (!isNamed(name, "determined_at"))
            return false;
        readInteger(value, m_at);
        return true;
    case Timing::To:
        if (name != "to")
            return false;
        readInteger(value, m_at);
        return true;
    case Timing::Clock: {
        json::Object object;
        if (!isNamed(name, "client_time"))
            return false;
        std::optional<ClientTime> time;
        if (json::firstOf(value) == '{' && json::asObject(value, object) && readClientTime(object, time) && time)
            m_at = time->timer != 0 ? time->timer : time->wall;
        return true;
    }
    case Timing::Bundle:
        break;
    }
    return false;
}

bool EntryReader::readField(const FieldSpec &field, json::Value &value, Cell &cell)
{
    json::Read read = json::Read::Ok;
    switch (field.kind) {
    case Kind::Number:
        read = json::readNumber(value, cell.first);
        break;
    case Kind::Word:
    case Kind::Permitted:
        cell.first = numberOfWord(field.words, value, cell.isBad);
        break;
    case Kind::Flag: {
        bool flag = false;
        read = readFlag(value, flag);
        cell.first = flag ? 1.0 : 0.0;
        break;
    }
    case Kind::Offset:
    case Kind::Range:
        return readPair(field, value, cell);
    case Kind::Text:
        readText(value, m_text);
        break;
    case Kind::Length: {
        std::string_view text;
        read = json::readText(value, text);
        cell.first = read == json::Read::Ok ? charactersOf(text) : 0.0;
        break;
    }
    case Kind::Entries: {
        json::Object object;
        if (json::firstOf(value) != '{' || !json::asObject(value, object))
            break;
        return json::forEachField(object, [&cell](std::string_view, json::Value &) {
            cell.first += 1.0;
            return true;
        });
    }
    }
    cell.isBad |= read == json::Read::Unfit;
    cell.written = read == json::Read::Ok;
    return true;
}

bool EntryReader::readPair(const FieldSpec &field, json::Value &value, Cell &cell)
{
    json::Object object;
    if (json::firstOf(value) != '{' || !json::asObject(value, object)) {
        cell.isBad = json::token(value) != "null";
        return true;
    }
    const std::string_view first = field.kind == Kind::Offset ? "dx" : "lower_bound";
    const std::string_view second = field.kind == Kind::Offset ? "dy" : "upper_bound";
    cell.written = true;
    return json::forEachField(object, [&](std::string_view name, json::Value &number) {
        json::Read read = json::Read::Ok;
        if (isNamed(name, first))
            read = json::readNumber(number, cell.first);
        else if (isNamed(name, second))
            read = json::readNumber(number, cell.second);
        cell.isBad |= read == json::Read::Unfit;
        return true;
    });
}

void EntryReader::deliver(const GroupSpec &group, Bundle &out)
{
    const std::span<const FieldSpec> fields = fieldsOf(group.group);
    Slot slot = firstSlotOf(group.group);
    for (std::size_t i = 0; i < fields.size(); ++i, slot = static_cast<Slot>(slot + 2)) {
        const Cell &cell = m_cells[i];
        if (cell.isBad) {
            ++out.badValues;
            continue;
        }
        if (fields[i].lane == Lane::Event)
            continue;
        const bool written = cell.written || fields[i].lane == Lane::Always;
        if (fields[i].kind == Kind::Permitted) {
            out.values.push_back({m_at, cell.first, permissionSlot(static_cast<std::size_t>(m_cells[0].first)), true});
            continue;
        }
        out.values.push_back({m_at, cell.first, slot, written});
        if (fields[i].kind == Kind::Offset || fields[i].kind == Kind::Range)
            out.values.push_back({m_at, cell.second, static_cast<Slot>(slot + 1), written});
    }
}

void EntryReader::describe(const GroupSpec &group, Bundle &out) const
{
    std::string text;
    const auto next = [&text]() -> std::string & {
        if (!text.empty())
            text += ", ";
        return text;
    };
    const std::span<const FieldSpec> fields = fieldsOf(group.group);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Cell &cell = m_cells[i];
        const auto number = static_cast<std::size_t>(cell.first);
        switch (fields[i].kind) {
        case Kind::Word:
        case Kind::Permitted:
            if (number > 0)
                appendWord(next(), fields[i].words[number]);
            break;
        case Kind::Flag:
            if (number > 0)
                next() += fields[i].component;
            break;
        case Kind::Text:
            if (!m_text.empty())
                next() += shortened(m_text);
            break;
        case Kind::Length:
        case Kind::Entries:
            appendNumber(next(), cell.first);
            text += fields[i].kind == Kind::Length ? " characters" : " properties";
            break;
        case Kind::Offset:
            if (fields[i].name == "position") {
                appendNumber(next().append("at "), cell.first);
                appendNumber(text.append(" "), cell.second);
            }
            break;
        case Kind::Number:
        case Kind::Range:
            break; // series
        }
    }
    out.events.push_back({group.group, m_at, std::move(text)});
}

} // namespace watchglass::protocol::moonsense
