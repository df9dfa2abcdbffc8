#include "tests/bench/bench.h"

#include "core/base/clock.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/disruptive/decoder.h"
#include "core/protocol/disruptive/delivery.h"
#include "core/protocol/disruptive/line_splitter.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSet>

#include <array>
#include <cmath>

namespace watchglass::bench {

namespace {

using namespace protocol::disruptive;

constexpr int devices = 50;
constexpr int rounds = 400;                 ///< Events of each device.
constexpr qsizetype chunkBytes = 16 * 1024; ///< As a socket hands them over.
const Timestamp start = Timestamp::fromMs(1'767'225'600'000);

QByteArray number(double value)
{
    return QByteArray::number(std::round(value * 100.0) / 100.0, 'g', QLocale::FloatingPointShortest);
}

QByteArray timeText(Timestamp time)
{
    return QByteArray::fromStdString(formatIsoTimestamp(time, 6));
}

/// What stands in `data` for the kinds of event that sensors send most.
QByteArray payload(int kind, int device, Timestamp time)
{
    const QByteArray update = ",\"updateTime\":\"" + timeText(time) + "\"";
    const double wave = std::sin(time.seconds() * 0.01 + device);
    const auto samples = [time](const QByteArray &fields) {
        QByteArray all = ",\"isBackfilled\":false,\"samples\":[";
        for (int i = 0; i < 3; ++i)
            all +=
                (i > 0 ? ",{" : "{") + fields + ",\"sampleTime\":\"" + timeText(time - std::chrono::seconds(i)) + "\"}";
        return all + "]";
    };
    if (kind == 0) {
        const QByteArray value = "\"value\":" + number(21.0 + wave);
        return "{\"temperature\":{" + value + samples(value) + update + "}}";
    }
    if (kind == 1) {
        const QByteArray values =
            "\"temperature\":" + number(21.0 + wave) + ",\"relativeHumidity\":" + number(45.0 + wave);
        return "{\"humidity\":{" + values + samples(values) + update + "}}";
    }
    if (kind == 2)
        return "{\"co2\":{\"ppm\":" + QByteArray::number(600 + static_cast<int>(wave * 100.0)) + update + "}}";
    const QByteArray level = "\"signalStrength\":" + QByteArray::number(50 + device % 50) + ",\"rssi\":-70";
    return "{\"networkStatus\":{" + level + update + ",\"cloudConnectors\":[{\"id\":\"bdkjbo2v0000uk377c4g\"," + level
           + "}],\"transmissionMode\":\"LOW_POWER_STANDARD_MODE\"}}";
}

constexpr std::array<const char *, 4> kinds{"temperature", "humidity", "co2", "networkStatus"};

/// The stream of a fleet, in chunks that are cut anywhere.
std::vector<QByteArray> chunks()
{
    QByteArray stream;
    int id = 0;
    for (int round = 0; round < rounds; ++round) {
        for (int device = 0; device < devices; ++device) {
            const int kind = (round + device) % static_cast<int>(kinds.size());
            const Timestamp time = start + std::chrono::seconds(10) * round + std::chrono::microseconds(device * 1237);
            stream += "{\"result\":{\"event\":{\"eventId\":\"c18tihh" + QByteArray::number(1'000'000'000 + id++)
                      + "000\",\"targetName\":\"projects/c14u9p094l47ccv1o3p9/devices/emui17m69nlq0bgk44s"
                      + QByteArray::number(1000 + device) + "\",\"eventType\":\""
                      + kinds[static_cast<std::size_t>(kind)] + "\",\"data\":" + payload(kind, device, time)
                      + ",\"timestamp\":\"" + timeText(time) + "\"}}}\n";
        }
    }
    std::vector<QByteArray> all;
    for (qsizetype at = 0; at < stream.size(); at += chunkBytes)
        all.push_back(stream.mid(at, chunkBytes));
    return all;
}

/// Ours, as in the client: lines, decoder, de-duplication by id, table of series, store.
std::uint64_t ours(const std::vector<QByteArray> &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    SystemClock clock;
    protocol::disruptive::Delivery delivery(clock, sink);
    Decoder decoder;
    LineSplitter lines(1024 * 1024);
    for (const QByteArray &chunk : input) {
        delivery.setNow(clock.monotonic());
        lines.take({chunk.constData(), static_cast<std::size_t>(chunk.size())}, [&](simdjson::padded_string_view line) {
            sink.frameReceived(line.size());
            keep(decoder.message(line, delivery));
        });
    }
    return sink.counters().samples;
}

/// The same work as one would write it with what Qt brings.
class QtExtraction
{
public:
    explicit QtExtraction(protocol::SourceSink &sink)
        : m_sink(sink)
    {}

    void take(const QByteArray &line)
    {
        const QJsonObject event =
            QJsonDocument::fromJson(line).object()[QLatin1String("result")][QLatin1String("event")].toObject();
        const QString id = event.value(QLatin1String("eventId")).toString();
        if (m_seen.contains(id))
            return;
        m_seen.insert(id);
        const QString device =
            event.value(QLatin1String("targetName")).toString().section(QLatin1String("/devices/"), 1);
        const QString type = event.value(QLatin1String("eventType")).toString();
        const QJsonObject data = event[QLatin1String("data")][type].toObject();
        const QDateTime time = timeOf(data.value(QLatin1String("updateTime")));
        // What a gap is measured by, and when the device was heard of, is part of the work.
        const QDateTime stamp = timeOf(event.value(QLatin1String("timestamp")));
        const bool isBackfilled = data.value(QLatin1String("isBackfilled")).toBool();
        if (!isBackfilled && (!m_newest.isValid() || stamp > m_newest))
            m_newest = stamp;
        QDateTime &lastSeen = m_lastSeen[device];
        if (!isBackfilled && (!lastSeen.isValid() || time > lastSeen))
            lastSeen = time;
        if (type == QLatin1String("temperature"))
            values(device, type, {QStringLiteral("value")}, data, time);
        else if (type == QLatin1String("humidity"))
            values(device, type, {QStringLiteral("temperature"), QStringLiteral("relativeHumidity")}, data, time);
        else if (type == QLatin1String("co2"))
            values(device, type, {QStringLiteral("ppm")}, data, time);
        else
            network(device, type, data, time);
    }

private:
    static QDateTime timeOf(const QJsonValue &value)
    {
        return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    }
    void values(const QString &device, const QString &type, const QStringList &fields, const QJsonObject &data,
                const QDateTime &time)
    {
        bool hasTop = false;
        for (const QJsonValue &one : data.value(QLatin1String("samples")).toArray()) {
            const QDateTime at = timeOf(one[QLatin1String("sampleTime")]);
            hasTop = hasTop || at == time;
            for (const QString &field : fields)
                store(device, type + QLatin1Char('.') + field, at, one[field].toDouble());
        }
        for (const QString &field : fields) {
            if (!hasTop)
                store(device, type + QLatin1Char('.') + field, time, data.value(field).toDouble());
        }
    }
    void network(const QString &device, const QString &type, const QJsonObject &data, const QDateTime &time)
    {
        static const QStringList fields{QStringLiteral("signalStrength"), QStringLiteral("rssi")};
        for (const QString &field : fields)
            store(device, type + QLatin1Char('.') + field, time, data.value(field).toDouble());
        for (const QJsonValue &connector : data.value(QLatin1String("cloudConnectors")).toArray()) {
            for (const QString &field : fields)
                store(device, type + connector[QLatin1String("id")].toString() + field, time,
                      connector[field].toDouble());
        }
        const bool isBoosted = data.value(QLatin1String("transmissionMode")) == QLatin1String("HIGH_POWER_BOOST_MODE");
        store(device, type + QStringLiteral(".mode"), time, isBoosted ? 1.0 : 0.0);
    }
    void store(const QString &device, const QString &metric, const QDateTime &time, double value)
    {
        const auto key = qMakePair(device, metric);
        auto known = m_handles.constFind(key);
        if (known == m_handles.constEnd()) {
            SeriesInfo info;
            info.key.device = device;
            info.key.attribute = metric;
            known = m_handles.insert(key, m_sink.series(info));
        }
        m_sink.sample(*known, {Timestamp::fromMs(time.toMSecsSinceEpoch()), value});
    }

    protocol::SourceSink &m_sink;
    QHash<QPair<QString, QString>, protocol::SeriesHandle> m_handles;
    QSet<QString> m_seen;
    QHash<QString, QDateTime> m_lastSeen;
    QDateTime m_newest;
};

std::uint64_t withQt(const std::vector<QByteArray> &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    QtExtraction extraction(sink);
    QByteArray buffer;
    for (const QByteArray &chunk : input) {
        buffer += chunk;
        qsizetype from = 0;
        for (qsizetype end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n', from)) {
            sink.frameReceived(static_cast<std::size_t>(end - from));
            extraction.take(buffer.mid(from, end - from));
            from = end + 1;
        }
        buffer.remove(0, from);
    }
    return sink.counters().samples;
}

void run(Context &context)
{
    const std::vector<QByteArray> input = chunks();
    double bytes = 0.0;
    for (const QByteArray &chunk : input)
        bytes += static_cast<double>(chunk.size());
    const std::uint64_t samples = ours(input);
    if (samples != withQt(input) || samples < devices * rounds)
        context.fail("disruptive: the two sides did not store the same samples");
    const auto megabytesPerSecond = [&](std::uint64_t (*extract)(const std::vector<QByteArray> &)) {
        return bytes / 1e6 / secondsOf([&] { keep(extract(input)); });
    };
    const Pair pair = interleaved(
        15, [&] { return megabytesPerSecond(ours); }, [&] { return megabytesPerSecond(withQt); });
    context.result("ingest.ndjson", pair.first, "MB/s"); // from bytes to samples in the store
    context.result("codec.disruptive.qjson", pair.second, "MB/s");
    context.result("codec.disruptive.samples", pair.first / bytes * 1e6 * static_cast<double>(samples), "samples/s");
    context.result("codec.disruptive.events", pair.first / bytes * 1e6 * devices * rounds, "events/s");
    context.result("codec.disruptive.speedup", pair.ratio, "ratio");
}

const Registration registration("disruptive", "decoding of a Disruptive Technologies stream against QJsonDocument",
                                run);

} // namespace

} // namespace watchglass::bench
