#include "tests/bench/bench.h"

#include "core/ingest/source_ingest.h"
#include "core/protocol/moonsense/object_splitter.h"
#include "core/protocol/moonsense/session_set.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <cmath>

namespace watchglass::bench {

namespace {

constexpr int sessions = 4;
constexpr std::int64_t startMs = 1'767'225'600'000;

struct Axis
{
    const char *group;
    const char *name;
    double middle;
};

constexpr Axis axes[] = {
    {"accelerometer_data", "x", 0.1},   {"accelerometer_data", "y", -0.2},  {"accelerometer_data", "z", 0.98},
    {"gyroscope_data", "x", 0.02},      {"gyroscope_data", "y", 0.3},       {"gyroscope_data", "z", -0.1},
    {"magnetometer_data", "x", 22.5},   {"magnetometer_data", "y", -4.75},  {"magnetometer_data", "z", 40.0},
    {"orientation_data", "azimuth", 1}, {"orientation_data", "pitch", 0.5}, {"orientation_data", "roll", -0.25},
};

/// A phone's bundles: `groups` sensors with `entries` readings each, as the service writes them.
QByteArray text(int groups, int entries, int bundles)
{
    QByteArray out;
    for (int index = 1; index <= bundles; ++index) {
        for (int session = 0; session < sessions; ++session) {
            const QByteArray timer = QByteArray::number(3000 + index * 1000);
            out += R"({"bundle":{"client_time":{"wall_time_millis":")" + QByteArray::number(startMs + index * 1000)
                   + R"(","timer_millis":")" + timer + R"(","timer_realtime_millis":")" + timer + R"("},"index":)"
                   + QByteArray::number(index);
            for (int group = 0; group < groups; ++group) {
                out += ",\"" + QByteArray(axes[group * 3].group) + "\":[";
                for (int entry = 0; entry < entries; ++entry) {
                    const int at = 2000 + index * 1000 + entry * 1000 / entries;
                    out +=
                        (entry > 0 ? ",{\"determined_at\":\"" : "{\"determined_at\":\"") + QByteArray::number(at) + '"';
                    for (int axis = group * 3; axis < group * 3 + 3; ++axis) {
                        const double value =
                            std::round((axes[axis].middle + std::sin(at * 0.01 + axis) * 0.5) * 1e6) / 1e6;
                        out += ",\"" + QByteArray(axes[axis].name)
                               + "\":" + QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
                    }
                    out += '}';
                }
                out += ']';
            }
            out +=
                R"(},"app_id":"zCsikF3Y9CWkm6iMvBQYiK","credential_id":"cSKS2WnyZTiZTPbB5oYwkF","session_id":"session-)"
                + QByteArray::number(session) + R"(","server_time_millis":")"
                + QByteArray::number(startMs + index * 1000 + 129) + "\"}\n";
        }
    }
    return out;
}

/// Ours: the splitter, the decoder and the sessions' feeds, as in the client.
std::uint64_t ours(const QByteArray &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    protocol::moonsense::SessionSet feeds(sink, {});
    protocol::moonsense::ObjectSplitter splitter(1024 * 1024);
    const auto take = [&feeds](std::string_view line) { feeds.take(line, {}); };
    splitter.feed({input.constData(), static_cast<std::size_t>(input.size())}, take);
    splitter.end(take);
    feeds.finish();
    return sink.counters().samples;
}

/// The same work as one would write it with what Qt brings: every reading of every axis into its series.
class QtExtraction
{
public:
    explicit QtExtraction(protocol::SourceSink &sink)
        : m_sink(sink)
    {}

    void take(const QByteArray &line)
    {
        const QJsonObject sealed = QJsonDocument::fromJson(line).object();
        const QString session = sealed.value(QLatin1String("session_id")).toString();
        const QJsonObject bundle = sealed.value(QLatin1String("bundle")).toObject();
        const QJsonObject clock = bundle.value(QLatin1String("client_time")).toObject();
        if (!m_offsets.contains(session)) {
            m_offsets.insert(session, clock.value(QLatin1String("wall_time_millis")).toString().toLongLong()
                                          - clock.value(QLatin1String("timer_millis")).toString().toLongLong());
        }
        const qint64 offset = m_offsets.value(session);
        for (std::size_t first = 0; first < std::size(axes); first += 3) {
            const QString group = QLatin1String(axes[first].group);
            const QJsonArray entries = bundle.value(group).toArray();
            for (const QJsonValue &entry : entries)
                store(session, group, entry.toObject(), offset, first);
        }
    }

private:
    void store(const QString &session, const QString &group, const QJsonObject &entry, qint64 offset, std::size_t first)
    {
        const qint64 at = entry.value(QLatin1String("determined_at")).toString().toLongLong();
        const Timestamp time = Timestamp::fromMs(at > 1'000'000'000'000 ? at : at + offset);
        for (std::size_t axis = first; axis < first + 3; ++axis) {
            const auto key = qMakePair(session, axis);
            auto known = m_handles.constFind(key);
            if (known == m_handles.constEnd()) {
                SeriesInfo info;
                info.key.device = session;
                info.key.attribute = group;
                info.key.component = QLatin1String(axes[axis].name);
                known = m_handles.insert(key, m_sink.series(info));
            }
            m_sink.sample(*known, {time, entry.value(QLatin1String(axes[axis].name)).toDouble()});
        }
    }

    protocol::SourceSink &m_sink;
    QHash<QString, qint64> m_offsets;
    QHash<QPair<QString, std::size_t>, protocol::SeriesHandle> m_handles;
};

std::uint64_t withQt(const QByteArray &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    QtExtraction extraction(sink);
    for (qsizetype from = 0; from < input.size();) {
        const qsizetype end = input.indexOf('\n', from);
        const QByteArray line = QByteArray::fromRawData(input.constData() + from, end - from);
        sink.frameReceived(static_cast<std::size_t>(line.size()));
        extraction.take(line);
        from = end + 1;
    }
    return sink.counters().samples;
}

double compare(Context &context, const std::string &name, const QByteArray &input)
{
    const std::uint64_t samples = ours(input);
    if (samples != withQt(input) || samples == 0)
        context.fail("moonsense: the two sides did not store the same samples of " + name);
    const auto megabytesPerSecond = [&input](std::uint64_t (*extract)(const QByteArray &)) {
        return static_cast<double>(input.size()) * 1e-6 / secondsOf([&] { keep(extract(input)); });
    };
    const Pair pair = interleaved(
        15, [&] { return megabytesPerSecond(ours); }, [&] { return megabytesPerSecond(withQt); });
    const std::string key = "codec.moonsense." + name;
    context.result(key + ".throughput", pair.first, "MB/s");
    context.result(key + ".samples",
                   pair.first * 1e6 * static_cast<double>(samples) / static_cast<double>(input.size()), "samples/s");
    context.result(key + ".qjson_throughput", pair.second, "MB/s");
    context.result(key + ".speedup", pair.ratio, "ratio");
    return pair.ratio;
}

void run(Context &context)
{
    std::vector<double> ratios;
    ratios.push_back(compare(context, "imu100", text(3, 100, 60)));
    ratios.push_back(compare(context, "imu50", text(2, 50, 120)));
    ratios.push_back(compare(context, "orientation10", text(4, 10, 300)));
    context.result("codec.moonsense.speedup", median(ratios), "ratio");
}

const Registration registration("moonsense", "decoding of Moonsense bundles against the same work with QJsonDocument",
                                run);

} // namespace

} // namespace watchglass::bench
