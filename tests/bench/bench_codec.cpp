#include "tests/bench/bench.h"

#include "core/base/clock.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/series_table.h"
#include "core/protocol/valtronics/decoder.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <cmath>

namespace watchglass::bench {

namespace {

using namespace protocol::valtronics;

constexpr int devices = 50;
constexpr int rounds = 60; ///< Frames of each device.
const Timestamp start = Timestamp::fromMs(1'767'225'600'000);

struct Metric
{
    const char *name;
    const char *unit;
    double middle;
};

constexpr Metric metrics[] = {
    {"temperature", "celsius", 21.5},
    {"humidity", "percent", 45.0},
    {"pressure", "hPa", 1013.25},
    {"voltage", "V", 3.3},
    {"current", "mA", 12.5},
    {"vibration", "mm/s", 0.8},
    {"co2", "ppm", 640.0},
    {"illuminance", "lux", 320.0},
    {"battery", "percent", 87.0},
};

/// A plausible reading with as many digits as sensors send.
double reading(const Metric &metric, int device, int round)
{
    return std::round((metric.middle + std::sin(round * 0.1 + device) * metric.middle * 0.05) * 1000.0) / 1000.0;
}

QByteArray timeText(int round, bool zoned)
{
    const std::string text = formatIsoTimestamp(start + std::chrono::milliseconds(100) * round, zoned ? 3 : 6);
    return QByteArray::fromStdString(zoned ? text : text.substr(0, text.size() - 1));
}

QByteArray mapFrame(int device, int round, int count)
{
    QByteArray frame = "{\"type\":\"telemetry_update\",\"channel\":\"telemetry\",\"device_id\":"
                       + QByteArray::number(device + 1) + ",\"telemetry\":{";
    for (int i = 0; i < count; ++i) {
        const Metric &metric = metrics[i];
        frame += (i > 0 ? ",\"" : "\"") + QByteArray(metric.name) + "\":{\"value\":"
                 + QByteArray::number(reading(metric, device, round), 'g', QLocale::FloatingPointShortest)
                 + ",\"unit\":\"" + metric.unit + "\",\"timestamp\":\"" + timeText(round, true) + "\"}";
    }
    return frame + "}}";
}

QByteArray rowFrame(int device, int round)
{
    const Metric &metric = metrics[round % 3];
    return "{\"type\":\"telemetry_update\",\"device_id\":" + QByteArray::number(device + 1)
           + ",\"data\":{\"metric_name\":\"" + metric.name + "\",\"metric_value\":"
           + QByteArray::number(reading(metric, device, round), 'g', QLocale::FloatingPointShortest) + ",\"unit\":\""
           + metric.unit + "\",\"timestamp\":\"" + timeText(round, false) + "\"},\"timestamp\":\""
           + timeText(round, false) + "\"}";
}

/// The frames of a fleet in the order in which they come: device by device, round by round. `count` 0: rows.
std::vector<QByteArray> frames(int count)
{
    std::vector<QByteArray> all;
    for (int round = 0; round < rounds; ++round) {
        for (int device = 0; device < devices; ++device)
            all.push_back(count > 0 ? mapFrame(device, round, count) : rowFrame(device, round));
    }
    return all;
}

/// Ours: the decoder into the table of series, as in the client.
class Extraction final : public FrameHandler
{
public:
    explicit Extraction(protocol::SourceSink &sink)
        : m_sink(sink)
        , m_series(sink)
    {}

