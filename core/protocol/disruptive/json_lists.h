#pragma once

#include "core/protocol/json_value.h"

#include <string_view>

namespace watchglass::protocol::disruptive {

/// json::forEachItem() for the objects of a list, `each(Object)`; other elements are passed over.
template <typename Each>
bool forEachObject(json::Value &value, Each &&each)
{
    return json::forEachItem(value, [&each](json::Value &element) {
        json::Object object;
        return json::firstOf(element) != '{' || (json::asObject(element, object) && each(object));
    });
}

/// The same for the texts of a list, `each(std::string_view)`.
template <typename Each>
bool forEachText(json::Value &value, Each &&each)
{
    return json::forEachItem(value, [&each](json::Value &element) {
        std::string_view text;
        if (json::readText(element, text) == json::Read::Ok)
            each(text);
        return true;
    });
}

/// A text, or empty where something else stands.
inline void readWord(json::Value &value, std::string_view &out)
{
    if (json::readText(value, out) != json::Read::Ok)
        out = {};
}

} // namespace watchglass::protocol::disruptive
