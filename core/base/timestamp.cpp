#include "core/base/timestamp.h"

#include <array>

namespace watchglass {

namespace {

constexpr std::int64_t nsPerSecond = 1'000'000'000;

/// Reads digits from the front of a text; keeps its place.
class Cursor
{
public:
    explicit Cursor(std::string_view text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {}

    bool atEnd() const { return m_at == m_end; }
    char peek() const { return m_at == m_end ? '\0' : *m_at; }
    void skip() { ++m_at; }

    bool take(char wanted)
    {
        if (peek() != wanted || atEnd())
            return false;
        ++m_at;
        return true;
    }

    bool number(int digits, int &value)
    {
        if (m_end - m_at < digits)
            return false;
        value = 0;
        for (int i = 0; i < digits; ++i, ++m_at) {
            if (*m_at < '0' || *m_at > '9')
                return false;
            value = value * 10 + (*m_at - '0');
        }
        return true;
    }

    /// One to nine digits as nanoseconds of a second.
    bool fraction(std::int64_t &ns)
    {
        static constexpr std::array<std::int64_t, 10> scale{1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000,
                                                            10'000,        1'000,       100,        10,        1};
        std::int64_t value = 0;
        std::size_t digits = 0;
        for (; digits < 9 && m_at != m_end && *m_at >= '0' && *m_at <= '9'; ++m_at, ++digits)
            value = value * 10 + (*m_at - '0');
        ns = value * scale[digits];
        return digits > 0;
    }

private:
    const char *m_at;
    const char *m_end;
};

struct Zone
{
    bool named = false;
    std::int64_t offsetSeconds = 0;
};

bool readZone(Cursor &in, Zone &zone)
{
    if (in.atEnd())
        return true;
    zone.named = true;
    if (in.take('Z') || in.take('z'))
        return in.atEnd();
    const bool negative = in.peek() == '-';
    if (!in.take('+') && !in.take('-'))
        return false;
    int hours = 0;
    int minutes = 0;
    if (!in.number(2, hours))
        return false;
    if (!in.atEnd()) {
        in.take(':');
        if (!in.number(2, minutes))
            return false;
    }
    if (hours > 23 || minutes > 59 || !in.atEnd())
        return false;
    zone.offsetSeconds = (hours * 60 + minutes) * 60 * (negative ? -1 : 1);
    return true;
}

struct Parsed
{
    Timestamp time;
    Zone zone;
};

std::optional<Parsed> parse(std::string_view text)
{
    Cursor in(text);
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!in.number(4, year) || !in.take('-') || !in.number(2, month) || !in.take('-') || !in.number(2, day))
        return std::nullopt;
    if (!in.take('T') && !in.take('t') && !in.take(' '))
        return std::nullopt;
    if (!in.number(2, hour) || !in.take(':') || !in.number(2, minute) || !in.take(':') || !in.number(2, second))
        return std::nullopt;
    std::int64_t fractionNs = 0;
    if ((in.take('.') || in.take(',')) && !in.fraction(fractionNs))
        return std::nullopt;
    Parsed parsed;
    if (!readZone(in, parsed.zone))
        return std::nullopt;

    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    const std::int64_t seconds = days * 86'400 + hour * 3'600 + minute * 60 + second - parsed.zone.offsetSeconds;
    std::int64_t ns = 0;
    if (__builtin_mul_overflow(seconds, nsPerSecond, &ns) || __builtin_add_overflow(ns, fractionNs, &ns))
        return std::nullopt;
    parsed.time = Timestamp::fromNs(ns);
    return parsed;
}

void writeDigits(char *to, int digits, std::int64_t value)
{
    for (int i = digits - 1; i >= 0; --i, value /= 10)
        to[i] = static_cast<char>('0' + value % 10);
}

} // namespace

std::optional<Timestamp> parseIsoTimestamp(std::string_view text)
{
    const auto parsed = parse(text);
    return parsed ? std::optional(parsed->time) : std::nullopt;
}

bool hasIsoZone(std::string_view text)
{
    const auto parsed = parse(text);
    return parsed && parsed->zone.named;
}

std::string formatIsoTimestamp(Timestamp t, int fractionDigits)
{
    std::int64_t seconds = t.ns() / nsPerSecond;
    std::int64_t ns = t.ns() % nsPerSecond;
    if (ns < 0) {
        ns += nsPerSecond;
        --seconds;
    }
    std::int64_t days = seconds / 86'400;
    std::int64_t ofDay = seconds % 86'400;
    if (ofDay < 0) {
        ofDay += 86'400;
        --days;
    }
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};

    std::string text = "0000-00-00T00:00:00";
    writeDigits(text.data(), 4, static_cast<int>(date.year()));
    writeDigits(text.data() + 5, 2, static_cast<unsigned>(date.month()));
    writeDigits(text.data() + 8, 2, static_cast<unsigned>(date.day()));
    writeDigits(text.data() + 11, 2, ofDay / 3'600);
    writeDigits(text.data() + 14, 2, ofDay / 60 % 60);
    writeDigits(text.data() + 17, 2, ofDay % 60);
    if (fractionDigits > 0) {
        char digits[9];
        writeDigits(digits, 9, ns);
        text += '.';
        text.append(digits, static_cast<std::size_t>(fractionDigits < 9 ? fractionDigits : 9));
    }
    text += 'Z';
    return text;
}

} // namespace watchglass
