#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QWebSocket>

namespace watchglass::sim::sensocto::test {

/// A socket of Qt's own that speaks version 2 and keeps what comes.
class Probe final : public QObject
{
public:
    explicit Probe(const QUrl &url, const QByteArray &origin = {});

    bool opens();
    void send(const char *json) { socket.sendTextMessage(QString::fromUtf8(json)); }
    void send(const QJsonArray &frame);
    void push(const char *joinRef, const char *ref, const QString &topic, const char *event, const QJsonValue &payload);
    /// Everything sent before is handled once the heartbeat is answered.
    bool roundTrip();
    /// What came beside the answers to roundTrip().
    QList<QJsonArray> told() const;
    QList<QJsonArray> of(const char *event) const;
    QJsonObject last(const char *event) const;

    QWebSocket socket;
    QList<QByteArray> texts;
    QList<QJsonArray> frames;
    QList<QByteArray> binaries;
    bool isClosed = false;
    bool hasFailed = false;

private:
    int m_syncs = 0;
};

QJsonObject object(const char *json);
/// The word behind a refusal; empty where there is none.
QString reasonOf(const QJsonArray &reply);
/// The nine fields of a sensor join.
QJsonObject joinFields(const QString &sensorId = QStringLiteral("s1"));

} // namespace watchglass::sim::sensocto::test
