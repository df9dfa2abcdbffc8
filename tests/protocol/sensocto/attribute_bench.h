#pragma once

#include "core/protocol/sensocto/attribute_table.h"
#include "core/protocol/sensocto/feed_decoder.h"
#include "tests/protocol/recording_sink.h"

#include <QTest>

namespace watchglass::test::sensocto {

using namespace watchglass::protocol;
using namespace watchglass::protocol::sensocto;

constexpr std::int64_t firstMs = 1'700'000'000'000;
inline const Timestamp received = Timestamp::fromMs(1'800'000'000'000);

inline std::string_view view(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

inline void hold(PaddedText &text, const QByteArray &utf8)
{
    QVERIFY(text.assign(QStringView(QString::fromUtf8(utf8))));
}

/// A table with what its sink got.
struct Bench final : FeedHandler
{
    /// Payloads are JSON; the n-th is of firstMs + n.
    void feed(const QByteArray &attribute, const QList<QByteArray> &payloads, const QByteArray &more = {})
    {
        for (const QByteArray &payload : payloads) {
            const QByteArray time = QByteArray::number(firstMs + fed++);
            PaddedText text;
            hold(text, "{\"batch\":{\"s1\":{\"" + attribute + "\":{\"payload\":" + payload + ",\"timestamp\":" + time
                           + more + "}}}}");
            QVERIFY(decoder.batch(text.view(), *this));
        }
    }
    void samples(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples) override
    {
        table.take(sensor, attribute, samples);
    }
    void measurement(const MeasurementFields &fields) override { table.take(fields, received); }
    void digest(const DigestFields &fields) override { table.take(fields, received); }
    void badMeasurement(std::string_view, std::string_view, MeasurementFault) override {}

    /// "attribute.component=value unit" of each sample, a state by its word; "kind: text" of each event.
    QStringList told() const
    {
        QStringList all;
        for (const RecordingSink::Kept &kept : sink.samples) {
            const auto state = static_cast<qsizetype>(kept.sample.value);
            const bool isState = state >= 0 && state < kept.info.states.size();
            const QString value = isState ? kept.info.states.at(state) : QString::number(kept.sample.value);
            all << (kept.info.key.attributePath() + QLatin1Char('=') + value + QLatin1Char(' ') + kept.info.unit)
                       .trimmed();
        }
        for (const DeviceEvent &event : sink.events)
            all << event.kind + QStringLiteral(": ") + event.text;
        return all;
    }

    RecordingSink sink;
    AttributeTable table{sink};
    FeedDecoder decoder;
    int fed = 0;
};

} // namespace watchglass::test::sensocto
