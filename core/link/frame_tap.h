#pragma once

#include <QByteArray>

#include <cstdint>

namespace watchglass::link {

/// What crosses a link, or happens to it. What stands in `head` and `payload` of a Frame is said behind each.
/// The numbers stand in session files: they never change, and none is used again.
enum class FrameKind : std::uint8_t {
    // A WebSocketLink.
    Connecting = 1,   ///< An attempt began.
    Opened = 2,       ///< payload: the subprotocol that the peer chose.
    TextReceived = 3, ///< payload: UTF-8.
    BinaryReceived = 4,
    Refused = 5, ///< A frame over the limit; payload: the text for people.
    Closed = 6,  ///< By the peer or the network; head: JSON {"code", "phase": "connecting" or "open"}; payload: text.
    ClosedByOwner = 7, ///< The same, by the program itself.
    TextSent = 8,      ///< payload: UTF-8.
    BinarySent = 9,
    // A RestClient.
    Requested = 16,  ///< head: JSON {"id", "verb", "url"}, without headers; payload: the body.
    Answered = 17,   ///< head: JSON {"id", "status", "url", "headers"}; payload: the body.
    Unanswered = 18, ///< head: JSON {"id", "code": ErrorCode as a number}; payload: text.
    // An HttpStreamLink.
    AttemptDue = 32,
    StreamOpened = 33,
    BytesReceived = 34,
    StreamEnded = 35,        ///< head: JSON {"kind": StreamEnd::Kind as a number, "status", "text"}; payload: the body.
    StreamEndedByOwner = 36, ///< The same, by the program itself.
    // Channel 0: what moved the client besides what came to it.
    Ordered = 64,    ///< What the program asked of it; head: JSON, see core/protocol/told_client.h.
    TimerFired = 65, ///< head: the timer's number, 0 for the first that the client made.
};

/// One piece of evidence of a source.
struct Frame
{
    std::uint32_t channel = 0; ///< Which of the source's links: 1 for the first that it made, and so on.
    FrameKind kind = FrameKind::TextReceived;
    QByteArray head;
    QByteArray payload;
};

/// Hears everything that crosses the links of one source, in the order in which it does.
/// Thread: the source's.
class FrameTap
{
public:
    virtual ~FrameTap() = default;

    /// The number of a link that is being made.
    std::uint32_t nextChannel() { return ++m_lastChannel; }
    /// False while nobody wants any: spares the copies.
    virtual bool isListening() const = 0;
    virtual void take(Frame frame) = 0;

private:
    std::uint32_t m_lastChannel = 0;
};

} // namespace watchglass::link
