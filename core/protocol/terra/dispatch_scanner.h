#pragma once

#include "core/protocol/terra/frame_handler.h"

#include <array>
#include <string_view>
#include <vector>

namespace watchglass::protocol::terra {

/// The short way through a DISPATCH as gateways write it: known fields in any order, each at most once, no escapes,
/// plain ASCII. Whatever is not exactly that is left to the general decoder, and what is means the same there; so the
/// result never depends on which of the two read it. Thread: one.
class DispatchScanner
{
public:
    /// True when the whole text is such a message, with user, type and a value; then `fields` says what it holds, with
    /// `vector` behind its `d`. Requires: a NUL and seven more readable bytes follow the text.
    bool scan(std::string_view text, DispatchFields &fields, std::vector<double> &vector);

private:
    bool scanField(DispatchFields &fields, std::vector<double> &vector);
    bool scanPayload(DispatchFields &fields, std::vector<double> &vector);
    bool scanVector(std::vector<double> &vector);
    bool scanTime(DispatchFields &fields);
    bool scanSeq(std::int64_t &seq);
    bool scanNumber(double &out);
    bool scanPlain(std::string_view &out);
    bool scanWord(std::string_view word);
    bool take(char c)
    {
        skipSpaces();
        if (*m_at != c)
            return false;
        ++m_at;
        return true;
    }
    void skipSpaces()
    {
        while (*m_at == ' ')
            ++m_at;
    }
    /// False when the field came before.
    bool mark(unsigned bit)
    {
        const bool isNew = (m_seen & bit) == 0;
        m_seen |= bit;
        return isNew;
    }

    const char *m_at = nullptr;
    unsigned m_seen = 0;
    std::array<char, 17> m_minute{}; ///< Text of the last time, up to its minutes and the colon after them.
    Timestamp m_minuteTime;
};

} // namespace watchglass::protocol::terra
