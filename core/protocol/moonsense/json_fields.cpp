#include "core/protocol/moonsense/json_fields.h"

#include <charconv>
#include <cmath>

namespace watchglass::protocol::moonsense {

json::Read readInteger(json::Value &value, std::int64_t &out)
{
    std::string_view text = json::token(value);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error == std::errc() && end == text.data() + text.size())
        return json::Read::Ok;
    double number = 0.0;
    const json::Read read = json::readNumber(value, number);
    if (read != json::Read::Ok)
        return read;
    if (!(std::abs(number) < 9.2e18))
        return json::Read::Unfit;
    out = std::llround(number);
    return json::Read::Ok;
}

json::Read readFlag(json::Value &value, bool &out)
{
    const std::string_view text = json::token(value);
    if (text == "null")
        return json::Read::Null;
    out = text == "true" || text == "\"true\"" || text == "1";
    return out || text == "false" || text == "\"false\"" || text == "0" ? json::Read::Ok : json::Read::Unfit;
}

void readText(json::Value &value, std::string &out)
{
    std::string_view text;
    if (json::readText(value, text) == json::Read::Ok)
        out.assign(text);
}

} // namespace watchglass::protocol::moonsense
