#pragma once

#include "core/model/sample.h"
#include "core/protocol/sensocto/measurement.h"

#include <string_view>
#include <vector>

namespace watchglass::protocol::sensocto {

/// Batches as the server writes them, in one pass and without a parser: no blanks, no escapes, no text beyond ASCII,
/// times of thirteen digits, payloads that are numbers or objects of scalars; keys in any order. Anything else is left
/// to FeedDecoder, which reads all of JSON; of what both read they report the same. Thread: one at a time. Requires:
/// the byte behind the text is readable and is none that could follow there.
class FeedScanner
{
public:
    /// False when the batch is not of the usual kind, or broken; nothing can be reported then.
    bool scan(std::string_view payload);
    /// What was scanned, in its order. Requires: scan() was true.
    void report(FeedHandler &handler);

private:
    enum class Kind : std::uint8_t { Samples, Object, Pressed };
    struct Group
    {
        std::string_view sensor;
        std::string_view attribute;
        std::string_view event;
        std::string_view text; ///< The payload as it is written.
        Timestamp time;
        double number = 0.0;
        std::uint32_t from = 0; ///< Of the samples, or of the leaves.
        std::uint32_t to = 0;
        Kind kind = Kind::Samples;
        bool isShort = false; ///< Packed samples, but not as many as announced.
    };
    struct Element;

    bool scanSensors();
    bool scanAttributes(std::string_view sensor);
    bool scanElement(std::string_view sensor, std::string_view attribute);
    bool scanKey(std::string_view sensor, std::string_view attribute, Element &element);
    bool scanPayload(Element &element);
    bool scanObject(std::string_view group, int depth);
    bool scanLeaf(Leaf &leaf);
    bool scanPacked(Element &element);
    bool keep(std::string_view sensor, std::string_view attribute, const Element &element);

    bool take(char c) { return *m_at == c && (++m_at, true); }
    bool takeName(std::string_view &name);
    template <std::size_t Size>
    bool takeText(const char (&text)[Size]);
    bool takeSame(std::string_view text);
    bool takeNumber(double &out);
    bool takeTime(Timestamp &out);

    const char *m_at = nullptr;
    std::vector<Group> m_groups;
    std::vector<Sample> m_samples;
    std::vector<Leaf> m_leaves;
};

} // namespace watchglass::protocol::sensocto
