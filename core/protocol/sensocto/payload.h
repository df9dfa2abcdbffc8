#pragma once

#include "core/protocol/json_value.h"

#include <span>
#include <string_view>
#include <vector>

namespace watchglass::protocol::sensocto {

enum class ValueKind : std::uint8_t { Null, Number, Flag, Text, Array, Object };

/// A value inside a payload's object, at most two names deep.
struct Leaf
{
    std::string_view group; ///< The object that it stands in; empty at the top.
    std::string_view name;
    std::string_view text; ///< Of a text its content; else as written.
    double number = 0.0;   ///< Of a number or flag (1, 0), and of a text that is a number.
    ValueKind kind = ValueKind::Null;
    bool isNumeric = false; ///< `number` is worth reading.
};

/// What was measured, of whatever shape: Sensocto enforces none.
struct Payload
{
    ValueKind kind = ValueKind::Null;
    bool isNumeric = false;
    double number = 0.0;
    std::string_view text;        ///< Of a text its content; of an object its first character; else as written.
    std::span<const Leaf> leaves; ///< Of an object.

    /// `text`, or the whole object as it is written. Requires: the frame that it stands in was read to its end.
    std::string_view written() const;
};

/// Payloads of one frame, whose leaves share memory that is kept for the next frame.
/// Invariant: spans are only valid after settle(), and until clear().
class PayloadReader
{
public:
    void clear() { m_leaves.clear(); }
    /// False when the JSON is broken. `begin` and `end` of its leaves are to be given to settle().
    bool read(json::Value &value, Payload &out, std::uint32_t &begin, std::uint32_t &end);
    void settle(Payload &payload, std::uint32_t begin, std::uint32_t end) const
    {
        payload.leaves = std::span(m_leaves).subspan(begin, end - begin);
    }

private:
    bool readObject(json::Value &value, std::string_view group);
    bool readLeaf(json::Value &value, std::string_view group, std::string_view name);

    std::vector<Leaf> m_leaves;
};

} // namespace watchglass::protocol::sensocto
