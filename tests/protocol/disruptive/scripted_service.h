#pragma once

#include "core/protocol/disruptive/client.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

namespace watchglass::test {

using namespace std::chrono_literals;

/// An HTTP server on loopback that says what a test tells it to: an answer to each request, and the bytes of streams
/// as they are handed in.
/// Thread: the test's, with its event loop.
class ScriptedService final : public QObject
{
public:
    struct Request
    {
        QByteArray verb;
        QString path; ///< Behind "/v2/projects/p/", or whole.
        QUrlQuery query;
        QByteArray head;
        QByteArray body;
        Duration at{}; ///< Monotonic.
    };
    struct Answer
    {
        int status = 200;
        QByteArray body = "{}";
        QByteArray headers;   ///< Each with its line end.
        bool isMute = false;  ///< Nothing is answered at all.
        qsizetype cutAt = -1; ///< Only so much of the body is sent before the connection ends.
    };

    explicit ScriptedService(Clock &clock)
        : m_clock(clock)
    {
        m_listener.listen(QHostAddress::LocalHost);
        connect(&m_listener, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_listener.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { look(socket); });
        });
    }

    QUrl url(const QString &path = QStringLiteral("/v2/projects/p")) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_listener.serverPort()).arg(path));
    }
    /// One chunk to every open stream.
    void stream(const QByteArray &bytes)
    {
        for (const auto &socket : m_streams) {
            if (socket && socket->state() == QAbstractSocket::ConnectedState && !bytes.isEmpty()) {
                socket->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
                socket->flush();
            }
        }
    }
    /// Ends every stream: in order, or as a lost connection does.
    void endStreams(bool inOrder)
    {
        for (const auto &socket : std::exchange(m_streams, {})) {
            if (!socket)
                continue;
            if (inOrder)
                socket->write("0\r\n\r\n");
            socket->flush();
            socket->disconnectFromHost();
        }
    }
    int streams() const { return static_cast<int>(m_streams.size()); }
    QList<Request> requestsOf(const QString &path) const
    {
        QList<Request> all;
        for (const Request &one : requests) {
            if (one.path == path)
                all.append(one);
        }
        return all;
    }

    /// Anything but what is usual; nothing: what is usual.
    std::function<std::optional<Answer>(const Request &)> onRequest;
    QList<Request> requests;
    QByteArray devices = R"({"devices":[{"name":"projects/p/devices/d","type":"temperature"}],"nextPageToken":""})";
    QByteArray history = R"({"events":[]})";
    int tokens = 0;

private:
    void look(QTcpSocket *socket)
    {
        const QByteArray all = socket->peek(256 * 1024);
        const qsizetype end = all.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        request.head = all.left(end);
        qsizetype length = 0;
        for (const QByteArray &line : request.head.split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.mid(15).trimmed().toLongLong();
        }
        request.body = all.mid(end + 4);
        if (request.body.size() < length)
            return;
        socket->readAll();
        const QList<QByteArray> words = request.head.left(request.head.indexOf('\r')).split(' ');
        const QUrl target(QString::fromLatin1(words.at(1)));
        request.verb = words.at(0);
        request.path = target.path();
        if (const QString project = QStringLiteral("/v2/projects/p/"); request.path.startsWith(project))
            request.path.remove(0, project.size());
        request.query = QUrlQuery(target);
        request.at = m_clock.monotonic();
        requests.append(request);
        reply(socket, request);
    }
    void reply(QTcpSocket *socket, const Request &request)
    {
        const auto special = onRequest ? onRequest(request) : std::nullopt;
        const Answer answer = special ? *special : usual(request);
        if (answer.isMute)
            return;
        const QByteArray first = "HTTP/1.1 " + QByteArray::number(answer.status) + " X\r\n" + answer.headers;
        if (answer.status == 200 && request.path == QLatin1String("devices:stream")) {
            socket->write(first + "Transfer-Encoding: chunked\r\n\r\n");
            socket->flush();
            m_streams.append(socket);
            return;
        }
        socket->write(first + "Content-Length: " + QByteArray::number(answer.body.size())
                      + "\r\nConnection: close\r\n\r\n"
                      + (answer.cutAt < 0 ? answer.body : answer.body.left(answer.cutAt)));
        socket->disconnectFromHost();
    }
    Answer usual(const Request &request)
    {
        if (request.path == QLatin1String("devices"))
            return {200, devices, {}, false, -1};
        if (request.path.endsWith(QLatin1String("/events")))
            return {200, history, {}, false, -1};
        if (request.path == QLatin1String("/oauth2/token"))
            return {
                200, R"({"access_token":"t)" + QByteArray::number(++tokens) + R"(","expires_in":3600})", {}, false, -1};
        return {};
    }

    Clock &m_clock;
    QTcpServer m_listener;
    QList<QPointer<QTcpSocket>> m_streams;
};

/// A client against a scripted service, with time turned by hand.
struct Talk
{
    explicit Talk(const QString &query = {}, const QString &token = {})
    {
        SourceAddress address;
        address.service = protocol::Service::Disruptive;
        address.url = service.url();
        address.url.setQuery(query);
        address.token = token;
        client = std::make_unique<protocol::disruptive::Client>(address, sink, clock);
    }
    using SourceAddress = protocol::SourceAddress;

    bool reaches(const std::function<bool()> &condition, Duration step = 0ms)
    {
        return QTest::qWaitFor(
            [&] {
                if (condition())
                    return true;
                if (step > 0ms)
                    clock.advance(step);
                return condition();
            },
            30'000);
    }
    bool reachesPhase(SourcePhase phase, Duration step = 0ms)
    {
        return reaches([&] { return sink.phase() == phase; }, step);
    }
    /// Live, and everything that is asked for at the start was answered.
    bool goesLive()
    {
        client->start();
        return reachesPhase(SourcePhase::Live) && reaches([&] { return !sink.devices.empty(); });
    }
    /// So many seconds after (before) now, as the service writes it.
    QByteArray time(int seconds) const
    {
        return QByteArray::fromStdString(formatIsoTimestamp(clock.now() + std::chrono::seconds(seconds), 6));
    }
    /// An event of device d; its envelope is of `at` too.
    QByteArray event(const QByteArray &id, const QByteArray &type, const QByteArray &fields, int at = 0) const
    {
        return R"({"result":{"event":{"eventId":")" + id + R"(","targetName":"projects/p/devices/d","eventType":")"
               + type + R"(","data":{")" + type + R"(":{)" + fields + (fields.isEmpty() ? "" : ",")
               + R"("updateTime":")" + time(at) + R"("}},"timestamp":")" + time(at) + R"("}}})";
    }
    QByteArray ping() const
    {
        return R"({"result":{"event":{"eventId":"p","targetName":"projects/p","eventType":"ping","data":null,)"
               R"("timestamp":")"
               + time(0) + "\"}}}\n";
    }
    QStringList statuses() const
    {
        QStringList all;
        for (const DeviceUpdate &update : sink.devices) {
            if (update.status)
                all << *update.status;
        }
        return all;
    }

    FakeClock clock;
    ScriptedService service{clock};
    RecordingSink sink;
    std::unique_ptr<protocol::disruptive::Client> client; // goes first: its clock and sink outlive it
};

} // namespace watchglass::test
