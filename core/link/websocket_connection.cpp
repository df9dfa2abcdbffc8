#include "core/link/websocket_connection.h"

#include "core/link/transport.h"

#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <utility>

namespace watchglass::link {

namespace {

/// Enough for any handshake; a server that answers more than this is none of ours.
constexpr qint64 handshakeBufferBytes = 64 * 1024;
/// Beyond the largest frame, so that its header always fits beside it.
constexpr qint64 bufferSlackBytes = 64 * 1024;
constexpr int abnormalClose = 1006;

/// QWebSocket reports a frame over the limit with the same close code that a peer would use to complain of ours;
/// only its own text tells them apart.
bool isOwnSizeComplaint(const QString &text)
{
    return text == QCoreApplication::translate("QWebSocketFrame", "Maximum framesize exceeded.")
           || text == QCoreApplication::translate("QWebSocketDataProcessor", "Received message is too big.");
}

QString limitText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 0);
}

} // namespace

WebSocketConnection::WebSocketConnection(const WebSocketLink::Options &options, Events &events)
    : m_options(options)
    , m_events(&events)
    , m_proxy(proxyFor(options.transport, options.url))
    , m_socket(std::make_unique<QWebSocket>())
{}

WebSocketConnection::~WebSocketConnection()
{
    m_socket->disconnect(this);
    if (m_tcp)
        m_tcp->disconnect(this);
    openGate();
    tellSocketOfItsEnd();
    m_socket->abort();
    if (m_isDestroyed) {
        *m_isDestroyed = true;
        m_socket.release()->deleteLater(); // it is on the stack
    }
}

void WebSocketConnection::start()
{
    QWebSocket *socket = m_socket.get();
    connect(socket, &QWebSocket::connected, this, &WebSocketConnection::onConnected);
    connect(socket, &QWebSocket::disconnected, this, &WebSocketConnection::onDisconnected);
    connect(socket, &QWebSocket::aboutToClose, this, [this] { m_sawClose = true; });
    connect(socket, &QWebSocket::sslErrors, this, &WebSocketConnection::onTlsErrors);
    connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { onMessage(text); });
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) { onMessage(bytes); });
    connect(socket, &QWebSocket::pong, this, [this] { tell([](Events &events) { events.connectionPong(); }); });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(socket, &QWebSocket::errorOccurred, this, &WebSocketConnection::onError);
#else
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &WebSocketConnection::onError);
#endif

    socket->setProxy(m_proxy);
    socket->setSslConfiguration(m_options.transport.tls);
    socket->setReadBufferSize(handshakeBufferBytes);
    socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(m_options.maxMessageBytes));
    socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(m_options.maxMessageBytes));

    QNetworkRequest request(m_options.url);
    for (const auto &[name, value] : m_options.transport.headers)
        request.setRawHeader(name, value);
    QWebSocketHandshakeOptions handshake;
    handshake.setSubprotocols(m_options.subprotocols);
    const QPointer<WebSocketConnection> alive(this);
    socket->open(request, handshake);
    if (!alive)
        return;
    m_tcp = socket->findChild<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
    if (m_tcp) // after QWebSocket's own connection, so called after it
        connect(m_tcp, &QIODevice::readyRead, this, &WebSocketConnection::onBytes);
}

