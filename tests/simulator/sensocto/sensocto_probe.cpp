#include "tests/simulator/sensocto/sensocto_probe.h"

#include "tests/protocol/sensocto/patience.h"

#include <QJsonDocument>

#include <algorithm>

namespace watchglass::sim::sensocto::test {

using watchglass::test::sensocto::waitFor;

Probe::Probe(const QUrl &url, const QByteArray &origin)
    : socket(QString::fromUtf8(origin))
{
    connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        texts.append(text.toUtf8());
        frames.append(QJsonDocument::fromJson(text.toUtf8()).array());
    });
    connect(&socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &b) { binaries.append(b); });
    connect(&socket, &QWebSocket::disconnected, this, [this] { isClosed = true; });
    connect(&socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, [this] { hasFailed = true; });
    socket.open(url);
}

bool Probe::opens()
{
    return waitFor([this] { return socket.state() == QAbstractSocket::ConnectedState; });
}

void Probe::send(const QJsonArray &frame)
{
    socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

void Probe::push(const char *joinRef, const char *ref, const QString &topic, const char *event,
                 const QJsonValue &payload)
{
    send(QJsonArray{QLatin1String(joinRef), QLatin1String(ref), topic, QLatin1String(event), payload});
}

bool Probe::roundTrip()
{
    const QString ref = QStringLiteral("sync%1").arg(++m_syncs);
    send(QJsonArray{QJsonValue(), ref, QStringLiteral("phoenix"), QStringLiteral("heartbeat"), QJsonObject()});
    const auto isAnswered = [&] {
        return isClosed || std::any_of(frames.begin(), frames.end(), [&](const QJsonArray &frame) {
                   return frame.at(1) == ref;
               });
    };
    return waitFor(isAnswered);
}

QList<QJsonArray> Probe::told() const
{
    QList<QJsonArray> out;
    for (const QJsonArray &frame : frames) {
        if (frame.at(2) != QLatin1String("phoenix"))
            out.append(frame);
    }
    return out;
}

QList<QJsonArray> Probe::of(const char *event) const
{
    QList<QJsonArray> out;
    for (const QJsonArray &frame : told()) {
        if (frame.at(3) == QLatin1String(event))
            out.append(frame);
    }
    return out;
}

QJsonObject Probe::last(const char *event) const
{
    const auto all = of(event);
    return all.isEmpty() ? QJsonObject() : all.last().at(4).toObject();
}

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QString reasonOf(const QJsonArray &reply)
{
    return reply.at(4).toObject().value(QLatin1String("response")).toObject().value(QLatin1String("reason")).toString();
}

QJsonObject joinFields(const QString &sensorId)
{
    QJsonObject out = object(R"({"connector_id":"c1","connector_name":"Dev","sensor_name":"S","sensor_type":"ecg",
        "attributes":{"hr":{"attribute_type":"heartrate"}},"sampling_rate":1,"batch_size":1,"bearer_token":"word"})");
    out.insert(QStringLiteral("sensor_id"), sensorId);
    return out;
}

} // namespace watchglass::sim::sensocto::test
