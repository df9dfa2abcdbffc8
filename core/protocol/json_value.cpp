#include "core/protocol/json_value.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace watchglass::protocol::json {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNumberStart(char c)
{
    return isDigit(c) || c == '-';
}

/// A double from text that is not JSON's to check: "21.5", "-1e3", "+4", "NaN", "inf".
bool parseDouble(std::string_view text, double &out)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && !text.empty() && end == text.data() + text.size();
}

std::optional<Timestamp> fromSeconds(double seconds)
{
    if (!(std::abs(seconds) < 9.2e9))
        return std::nullopt;
    return Timestamp::fromNs(std::llround(seconds * 1e9));
}

} // namespace

Read readText(Value &value, std::string_view &out)
{
    const std::string_view text = token(value);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
        if (!std::memchr(text.data(), '\\', text.size())) {
            out = text.substr(1, text.size() - 2);
            return Read::Ok;
        }
        std::string_view unescaped;
        if (value.get_string().get(unescaped) != simdjson::SUCCESS)
            return Read::Unfit;
        out = unescaped;
        return Read::Ok;
    }
    return text == "null" ? Read::Null : Read::Unfit;
}

Read readId(Value &value, std::string_view &out)
{
    const std::string_view text = token(value);
    if (text.empty() || !isNumberStart(text.front()))
        return readText(value, out);
    for (const char c : text.substr(1)) {
        if (!isDigit(c))
            return Read::Unfit;
    }
    out = text;
    return text == "-" ? Read::Unfit : Read::Ok;
}

Read readNumber(Value &value, double &out)
{
    const std::string_view text = token(value);
    if (text.empty())
        return Read::Unfit;
    if (isNumberStart(text.front())) {
        if (text == "-Infinity") {
            out = -std::numeric_limits<double>::infinity();
            return Read::Ok;
        }
        // simdjson 3.0 misreads numbers of more digits than 64 bits hold when they begin with a zero.
        if (text.size() > 19 && parseDouble(text, out))
            return Read::Ok;
        return value.get_double().get(out) == simdjson::SUCCESS ? Read::Ok : Read::Unfit;
    }
    if (text.front() == '"') {
        std::string_view inner;
        if (const Read read = readText(value, inner); read != Read::Ok)
            return read;
        return parseDouble(inner, out) ? Read::Ok : Read::Unfit;
    }
    if (text == "null")
        return Read::Null;
    if (text == "true" || text == "false")
        out = text == "true" ? 1.0 : 0.0;
    else if (text == "NaN")
        out = std::numeric_limits<double>::quiet_NaN();
    else if (text == "Infinity")
        out = std::numeric_limits<double>::infinity();
    else
        return Read::Unfit;
    return Read::Ok;
}

std::optional<Timestamp> parseEpoch(std::string_view text)
{
    const bool negative = !text.empty() && text.front() == '-';
    const std::string_view digits = negative ? text.substr(1) : text;
    std::int64_t whole = 0;
    std::size_t i = 0;
    for (; i < digits.size() && isDigit(digits[i]); ++i) {
        if (__builtin_mul_overflow(whole, 10, &whole) || __builtin_add_overflow(whole, digits[i] - '0', &whole))
            return std::nullopt;
    }
    if (i == 0)
        return std::nullopt;
    constexpr std::int64_t millisecondsFrom = 100'000'000'000;
    const std::int64_t unitNs = whole >= millisecondsFrom ? 1'000'000 : 1'000'000'000;
    std::int64_t fraction = 0;
    if (i < digits.size() && digits[i] == '.') {
        std::int64_t scale = unitNs / 10;
        for (++i; i < digits.size() && isDigit(digits[i]); ++i, scale /= 10)
            fraction += (digits[i] - '0') * scale;
    }
    if (i != digits.size()) { // an exponent, or no number at all
        double seconds = 0.0;
        return parseDouble(text, seconds) ? fromSeconds(seconds) : std::nullopt;
    }
    std::int64_t ns = 0;
    if (__builtin_mul_overflow(whole, unitNs, &ns) || __builtin_add_overflow(ns, fraction, &ns))
        return std::nullopt;
    return Timestamp::fromNs(negative ? -ns : ns);
}

Read readTime(Value &value, Timestamp &out)
{
    const std::string_view text = token(value);
    if (text.empty())
        return Read::Unfit;
    std::optional<Timestamp> time;
    if (isNumberStart(text.front())) {
        time = parseEpoch(text);
    } else {
        std::string_view inner;
        if (const Read read = readText(value, inner); read != Read::Ok)
            return read;
        time = parseIsoTimestamp(inner);
        if (!time)
            time = parseEpoch(inner);
    }
    if (!time)
        return Read::Unfit;
    out = *time;
    return Read::Ok;
}

} // namespace watchglass::protocol::json
