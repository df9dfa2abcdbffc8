#include "app/simulator/framing.h"

#include "app/simulator/http_codec.h"
#include "app/simulator/websocket_codec.h"

namespace watchglass::sim {

void appendFramed(std::string &out, Framing framing, std::string_view payload)
{
    switch (framing) {
    case Framing::Text:
        websocket::appendFrame(out, websocket::Opcode::Text, payload);
        break;
    case Framing::Binary:
        websocket::appendFrame(out, websocket::Opcode::Binary, payload);
        break;
    case Framing::Chunk:
        if (payload.empty())
            break;
        http::appendChunkHead(out, payload.size());
        out += payload;
        out += "\r\n";
        break;
    }
}

} // namespace watchglass::sim
