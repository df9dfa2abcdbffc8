#include "core/exchange/time_text.h"

#include "core/exchange/csv_cells.h"

#include <fast_float/fast_float.h>

#include <array>
#include <cmath>

namespace watchglass::exchange {

namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr std::int64_t nsPerDay = 86'400 * nsPerSecond;

constexpr std::array<std::string_view, 12> monthNames{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

struct NamedZone
{
    std::string_view name;
    int minutes;
};
/// As the programs of their regions write them; offsets are given where they can be.
constexpr std::array namedZones{
    NamedZone{"UTC", 0},    NamedZone{"GMT", 0},    NamedZone{"Z", 0},      NamedZone{"PST", -480},
    NamedZone{"PDT", -420}, NamedZone{"MST", -420}, NamedZone{"MDT", -360}, NamedZone{"CST", -360},
    NamedZone{"CDT", -300}, NamedZone{"EST", -300}, NamedZone{"EDT", -240}, NamedZone{"WET", 0},
    NamedZone{"WEST", 60},  NamedZone{"BST", 60},   NamedZone{"CET", 60},   NamedZone{"CEST", 120},
    NamedZone{"EET", 120},  NamedZone{"EEST", 180}, NamedZone{"JST", 540},
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits from the front of `text`, at most `most`; -1 when there is none.
int takeNumber(std::string_view &text, std::size_t most)
{
    int value = 0;
    std::size_t n = 0;
    for (; n < most && n < text.size() && isDigit(text[n]); ++n)
        value = value * 10 + (text[n] - '0');
    text.remove_prefix(n);
    return n == 0 ? -1 : value;
}

bool take(std::string_view &text, char c)
{
    if (!text.starts_with(c))
        return false;
    text.remove_prefix(1);
    return true;
}

std::string_view takeWord(std::string_view &text)
{
    text = trimmed(text);
    const std::size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(word.size());
    return word;
}

int monthOf(std::string_view word)
{
    std::array<char, 3> lower{};
    if (word.size() < 3)
        return -1;
    for (std::size_t i = 0; i < 3; ++i)
        lower[i] = static_cast<char>(word[i] | 0x20);
    for (std::size_t m = 0; m < monthNames.size(); ++m) {
        if (monthNames[m] == std::string_view(lower.data(), 3))
            return static_cast<int>(m) + 1;
    }
    return -1;
}

std::optional<std::int64_t> dateNs(int year, int month, int day)
{
    if (year < 0 || month < 1 || day < 1)
        return std::nullopt;
    if (year < 100)
        year += year < 70 ? 2000 : 1900;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < 1678 || year > 2261)
        return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count() * nsPerDay;
}

/// "Z", "+02:00", "CET" behind a time; false when it is something else.
bool takeZone(std::string_view text, WrittenTime &time)
{
    text = trimmed(text);
    if (text.empty())
        return true;
    time.namesZone = true;
    for (const NamedZone &zone : namedZones) {
        if (zone.name == text) {
            time.ns -= zone.minutes * 60 * nsPerSecond;
            return true;
        }
    }
    const bool isNegative = text.front() == '-';
    if (!take(text, '+') && !take(text, '-'))
        return false;
    const int hours = takeNumber(text, 2);
    take(text, ':');
    const int minutes = text.empty() ? 0 : takeNumber(text, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !text.empty())
        return false;
    time.ns -= (hours * 60 + minutes) * 60 * nsPerSecond * (isNegative ? -1 : 1);
    return true;
}

/// Hours, minutes and what else of a clock there is, from the front of `text`.
std::optional<std::int64_t> takeClock(std::string_view &text)
{
    int hours = takeNumber(text, 3);
    if (hours < 0 || !take(text, ':'))
        return std::nullopt;
    const int minutes = takeNumber(text, 2);
    int seconds = 0;
    std::int64_t fraction = 0;
    if (take(text, ':')) {
        seconds = takeNumber(text, 2);
        if (take(text, '.') || take(text, ',')) {
            std::int64_t scale = nsPerSecond;
            if (text.empty() || !isDigit(text.front()))
                return std::nullopt;
            for (; !text.empty() && isDigit(text.front()); text.remove_prefix(1)) {
                scale /= 10;
                fraction += (text.front() - '0') * scale;
            }
        }
    }
    if (minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60)
        return std::nullopt;
    const std::string_view half = trimmed(text).substr(0, 2);
    if (half == "AM" || half == "PM" || half == "am" || half == "pm") {
        hours = hours % 12 + ((half.front() | 0x20) == 'p' ? 12 : 0);
        text = trimmed(text).substr(2);
    }
    return (hours * 3600 + minutes * 60 + seconds) * nsPerSecond + fraction;
}

/// Three numbers with the same separator between them, or a day and the name of a month.
bool takeDate(TimeText form, std::string_view &text, int year, std::optional<std::int64_t> &ns)
{
    if (form == TimeText::DayMonth) {
        int day = takeNumber(text, 2);
        take(text, '-');
        const int month = monthOf(text);
        if (month < 0)
            return false;
        text.remove_prefix(3);
        if (day < 0 && take(text, '-'))
            day = takeNumber(text, 2);
        ns = dateNs(year, month, day);
        return ns.has_value();
    }
    const std::size_t firstSize = text.size();
    std::array<int, 3> part{};
    part[0] = takeNumber(text, 4);
    const bool isYear = firstSize - text.size() == 4;
    const char separator = text.empty() ? '\0' : text.front();
    if (separator != '/' && separator != '-' && separator != '.')
        return false;
    text.remove_prefix(1);
    part[1] = takeNumber(text, 2);
    if (part[0] < 0 || part[1] < 0 || !take(text, separator))
        return false;
    part[2] = takeNumber(text, 4);
    if (form == TimeText::YearFirst || form == TimeText::Iso)
        ns = isYear ? dateNs(part[0], part[1], part[2]) : std::nullopt;
    else
        ns = isYear
                 ? std::nullopt
                 : dateNs(part[2], part[form == TimeText::DayFirst ? 1 : 0], part[form == TimeText::DayFirst ? 0 : 1]);
    return ns.has_value();
}

/// "Sun Sep 25 06:00:22 PDT 2011", the zone may be missing.
std::optional<WrittenTime> readUnix(std::string_view text)
{
    const std::string_view weekday = takeWord(text);
    const int month = monthOf(takeWord(text));
    std::string_view dayText = takeWord(text);
    std::string_view clockText = takeWord(text);
    std::string_view last = takeWord(text);
    std::string_view zone;
    if (!trimmed(text).empty()) {
        zone = last;
        last = takeWord(text);
    }
    const int day = takeNumber(dayText, 2);
    const auto clock = takeClock(clockText);
    const int year = takeNumber(last, 4);
    const auto date = dateNs(year, month, day);
    if (weekday.size() != 3 || !clock || !clockText.empty() || !date || !last.empty() || !trimmed(text).empty())
        return std::nullopt;
    WrittenTime out{*date + *clock, false};
    return takeZone(zone, out) ? std::optional(out) : std::nullopt;
}

} // namespace

std::optional<std::int64_t> readClock(std::string_view text)
{
    text = trimmed(text);
    const auto ns = takeClock(text);
    return ns && text.empty() ? ns : std::nullopt;
}

std::optional<WrittenTime> readTimeText(TimeText form, std::string_view text, int year)
{
    text = trimmed(text);
    if (form == TimeText::Unix)
        return readUnix(text);
    if (form == TimeText::Clock) {
        const auto ns = readClock(text);
        return ns ? std::optional(WrittenTime{*ns, false}) : std::nullopt;
    }
    if (form == TimeText::Iso) {
        if (const auto time = parseIsoTimestamp(text)) {
            // Behind date and clock only a zone holds a sign or a letter.
            const bool isZoned = text.size() > 19 && text.find_first_of("Zz+-", 19) != std::string_view::npos;
            return WrittenTime{time->ns(), isZoned};
        }
    }
    std::optional<std::int64_t> date;
    if (!takeDate(form, text, year, date))
        return std::nullopt;
    WrittenTime out{*date, false};
    if (text.empty())
        return out;
    if (!take(text, 'T') && !take(text, ' '))
        return std::nullopt;
    text = trimmed(text);
    const auto clock = takeClock(text);
    if (!clock || *clock >= nsPerDay + nsPerSecond)
        return std::nullopt;
    out.ns += *clock;
    return takeZone(text, out) ? std::optional(out) : std::nullopt;
}

std::optional<TimeText> timeTextOf(std::string_view text)
{
    if (text.size() < 4 || text.size() > 64)
        return std::nullopt;
    for (const TimeText form : {TimeText::Iso, TimeText::YearFirst, TimeText::MonthFirst, TimeText::DayFirst,
                                TimeText::Clock, TimeText::DayMonth, TimeText::Unix}) {
        if (readTimeText(form, text, 1970))
            return form;
    }
    return std::nullopt;
}

std::optional<std::int64_t> decimalToNs(std::string_view text, std::int64_t nsPerUnit)
{
    const std::string_view whole = text;
    const bool isNegative = text.starts_with('-');
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    Wide digits = 0;
    int count = 0;
    int fractionDigits = 0;
    bool isFraction = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (isDigit(c)) {
            if (++count > 27)
                return std::nullopt;
            digits = digits * 10 + (c - '0');
            fractionDigits += isFraction ? 1 : 0;
        } else if ((c == '.' || c == ',') && !isFraction) {
            isFraction = true;
        } else {
            break;
        }
    }
    if (count == 0)
        return std::nullopt;
    if (i < text.size()) { // an exponent: rare, and no clock writes one that a double could not hold
        double value = 0.0;
        const auto got = fast_float::from_chars(whole.data(), whole.data() + whole.size(), value);
        const double ns = value * static_cast<double>(nsPerUnit);
        if (got.ec != std::errc() || got.ptr != whole.data() + whole.size() || !(std::fabs(ns) < 9.2e18))
            return std::nullopt;
        return std::llround(ns);
    }
    Wide scale = 1;
    for (int d = 0; d < fractionDigits; ++d)
        scale *= 10;
    const Wide units = digits / scale;
    if (units > Wide(9'223'372'036'854'775'807) / nsPerUnit)
        return std::nullopt;
    const Wide ns = units * nsPerUnit + ((digits % scale) * nsPerUnit * 2 + scale) / (scale * 2);
    if (ns > Wide(9'223'372'036'854'775'807))
        return std::nullopt;
    return static_cast<std::int64_t>(isNegative ? -ns : ns);
}

} // namespace watchglass::exchange
