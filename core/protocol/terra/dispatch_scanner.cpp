#include "core/protocol/terra/dispatch_scanner.h"

#include <charconv>
#include <cstring>
#include <iterator>
#include <limits>

namespace watchglass::protocol::terra {

namespace {

enum Seen : unsigned {
    Op = 1,
    User = 2,
    Type = 4,
    Seq = 8,
    Synthetic = 16,
    Payload = 32,
    Time = 64,
    Val = 128,
    Vector = 256
};

constexpr double powersOfTen[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int largestPower = static_cast<int>(std::size(powersOfTen)) - 1;
constexpr std::int64_t nsPerSecond = 1'000'000'000;

/// Whether any of eight bytes ends a plain text: a quote, a backslash, a control character, or no ASCII. Bytes above
/// the first that does may be taken for one as well, which the caller's look at each sorts out.
bool hasSpecial(const char *at)
{
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t highs = 0x8080808080808080ULL;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    const std::uint64_t quotes = bytes ^ (ones * '"');
    const std::uint64_t slashes = bytes ^ (ones * '\\');
    const std::uint64_t found = (quotes - ones) | (slashes - ones) | (bytes - ones * 0x20) | (bytes + ones) | bytes;
    return (found & highs) != 0;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Mantissa and power are exact doubles, so one multiplication or division rounds correctly (Clinger, PLDI 1990).
bool exactProduct(std::uint64_t mantissa, int power, double &out)
{
    if (mantissa > (1ULL << 53) || power < -largestPower || power > largestPower)
        return false;
    const auto whole = static_cast<double>(mantissa);
    out = power < 0 ? whole / powersOfTen[-power] : whole * powersOfTen[power];
    return true;
}

} // namespace

bool DispatchScanner::scan(std::string_view text, DispatchFields &fields, std::vector<double> &vector)
{
    m_at = text.data();
    m_seen = 0;
    fields = {};
    vector.clear();
    if (!take('{'))
        return false;
    do {
        if (!scanField(fields, vector))
            return false;
    } while (take(','));
    if (!take('}') || m_at != text.data() + text.size())
        return false;
    constexpr unsigned wanted = Op | User | Type;
    fields.vector = vector;
    return (m_seen & wanted) == wanted && !fields.user.empty() && !fields.type.empty()
           && (fields.value || !vector.empty());
}

bool DispatchScanner::scanField(DispatchFields &fields, std::vector<double> &vector)
{
    std::string_view name;
    if (!scanPlain(name) || !take(':'))
        return false;
    if (name == "op")
        return mark(Op) && take('5') && !isDigit(*m_at) && *m_at != '.' && *m_at != 'e' && *m_at != 'E';
    if (name == "d")
        return mark(Payload) && scanPayload(fields, vector);
    if (name == "uid")
        return mark(User) && scanPlain(fields.user);
    if (name == "seq")
        return mark(Seq) && scanSeq(fields.seq);
    if (name == "t")
        return mark(Type) && scanPlain(fields.type);
    if (name != "synthetic" || !mark(Synthetic))
        return false;
    skipSpaces();
    fields.isSynthetic = *m_at == 't';
    return scanWord(fields.isSynthetic ? "true" : "false");
}

bool DispatchScanner::scanPayload(DispatchFields &fields, std::vector<double> &vector)
{
    if (!take('{'))
        return false;
    do {
        std::string_view name;
        if (!scanPlain(name) || !take(':'))
            return false;
        bool isGood = false;
        if (name == "ts") {
            isGood = mark(Time) && scanTime(fields);
        } else if (name == "val") {
            double value = 0.0;
            isGood = mark(Val) && scanNumber(value);
            fields.value = value;
        } else if (name == "d") {
            isGood = mark(Vector) && scanVector(vector);
        }
        if (!isGood)
            return false;
    } while (take(','));
    return take('}');
}

bool DispatchScanner::scanVector(std::vector<double> &vector)
{
    if (!take('['))
        return false;
    do {
        double value = 0.0;
        if (!scanNumber(value))
            return false;
        vector.push_back(value);
    } while (take(','));
    return take(']');
}

bool DispatchScanner::scanTime(DispatchFields &fields)
{
    std::string_view text;
    if (!scanPlain(text))
        return false;
    constexpr std::size_t minuteSize = std::tuple_size_v<decltype(m_minute)>;
    constexpr std::size_t shortest = minuteSize + 3; // two digits of seconds and a Z
    const bool isSameMinute =
        text.size() >= shortest && text.back() == 'Z' && std::memcmp(text.data(), m_minute.data(), minuteSize) == 0;
    if (!isSameMinute) {
        const auto time = parseIsoTimestamp(text);
        if (!time)
            return false;
        fields.time = *time;
        fields.timed = Timed::Given;
        if (text.size() >= shortest && text[minuteSize - 1] == ':' && text.back() == 'Z') {
            std::string begin(text.substr(0, minuteSize));
            begin += "00Z";
            if (const auto minute = parseIsoTimestamp(begin)) {
                m_minuteTime = *minute;
                std::memcpy(m_minute.data(), text.data(), minuteSize);
            }
        }
        return true;
    }
    const char *at = text.data() + minuteSize;
    const char *end = text.data() + text.size() - 1;
    if (!isDigit(at[0]) || !isDigit(at[1]) || at[0] > '5')
        return false;
    std::int64_t ns = ((at[0] - '0') * 10 + (at[1] - '0')) * nsPerSecond;
    at += 2;
    if (at != end) {
        if (*at++ != '.' || at == end)
            return false;
        std::int64_t scale = nsPerSecond / 10;
        for (; at != end && isDigit(*at) && scale > 0; ++at, scale /= 10)
            ns += (*at - '0') * scale;
        if (at != end)
            return false;
    }
    fields.time = m_minuteTime + Duration(ns);
    fields.timed = Timed::Given;
    return true;
}

bool DispatchScanner::scanSeq(std::int64_t &seq)
{
    skipSpaces();
    constexpr std::ptrdiff_t mostDigits = 18;
    const char *begin = m_at;
    std::uint64_t value = 0;
    for (; isDigit(*m_at) && m_at - begin <= mostDigits; ++m_at)
        value = value * 10 + (static_cast<std::uint64_t>(*m_at) - '0');
    const std::ptrdiff_t digits = m_at - begin;
    if (digits == 0 || digits > mostDigits || (digits > 1 && *begin == '0') || *m_at == '.' || *m_at == 'e'
        || *m_at == 'E')
        return false;
    seq = static_cast<std::int64_t>(value);
    return true;
}

bool DispatchScanner::scanNumber(double &out)
{
    skipSpaces();
    const char *begin = m_at;
    const bool isNegative = *m_at == '-';
    if (isNegative)
        ++m_at;
    const char *first = m_at;
    std::uint64_t mantissa = 0;
    for (; isDigit(*m_at); ++m_at)
        mantissa = mantissa * 10 + static_cast<unsigned>(*m_at - '0');
    std::ptrdiff_t digits = m_at - first;
    if (digits == 0 || (digits > 1 && *first == '0'))
        return false;
    int power = 0;
    if (*m_at == '.') {
        const char *fraction = ++m_at;
        for (; isDigit(*m_at); ++m_at)
            mantissa = mantissa * 10 + static_cast<unsigned>(*m_at - '0');
        if (m_at == fraction)
            return false;
        digits += m_at - fraction;
        power = -static_cast<int>(m_at - fraction);
    }
    if (*m_at == 'e' || *m_at == 'E') {
        ++m_at;
        const bool isDown = *m_at == '-';
        if (isDown || *m_at == '+')
            ++m_at;
        int exponent = 0;
        const char *from = m_at;
        for (; isDigit(*m_at) && m_at - from < 4; ++m_at)
            exponent = exponent * 10 + (*m_at - '0');
        if (m_at == from || isDigit(*m_at))
            return false;
        power += isDown ? -exponent : exponent;
    }
    constexpr std::ptrdiff_t mostDigits = 19; // of any number that 64 bits hold
    if (digits <= mostDigits && exactProduct(mantissa, power, out)) {
        out = isNegative ? -out : out;
        return true;
    }
    return std::from_chars(begin, m_at, out).ec == std::errc();
}

bool DispatchScanner::scanPlain(std::string_view &out)
{
    if (!take('"'))
        return false;
    const char *begin = m_at;
    while (!hasSpecial(m_at))
        m_at += 8;
    while (*m_at >= 0x20 && *m_at < 0x7f && *m_at != '"' && *m_at != '\\')
        ++m_at;
    if (*m_at != '"')
        return false;
    out = {begin, static_cast<std::size_t>(m_at - begin)};
    ++m_at;
    return true;
}

bool DispatchScanner::scanWord(std::string_view word)
{
    if (std::strncmp(m_at, word.data(), word.size()) != 0)
        return false;
    m_at += word.size();
    return true;
}

} // namespace watchglass::protocol::terra
