#include <QRegularExpression>
#include <QTest>

#include "core/link/websocket_link.h"
#include "tests/link/fast_server.h"
#include "tests/support/fake_clock.h"

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;

struct Bench
{
    explicit Bench(bool isSecure = false)
        : server(isSecure)
        , link(std::make_unique<WebSocketLink>(clock, listener, server.options()))
    {}

    bool opens()
    {
        link->open();
        return QTest::qWaitFor([this] { return link->state() == LinkState::Open; }, patience);
    }
    void floods(int count, int size)
    {
        for (int i = 0; i < count; ++i)
            server.peer->write(numberedFrame(i, size));
    }
    /// Turns the clock in small steps, and lets bytes move in between.
    void pass(Duration length, Duration step = 10ms)
    {
        for (Duration passed{}; passed < length; passed += step) {
            clock.advance(step);
            turn(10);
        }
    }
    bool passesUntil(const std::function<bool()> &condition)
    {
        for (int i = 0; i < 10'000 && !condition(); ++i)
            pass(10ms);
        return condition();
    }
    static void turn(int times)
    {
        for (int i = 0; i < times; ++i)
            QCoreApplication::processEvents();
    }
    double received() const { return static_cast<double>(link->counters().bytesReceived); }
    Duration heldBack() const { return link->counters().heldBack; }

    FakeClock clock;
    FastServer server;
    RecordingListener listener;
    std::unique_ptr<WebSocketLink> link;
};

} // namespace

