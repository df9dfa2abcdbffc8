#include "tests/bench/bench_decoding.h"
#include "tests/bench/bench_payloads.h"

#include "core/protocol/sensocto/attribute_table.h"
#include "core/protocol/sensocto/feed_decoder.h"
#include "core/protocol/sensocto/phoenix_codec.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

namespace watchglass::bench {

namespace {

using namespace protocol::sensocto;

constexpr int rounds = 100; ///< Frames of one kind.

std::vector<QByteArray> frames(SensoctoBatch kind)
{
    std::vector<QByteArray> all;
    for (int round = 0; round < rounds; ++round)
        all.push_back(sensoctoBatch(kind, round));
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

double compare(Context &context, const std::string &name, SensoctoBatch kind)
{
    return compareDecoding<Extraction, QtExtraction>(context, "codec.sensocto." + name, frames(kind));
}

void run(Context &context)
{
    std::vector<double> ratios;
    ratios.push_back(compare(context, "scalars", SensoctoBatch::Scalars));
    ratios.push_back(compare(context, "wave", SensoctoBatch::Wave));
    ratios.push_back(compare(context, "motion", SensoctoBatch::Motion));
    ratios.push_back(compare(context, "delta", SensoctoBatch::Delta));
    context.result("codec.sensocto.speedup", median(ratios), "ratio");
}

const Registration registration("sensocto", "decoding of Sensocto's feed against the same work with QJsonDocument",
                                run);

} // namespace

} // namespace watchglass::bench
