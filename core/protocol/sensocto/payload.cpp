#include "core/protocol/sensocto/payload.h"

#include <charconv>

namespace watchglass::protocol::sensocto {

namespace {

/// An array or object as it is written; false when it does not end.
template <typename Container>
bool readRaw(Container container, std::string_view &out)
{
    std::string_view raw;
    if (container.raw_json().get(raw) != simdjson::SUCCESS)
        return false;
    while (!raw.empty() && raw.back() != ']' && raw.back() != '}')
        raw.remove_suffix(1);
    out = raw;
    return true;
}

constexpr std::size_t mostExactDigits = 19;

struct Scalar
{
    ValueKind kind;
    bool isNumeric;
    double number;
    std::string_view text;
};

bool readScalar(json::Value &value, char first, Scalar &out)
{
    switch (first) {
    case '"':
        out.kind = ValueKind::Text;
        if (json::readText(value, out.text) != json::Read::Ok)
            return false;
        out.isNumeric = json::readNumber(value, out.number) == json::Read::Ok;
        return true;
    case 't':
    case 'f': {
        bool flag = false;
        out.kind = ValueKind::Flag;
        out.text = json::token(value);
        out.isNumeric = value.get_bool().get(flag) == simdjson::SUCCESS;
        out.number = flag ? 1.0 : 0.0;
        return out.isNumeric;
    }
    case 'n':
        out.kind = ValueKind::Null;
        out.text = json::token(value);
        out.isNumeric = false;
        return out.text == "null";
    default:
        out.kind = ValueKind::Number;
        out.text = json::token(value);
        out.isNumeric = value.get_double().get(out.number) == simdjson::SUCCESS;
        // simdjson 3.0 reads more digits than fit 64 bits wrongly where zeros lead.
        if (out.text.size() > mostExactDigits)
            std::from_chars(out.text.data(), out.text.data() + out.text.size(), out.number);
        return out.isNumeric;
    }
}

/// Into a payload or a leaf.
template <typename Holder>
void put(const Scalar &scalar, Holder &out)
{
    out.kind = scalar.kind;
    out.isNumeric = scalar.isNumeric;
    out.number = scalar.number;
    out.text = scalar.text;
}

} // namespace

std::string_view Payload::written() const
{
    if (kind != ValueKind::Object)
        return text;
    const char *at = text.data();
    int depth = 0;
    for (bool isQuoted = false; *at; ++at) {
        if (isQuoted) {
            if (*at == '\\')
                ++at;
            else if (*at == '"')
                isQuoted = false;
        } else if (*at == '"') {
            isQuoted = true;
        } else if (*at == '{') {
            ++depth;
        } else if (*at == '}' && --depth == 0) {
            return {text.data(), static_cast<std::size_t>(at + 1 - text.data())};
        }
    }
    return text;
}

bool PayloadReader::read(json::Value &value, Payload &out, std::uint32_t &begin, std::uint32_t &end)
{
    begin = end = static_cast<std::uint32_t>(m_leaves.size());
    const char first = json::firstOf(value);
    if (first == '{') {
        out.kind = ValueKind::Object;
        out.isNumeric = false;
        out.text = json::token(value);
        if (!readObject(value, {}))
            return false;
        end = static_cast<std::uint32_t>(m_leaves.size());
        return true;
    }
    if (first == '[') {
        json::Array array;
        out.kind = ValueKind::Array;
        out.isNumeric = false;
        return value.get_array().get(array) == simdjson::SUCCESS && readRaw(array, out.text);
    }
    Scalar scalar{};
    if (!readScalar(value, first, scalar))
        return false;
    put(scalar, out);
    return true;
}

bool PayloadReader::readObject(json::Value &value, std::string_view group)
{
    json::Object object;
    return json::asObject(value, object)
           && json::forEachField(object, [this, group](std::string_view name, json::Value &inner) {
                  if (group.empty() && json::firstOf(inner) == '{')
                      return readObject(inner, name);
                  return readLeaf(inner, group, name);
              });
}

bool PayloadReader::readLeaf(json::Value &value, std::string_view group, std::string_view name)
{
    Leaf leaf;
    leaf.group = group;
    leaf.name = name;
    const char first = json::firstOf(value);
    if (first == '{') {
        json::Object object;
        leaf.kind = ValueKind::Object;
        if (!json::asObject(value, object) || !readRaw(object, leaf.text))
            return false;
    } else if (first == '[') {
        json::Array array;
        leaf.kind = ValueKind::Array;
        if (value.get_array().get(array) != simdjson::SUCCESS || !readRaw(array, leaf.text))
            return false;
    } else {
        Scalar scalar{};
        if (!readScalar(value, first, scalar))
            return false;
        put(scalar, leaf);
    }
    m_leaves.push_back(leaf);
    return true;
}

} // namespace watchglass::protocol::sensocto
