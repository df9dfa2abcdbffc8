#include "core/ingest/source_check.h"
#include "tests/support/fake_clock.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ingest;
using namespace std::chrono_literals;

namespace {

/// Says one state at the start, and with Live one device and two samples.
class ScriptedClient final : public protocol::SourceClient
{
public:
    ScriptedClient(protocol::SourceSink &sink, SourceState state)
        : m_sink(sink)
        , m_state(std::move(state))
    {}
    void start() override
    {
        m_sink.state(m_state);
        if (m_state.phase != SourcePhase::Live)
            return;
        DeviceUpdate device;
        device.id = QStringLiteral("1");
        m_sink.device(device);
        SeriesInfo info;
        info.key.device = device.id;
        info.key.attribute = QStringLiteral("a");
        const auto series = m_sink.series(info);
        m_sink.sample(series, {Timestamp::fromMs(1), 1.0});
        m_sink.sample(series, {Timestamp::fromMs(2), 2.0});
    }
    void stop() override {}
    void acknowledgeAlarm(const QString &) override {}
    void resolveAlarm(const QString &, const QString &) override {}

private:
    protocol::SourceSink &m_sink;
    const SourceState m_state;
};

struct Bench
{
    explicit Bench(SourceState state)
        : check(
            {}, clock, [this](const CheckReport &made) { report = made; },
            [state](const protocol::SourceAddress &, protocol::SourceSink &sink, Clock &) {
                return std::make_unique<ScriptedClient>(sink, state);
            })
    {}

    /// Turns the clock until the report is there.
    bool ends()
    {
        return QTest::qWaitFor(
            [this] {
                clock.advance(100ms);
                return report.has_value();
            },
            20'000);
    }

    Duration passed() const { return clock.monotonic() - began; }

    test::FakeClock clock;
    const Duration began = clock.monotonic();
    std::optional<CheckReport> report;
    SourceCheck check;
};

SourceState stateOf(SourcePhase phase, const char *text)
{
    SourceState state;
    state.phase = phase;
    state.text = QString::fromLatin1(text);
    return state;
}

} // namespace

class TestSourceCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void saysWhatAnsweredAndWhatItCanBeAskedFor()
    {
        SourceState state = stateOf(SourcePhase::Live, "Live and well");
        state.capabilities.history = true;
        state.capabilities.acknowledge = true;
        Bench bench(state);
        QVERIFY(bench.ends());
        QVERIFY(bench.report->answered);
        for (const auto part : {"Live and well", "devices: 1, series: 1", ": 2", "the past, acknowledging alarms"})
            QVERIFY2(bench.report->text.contains(QLatin1String(part)), qPrintable(bench.report->text));
        QVERIFY(bench.passed() >= SourceCheck::lookTime);
    }

    void saysWhyNothingAnswers_data()
    {
        QTest::addColumn<int>("phase");
        QTest::newRow("failed") << static_cast<int>(SourcePhase::Failed);
        QTest::newRow("waiting") << static_cast<int>(SourcePhase::Waiting);
    }
    void saysWhyNothingAnswers()
    {
        QFETCH(int, phase);
        Bench bench(stateOf(static_cast<SourcePhase>(phase), "no token"));
        QVERIFY(bench.ends());
        QVERIFY(!bench.report->answered);
        QVERIFY(bench.report->text.contains(QLatin1String("no token")));
        QVERIFY(bench.passed() < SourceCheck::patience);
    }

    void givesUpOnASourceThatNeverSaysAnything()
    {
        Bench bench(stateOf(SourcePhase::Connecting, "Connecting to nowhere"));
        QVERIFY(bench.ends());
        QVERIFY(!bench.report->answered);
        QVERIFY(bench.report->text.contains(QLatin1String("Connecting to nowhere")));
        QVERIFY(bench.passed() >= SourceCheck::patience);
    }
};

QTEST_GUILESS_MAIN(TestSourceCheck)
#include "tst_source_check.moc"
