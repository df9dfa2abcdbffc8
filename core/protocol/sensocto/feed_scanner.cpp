#include "core/protocol/sensocto/feed_scanner.h"

#include "core/protocol/sensocto/delta_code.h"

#include <array>
#include <charconv>
#include <cstring>

namespace watchglass::protocol::sensocto {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// What a text may hold as it stands: no quote, no backslash, no control, nothing beyond ASCII.
constexpr std::array<bool, 256> plainCharacters = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < 0x7f; ++c)
        table[c] = c != '"' && c != '\\';
    return table;
}();

} // namespace

/// One measurement under way.
struct FeedScanner::Element
{
    std::string_view event;
    std::string_view text;
    Timestamp time;
    double number = 0.0;
    double announced = -1.0; ///< sample_count.
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    bool hasNumber = false;
    bool hasObject = false;
    bool hasTime = false;
    bool hasPacked = false;
    bool isPacked = false;
};

bool FeedScanner::takeName(std::string_view &name)
{
    if (*m_at != '"')
        return false;
    const char *begin = ++m_at;
    while (plainCharacters[static_cast<unsigned char>(*m_at)])
        ++m_at;
    name = {begin, static_cast<std::size_t>(m_at - begin)};
    return take('"');
}

template <std::size_t Size>
bool FeedScanner::takeText(const char (&text)[Size])
{
    if (std::strncmp(m_at, text, Size - 1) != 0)
        return false;
    m_at += Size - 1;
    return true;
}

bool FeedScanner::takeSame(std::string_view text)
{
    if (std::strncmp(m_at, text.data(), text.size()) != 0)
        return false;
    m_at += text.size();
    return true;
}

bool FeedScanner::takeNumber(double &out)
{
    static constexpr std::array<double, 23> powers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    constexpr std::ptrdiff_t mostDigits = 19; // that a mantissa of 64 bits holds
    constexpr std::uint64_t exactUpTo = std::uint64_t(1) << 53;
    const char *begin = m_at;
    const bool isNegative = *m_at == '-';
    m_at += isNegative ? 1 : 0;
    const char *digits = m_at;
    std::uint64_t mantissa = 0;
    for (; isDigit(*m_at); ++m_at)
        mantissa = mantissa * 10 + static_cast<std::uint64_t>(*m_at - '0');
    std::ptrdiff_t count = m_at - digits;
    if (count == 0 || (*digits == '0' && count > 1))
        return false;
    std::ptrdiff_t decimals = 0;
    if (*m_at == '.') {
        const char *fraction = ++m_at;
        for (; isDigit(*m_at); ++m_at)
            mantissa = mantissa * 10 + static_cast<std::uint64_t>(*m_at - '0');
        decimals = m_at - fraction;
        count += decimals;
        if (decimals == 0)
            return false;
    }
    if (*m_at == 'e' || *m_at == 'E')
        return false;
    // Clinger's fast path: both operands are exact doubles, so one correctly rounded division is the exact result.
    if (count <= mostDigits && mantissa <= exactUpTo && decimals < static_cast<std::ptrdiff_t>(powers.size())) {
        const double value = static_cast<double>(mantissa) / powers[static_cast<std::size_t>(decimals)];
        out = isNegative ? -value : value;
        return true;
    }
    const auto [end, error] = std::from_chars(begin, m_at, out);
    return error == std::errc() && end == m_at;
}

bool FeedScanner::takeTime(Timestamp &out)
{
    constexpr int usualSize = 13;
    if (*m_at == '0')
        return false;
    std::int64_t ms = 0;
    for (int i = 0; i < usualSize; ++i, ++m_at) {
        if (!isDigit(*m_at))
            return false;
        ms = ms * 10 + (*m_at - '0');
    }
    out = Timestamp::fromMs(ms);
    return true; // another digit fits nothing that may follow
}

bool FeedScanner::scan(std::string_view payload)
{
    m_groups.clear();
    m_samples.clear();
    m_leaves.clear();
    m_at = payload.data();
    const char *end = payload.data() + payload.size();
    return takeText("{\"batch\":{") && scanSensors() && take('}') && m_at == end;
}

bool FeedScanner::scanSensors()
{
    if (take('}'))
        return true;
    do {
        std::string_view sensor;
        if (!takeName(sensor) || !take(':') || !take('{') || !scanAttributes(sensor))
            return false;
    } while (take(','));
    return take('}');
}

bool FeedScanner::scanAttributes(std::string_view sensor)
{
    if (take('}'))
        return true;
    do {
        std::string_view attribute;
        if (!takeName(attribute) || !take(':'))
            return false;
        if (!take('[')) {
            if (!scanElement(sensor, attribute))
                return false;
            continue;
        }
        if (take(']'))
            continue;
        do {
            if (!scanElement(sensor, attribute))
                return false;
        } while (take(','));
        if (!take(']'))
            return false;
    } while (take(','));
    return take('}');
}

bool FeedScanner::scanElement(std::string_view sensor, std::string_view attribute)
{
    if (!take('{'))
        return false;
    Element element;
    do {
        if (*m_at != '"' || !scanKey(sensor, attribute, element))
            return false;
    } while (take(','));
    return take('}') && keep(sensor, attribute, element);
}

