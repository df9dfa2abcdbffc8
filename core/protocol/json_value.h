#pragma once

#include "core/base/timestamp.h"

#include <simdjson.h>

#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

/// Small readers over simdjson's on-demand values, shared by the decoders. They accept more spellings than the format
/// names, because servers do. Views point into the parsed text or into the parser's string buffer.
namespace watchglass::protocol::json {

using Array = simdjson::ondemand::array;
using Field = simdjson::ondemand::field;
using Object = simdjson::ondemand::object;
using Value = simdjson::ondemand::value;

/// How a reader got on.
enum class Read {
    Ok,
    Null,  ///< JSON null: as good as absent.
    Unfit, ///< There, but not what was wanted.
};

/// A scalar as it is written, quotes included.
inline std::string_view token(Value &value)
{
    std::string_view text = value.raw_json_token();
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// The name of a field; empty when its escapes are broken.
inline std::string_view nameOf(Field &field)
{
    const char *raw = field.key().raw();
    const char *end = raw;
    while (*end != '"' && *end != '\\')
        ++end;
    if (*end == '"')
        return {raw, static_cast<std::size_t>(end - raw)};
    std::string_view name;
    return field.unescaped_key().get(name) == simdjson::SUCCESS ? name : std::string_view();
}

/// Calls `each(name, value)` for every field; false when the JSON breaks or `each` says so.
template <typename Each>
bool forEachField(Object object, Each &&each)
{
    for (auto item : object) {
        Field field;
        if (std::move(item).get(field) != simdjson::SUCCESS)
            return false;
        const std::string_view name = nameOf(field);
        Value value = field.value();
        if (!each(name, value))
            return false;
    }
    return true;
}

inline bool asObject(Value &value, Object &out)
{
    return value.get_object().get(out) == simdjson::SUCCESS;
}

/// The first character tells a value's type without reading it.
inline char firstOf(Value &value)
{
    const std::string_view text = value.raw_json_token();
    return text.empty() ? '\0' : text.front();
}

/// Calls `each(Value &)` for everything in a list; false when the JSON breaks or `each` says so. Anything but a list is
/// passed over.
template <typename Each>
bool forEachItem(Value &value, Each &&each)
{
    if (firstOf(value) != '[')
        return true;
    Array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto item : array) {
        Value element;
        if (std::move(item).get(element) != simdjson::SUCCESS || !each(element))
            return false;
    }
    return true;
}

Read readText(Value &value, std::string_view &out);
/// A string, or an integer with every digit kept.
Read readId(Value &value, std::string_view &out);
Read readNumber(Value &value, double &out);
Read readTime(Value &value, Timestamp &out);

/// Epoch seconds (or milliseconds, from 1e11 up) written as a decimal number, without rounding to a double.
std::optional<Timestamp> parseEpoch(std::string_view text);

} // namespace watchglass::protocol::json
