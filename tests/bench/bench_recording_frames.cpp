#include "tests/bench/bench.h"
#include "tests/bench/valtronics_extraction.h"
#include "tests/bench/watched_plot.h"

#include "core/ingest/source_runner.h"
#include "core/recording/recorded_maker.h"
#include "core/store/store_worker.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstring>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

constexpr int devices = 200;
constexpr int rounds = 50;
constexpr double messagesPerSecond = 200'000.0; ///< Each with one value.
constexpr std::size_t shownSeries = 4;
constexpr auto warmUp = 8s;
constexpr auto measured = 20s;
constexpr int timeDigits = 13; ///< Of milliseconds since 1970.

/// A message, and where the digits of its time stand.
struct Template
{
    QByteArray text;
    qsizetype timeAt = 0;
};

std::vector<Template> templates()
{
    std::vector<Template> all;
    for (int i = 0; i < devices * rounds; ++i) {
        Template made;
        made.text = R"({"type":"telemetry_update","channel":"telemetry","device_id":)"
                    + QByteArray::number(i % devices + 1) + R"(,"telemetry":{"temperature":{"value":)"
                    + QByteArray::number(20.0 + i * 37 % 811 / 100.0, 'f', 2) + R"(,"unit":"C","timestamp":)";
        made.timeAt = made.text.size();
        made.text += QByteArray(timeDigits, '0') + "}}}";
        all.push_back(made);
    }
    return all;
}

/// What a socket would deliver, without the socket, whose server would take a core of this machine: as many messages as
/// are due, each told to the tap, decoded and passed on, on the source's thread.
class PacedClient final : public protocol::SourceClient
{
public:
    PacedClient(std::shared_ptr<link::FrameTap> tap, protocol::SourceSink &sink, Clock &clock)
        : m_tap(std::move(tap))
        , m_sink(sink)
        , m_clock(clock)
        , m_extraction(sink)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { deliver(); });
    }

    void start() override
    {
        m_start = m_clock.monotonic();
        m_timer.start(5ms);
    }
    void stop() override { m_timer.stop(); }
    void acknowledgeAlarm(const QString &) override {}
    void resolveAlarm(const QString &, const QString &) override {}

private:
    void deliver()
    {
        const double seconds = static_cast<double>((m_clock.monotonic() - m_start).count()) * 1e-9;
        const auto due = static_cast<std::uint64_t>(seconds * messagesPerSecond);
        const QByteArray time = QByteArray::number(static_cast<qlonglong>(m_clock.now().ns() / 1'000'000));
        for (; m_sent < due; ++m_sent) {
            const Template &next = m_templates[m_sent % m_templates.size()];
            QByteArray text(next.text.constData(), next.text.size());
            std::memcpy(text.data() + next.timeAt, time.constData(), timeDigits);
            m_sink.frameReceived(static_cast<std::size_t>(text.size()));
            if (m_tap->isListening())
                m_tap->take({1, link::FrameKind::TextReceived, {}, text});
            m_extraction.take(text);
        }
    }

    const std::vector<Template> m_templates = templates();
    const std::shared_ptr<link::FrameTap> m_tap;
    protocol::SourceSink &m_sink;
    Clock &m_clock;
    ValtronicsExtraction m_extraction;
    QTimer m_timer;
    Duration m_start{};
    std::uint64_t m_sent = 0;
};

void run(Context &context)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(context.argc, context.argv);
    ui::applyTheme(application, ui::themeByName(QStringLiteral("dark")));
    const QTemporaryDir folder;
    SystemClock clock;
    store::SeriesStore store;
    store::StoreWorker worker(store);
    recording::SessionWriter writer(clock);
    const auto make = [](const protocol::SourceAddress &address, protocol::SourceSink &sink, Clock &clockOfSource) {
        return std::make_unique<PacedClient>(address.transport.tap, sink, clockOfSource);
    };
    const QString id = QStringLiteral("bench");
    ingest::SourceRunner source(id,
                                protocol::parseSourceAddress(QStringLiteral("valtronics:ws://127.0.0.1/ws")).value(),
                                store, clock, nullptr, recording::recordedMaker(writer, id, nullptr, make));
    source.start();
    turn(30s, [&] { return store.size() >= devices; });
    const PlotFigures before = watchPlot(store, clock, shownSeries, warmUp, measured);
    recording::RecordingOptions options;
    options.fileName = folder.filePath(QStringLiteral("frames.wgrec"));
    if (const auto begun = writer.begin(options); !begun)
        return context.fail(begun.error().text.toStdString());
    const PlotFigures during = watchPlot(store, clock, shownSeries, warmUp, measured);
    source.stop();
    writer.end();
    if (before.frameMs.empty() || during.frameMs.empty())
        return context.fail("recording: no frame was drawn");
    const auto p99 = [](const PlotFigures &figures) { return figures.frameMs[figures.frameMs.size() * 99 / 100]; };
    context.result("recording.gui.messages_per_s", static_cast<double>(during.stored) / during.seconds, "messages/s");
    context.result("recording.gui.lost", static_cast<double>(writer.state().lost), "messages");
    context.result("recording.gui.frames_per_s", static_cast<double>(during.frameMs.size()) / during.seconds,
                   "frames/s");
    context.result("recording.gui.frame", median(during.frameMs), "ms");
    context.result("recording.gui.frame.p99", p99(during), "ms");
    context.result("recording.gui.frame.not_recording", median(before.frameMs), "ms");
    context.result("recording.gui.frame.p99.not_recording", p99(before), "ms");
}

const Registration registration("recording", "frames of a plot while 200,000 messages a second are recorded", run);

} // namespace

} // namespace watchglass::bench