bool FeedScanner::scanKey(std::string_view sensor, std::string_view attribute, Element &element)
{
    switch (m_at[1]) {
    case 'p':
        return takeText("\"payload\":") && scanPayload(element);
    case 't':
        element.hasTime = true;
        return takeText("\"timestamp\":") && takeTime(element.time);
    case 's':
        if (takeText("\"sensor_id\":\""))
            return takeSame(sensor) && take('"');
        return takeText("\"sample_count\":") && takeNumber(element.announced);
    case 'a':
        return takeText("\"attribute_id\":\"") && takeSame(attribute) && take('"');
    case 'e':
        return takeText("\"event\":") && takeName(element.event);
    case 'd':
        return takeText("\"data\":\"") && scanPacked(element);
    case '_':
        element.isPacked = true;
        return takeText("\"__delta_encoded__\":true");
    default:
        return false;
    }
}

bool FeedScanner::scanPayload(Element &element)
{
    const char *begin = m_at;
    if (*m_at == '{') {
        element.hasObject = true;
        element.from = static_cast<std::uint32_t>(m_leaves.size());
        if (!scanObject({}, 0))
            return false;
        element.to = static_cast<std::uint32_t>(m_leaves.size());
    } else {
        element.hasNumber = true;
        if (!takeNumber(element.number))
            return false;
    }
    element.text = {begin, static_cast<std::size_t>(m_at - begin)};
    return true;
}

bool FeedScanner::scanObject(std::string_view group, int depth)
{
    if (!take('{'))
        return false;
    if (take('}'))
        return true;
    do {
        std::string_view name;
        if (!takeName(name) || !take(':'))
            return false;
        if (*m_at == '{') {
            if (depth > 0 || !scanObject(name, depth + 1))
                return false;
            continue;
        }
        Leaf &leaf = m_leaves.emplace_back();
        leaf.group = group;
        leaf.name = name;
        if (!scanLeaf(leaf))
            return false;
    } while (take(','));
    return take('}');
}

bool FeedScanner::scanLeaf(Leaf &leaf)
{
    const char *begin = m_at;
    if (isDigit(*m_at) || *m_at == '-') {
        leaf.kind = ValueKind::Number;
        leaf.isNumeric = true;
        if (!takeNumber(leaf.number))
            return false;
    } else if (takeText("null")) {
        leaf.kind = ValueKind::Null;
    } else if (takeText("true")) {
        leaf.kind = ValueKind::Flag;
        leaf.isNumeric = true;
        leaf.number = 1.0;
    } else if (takeText("false")) {
        leaf.kind = ValueKind::Flag;
        leaf.isNumeric = true;
    } else {
        return false; // texts may be numbers in disguise
    }
    leaf.text = {begin, static_cast<std::size_t>(m_at - begin)};
    return true;
}

bool FeedScanner::scanPacked(Element &element)
{
    const char *quote = m_at;
    while (plainCharacters[static_cast<unsigned char>(*quote)])
        ++quote;
    const std::string_view data(m_at, static_cast<std::size_t>(quote - m_at));
    m_at = quote;
    if (element.hasPacked)
        return false;
    element.hasPacked = true;
    element.from = static_cast<std::uint32_t>(m_samples.size());
    if (!decodeDelta(data, m_samples))
        return false;
    element.to = static_cast<std::uint32_t>(m_samples.size());
    return take('"');
}

bool FeedScanner::keep(std::string_view sensor, std::string_view attribute, const Element &element)
{
    if (element.isPacked != element.hasPacked)
        return false;
    if (!element.isPacked && (!element.hasTime || element.hasNumber == element.hasObject))
        return false;
    const bool isSample = !element.isPacked && element.hasNumber && element.event.empty();
    if (isSample) {
        Group *last = m_groups.empty() ? nullptr : &m_groups.back();
        const bool isSameSeries =
            last && last->kind == Kind::Samples && !last->isShort && last->attribute.data() == attribute.data();
        if (!isSameSeries) {
            last = &m_groups.emplace_back();
            last->sensor = sensor;
            last->attribute = attribute;
            last->from = static_cast<std::uint32_t>(m_samples.size());
        }
        m_samples.push_back({element.time, element.number});
        last->to = static_cast<std::uint32_t>(m_samples.size());
        return true;
    }
    Group &group = m_groups.emplace_back();
    group.sensor = sensor;
    group.attribute = attribute;
    group.event = element.event;
    group.text = element.text;
    group.time = element.time;
    group.number = element.number;
    group.from = element.from;
    group.to = element.to;
    group.kind = element.isPacked ? Kind::Samples : element.hasObject ? Kind::Object : Kind::Pressed;
    group.isShort = element.isPacked && element.announced != static_cast<double>(element.to - element.from);
    return true;
}

void FeedScanner::report(FeedHandler &handler)
{
    for (const Group &group : m_groups) {
        if (group.kind == Kind::Samples) {
            handler.samples(group.sensor, group.attribute,
                            std::span(m_samples).subspan(group.from, group.to - group.from));
            if (group.isShort)
                handler.badMeasurement(group.sensor, group.attribute, MeasurementFault::DeltaSamples);
            continue;
        }
        MeasurementFields fields;
        fields.sensor = group.sensor;
        fields.attribute = group.attribute;
        fields.event = group.event;
        fields.time = group.time;
        fields.timed = true;
        fields.payload.text = group.text;
        if (group.kind == Kind::Object) {
            fields.payload.kind = ValueKind::Object;
            fields.payload.leaves = std::span(m_leaves).subspan(group.from, group.to - group.from);
        } else {
            fields.payload.kind = ValueKind::Number;
            fields.payload.isNumeric = true;
            fields.payload.number = group.number;
        }
        handler.measurement(fields);
    }
}

} // namespace watchglass::protocol::sensocto
