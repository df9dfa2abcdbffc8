#include "core/protocol/moonsense/plain_entries.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace watchglass::protocol::moonsense {

namespace {

/// Powers of ten that a double holds exactly.
constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                             1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::uint64_t exactMantissas = std::uint64_t{1} << 53;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isPlain(const GroupSpec &group, std::span<const FieldSpec> fields)
{
    return group.timing == Timing::Determined && !group.isEvent
           && std::all_of(fields.begin(), fields.end(), [](const FieldSpec &field) {
                  return field.kind == Kind::Number && field.lane == Lane::Always;
              });
}

/// A JSON number at `p`, which is left behind it.
bool scanNumber(const char *&p, double &out)
{
    const char *const begin = p;
    const bool isNegative = *p == '-';
    p += isNegative;
    if (!isDigit(*p) || (*p == '0' && isDigit(p[1])))
        return false;
    std::uint64_t mantissa = 0;
    const char *digits = p;
    for (; isDigit(*p); ++p)
        mantissa = mantissa * 10 + static_cast<std::uint64_t>(*p - '0');
    auto count = p - digits;
    std::ptrdiff_t fraction = 0;
    if (*p == '.') {
        digits = ++p;
        for (; isDigit(*p); ++p)
            mantissa = mantissa * 10 + static_cast<std::uint64_t>(*p - '0');
        fraction = p - digits;
        count += fraction;
        if (fraction == 0)
            return false;
    }
    // Both exact, so their quotient is rounded once, and right.
    if (count <= 18 && mantissa < exactMantissas && *p != 'e' && *p != 'E') {
        const double value = static_cast<double>(mantissa) / powers[fraction];
        out = isNegative ? -value : value;
        return true;
    }
    constexpr std::ptrdiff_t longest = 64;
    const char *end = p;
    while (end - begin < longest && (isDigit(*end) || *end == 'e' || *end == 'E' || *end == '+' || *end == '-'))
        ++end;
    const auto [stop, error] = std::from_chars(begin, end, out);
    p = stop;
    return error == std::errc() && stop == end;
}

/// A time as a text or a number.
bool scanTime(const char *&p, std::int64_t &out)
{
    constexpr std::ptrdiff_t mostDigits = 18;
    const bool isText = *p == '"';
    p += isText;
    const char *const begin = p;
    out = 0;
    for (; isDigit(*p) && p - begin < mostDigits; ++p)
        out = out * 10 + (*p - '0');
    if (p == begin)
        return false;
    if (!isText)
        return true;
    return *p++ == '"';
}

/// Whether `name":` stands at `p`, which is then left behind it. Names are mostly one letter long.
bool skipName(const char *&p, std::string_view name)
{
    const char *q = p;
    for (const char c : name) {
        if (*q++ != c)
            return false;
    }
    if (q[0] != '"' || q[1] != ':')
        return false;
    p = q + 2;
    return true;
}

bool skipTimeName(const char *&p)
{
    constexpr std::string_view name = "determined_at\":";
    if (std::memcmp(p, name.data(), name.size()) != 0)
        return false;
    p += name.size();
    return true;
}

struct Entry
{
    std::int64_t at = 0;
    std::array<double, mostFields> values{};

    void clear(std::size_t fields)
    {
        at = 0;
        std::fill_n(values.begin(), fields, 0.0);
    }
};

bool passed(const char *&p)
{
    ++p;
    return true;
}

bool scanEntry(std::span<const FieldSpec> fields, const char *&p, Entry &entry)
{
    if (*p++ != '{')
        return false;
    if (*p == '}')
        return passed(p);
    std::size_t expected = 0;
    for (;;) {
        if (*p++ != '"')
            return false;
        if (skipTimeName(p)) {
            if (!scanTime(p, entry.at))
                return false;
        } else {
            while (expected < fields.size() && !skipName(p, fields[expected].name))
                ++expected; // in the schema's order; any other is the long way's
            if (expected == fields.size() || !scanNumber(p, entry.values[expected++]))
                return false;
        }
        if (*p == '}')
            return passed(p);
        if (*p++ != ',')
            return false;
    }
}

} // namespace

bool readPlainEntries(const GroupSpec &group, const char *text, Bundle &out)
{
    const std::span<const FieldSpec> fields = fieldsOf(group.group);
    if (!isPlain(group, fields) || *text++ != '[')
        return false;
    const std::size_t before = out.values.size();
    const Slot firstSlot = firstSlotOf(group.group);
    std::uint32_t entries = 0;
    Entry entry;
    for (;;) {
        entry.clear(fields.size());
        if (!scanEntry(fields, text, entry))
            break;
        ++entries;
        for (std::size_t i = 0; i < fields.size(); ++i)
            out.values.push_back({entry.at, entry.values[i], static_cast<Slot>(firstSlot + 2 * i), true});
        const char next = *text++;
        if (next == ']') {
            out.entries += entries;
            return true;
        }
        if (next != ',')
            break;
    }
    out.values.resize(before);
    return false;
}

} // namespace watchglass::protocol::moonsense
