#include "tests/bench/bench.h"

#include "core/ingest/source_ingest.h"
#include "core/protocol/sensocto/attribute_table.h"
#include "core/protocol/sensocto/feed_decoder.h"
#include "core/protocol/sensocto/phoenix_codec.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QtEndian>

#include <cmath>
#include <cstring>

namespace watchglass::bench {

namespace {

using namespace protocol::sensocto;

constexpr int sensors = 20;
constexpr int rounds = 100; ///< Frames of one kind.
constexpr qint64 start = 1'767'225'600'000;

QByteArray number(double value)
{
    return QByteArray::number(std::round(value * 1000.0) / 1000.0, 'g', QLocale::FloatingPointShortest);
}

QByteArray sensorName(int sensor)
{
    return "sensor-" + QByteArray::number(1000 + sensor);
}

/// One measurement with its keys in the order in which the server writes them.
QByteArray measurement(const QByteArray &sensor, const QByteArray &attribute, const QByteArray &payload, qint64 time)
{
    return R"({"attribute_id":")" + attribute + R"(","payload":)" + payload + R"(,"sensor_id":")" + sensor
           + R"(","timestamp":)" + QByteArray::number(time) + '}';
}

QByteArray frame(const QByteArray &batch)
{
    return R"(["7",null,"viewer:data:SFMyNTY.g2gDYQFuBgA","sensor_batch",{"batch":{)" + batch + "}}]";
}

/// Twenty sensors with four attributes of one number each: what most of a fleet's feed is.
QByteArray scalarFrame(int round)
{
    static constexpr std::pair<const char *, double> attributes[] = {
        {"heartrate", 72.0}, {"temperature", 36.6}, {"spo2", 97.5}, {"humidity", 45.2}};
    QByteArray batch;
    for (int sensor = 0; sensor < sensors; ++sensor) {
        const QByteArray name = sensorName(sensor);
        batch += (sensor ? ",\"" : "\"") + name + "\":{";
        for (std::size_t i = 0; i < std::size(attributes); ++i) {
            const auto &[attribute, middle] = attributes[i];
            const double value = middle * (1.0 + 0.05 * std::sin(round * 0.1 + sensor));
            batch += (i ? ",\"" : "\"") + QByteArray(attribute)
                     + "\":" + measurement(name, attribute, number(value), start + round * 128 + sensor);
        }
        batch += '}';
    }
    return frame(batch);
}

/// Two sensors with 64 samples of an ECG each, as an array.
QByteArray waveFrame(int round)
{
    QByteArray batch;
    for (int sensor = 0; sensor < 2; ++sensor) {
        const QByteArray name = sensorName(sensor);
        batch += (sensor ? ",\"" : "\"") + name + "\":{\"ecg\":[";
        for (int i = 0; i < 64; ++i) {
            const qint64 index = qint64(round) * 64 + i;
            batch +=
                (i ? "," : "") + measurement(name, "ecg", number(std::sin(double(index) * 0.1)), start + index * 4);
        }
        batch += "]}";
    }
    return frame(batch);
}

/// Eight sensors with an inertial unit each: objects in objects.
QByteArray motionFrame(int round)
{
    QByteArray batch;
    for (int sensor = 0; sensor < 8; ++sensor) {
        const QByteArray name = sensorName(sensor);
        QByteArray payload = "{";
        for (const char *part : {"accelerometer", "gyroscope", "magnetometer"}) {
            payload += (payload.size() > 1 ? ",\"" : "\"") + QByteArray(part) + R"(":{"x":)"
                       + number(std::sin(round * 0.1)) + R"(,"y":)" + number(std::cos(round * 0.1)) + R"(,"z":)"
                       + number(9.81 + sensor) + '}';
        }
        batch += (sensor ? ",\"" : "\"") + name
                 + "\":{\"imu\":" + measurement(name, "imu", payload + '}', start + round * 64) + '}';
    }
    return frame(batch);
}

/// Two sensors with 64 delta-encoded samples each.
QByteArray deltaFrame(int round)
{
    QByteArray packed(1, '\1');
    const auto append = [&packed](auto value) {
        value = qToLittleEndian(value);
        packed.append(reinterpret_cast<const char *>(&value), sizeof value);
    };
    append(start + qint64(round) * 256);
    append(0.5F);
    for (int i = 1; i < 64; ++i) {
        append(static_cast<qint8>((round + i) % 5 - 2));
        append(quint16(4));
    }
    QByteArray batch;
    for (int sensor = 0; sensor < 2; ++sensor) {
        batch += (sensor ? ",\"" : "\"") + sensorName(sensor) + R"(":{"ecg":{"__delta_encoded__":true,"data":")"
                 + packed.toBase64() + R"(","sample_count":64}})";
    }
    return frame(batch);
}

std::vector<QByteArray> frames(QByteArray (*make)(int))
{
    std::vector<QByteArray> all;
    for (int round = 0; round < rounds; ++round)
        all.push_back(make(round));
    return all;
}

/// Ours, as in the client: frame, batch, table of attributes.
class Extraction final : public FeedHandler
{
public:
    explicit Extraction(protocol::SourceSink &sink)
        : m_table(sink)
    {}

    void take(const QByteArray &bytes)
    {
        const auto got = m_frames.decode(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        if (got && got.value().event == "sensor_batch")
            keep(m_feed.batch(got.value().paddedPayload(), *this));
    }

    void samples(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples) override
    {
        m_table.take(sensor, attribute, samples);
    }
    void measurement(const MeasurementFields &measurement) override { m_table.take(measurement, Timestamp()); }
    void digest(const DigestFields &) override {}
    void badMeasurement(std::string_view, std::string_view, MeasurementFault) override {}

private:
    PhoenixDecoder m_frames;
    FeedDecoder m_feed;
    AttributeTable m_table;
};

/// The same work as one would write it with what Qt brings.
class QtExtraction
{
public:
    explicit QtExtraction(protocol::SourceSink &sink)
        : m_sink(sink)
    {}