    void sample(const SampleFields &fields) override
    {
        m_sink.sample(m_series.handle(fields.device, fields.metric, fields.unit), {fields.time, fields.value});
    }
    void badValue(std::string_view, std::string_view, std::string_view) override {}
    void alarm(const AlarmEvent &, bool) override {}
    void device(const DeviceUpdate &) override {}
    void systemStatus(const SystemStatus &, bool) override {}
    void authResponse(bool, std::string_view, std::string_view) override {}
    void pong(std::optional<Timestamp>) override {}
    void heartbeat(std::optional<Timestamp>) override {}
    void subscription(std::string_view, bool) override {}
    void serverError(std::string_view) override {}
    void unknownFrame(std::string_view) override {}

private:
    protocol::SourceSink &m_sink;
    protocol::SeriesTable m_series;
};

std::uint64_t ours(const std::vector<QByteArray> &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    Extraction extraction(sink);
    Decoder decoder;
    for (const QByteArray &frame : input) {
        sink.frameReceived(static_cast<std::size_t>(frame.size()));
        keep(decoder.decode(std::string_view(frame.constData(), static_cast<std::size_t>(frame.size())), extraction));
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

    void take(const QByteArray &bytes)
    {
        const QJsonObject frame = QJsonDocument::fromJson(bytes).object();
        if (frame.value(QLatin1String("type")).toString() != QLatin1String("telemetry_update"))
            return;
        const QString device = frame.value(QLatin1String("device_id")).toVariant().toString();
        const QJsonValue data = frame.value(QLatin1String("data"));
        if (data.isObject()) {
            const QJsonObject row = data.toObject();
            store(device, row.value(QLatin1String("metric_name")).toString(), row,
                  row.value(QLatin1String("metric_value")));
            return;
        }
        const QJsonObject map = frame.value(QLatin1String("telemetry")).toObject();
        for (auto it = map.constBegin(); it != map.constEnd(); ++it) {
            const QJsonObject metric = it.value().toObject();
            store(device, it.key(), metric, metric.value(QLatin1String("value")));
        }
    }

private:
    void store(const QString &device, const QString &metric, const QJsonObject &object, const QJsonValue &value)
    {
        const QString unit = object.value(QLatin1String("unit")).toString();
        QDateTime time = QDateTime::fromString(object.value(QLatin1String("timestamp")).toString(), Qt::ISODateWithMs);
        if (time.timeSpec() == Qt::LocalTime)
            time.setTimeSpec(Qt::UTC);
        const auto key = qMakePair(device, metric);
        auto known = m_handles.constFind(key);
        if (known == m_handles.constEnd()) {
            SeriesInfo info;
            info.key.device = device;
            info.key.attribute = metric;
            info.unit = unit;
            known = m_handles.insert(key, m_sink.series(info));
        }
        m_sink.sample(*known, {Timestamp::fromMs(time.toMSecsSinceEpoch()), value.toDouble()});
    }

    protocol::SourceSink &m_sink;
    QHash<QPair<QString, QString>, protocol::SeriesHandle> m_handles;
};

std::uint64_t withQt(const std::vector<QByteArray> &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    QtExtraction extraction(sink);
    for (const QByteArray &frame : input) {
        sink.frameReceived(static_cast<std::size_t>(frame.size()));
        extraction.take(frame);
    }
    return sink.counters().samples;
}

/// The ratio of one kind of frame; both sides must have stored the same samples.
double compare(Context &context, const std::string &name, const std::vector<QByteArray> &input)
{
    const std::uint64_t samples = ours(input);
    if (samples != withQt(input) || samples < input.size())
        context.fail("codec: the two sides did not store the same samples of " + name);
    const auto framesPerSecond = [&input](std::uint64_t (*extract)(const std::vector<QByteArray> &)) {
        return static_cast<double>(input.size()) / secondsOf([&] { keep(extract(input)); });
    };
    const Pair pair = interleaved(
        15, [&] { return framesPerSecond(ours); }, [&] { return framesPerSecond(withQt); });
    const double perFrame = static_cast<double>(samples) / static_cast<double>(input.size());
    const std::string key = "codec.valtronics." + name;
    context.result(key + ".frames", pair.first, "frames/s");
    context.result(key + ".samples", pair.first * perFrame, "samples/s");
    context.result(key + ".qjson_frames", pair.second, "frames/s");
    context.result(key + ".qjson_samples", pair.second * perFrame, "samples/s");
    context.result(key + ".speedup", pair.ratio, "ratio");
    return pair.ratio;
}

void run(Context &context)
{
    std::vector<double> ratios;
    ratios.push_back(compare(context, "map1", frames(1)));
    ratios.push_back(compare(context, "map3", frames(3)));
    ratios.push_back(compare(context, "map9", frames(9)));
    ratios.push_back(compare(context, "row", frames(0)));
    context.result("codec.valtronics.speedup", median(ratios), "ratio");
}

const Registration registration("codec", "decoding of Valtronics frames against the same work with QJsonDocument", run);

} // namespace

} // namespace watchglass::bench
