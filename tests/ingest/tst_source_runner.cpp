#include "core/ingest/source_runner.h"
#include "tests/support/fake_clock.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>

using namespace watchglass;
using namespace watchglass::ingest;

namespace {

/// What happened to all clients of a test, on whichever thread.
struct Story
{
    std::atomic<int> made = 0;
    std::atomic<int> destroyed = 0;
    std::atomic<int> starts = 0;
    std::atomic<int> stops = 0;
    std::atomic<int> acknowledged = 0;
    std::atomic<int> resolved = 0;
    std::atomic<qint64> readBudget = -1;
    std::atomic<int> onForeignThread = 0;
};

/// A client that delivers one sample on each start.
class FakeClient final : public protocol::SourceClient
{
public:
    FakeClient(protocol::SourceSink &sink, Story &story)
        : m_sink(sink)
        , m_story(story)
        , m_home(QThread::currentThread())
    {
        ++m_story.made;
    }
    ~FakeClient() override
    {
        check();
        ++m_story.destroyed;
    }
    void start() override
    {
        check();
        SeriesInfo info;
        info.key.device = QStringLiteral("1");
        info.key.attribute = QStringLiteral("a");
        const double value = ++m_story.starts;
        m_sink.sample(m_sink.series(info), {Timestamp::fromMs(m_story.starts), value});
        SourceState live;
        live.phase = SourcePhase::Live;
        m_sink.state(live);
    }
    void stop() override
    {
        check();
        ++m_story.stops;
    }
    void acknowledgeAlarm(const QString &) override
    {
        check();
        ++m_story.acknowledged;
    }
    void resolveAlarm(const QString &, const QString &) override
    {
        check();
        ++m_story.resolved;
    }

    void setReadBudget(qint64 bytesPerSecond) override
    {
        check();
        m_story.readBudget = bytesPerSecond;
    }

private:
    void check()
    {
        if (QThread::currentThread() != m_home)
            ++m_story.onForeignThread;
    }

    protocol::SourceSink &m_sink;
    Story &m_story;
    QThread *const m_home;
};

struct Bench
{
    Story story;
    store::SeriesStore store;
    test::FakeClock clock;
    std::atomic<QThread *> thread = nullptr;
    SourceRunner runner{QStringLiteral("plant"),
                        {},
                        store,
                        clock,
                        nullptr,
                        [this](const protocol::SourceAddress &, protocol::SourceSink &sink, Clock &) {
                            thread = QThread::currentThread();
                            return std::make_unique<FakeClient>(sink, story);
                        }};
};

} // namespace

class TestSourceRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void runsItsClientOnItsOwnThread();
    void startsAndStopsAnyNumberOfTimes();
    void passesTheOperatorsWishesOn();
    void givesItsClientABudgetAtAnyTime();
    void endsCleanlyAtAnyMoment();
};

void TestSourceRunner::runsItsClientOnItsOwnThread()
{
    Bench one;
    Bench other;
    QCOMPARE(one.story.made, 0);
    one.runner.start();
    other.runner.start();
    QTRY_COMPARE(one.runner.counters().samples, 1U);
    QTRY_COMPARE(other.runner.counters().samples, 1U);
    QTRY_COMPARE(one.runner.state().phase, SourcePhase::Live);
    QVERIFY(one.thread != QThread::currentThread());
    QVERIFY(one.thread.load() != other.thread.load());
    QCOMPARE(one.store.all().front()->info().key.source, QStringLiteral("plant"));
    QCOMPARE(one.runner.drainEvents().size(), std::size_t(1));
}

void TestSourceRunner::startsAndStopsAnyNumberOfTimes()
{
    Bench bench;
    bench.runner.stop(); // before the first start: nothing
    for (int i = 1; i <= 3; ++i) {
        bench.runner.start();
        bench.runner.start();
        bench.runner.stop();
        bench.runner.stop();
        QTRY_COMPARE(bench.story.stops, i);
    }
    QCOMPARE(bench.story.starts, 3);
    QCOMPARE(bench.story.made, 1);
    QCOMPARE(bench.runner.counters().samples, 3U);
}

void TestSourceRunner::passesTheOperatorsWishesOn()
{
    Bench bench;
    bench.runner.acknowledgeAlarm(QStringLiteral("5")); // not running: nothing
    bench.runner.start();
    bench.runner.acknowledgeAlarm(QStringLiteral("5"));
    bench.runner.resolveAlarm(QStringLiteral("5"), QStringLiteral("done"));
    bench.runner.stop();
    bench.runner.acknowledgeAlarm(QStringLiteral("5"));
    QTRY_COMPARE(bench.story.stops, 1);
    QCOMPARE(bench.story.acknowledged, 1);
    QCOMPARE(bench.story.resolved, 1);
}

void TestSourceRunner::givesItsClientABudgetAtAnyTime()
{
    Bench usual;
    usual.runner.start();
    QTRY_COMPARE(usual.story.readBudget, SourceRunner::defaultReadBudget);
    Bench bench;
    bench.runner.setReadBudget(5);
    bench.runner.start();
    QTRY_COMPARE(bench.story.starts, 1);
    QCOMPARE(bench.story.readBudget, 5);
    bench.runner.setReadBudget(0);
    QTRY_COMPARE(bench.story.readBudget, 0);
    QCOMPARE(bench.story.onForeignThread, 0);
}

void TestSourceRunner::endsCleanlyAtAnyMoment()
{
    Story story;
    for (int round = 0; round < 50; ++round) {
        store::SeriesStore store;
        SystemClock clock;
        SourceRunner runner(QStringLiteral("plant"), {}, store, clock, nullptr,
                            [&story](const protocol::SourceAddress &, protocol::SourceSink &sink, Clock &) {
                                return std::make_unique<FakeClient>(sink, story);
                            });
        if (round % 5 != 0)
            runner.start();
        if (round % 3 == 0)
            runner.stop();
    }
    QCOMPARE(story.made, 40);
    QCOMPARE(story.destroyed, 40);
    QCOMPARE(story.onForeignThread, 0);
}

QTEST_GUILESS_MAIN(TestSourceRunner)
#include "tst_source_runner.moc"
