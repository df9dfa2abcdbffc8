#include "tests/bench/bench.h"

#include "core/ingest/source_ingest.h"
#include "core/protocol/terra/decoder.h"
#include "core/protocol/terra/intake.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <cmath>

namespace watchglass::bench {

namespace {

using namespace protocol::terra;

constexpr int users = 50;
constexpr int rounds = 100; ///< Frames of each user.
const Timestamp start = Timestamp::fromMs(1'767'225'600'000);

/// One kind of message: a type and how many numbers its payload has; 0 stands for a `val`.
struct Kind
{
    const char *name;
    const char *type;
    int numbers;
};

constexpr Kind kinds[] = {
    {"scalar", "HEART_RATE", 0},
    {"pair", "LOCATION", 2},
    {"axes", "ACCELERATION", 3},
    {"waveform", "ECG", 25},
};

QByteArray number(double value)
{
    return QByteArray::number(std::round(value * 1e6) / 1e6, 'g', QLocale::FloatingPointShortest);
}

QByteArray frame(const Kind &kind, int user, int round)
{
    const std::string time = formatIsoTimestamp(start + std::chrono::milliseconds(500) * round, 3);
    const double base = 60.0 + std::sin(round * 0.1 + user);
    QByteArray value = kind.numbers == 0 ? "\"val\":" + number(base) : QByteArrayLiteral("\"d\":[");
    for (int i = 0; i < kind.numbers; ++i)
        value += (i > 0 ? "," : "") + number(base * 0.1 * (i + 1));
    if (kind.numbers > 0)
        value += ']';
    return "{\"op\":5,\"d\":{\"ts\":\"" + QByteArray::fromStdString(time) + "\"," + value
           + "},\"uid\":\"66fbb25f-e1d2-44d1-bc4d-6b4844bd" + QByteArray::number(1000 + user)
           + "\",\"seq\":" + QByteArray::number(16000 + (round * users + user) * 3) + ",\"t\":\"" + kind.type + "\"}";
}

std::vector<QByteArray> frames(const Kind &kind)
{
    std::vector<QByteArray> all;
    for (int round = 0; round < rounds; ++round) {
        for (int user = 0; user < users; ++user)
            all.push_back(frame(kind, user, round));
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
    void hello(std::optional<Duration>) override {}
    void heartbeatAck() override {}
    void ready() override {}
    void dispatch(const DispatchFields &fields) override { m_intake.take(fields); }
    void badValue(std::string_view, std::string_view, std::string_view) override {}
    void unknownFrame(std::string_view) override {}

private:
    SystemClock m_clock;
    Intake m_intake;
};

std::uint64_t ours(const std::vector<QByteArray> &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    Extraction extraction(sink);
    Decoder decoder;
    for (const QByteArray &one : input) {
        sink.frameReceived(static_cast<std::size_t>(one.size()));
        keep(decoder.decode(std::string_view(one.constData(), static_cast<std::size_t>(one.size())), extraction));
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

std::uint64_t withQt(const std::vector<QByteArray> &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    QtExtraction extraction(sink);
    for (const QByteArray &one : input) {
        sink.frameReceived(static_cast<std::size_t>(one.size()));
        extraction.take(one);
    }
    return sink.counters().samples;
}

/// The ratio of one kind of frame; both sides must have stored the same samples.
double compare(Context &context, const Kind &kind)
{
    const std::vector<QByteArray> input = frames(kind);
    const std::uint64_t samples = ours(input);
    if (samples != withQt(input) || samples < input.size())
        context.fail(std::string("terra: the two sides did not store the same samples of ") + kind.name);
    const auto framesPerSecond = [&input](std::uint64_t (*extract)(const std::vector<QByteArray> &)) {
        return static_cast<double>(input.size()) / secondsOf([&] { keep(extract(input)); });
    };
    const Pair pair = interleaved(
        15, [&] { return framesPerSecond(ours); }, [&] { return framesPerSecond(withQt); });
    const double perFrame = static_cast<double>(samples) / static_cast<double>(input.size());
    const std::string key = std::string("codec.terra.") + kind.name;
    context.result(key + ".frames", pair.first, "frames/s");
    context.result(key + ".samples", pair.first * perFrame, "samples/s");
    context.result(key + ".qjson_frames", pair.second, "frames/s");
    context.result(key + ".speedup", pair.ratio, "ratio");
    return pair.ratio;
}

void run(Context &context)
{
    std::vector<double> ratios;
    for (const Kind &kind : kinds)
        ratios.push_back(compare(context, kind));
    context.result("codec.terra.speedup", median(ratios), "ratio");
}

const Registration registration("terra", "decoding of Terra's messages against the same work with QJsonDocument", run);

} // namespace

} // namespace watchglass::bench
