#pragma once

#include "tests/protocol/fake_server.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QElapsedTimer>
#include <QTest>

#include <chrono>

namespace watchglass::test {

using namespace std::chrono_literals;

inline const QString terraCredentials = QStringLiteral("dev-7:k3y-s3cr3t");

/// A scripted gateway and time turned by hand. Greets and lets in whoever comes, unless told otherwise.
struct TerraBench
{
    TerraBench()
    {
        server.onHttp = [this](const QString &verb, const QString &path, const QUrlQuery &) {
            posts << verb + QLatin1Char(' ') + path;
            handshakesAtPost << server.handshakes;
            if (mintAnswer.status != 200)
                return mintAnswer;
            return FakeServer::HttpAnswer{200, "{\"token\":\"t0ken-" + QByteArray::number(posts.size()) + "\"}", {}};
        };
        server.onFrame = [this](QWebSocket &socket, const QJsonObject &frame) {
            const int op = frame.value(QLatin1String("op")).toInt(-1);
            if (op == 0 && acknowledges)
                socket.sendTextMessage(QStringLiteral("{\"op\":1}"));
            else if (op == 3 && identifyCode != 0)
                socket.close(static_cast<QWebSocketProtocol::CloseCode>(identifyCode));
            else if (op == 3 && letsIn)
                socket.sendTextMessage(QStringLiteral("{\"op\":4}"));
        };
    }

    QUrl url() const
    {
        QUrl out = server.url();
        out.setPath(QStringLiteral("/connect"));
        return out;
    }

    /// Lets events pass until `condition` holds. Time stands still, so that no limit is broken by a slow machine;
    /// only while the other side waits for its next attempt does it go on.
    bool reaches(const std::function<bool()> &condition)
    {
        QElapsedTimer patience;
        for (patience.start(); patience.elapsed() < 30'000; QTest::qWait(1)) {
            greet();
            if (condition())
                return true;
            clock.advance(isWaiting() ? Duration(250ms) : Duration::zero());
        }
        return condition();
    }

    int ops(int op) const
    {
        return static_cast<int>(std::count_if(server.frames.begin(), server.frames.end(), [op](const QJsonObject &f) {
            return f.value(QLatin1String("op")).toInt(-1) == op;
        }));
    }
    QJsonObject last(int op) const
    {
        for (auto frame = server.frames.crbegin(); frame != server.frames.crend(); ++frame) {
            if (frame->value(QLatin1String("op")).toInt(-1) == op)
                return frame->value(QLatin1String("d")).toObject();
        }
        return {};
    }
    void dispatch(std::int64_t seq, double value)
    {
        server.send(R"({"op":5,"t":"HRV","uid":"u","seq":)" + QByteArray::number(static_cast<qint64>(seq))
                    + R"(,"d":{"ts":"2026-01-01T00:00:00Z","val":)" + QByteArray::number(value) + "}}");
    }

    std::function<bool()> isWaiting = [] { return false; };
    FakeServer server;
    FakeClock clock;
    QStringList posts;
    QList<int> handshakesAtPost; ///< How many there had been when each request came.
    FakeServer::HttpAnswer mintAnswer{200, {}, {}};
    QByteArray greeting = R"({"op":2,"d":{"heartbeat_interval":40000}})";
    bool letsIn = true;
    bool acknowledges = true;
    int identifyCode = 0; ///< Whoever identifies is closed with this; 0: nobody.

private:
    void greet()
    {
        if (m_greeted == server.handshakes)
            return;
        m_greeted = server.handshakes;
        if (!greeting.isEmpty())
            server.send(greeting);
    }

    int m_greeted = 0;
};

} // namespace watchglass::test
