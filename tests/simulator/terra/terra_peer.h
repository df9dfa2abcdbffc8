#pragma once

#include "tests/simulator/terra/terra_rest.h"

#include <QWebSocket>

namespace watchglass::sim::terra::test {

/// A client by Qt's own WebSocket.
class TerraPeer final : public QObject
{
public:
    explicit TerraPeer(TerraHost &host)
        : m_host(host)
    {
        connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            texts << text;
            frames.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        connect(&socket, &QWebSocket::disconnected, this, [this] { isClosed = true; });
        socket.open(host.url());
    }
    void send(const QByteArray &frame) { socket.sendTextMessage(QString::fromUtf8(frame)); }
    bool greeted()
    {
        return m_host.reaches([&] { return !ofOp(2).isEmpty(); });
    }
    /// With a fresh token.
    bool identify(int type = 1)
    {
        const QString token = mint(m_host, type == 1 ? "/auth/developer" : "/auth/user?id=someone");
        identifyWith(token, type);
        return m_host.reaches([&] { return !ofOp(4).isEmpty(); });
    }
    void identifyWith(const QString &token, int type)
    {
        send(R"({"op":3,"d":{"token":")" + token.toUtf8() + R"(","type":)" + QByteArray::number(type) + "}}");
    }
    /// What was sent before was handled when the acknowledgement is there.
    bool roundTrip()
    {
        const auto before = ofOp(1).size();
        send(R"({"op":0})");
        return m_host.reaches([&] { return ofOp(1).size() > before; });
    }
    bool closedWith(int code)
    {
        return m_host.reaches([&] { return isClosed; }) && static_cast<int>(socket.closeCode()) == code;
    }
    QList<QJsonObject> ofOp(int op) const
    {
        QList<QJsonObject> out;
        for (const QJsonObject &frame : frames) {
            if (frame.value(QLatin1String("op")).toInt(-1) == op)
                out.append(frame);
        }
        return out;
    }
    QList<qint64> seqs() const
    {
        QList<qint64> out;
        for (const QJsonObject &frame : ofOp(5))
            out.append(frame.value(QLatin1String("seq")).toInteger());
        return out;
    }

    QWebSocket socket;
    QStringList texts;
    QList<QJsonObject> frames;
    bool isClosed = false;

private:
    TerraHost &m_host;
};

} // namespace watchglass::sim::terra::test
