#include "tests/bench/bench.h"
#include "tests/bench/bench_payloads.h"

#include "core/ingest/source_ingest.h"
#include "core/recording/session_book.h"
#include "core/replay/session_replay.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

namespace watchglass::bench {

namespace {

constexpr int turns = 5;
constexpr int devices = 200;
constexpr int messages = 500'000;
constexpr std::uint32_t socketChannel = 2; ///< Valtronics' client makes its REST link first.
const QString sourceName = QStringLiteral("bench");

/// A session of one source: its opening, then one metric of a device in each message.
QString writeSession(const QString &folder)
{
    const QString name = folder + QStringLiteral("/replay.wgrec");
    const Timestamp start = Timestamp::fromMs(1'767'225'600'000);
    auto book = recording::SessionBook::create(name, {QStringLiteral("bench"), start, {}, 1, {}, {}});
    if (!book)
        return {};
    recording::SessionSource source;
    source.name = sourceName;
    source.service = QStringLiteral("valtronics");
    source.address = QStringLiteral("valtronics:ws://127.0.0.1:1/ws");
    const recording::SourceId id = book.value()->addSource(source);
    using link::FrameKind;
    const auto add = [&](Timestamp at, std::uint32_t channel, FrameKind kind, const QByteArray &head,
                         const QByteArray &payload) {
        book.value()->addFrame(id, at, {channel, kind, head, payload});
    };
    add(start, 0, FrameKind::Ordered, R"({"order":"start"})", {});
    add(start, socketChannel, FrameKind::Connecting, {}, {});
    add(start, socketChannel, FrameKind::Opened, {}, {});
    add(start, socketChannel, FrameKind::TextReceived, {}, R"({"type":"auth_response","success":true})");
    for (int i = 0; i < messages; ++i) {
        const Timestamp at = start + Duration(std::chrono::microseconds(5)) * i;
        add(at, socketChannel, FrameKind::TextReceived, {}, valtronicsMap(i % devices, i / devices, 1));
    }
    return book.value()->close(start) ? name : QString();
}

/// Messages a second through decoders, client and store.
double replayed(const QString &name, std::uint64_t &samples)
{
    const auto file = recording::SessionFile::open(name);
    if (!file)
        return 0.0;
    store::SeriesStore store;
    ingest::SourceIngest ingest(store, {.sourceId = sourceName});
    std::uint64_t frames = 0;
    const double seconds = secondsOf([&] {
        const auto replay = replay::SessionReplay::make(
            *file.value(), [&](const recording::SessionSource &) -> protocol::SourceSink * { return &ingest; });
        for (auto next = replay.value()->next(); next && next.value(); next = replay.value()->next())
            replay.value()->play();
        frames = replay.value()->frames();
    });
    samples = ingest.counters().samples;
    return static_cast<double>(frames) / seconds;
}

/// The same messages out of the same file, each only read as JSON by a common library.
double parsed(const QString &name)
{
    const auto file = recording::SessionFile::open(name);
    if (!file)
        return 0.0;
    std::uint64_t frames = 0;
    const double seconds = secondsOf([&] {
        recording::FrameCursor cursor = file.value()->frames();
        for (auto next = cursor.next(); next && next.value(); next = cursor.next()) {
            keep(QJsonDocument::fromJson(next.value()->frame.payload).object().size());
            ++frames;
        }
    });
    return static_cast<double>(frames) / seconds;
}

void run(Context &context)
{
    QCoreApplication application(context.argc, context.argv);
    QTemporaryDir folder;
    const QString name = writeSession(folder.path());
    if (name.isEmpty())
        return context.fail("the session cannot be written");
    std::uint64_t samples = 0;
    const Pair pair = interleaved(
        turns, [&] { return replayed(name, samples); }, [&] { return parsed(name); });
    if (samples < messages)
        return context.fail("the replay does not deliver what was recorded");
    context.result("replay.messages_per_s", pair.first, "/s");
    context.result("replay.only_json_per_s", pair.second, "/s");
    context.result("replay.of_only_json", pair.ratio, "ratio");
}

const Registration registration("replay", "a recorded session through decoders, client and store", run);

} // namespace

} // namespace watchglass::bench