    void take(const QByteArray &bytes)
    {
        const QJsonArray parts = QJsonDocument::fromJson(bytes).array();
        if (parts.at(3).toString() != QLatin1String("sensor_batch"))
            return;
        const QJsonObject batch = parts.at(4).toObject().value(QLatin1String("batch")).toObject();
        for (auto sensor = batch.constBegin(); sensor != batch.constEnd(); ++sensor) {
            const QJsonObject attributes = sensor.value().toObject();
            for (auto it = attributes.constBegin(); it != attributes.constEnd(); ++it)
                takeAttribute(sensor.key(), it.key(), it.value());
        }
    }

private:
    void takeAttribute(const QString &sensor, const QString &attribute, const QJsonValue &value)
    {
        if (value.isArray()) {
            for (const QJsonValue element : value.toArray())
                takeOne(sensor, attribute, element.toObject());
            return;
        }
        const QJsonObject object = value.toObject();
        if (object.value(QLatin1String("__delta_encoded__")).toBool())
            takeDelta(sensor, attribute,
                      QByteArray::fromBase64(object.value(QLatin1String("data")).toString().toLatin1()));
        else
            takeOne(sensor, attribute, object);
    }

    void takeOne(const QString &sensor, const QString &attribute, const QJsonObject &object)
    {
        const Timestamp time = Timestamp::fromMs(object.value(QLatin1String("timestamp")).toInteger());
        const QJsonValue payload = object.value(QLatin1String("payload"));
        if (!payload.isObject())
            return store(sensor, attribute, {}, time, payload.toDouble());
        const QJsonObject groups = payload.toObject();
        for (auto group = groups.constBegin(); group != groups.constEnd(); ++group) {
            const QJsonObject axes = group.value().toObject();
            for (auto axis = axes.constBegin(); axis != axes.constEnd(); ++axis)
                store(sensor, attribute + QLatin1Char('.') + group.key(), axis.key(), time, axis.value().toDouble());
        }
    }

    void takeDelta(const QString &sensor, const QString &attribute, const QByteArray &packed)
    {
        if (packed.size() < 13)
            return;
        qint64 time = qFromLittleEndian<qint64>(packed.constData() + 1);
        double value = static_cast<double>(qFromLittleEndian<float>(packed.constData() + 9));
        store(sensor, attribute, {}, Timestamp::fromMs(time), value);
        for (qsizetype at = 13; at + 3 <= packed.size(); at += 3) {
            value += static_cast<qint8>(packed[at]) * 0.01;
            time += qFromLittleEndian<quint16>(packed.constData() + at + 1);
            store(sensor, attribute, {}, Timestamp::fromMs(time), value);
        }
    }

    void store(const QString &sensor, const QString &attribute, const QString &component, Timestamp time, double value)
    {
        const auto key = qMakePair(sensor, attribute + QLatin1Char('/') + component);
        auto known = m_handles.constFind(key);
        if (known == m_handles.constEnd()) {
            SeriesInfo info;
            info.key.device = sensor;
            info.key.attribute = attribute;
            info.key.component = component;
            known = m_handles.insert(key, m_sink.series(info));
        }
        m_sink.sample(*known, {time, value});
    }

    protocol::SourceSink &m_sink;
    QHash<QPair<QString, QString>, protocol::SeriesHandle> m_handles;
};

template <typename Kind>
std::uint64_t extract(const std::vector<QByteArray> &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    Kind extraction(sink);
    for (const QByteArray &bytes : input) {
        sink.frameReceived(static_cast<std::size_t>(bytes.size()));
        extraction.take(bytes);
    }
    return sink.counters().samples;
}

/// The ratio of one kind of frame; both sides must have stored the same samples.
double compare(Context &context, const std::string &name, const std::vector<QByteArray> &input)
{
    const std::uint64_t samples = extract<Extraction>(input);
    if (samples != extract<QtExtraction>(input) || samples < input.size())
        context.fail("sensocto: the two sides did not store the same samples of " + name);
    const auto framesPerSecond = [&input](std::uint64_t (*how)(const std::vector<QByteArray> &)) {
        return static_cast<double>(input.size()) / secondsOf([&] { keep(how(input)); });
    };
    const Pair pair = interleaved(
        15, [&] { return framesPerSecond(extract<Extraction>); },
        [&] { return framesPerSecond(extract<QtExtraction>); });
    const double perFrame = static_cast<double>(samples) / static_cast<double>(input.size());
    const std::string key = "codec.sensocto." + name;
    context.result(key + ".frames", pair.first, "frames/s");
    context.result(key + ".samples", pair.first * perFrame, "samples/s");
    context.result(key + ".qjson_samples", pair.second * perFrame, "samples/s");
    context.result(key + ".speedup", pair.ratio, "ratio");
    return pair.ratio;
}

void run(Context &context)
{
    std::vector<double> ratios;
    ratios.push_back(compare(context, "scalars", frames(scalarFrame)));
    ratios.push_back(compare(context, "wave", frames(waveFrame)));
    ratios.push_back(compare(context, "motion", frames(motionFrame)));
    ratios.push_back(compare(context, "delta", frames(deltaFrame)));
    context.result("codec.sensocto.speedup", median(ratios), "ratio");
}

const Registration registration("sensocto", "decoding of Sensocto's feed against the same work with QJsonDocument",
                                run);

} // namespace

} // namespace watchglass::bench
