#pragma once

#include "app/simulator/json_text.h"
#include "app/simulator/simulator_server.h"
#include "tests/support/fake_clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

namespace watchglass::sim::test {

/// A client by Qt's own WebSocket, so that the server's framing is judged by someone else.
class SimClient : public QObject
{
public:
    explicit SimClient(const QUrl &url = {})
    {
        connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            texts.append(text);
            const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
            if (document.isObject())
                frames.append(document.object());
            else
                ++unreadable;
        });
        connect(&socket, &QWebSocket::disconnected, this, [this] { isClosed = true; });
        connect(&socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
                [this] { hasFailed = true; });
        if (url.isValid())
            socket.open(url);
    }

    bool isOpen() const { return socket.state() == QAbstractSocket::ConnectedState; }
    void send(const char *json) { socket.sendTextMessage(QString::fromUtf8(json)); }
    QList<QJsonObject> ofType(const char *type) const
    {
        QList<QJsonObject> out;
        for (const QJsonObject &frame : frames) {
            if (frame.value(QLatin1String("type")) == QLatin1String(type))
                out.append(frame);
        }
        return out;
    }
    /// Everything sent before this was handled once the answer to a ping is there.
    bool roundTrip()
    {
        const auto before = ofType("pong").size();
        send(R"({"type":"ping","timestamp":"sync"})");
        return QTest::qWaitFor([&] { return ofType("pong").size() > before; });
    }

    QWebSocket socket;
    QStringList texts;
    QList<QJsonObject> frames;
    int unreadable = 0;
    bool isClosed = false;
    bool hasFailed = false;
};

inline QUrl withPath(QUrl url, const char *path)
{
    url.setPath(QLatin1String(path));
    return url;
}

/// A server on a free port with a clock turned by hand.
struct SimHarness
{
    explicit SimHarness(ServerOptions options = {}, Fleet fleet = Fleet::generic(3, 10.0, 2, 1))
        : server(std::move(fleet), std::move(options), clock)
    {
        const Result<quint16> port = server.listen();
        Q_ASSERT(port.ok());
        Q_UNUSED(port);
    }
    static ServerOptions dialect(Dialect which)
    {
        ServerOptions options;
        options.dialect = which;
        return options;
    }
    void setFaults(const Faults &faults)
    {
        server.setFaults(faults);
        clock.advance(std::chrono::milliseconds(5));
    }

    watchglass::test::FakeClock clock;
    SimulatorServer server;
};

} // namespace watchglass::sim::test
