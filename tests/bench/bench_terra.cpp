#include "tests/bench/bench_decoding.h"
#include "tests/bench/bench_payloads.h"

#include "core/protocol/terra/decoder.h"
#include "core/protocol/terra/intake.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchglass::bench {

namespace {

using namespace protocol::terra;

constexpr int rounds = 100; ///< Frames of each user.

std::vector<QByteArray> frames(TerraPayload kind)
{
    std::vector<QByteArray> all;
    for (int round = 0; round < rounds; ++round) {
        for (int user = 0; user < terraUsers; ++user)
            all.push_back(terraDispatch(kind, user, round));
    }
    return all;
}

/// Ours: decoder and intake, as in the client.
class Extraction final : public FrameHandler
{
public:
    explicit Extraction(protocol::SourceSink &sink)
        : m_intake(sink, m_clock)
    {}

    void take(const QByteArray &bytes)
    {
        keep(m_decoder.decode(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), *this));
    }

    void hello(std::optional<Duration>) override {}
    void heartbeatAck() override {}
    void ready() override {}
    void dispatch(const DispatchFields &fields) override { m_intake.take(fields); }
    void badValue(std::string_view, std::string_view, std::string_view) override {}
    void unknownFrame(std::string_view) override {}

private:
    SystemClock m_clock;
    Intake m_intake;
    Decoder m_decoder;
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
        const QJsonObject message = QJsonDocument::fromJson(bytes).object();
        if (message.value(QLatin1String("op")).toInt() != 5)
            return;
        const QString user = message.value(QLatin1String("uid")).toString();
        const QString type = message.value(QLatin1String("t")).toString().toUpper();
        keep(message.value(QLatin1String("seq")).toInteger());
        const QJsonObject payload = message.value(QLatin1String("d")).toObject();
        const QDateTime at = QDateTime::fromString(payload.value(QLatin1String("ts")).toString(), Qt::ISODateWithMs);
        const Timestamp time = Timestamp::fromMs(at.toMSecsSinceEpoch());
        const QJsonValue value = payload.value(QLatin1String("val"));
        const QJsonArray vector = payload.value(QLatin1String("d")).toArray();
        if (value.isDouble())
            m_sink.sample(handle(user, type, {}), {time, value.toDouble()});
        else if (type == QLatin1String("ECG"))
            waveform(handle(user, type, {}), time, vector);
        else
            components(user, type, time, vector);
    }

private:
    struct Rhythm
    {
        Timestamp last;
        QJsonArray waiting;
        Duration step{};
    };

    protocol::SeriesHandle handle(const QString &user, const QString &type, const QString &component)
    {
        const auto key = qMakePair(user, type + QLatin1Char('.') + component);
        auto known = m_handles.constFind(key);
        if (known == m_handles.constEnd()) {
            SeriesInfo info;
            info.key.device = user;
            info.key.attribute = type;
            info.key.component = component;
            known = m_handles.insert(key, m_sink.series(info));
        }
        return *known;
    }

    void components(const QString &user, const QString &type, Timestamp time, const QJsonArray &vector)
    {
        static const QStringList axes{QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")};
        static const QStringList place{QStringLiteral("lat"), QStringLiteral("lng")};
        const QStringList &names = type == QLatin1String("LOCATION") ? place : axes;
        for (qsizetype i = 0; i < vector.size(); ++i)
            m_sink.sample(handle(user, type, names.at(i)), {time, vector.at(i).toDouble()});
    }

    void waveform(protocol::SeriesHandle series, Timestamp time, const QJsonArray &piece)
    {
        Rhythm &rhythm = m_rhythms[static_cast<std::uint32_t>(series)];
        if (rhythm.step == Duration::zero() && rhythm.waiting.isEmpty()) {
            rhythm.last = time;
            rhythm.waiting = piece;
            return;
        }
        if (rhythm.step == Duration::zero()) {
            rhythm.step = (time - rhythm.last) / rhythm.waiting.size();
            spread(series, rhythm.last, rhythm.waiting, rhythm.step);
        }
        spread(series, time, piece, rhythm.step);
    }

    void spread(protocol::SeriesHandle series, Timestamp time, const QJsonArray &piece, Duration step)
    {
        for (const QJsonValue &value : piece) {
            m_sink.sample(series, {time, value.toDouble()});
            time = time + step;
        }
    }

    protocol::SourceSink &m_sink;
    QHash<QPair<QString, QString>, protocol::SeriesHandle> m_handles;
    QHash<std::uint32_t, Rhythm> m_rhythms;
};

double compare(Context &context, const std::string &name, TerraPayload kind)
{
    return compareDecoding<Extraction, QtExtraction>(context, "codec.terra." + name, frames(kind));
}

void run(Context &context)
{
    std::vector<double> ratios;
    ratios.push_back(compare(context, "scalar", TerraPayload::Scalar));
    ratios.push_back(compare(context, "pair", TerraPayload::Pair));
    ratios.push_back(compare(context, "axes", TerraPayload::Axes));
    ratios.push_back(compare(context, "waveform", TerraPayload::Waveform));
    context.result("codec.terra.speedup", median(ratios), "ratio");
}

const Registration registration("terra", "decoding of Terra's messages against the same work with QJsonDocument", run);

} // namespace

} // namespace watchglass::bench
