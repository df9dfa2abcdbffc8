#include "tests/bench/bench_decoding.h"
#include "tests/bench/bench_payloads.h"
#include "tests/bench/valtronics_extraction.h"

#include "core/base/clock.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchglass::bench {

namespace {

constexpr int devices = 50;
constexpr int rounds = 60; ///< Frames of each device.

/// The frames of a fleet in the order in which they come: device by device, round by round. `count` 0: rows.
std::vector<QByteArray> frames(int count)
{
    std::vector<QByteArray> all;
    for (int round = 0; round < rounds; ++round) {
        for (int device = 0; device < devices; ++device)
            all.push_back(count > 0 ? valtronicsMap(device, round, count) : valtronicsRow(device, round));
    }
    return all;
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

double compare(Context &context, const std::string &name, int metrics)
{
    return compareDecoding<ValtronicsExtraction, QtExtraction>(context, "codec.valtronics." + name, frames(metrics));
}

void run(Context &context)
{
    std::vector<double> ratios;
    ratios.push_back(compare(context, "map1", 1));
    ratios.push_back(compare(context, "map3", 3));
    ratios.push_back(compare(context, "map9", 9));
    ratios.push_back(compare(context, "row", 0));
    context.result("codec.valtronics.speedup", median(ratios), "ratio");
}

const Registration registration("codec", "decoding of Valtronics frames against the same work with QJsonDocument", run);

} // namespace

} // namespace watchglass::bench
