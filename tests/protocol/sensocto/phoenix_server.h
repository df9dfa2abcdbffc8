#pragma once

#include <QHash>
#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>

namespace watchglass::test {

/// A Phoenix socket and a REST API on one loopback port, which behave as the service does where a test does not say
/// otherwise: heartbeats, joins (a join of a joined topic is replied to before the old channel is closed) and leaves.
/// Thread: the test's, with its event loop.
class PhoenixServer final : public QObject
{
public:
    static constexpr int mute = 0; ///< A status that stands for no answer at all.

    struct HttpAnswer
    {
        int status = 200;
        QByteArray body;
        QByteArray extraHeader;
    };
    struct Push
    {
        QByteArray event;
        QByteArray payload;
    };

    PhoenixServer();
    ~PhoenixServer() override;

    QUrl url(const QString &query = {}) const;

    void send(const QByteArray &frame);
    void sendBinary(const QByteArray &frame);
    /// With the topic's join_ref; ref null.
    void push(const QByteArray &topic, const QByteArray &event, const QByteArray &payload);
    /// phx_error or phx_close: join_ref and ref are those of the topic's join, which is over.
    void end(const QByteArray &topic, const QByteArray &event);
    void dropAll();
    void closeAll(quint16 code);

    /// Frames of the clients with this event, of any topic or one.
    QList<QJsonArray> framesOf(const QString &event, const QString &topic = {}) const;
    int count(const QString &event, const QString &topic = {}) const;
    /// How many requests begin so; see `requests`.
    int requestsOf(const QString &start) const;
    static QByteArray quoted(const QByteArray &text);
    static QByteArray reply(const QJsonArray &frame, const QByteArray &status, const QByteArray &response,
                            bool isMatched = true);

    /// Takes a frame before the default does; true when that is all.
    std::function<bool(QWebSocket &, const QJsonArray &)> onFrame;
    QHash<QByteArray, QByteArray> refusals;   ///< Topic → reason.
    QHash<QByteArray, QList<Push>> afterJoin; ///< Topic → what is sent after each join.
    bool answersHeartbeats = true;
    int upgradeStatus = 101; ///< Anything else is the answer to handshakes.
    std::function<HttpAnswer(const QString &verb, const QString &path, const QByteArray &body)> onHttp;
    QList<QJsonArray> frames;         ///< Of all clients, in order.
    QStringList requests;             ///< "VERB /path", in order; of handshakes "WS /path?query".
    QList<QByteArray> heads;          ///< Of handshakes: everything before the empty line.
    QList<QByteArray> authorizations; ///< Of HTTP requests.
    QHash<QByteArray, QByteArray> joinRefs;
    QList<QWebSocket *> clients;
    int handshakes = 0;

private:
    void accept();
    void look(QTcpSocket *socket);
    void upgrade(QTcpSocket *socket, const QByteArray &head);
    void opened();
    void answer(QWebSocket &client, const QJsonArray &frame);
    void joined(QWebSocket &client, const QJsonArray &frame);

    QTcpServer m_tcp;
    QWebSocketServer m_sockets;
};

} // namespace watchglass::test
