#pragma once

#include "tests/protocol/valtronics/client_bench.h"

#include <QJsonArray>
#include <QMap>

#include <algorithm>

namespace watchglass::test {

/// A client of the documented dialect; keeps what it subscribes to as the server has to understand it.
struct DemandBench : ClientBench
{
    DemandBench()
    {
        server.onFrame = [this](QWebSocket &socket, const QJsonObject &frame) {
            arrivals.push_back(clock.monotonic());
            largest = std::max(largest, QJsonDocument(frame).toJson(QJsonDocument::Compact).size());
            const QJsonArray items = frame.value(QLatin1String("messages")).toArray();
            mostItems = std::max(mostItems, items.size());
            for (const QJsonValue &item : items)
                handle(socket, item.toObject());
            handle(socket, frame);
        };
    }

    void handle(QWebSocket &socket, const QJsonObject &frame)
    {
        const QString type = frame.value(QLatin1String("type")).toString();
        if (type == QLatin1String("auth"))
            socket.sendTextMessage(QStringLiteral(R"({"type":"auth_response","success":true})"));
        else if (type == QLatin1String("ping") && holdsPongs)
            ++heldPongs;
        else if (type == QLatin1String("ping"))
            socket.sendTextMessage(QStringLiteral(R"({"type":"pong"})"));
        else if (type == QLatin1String("unsubscribe"))
            ++unsubscribes;
        else if (type == QLatin1String("subscribe"))
            subscribe(frame);
    }

    void subscribe(const QJsonObject &frame)
    {
        if (frame.value(QLatin1String("channel")) != QLatin1String("telemetry")) {
            others << QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact));
            return;
        }
        const QJsonObject filters = frame.value(QLatin1String("filters")).toObject();
        QStringList metrics;
        for (const QJsonValue &metric : filters.value(QLatin1String("metrics")).toArray())
            metrics << metric.toString();
        const QString subject = (frame.value(QLatin1String("device_id")).toString(QStringLiteral("*"))
                                 + QLatin1Char(' ') + metrics.join(QLatin1Char(',')))
                                    .trimmed();
        const QString frequency = filters.value(QLatin1String("frequency")).toString(QStringLiteral("-"));
        said << subject + QLatin1Char(' ') + frequency;
        subjects[subject] = frequency;
    }

    void begin(const DemandChange &change)
    {
        client.setDemand(change);
        client.start();
        QVERIFY(reaches([&] { return others.size() == 3; }));
        settle();
    }
    /// Lets everything go out that waits for its turn.
    void settle()
    {
        int quiet = 0;
        qsizetype before = -1;
        QVERIFY(reaches(
            [&] {
                quiet = server.frames.size() == before ? quiet + 1 : 0;
                before = server.frames.size();
                return quiet > 16; // longer than a turn
            },
            50ms));
    }
    void demand(const DemandChange &change)
    {
        said.clear();
        client.setDemand(change);
        settle();
        said.sort();
    }
    void sample(const char *device, const char *metric, int second)
    {
        const auto before = sink.frames;
        server.send(QStringLiteral(R"({"type":"telemetry_update","device_id":"%1","telemetry":{"%2":{"value":%3,)"
                                   R"("timestamp":"2026-01-01T00:00:%4Z"}}})")
                        .arg(QLatin1String(device), QLatin1String(metric))
                        .arg(second)
                        .arg(second, 2, 10, QLatin1Char('0'))
                        .toUtf8());
        QVERIFY(reaches([&] { return sink.frames > before; }, 0ms));
    }
    void releasePong()
    {
        const auto before = sink.frames;
        --heldPongs;
        server.send(R"({"type":"pong"})");
        QVERIFY(reaches([&] { return sink.frames > before; }, 0ms));
    }
    /// "1/a -3" for a mark from just after second 3, "1/a +5" for its end.
    QStringList spans() const
    {
        QStringList all;
        const Timestamp zero = Timestamp::fromMs(1'767'225'600'000);
        for (const auto &span : sink.spans) {
            all << QStringLiteral("%1/%2 %3%4")
                       .arg(span.key.device, span.key.attribute,
                            span.isRequested ? QStringLiteral("+") : QStringLiteral("-"))
                       .arg((span.range.from - zero) / 1s);
        }
        return all;
    }

    std::vector<Duration> arrivals;
    QStringList said;   ///< Subscriptions to telemetry, in order: subject and frequency.
    QStringList others; ///< The other subscriptions.
    QMap<QString, QString> subjects;
    qsizetype largest = 0;
    qsizetype mostItems = 0;
    int unsubscribes = 0;
    int heldPongs = 0;
    bool holdsPongs = false;
};

} // namespace watchglass::test