void WebSocketConnection::part(int code, const QString &reason)
{
    m_events = nullptr;
    m_held.clear();
    openGate();
    tellSocketOfItsEnd();
    if (!isDrained())
        m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

bool WebSocketConnection::isDrained() const
{
    return !m_tcp || m_tcp->state() == QAbstractSocket::UnconnectedState;
}

bool WebSocketConnection::sendText(const QString &text)
{
    return m_socket->isValid() && (m_socket->sendTextMessage(text) > 0 || text.isEmpty());
}

bool WebSocketConnection::sendBinary(const QByteArray &bytes)
{
    return m_socket->isValid() && (m_socket->sendBinaryMessage(bytes) > 0 || bytes.isEmpty());
}

void WebSocketConnection::ping()
{
    m_socket->ping();
}

qint64 WebSocketConnection::queuedBytes() const
{
    if (!m_tcp)
        return 0;
    const auto *tls = qobject_cast<const QSslSocket *>(m_tcp.data());
    return m_tcp->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

QString WebSocketConnection::subprotocol() const
{
    return m_socket->subprotocol();
}

void WebSocketConnection::setPaused(bool paused)
{
    if (m_isPaused == paused)
        return;
    m_isPaused = paused;
    if (!m_isOpen)
        return; // the handshake is not ours to hold up; onConnected() looks
    if (paused)
        closeGate();
    else
        QMetaObject::invokeMethod(
            this, [this] { deliverHeld(); }, Qt::QueuedConnection);
}

bool WebSocketConnection::takeActivity()
{
    return std::exchange(m_hasActivity, false);
}

void WebSocketConnection::onBytes()
{
    m_hasActivity = true;
    if (m_isOpen) {
        tell([](Events &events) { events.connectionRead(); });
        return;
    }
    // QWebSocket would wait for the end of a header that never comes.
    if (m_tcp && !QByteArrayLiteral("HTTP/").startsWith(m_tcp->peek(5)))
        endAsNoWebSocketServer(QString::fromLatin1(m_tcp->peek(40)));
}

void WebSocketConnection::onConnected()
{
    m_isOpen = true;
    if (m_tcp)
        m_tcp->setReadBufferSize(m_options.maxMessageBytes + bufferSlackBytes);
    if (m_isPaused)
        closeGate();
    tell([](Events &events) { events.connectionOpened(); });
}

void WebSocketConnection::onError()
{
    if (m_isOpen)
        return; // disconnected() follows, after the last messages
    if (!m_tlsText.isEmpty())
        return end(m_tlsText, 0);
    const QAbstractSocket::SocketError error = m_tcp ? m_tcp->error() : QAbstractSocket::UnknownSocketError;
    if (error != QAbstractSocket::UnknownSocketError)
        return end(socketErrorText(error, m_socket->errorString(), m_options.url, m_proxy), 0);

    static const QRegularExpression httpStatus(QStringLiteral("status code: (\\d+) \\((.*?)\\s*\\)"));
    const QRegularExpressionMatch answered = httpStatus.match(m_socket->errorString());
    if (answered.hasMatch()) {
        return end(tr("%1 answered \"%2 %3\" instead of opening a WebSocket: is the path right, and are you allowed "
                      "in?")
                       .arg(endpointText(m_options.url), answered.captured(1), answered.captured(2)),
                   0);
    }
    endAsNoWebSocketServer(m_socket->errorString());
}

void WebSocketConnection::onTlsErrors(const QList<QSslError> &errors)
{
    const auto *tls = qobject_cast<const QSslSocket *>(m_tcp.data());
    if (!tls || errors.isEmpty())
        return;
    const QSslCertificate certificate = tls->peerCertificate();
    if (isTrustedByFingerprint(m_options.transport, certificate))
        m_socket->ignoreSslErrors(errors);
    else
        m_tlsText = tlsErrorText(errors, certificate, m_options.url, m_options.transport);
}

void WebSocketConnection::onDisconnected()
{
    if (!m_isOpen) {
        // The error that says why comes after this; only a peer that hangs up without one leaves it to us.
        QMetaObject::invokeMethod(
            this,
            [this] { end(socketErrorText(QAbstractSocket::RemoteHostClosedError, {}, m_options.url, m_proxy), 0); },
            Qt::QueuedConnection);
        return;
    }
    if (!m_held.empty() || m_isPaused) {
        m_isLost = true;
        return;
    }
    if (!m_sawClose) {
        return end(tr("The connection with %1 was lost without a good-bye: was the server stopped?")
                       .arg(endpointText(m_options.url)),
                   abnormalClose);
    }
    const int code = m_socket->closeCode();
    const QString said = m_socket->closeReason();
    if (code == QWebSocketProtocol::CloseCodeTooMuchData && isOwnSizeComplaint(said)) {
        return end(tr("%1 announced a message of more than %2, which was refused.")
                       .arg(endpointText(m_options.url), limitText(m_options.maxMessageBytes)),
                   code, End::Refused);
    }
    end(said.isEmpty()
            ? tr("%1 closed the connection (code %2).").arg(endpointText(m_options.url)).arg(code)
            : tr("%1 closed the connection (code %2): %3").arg(endpointText(m_options.url)).arg(code).arg(said),
        code);
}

template <typename Payload>
void WebSocketConnection::onMessage(const Payload &payload)
{
    if (m_isPaused || !m_held.empty())
        m_held.emplace_back(payload);
    else
        deliver(payload);
}

void WebSocketConnection::closeGate()
{
    if (m_isGateClosed || !m_tcp)
        return;
    m_isGateClosed = true;
    // A full read buffer makes the socket leave everything further in the kernel. QWebSocket hears of bytes by
    // signal only, and gives up on a frame that stays half read for a few seconds, unless its timer is stopped.
    m_tcp->blockSignals(true);
    m_tcp->setReadBufferSize(1);
    for (QTimer *timer : m_socket->findChildren<QTimer *>()) {
        if (!m_tcp->findChildren<QTimer *>().contains(timer))
            timer->stop();
    }
}

void WebSocketConnection::openGate()
{
    if (!m_isGateClosed || !m_tcp)
        return;
    m_isGateClosed = false;
    m_tcp->blockSignals(false);
    m_tcp->setReadBufferSize(m_options.maxMessageBytes + bufferSlackBytes);
}

void WebSocketConnection::tellSocketOfItsEnd()
{
    // It may have come while the signals were blocked; QWebSocket does nothing when it knows already.
    if (m_tcp && m_tcp->state() == QAbstractSocket::UnconnectedState)
        QMetaObject::invokeMethod(m_tcp, "stateChanged",
                                  Q_ARG(QAbstractSocket::SocketState, QAbstractSocket::UnconnectedState));
}

void WebSocketConnection::deliverHeld()
{
    while (!m_isPaused && !m_held.empty()) {
        const Message message = std::move(m_held.front());
        m_held.pop_front();
        const QPointer<WebSocketConnection> alive(this);
        std::visit([this](const auto &payload) { deliver(payload); }, message);
        if (!alive)
            return;
    }
    if (m_isPaused)
        return;
    if (m_isLost)
        return onDisconnected();
    if (!m_isGateClosed || !m_tcp)
        return;
    openGate();
    m_hasActivity = true;
    const QPointer<WebSocketConnection> alive(this);
    QMetaObject::invokeMethod(m_tcp, "readyRead");
    if (alive)
        tellSocketOfItsEnd(); // after its last bytes
}

void WebSocketConnection::deliver(const QString &text)
{
    tell([&text](Events &events) { events.connectionText(text); });
}

void WebSocketConnection::deliver(const QByteArray &bytes)
{
    tell([&bytes](Events &events) { events.connectionBinary(bytes); });
}

void WebSocketConnection::end(const QString &text, int code, End how)
{
    const CloseReason reason{code, text, m_isOpen ? ClosePhase::Open : ClosePhase::Connecting, false};
    tell([this, how, &reason](Events &events) {
        m_events = nullptr;
        events.connectionEnded(how, reason);
    });
}

void WebSocketConnection::endAsNoWebSocketServer(QString detail)
{
    for (QChar &c : detail) {
        if (!c.isPrint())
            c = QLatin1Char(' ');
    }
    end(tr("%1 does not answer as a WebSocket server: are address and port right? (%2)")
            .arg(endpointText(m_options.url), detail.simplified().left(200)),
        0);
}

template <typename Call>
bool WebSocketConnection::tell(Call call)
{
    if (!m_events)
        return true;
    bool isDestroyed = false;
    bool *const outer = std::exchange(m_isDestroyed, &isDestroyed);
    call(*m_events);
    if (isDestroyed) {
        if (outer)
            *outer = true;
        return false;
    }
    m_isDestroyed = outer;
    return true;
}

} // namespace watchglass::link
