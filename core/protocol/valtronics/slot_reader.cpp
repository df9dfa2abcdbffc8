#include "core/protocol/valtronics/slot_reader.h"

#include <algorithm>
#include <string>

namespace watchglass::protocol::valtronics {

template <typename Char>
bool TimeSlotReader<Char>::readInMinute(const Char *&at, Timestamp &out)
{
    if (std::memcmp(at, m_minute.data(), sizeof(m_minute)) != 0)
        return false;
    const Char *p = at + minuteSize;
    if (!isDigit(p[0]) || !isDigit(p[1]) || p[0] > '5')
        return false;
    std::int64_t ns = (p[0] - '0') * 10 + (p[1] - '0');
    p += 2;
    std::size_t missing = 9;
    if (*p == '.') {
        for (++p; missing > 0 && isDigit(*p); ++p, --missing)
            ns = ns * 10 + (*p - '0');
        if (missing == 9)
            return false;
    }
    static constexpr std::array<std::int64_t, 10> scale{1,       10,        100,        1'000,       10'000,
                                                        100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
    ns *= scale[missing];
    if (*p == 'Z')
        ++p;
    if (*p != '"')
        return false;
    out = m_minuteTime + Duration(ns);
    remember(at, p - at, out);
    at = p;
    return true;
}

template <typename Char>
bool TimeSlotReader<Char>::readAny(const Char *&at, const Char *end, Timestamp &out)
{
    std::string text;
    const Char *p = at;
    for (; p != end && *p != '"' && *p < 0x7f && p - at < longestText; ++p)
        text += static_cast<char>(*p);
    if (p == end || *p != '"')
        return false;
    const auto time = parseIsoTimestamp(text);
    if (!time)
        return false;
    const auto minute = parseIsoTimestamp(text.substr(0, minuteSize) + "00");
    m_hasMinute = minute.has_value();
    if (minute) {
        std::copy_n(at, minuteSize, m_minute.begin());
        m_minuteTime = *minute;
    }
    out = *time;
    remember(at, p - at, out);
    at = p;
    return true;
}

template <typename Char>
void TimeSlotReader<Char>::remember(const Char *text, std::ptrdiff_t size, Timestamp time)
{
    m_lastSize = size;
    std::copy_n(text, size, m_last.begin());
    m_lastTime = time;
}

template class TimeSlotReader<char>;
template class TimeSlotReader<char16_t>;

} // namespace watchglass::protocol::valtronics