/// What comes beyond the budget has to wait, and comes all the same.
class TestWebSocketLinkBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void theRateIsTheBudgetAndNothingIsLost_data()
    {
        QTest::addColumn<bool>("isSecure");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("count");
        for (const bool isSecure : {false, true}) {
            const char *kind = isSecure ? "TLS" : "plain";
            QTest::addRow("%s, small", kind) << isSecure << 500 << 24'000;
            QTest::addRow("%s, 20 kB", kind) << isSecure << 20'000 << 600;
            QTest::addRow("%s, 100 kB", kind) << isSecure << 100'000 << 120;
        }
    }
    void theRateIsTheBudgetAndNothingIsLost()
    {
        QFETCH(bool, isSecure);
        QFETCH(int, size);
        QFETCH(int, count);
        constexpr qint64 budget = 1'000'000;
        Bench bench(isSecure);
        bench.link->setReadBudget(budget);
        QVERIFY(bench.opens());
        bench.floods(count, size);
        QTRY_VERIFY_WITH_TIMEOUT(bench.received() >= budget, patience);
        // No more at once than so much as comes in a second.
        Bench::turn(200);
        QVERIFY2(bench.received() <= budget + size, qPrintable(QString::number(bench.received())));

        bench.pass(1s);
        const double before = bench.received();
        bench.pass(5s);
        const double rate = (bench.received() - before) / 5.0;
        QVERIFY2(std::abs(rate - budget) < 0.1 * budget, qPrintable(QString::number(rate)));
        QVERIFY(bench.heldBack() > 4s);
        QVERIFY(!bench.link->isReadingPaused()); // that is the owner's word

        bench.link->setReadBudget(0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.listener.texts.size(), count, patience);
        QVERIFY(areNumbered(bench.listener.texts));
        QCOMPARE(bench.listener.texts.last().size(), size);
        QCOMPARE(bench.link->counters().connects, 1u);
    }

    void theServerHasToWait()
    {
        Bench bench;
        bench.link->setReadBudget(100'000);
        QVERIFY(bench.opens());
        bench.floods(64'000, 1000); // more than the buffers of common kernels hold
        qint64 before = 0;
        do {
            before = bench.server.peer->bytesToWrite();
            Bench::turn(200);
        } while (bench.server.peer->bytesToWrite() != before);
        QVERIFY(bench.server.peer->bytesToWrite() > 5'000'000);
        QVERIFY(bench.received() <= 101'000);
    }

    void withinTheBudgetNothingIsHeldBack()
    {
        Bench bench;
        bench.link->setReadBudget(1'000'000);
        QVERIFY(bench.opens());
        for (int i = 0; i < 50; ++i) {
            bench.server.peer->write(numberedFrame(i, 19'000));
            QTRY_COMPARE_WITH_TIMEOUT(bench.listener.texts.size(), i + 1, patience);
            bench.clock.advance(20ms);
        }
        QCOMPARE(bench.heldBack(), Duration::zero());
        QVERIFY(!bench.listener.events.contains(QStringLiteral("held back")));
    }

    void isToldAndTakenBackWithCalm()
    {
        Bench bench;
        bench.link->setReadBudget(100'000);
        QVERIFY(bench.opens());
        bench.floods(300, 1000);
        bench.pass(500ms);
        QCOMPARE(bench.listener.events.count(QStringLiteral("held back")), 1);
        QVERIFY(bench.passesUntil([&] { return bench.listener.texts.size() == 300; }));
        QCOMPARE(bench.listener.events.count(QStringLiteral("held back")), 1);
        QVERIFY(!bench.listener.events.contains(QStringLiteral("not held back")));
        bench.pass(2100ms);
        QCOMPARE(bench.listener.events.last(), QStringLiteral("not held back"));
    }

    void thePingWatchRestsWhileHeldBackAndNotAfterwards()
    {
        Bench bench;
        bench.link->setReadBudget(100'000);
        QVERIFY(bench.opens());
        bench.floods(4'100, 1000);
        bench.pass(40s, 20ms); // the server answers no ping
        QCOMPARE(bench.link->state(), LinkState::Open);
        QVERIFY(bench.heldBack() > 20s);
        QVERIFY(bench.passesUntil([&] { return bench.listener.texts.size() == 4'100; }));
        QVERIFY(bench.listener.closes.empty());
        bench.clock.advance(31s);
        QCOMPARE(bench.listener.closes.size(), 1u);
        QCOMPARE(bench.listener.closes.front().code, 1006);
    }

    void theOwnersPauseAndTheBudgetAreApart()
    {
        Bench bench;
        bench.link->setReadBudget(100'000);
        QVERIFY(bench.opens());
        bench.floods(500, 1000);
        QTRY_VERIFY_WITH_TIMEOUT(bench.received() >= 100'000, patience);
        bench.link->pauseReading();
        bench.pass(1s); // room there is
        QCOMPARE(bench.received(), 100'000.0);
        bench.link->resumeReading();
        QTRY_VERIFY_WITH_TIMEOUT(bench.received() >= 200'000, patience);
        bench.link->pauseReading();
        bench.link->resumeReading(); // no way round the budget
        Bench::turn(200);
        QVERIFY(bench.received() <= 201'000);
        for (int i = 0; bench.listener.texts.size() < 500 && i < 1000; ++i) {
            if (i % 3 == 0)
                bench.link->pauseReading();
            bench.pass(10ms);
            if (i % 3 == 1)
                bench.link->resumeReading();
        }
        QTRY_COMPARE_WITH_TIMEOUT(bench.listener.texts.size(), 500, patience);
        QVERIFY(areNumbered(bench.listener.texts));
    }

    void heldBackItMayBeClosedRestartedOrDestroyed_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"close", "fail", "restart", "destroy"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void heldBackItMayBeClosedRestartedOrDestroyed()
    {
        QFETCH(QString, how);
        Bench bench;
        bench.link->setReadBudget(100'000);
        QVERIFY(bench.opens());
        bench.floods(5000, 1000);
        bench.pass(100ms);
        QVERIFY(bench.listener.events.contains(QStringLiteral("held back")));
        const auto texts = bench.listener.texts.size();
        if (how == QLatin1String("close"))
            bench.link->close();
        else if (how == QLatin1String("fail"))
            bench.link->failForGood(QStringLiteral("enough"));
        else if (how == QLatin1String("restart"))
            bench.link->restart(QStringLiteral("anew"));
        else
            bench.link.reset();
        const QStringList told = bench.listener.events;
        if (how == QLatin1String("restart")) {
            const Duration heldBack = bench.heldBack();
            bench.clock.advance(*bench.link->retryIn());
            QTRY_COMPARE_WITH_TIMEOUT(bench.link->state(), LinkState::Open, patience);
            QCOMPARE(bench.heldBack(), heldBack); // nobody read, and nobody was held back
            bench.listener.texts.clear();
            bench.floods(500, 1000);
            QVERIFY(bench.passesUntil([&] { return bench.listener.texts.size() == 500; }));
            QVERIFY(areNumbered(bench.listener.texts));
            return;
        }
        bench.pass(3s);
        QCOMPARE(bench.listener.texts.size(), texts);
        QCOMPARE(bench.listener.events, told); // closed() ended it
    }

    void closeByThePeerIsToldAfterItsLastMessage()
    {
        Bench bench;
        bench.link->setReadBudget(100'000);
        QVERIFY(bench.opens());
        bench.floods(300, 1000);
        bench.server.peer->write(QByteArray("\x88\x02\x0f\xa5", 4));
        bench.server.peer->disconnectFromHost();
        QTRY_VERIFY_WITH_TIMEOUT(bench.received() >= 100'000, patience);
        QVERIFY(bench.listener.closes.empty());
        QVERIFY(bench.passesUntil([&] { return !bench.listener.closes.empty(); }));
        QCOMPARE(bench.listener.closes.size(), 1u);
        QCOMPARE(bench.listener.closes.front().code, 4005);
        QCOMPARE(bench.listener.texts.size(), 300);
        QVERIFY(areNumbered(bench.listener.texts));
    }

    void theOwnerMayDestroyItWhenTold()
    {
        Bench bench;
        bench.link->setReadBudget(1000);
        bench.listener.onHeldBack = [&bench] { bench.link.reset(); };
        QVERIFY(bench.opens());
        bench.floods(10, 1000);
        QVERIFY(bench.passesUntil([&] { return !bench.link; }));
        QCOMPARE(bench.clock.activeTimers(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketLinkBudget)
#include "tst_websocket_link_budget.moc"
