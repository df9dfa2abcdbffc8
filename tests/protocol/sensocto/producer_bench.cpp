#include "tests/protocol/sensocto/producer_bench.h"

#include "tests/protocol/sensocto/patience.h"

#include <QJsonDocument>

#include <algorithm>

namespace watchglass::test::sensocto {

const QString secret = QStringLiteral("s3cr3t-t0ken");
const QString sensorId = QStringLiteral("s1");

protocol::sensocto::ProducerIdentity identity()
{
    return {QStringLiteral("c1"),
            QStringLiteral("Bench"),
            sensorId,
            QStringLiteral("Sensor 1"),
            QStringLiteral("ecg"),
            {{QStringLiteral("hr"), QStringLiteral("heartrate"), 1.0}},
            4.0,
            2,
            {}};
}

ProducedValue numbered(int value)
{
    return {QStringLiteral("hr"), QByteArray::number(value), Timestamp::fromMs(1'700'000'000'000 + value), {}};
}

QString Ear::allTexts() const
{
    QString all = problems.join(QLatin1Char('\n'));
    for (const SourceState &state : states)
        all += state.text;
    return all;
}

QList<int> Heard::values() const
{
    QList<int> out;
    for (const QJsonObject &one : all)
        out.append(one.value(QLatin1String("payload")).toInt());
    return out;
}

bool reaches(FakeClock &clock, const std::function<bool()> &condition, Duration step)
{
    return waitFor([&] {
        if (condition())
            return true;
        clock.advance(step);
        return condition();
    });
}

ProducerBench::ProducerBench(const QString &token, std::size_t capacity)
    : harness([] {
        sim::ServerOptions options;
        options.token = secret;
        return options;
    }())
    , producer({protocol::Service::Sensocto, harness.socketUrl({}).adjusted(QUrl::RemovePath), token}, identity(), ear,
               harness.clock, capacity)
{
    harness.world.add(&heard);
}

bool ProducerBench::isAdvised(sim::sensocto::Attention attention)
{
    harness.world.setAttention(sensorId, attention);
    producer.start();
    return reaches([this] { return ear.isAdvised(); });
}

bool ProducerBench::isHeard(qsizetype count)
{
    return waitFor([&] { return heard.all.size() >= count; });
}

ScriptedServer::ScriptedServer()
    : m_server(QStringLiteral("scripted"), QWebSocketServer::NonSecureMode)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
        m_socket.reset(m_server.nextPendingConnection());
        connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &ScriptedServer::received);
        ++connections;
    });
}

void ScriptedServer::say(const char *event, const QByteArray &payload)
{
    m_socket->sendTextMessage(QStringLiteral("[\"%1\",\"%1\",\"sensocto:sensor:s1\",\"%2\",%3]")
                                  .arg(joinRef, QLatin1String(event), QString::fromUtf8(payload)));
}

void ScriptedServer::reply(const QJsonArray &frame, const QByteArray &status, const QByteArray &response)
{
    m_socket->sendTextMessage(QStringLiteral("[\"%1\",\"%2\",\"%3\",\"phx_reply\",{\"status\":\"%4\",\"response\":%5}]")
                                  .arg(joinRef, frame.at(1).toString(), frame.at(2).toString(),
                                       QString::fromUtf8(status), QString::fromUtf8(response)));
}

int ScriptedServer::countOf(const char *event) const
{
    return static_cast<int>(std::count_if(frames.begin(), frames.end(), [event](const QJsonArray &frame) {
        return frame.at(3) == QLatin1String(event);
    }));
}

QJsonArray ScriptedServer::last(const char *event) const
{
    for (auto it = frames.crbegin(); it != frames.crend(); ++it) {
        if (it->at(3) == QLatin1String(event))
            return *it;
    }
    return {};
}

void ScriptedServer::received(const QString &text)
{
    const QJsonArray frame = QJsonDocument::fromJson(text.toUtf8()).array();
    frames.append(frame);
    const QString event = frame.at(3).toString();
    if (event == QLatin1String("phx_join")) {
        joinRef = frame.at(0).toString();
        reply(frame, "ok", "{}");
        say("backpressure_config", advice);
    } else if (event == QLatin1String("heartbeat") || (event == QLatin1String("ping") && answersPings)) {
        reply(frame, "ok", "{}");
    } else if (event.startsWith(QLatin1String("measurement")) && !refusal.isEmpty()) {
        reply(frame, "error", refusal);
    }
}

ScriptedBench::ScriptedBench()
    : producer({protocol::Service::Sensocto, server.url(), secret}, identity(), ear, clock)
{}

bool ScriptedBench::isLive()
{
    producer.start();
    return reaches([this] { return ear.isAdvised(); });
}

} // namespace watchglass::test::sensocto
