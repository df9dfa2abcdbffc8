#pragma once

#include <string>
#include <string_view>

namespace watchglass::sim {

/// How a payload is wrapped on its way to the client.
enum class Framing {
    Text,   ///< A WebSocket text frame.
    Binary, ///< A WebSocket binary frame.
    Chunk,  ///< A chunk of an HTTP answer without a known end (RFC 9112 §7.1).
};

/// An empty chunk would end the answer, so it is left out.
void appendFramed(std::string &out, Framing framing, std::string_view payload);

} // namespace watchglass::sim
