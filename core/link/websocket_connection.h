#pragma once

#include "core/link/websocket_link.h"

#include <QAbstractSocket>
#include <QNetworkProxy>
#include <QObject>
#include <QPointer>
#include <QSslError>

#include <deque>
#include <memory>
#include <variant>

class QTcpSocket;
class QWebSocket;

namespace watchglass::link {

/// One attempt to connect and the connection that comes of it; never used twice. Keeps no time: deadlines and pings
/// are its owner's.
/// Thread: one, with an event loop.
/// Requires: events outlive it, or mute() was called. May be destroyed inside any of its calls to Events.
/// Invariant: after ended() no further call comes.
class WebSocketConnection final : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::link::WebSocketConnection)

public:
    enum class End {
        Lost,    ///< Failed or closed; also by the peer's close frame.
        Refused, ///< We closed it, because a frame or message was announced that is over the limit.
    };

    class Events
    {
    public:
        virtual void connectionOpened() = 0;
        virtual void connectionEnded(End end, const CloseReason &reason) = 0;
        virtual void connectionText(const QString &text) = 0;
        virtual void connectionBinary(const QByteArray &bytes) = 0;
        virtual void connectionPong() = 0;
        /// All that one read of the socket brought was told or, paused, put aside.
        virtual void connectionRead() = 0;

    protected:
        ~Events() = default;
    };

    WebSocketConnection(const WebSocketLink::Options &options, Events &events);
    ~WebSocketConnection() override;

    void start();
    /// Sends a close frame and ends the TCP connection as soon as it is written; no event comes any more.
    void part(int code, const QString &reason);
    /// False while bytes of ours, such as part()'s close frame, still wait for the kernel.
    bool isDrained() const;

    bool sendText(const QString &text);
    bool sendBinary(const QByteArray &bytes);
    void ping();
    qint64 queuedBytes() const;
    QString subprotocol() const;

    void setPaused(bool paused);
    /// Whether any byte arrived since the last call.
    bool takeActivity();

private:
    using Message = std::variant<QString, QByteArray>;

    void onBytes();
    void onConnected();
    void onError();
    void onTlsErrors(const QList<QSslError> &errors);
    void onDisconnected();
    template <typename Payload>
    void onMessage(const Payload &payload);
    /// Stops or restarts the flow of bytes between kernel and socket.
    void closeGate();
    void openGate();
    /// Makes up for the end of the TCP connection when it came unheard.
    void tellSocketOfItsEnd();
    /// Hands out what was held back while paused, then lets new bytes in.
    void deliverHeld();
    void deliver(const QString &text);
    void deliver(const QByteArray &bytes);
    void end(const QString &text, int code, End how = End::Lost);
    void endAsNoWebSocketServer(QString detail);
    /// Makes a call to the owner, which may destroy us in it; false when it did.
    template <typename Call>
    bool tell(Call call);

    const WebSocketLink::Options &m_options;
    Events *m_events;
    QNetworkProxy m_proxy;
    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_tcp; ///< Inside m_socket.
    std::deque<Message> m_held; ///< Decoded before the pause took hold; bounded by the read buffer.
    QString m_tlsText;
    bool *m_isDestroyed = nullptr; ///< Set while a call to the owner is under way, which may destroy us.
    bool m_isOpen = false;
    bool m_isPaused = false;
    bool m_isGateClosed = false;
    bool m_sawClose = false; ///< A close frame came, or we sent one for a fault of the peer's.
    bool m_isLost = false;   ///< Disconnected while messages were held back; ended() is due after them.
    bool m_hasActivity = false;
};

} // namespace watchglass::link
