#pragma once

#include "core/base/timestamp.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

/// Readers for the parts of a frame that change from one to the next, over UTF-8 (char) or UTF-16 (char16_t). They take
/// exactly what JSON allows, give exactly what the general decoder gives, and say no to anything unusual, which is
/// then the general decoder's to judge.
/// Requires: `at` < `end`, and the character before `end` is no part of a slot ('}', the end of a frame).
namespace watchglass::protocol::valtronics {

template <typename Char>
inline bool isDigit(Char c)
{
    return static_cast<unsigned>(c) - '0' < 10;
}

/// A run of digits, added to `value`; how many there were. Overflow is the caller's to tell, by the number.
template <typename Char>
inline std::ptrdiff_t readDigits(const Char *&at, std::uint64_t &value)
{
    const Char *const from = at;
    for (; isDigit(*at); ++at)
        value = value * 10 + (static_cast<std::uint64_t>(*at) - '0');
    return at - from;
}

/// Any number of plain characters as a double, correctly rounded.
template <typename Char>
bool readLongNumber(const Char *from, const Char *to, double &out)
{
    std::array<char, 64> text;
    const std::ptrdiff_t size = to - from;
    if (size > static_cast<std::ptrdiff_t>(text.size()))
        return false;
    for (std::ptrdiff_t i = 0; i < size; ++i)
        text[static_cast<std::size_t>(i)] = static_cast<char>(from[i]);
    const auto [end, error] = std::from_chars(text.data(), text.data() + size, out);
    return error == std::errc() && end == text.data() + size;
}

/// A JSON number at `at`; moves behind it.
template <typename Char>
inline bool readNumberSlot(const Char *&at, double &out)
{
    static constexpr std::array<double, 23> powers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const Char *p = at;
    const bool negative = *p == '-';
    p += negative ? 1 : 0;
    const Char first = *p;
    std::uint64_t mantissa = 0;
    std::ptrdiff_t count = readDigits(p, mantissa);
    if (count == 0 || (first == '0' && count > 1))
        return false;
    std::ptrdiff_t decimals = 0;
    if (*p == '.') {
        ++p;
        decimals = readDigits(p, mantissa);
        count += decimals;
        if (decimals == 0)
            return false;
    }
    if (*p == 'e' || *p == 'E')
        return false;
    // Clinger's fast path: both operands are exact doubles, so one correctly rounded division is the exact result.
    if (count <= 19 && mantissa <= (std::uint64_t(1) << 53) && decimals <= 22) {
        const double value = static_cast<double>(mantissa) / powers[static_cast<std::size_t>(decimals)];
        out = negative ? -value : value;
    } else if (!readLongNumber(at, p, out)) {
        return false;
    }
    at = p;
    return true;
}

/// ISO times, most of which repeat the one before or share its minute.
template <typename Char>
class TimeSlotReader
{
public:
    /// The time whose text starts at `at` and ends before the next quote; moves to that quote.
    bool read(const Char *&at, const Char *end, Timestamp &out)
    {
        const std::ptrdiff_t left = end - at;
        if (m_lastSize > 0 && left > m_lastSize && at[m_lastSize] == '"'
            && std::memcmp(at, m_last.data(), static_cast<std::size_t>(m_lastSize) * sizeof(Char)) == 0) {
            at += m_lastSize;
            out = m_lastTime;
            return true;
        }
        return (m_hasMinute && left > minuteSize + 2 && readInMinute(at, out)) || readAny(at, end, out);
    }

private:
    static constexpr std::ptrdiff_t minuteSize = 17; ///< "2026-01-02T03:04:"
    static constexpr std::ptrdiff_t longestText = 40;

    bool readInMinute(const Char *&at, Timestamp &out);
    bool readAny(const Char *&at, const Char *end, Timestamp &out);
    void remember(const Char *text, std::ptrdiff_t size, Timestamp time);

    std::array<Char, longestText> m_last{};
    std::array<Char, minuteSize> m_minute{};
    std::ptrdiff_t m_lastSize = 0;
    Timestamp m_lastTime;
    Timestamp m_minuteTime;
    bool m_hasMinute = false;
};

extern template class TimeSlotReader<char>;
extern template class TimeSlotReader<char16_t>;

} // namespace watchglass::protocol::valtronics
