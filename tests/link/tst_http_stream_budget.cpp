#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTest>

#include "core/link/http_stream_link.h"
#include "tests/link/rest_support.h"
#include "tests/support/fake_clock.h"

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;
constexpr qint64 budget = 1'000'000;

/// Bytes that tell where they stand.
QByteArray pattern(qsizetype size)
{
    QByteArray bytes;
    for (qint64 i = 0; bytes.size() < size; ++i)
        bytes += QByteArray::number(i).rightJustified(10, ' ');
    bytes.truncate(size);
    return bytes;
}

class Listener final : public HttpStreamLink::Listener
{
public:
    void bytesReceived(const QByteArray &more) override { bytes += more; }
    Reconnect ended(const StreamEnd &end) override
    {
        ends.push_back(end.kind);
        return {};
    }
    void heldBackChanged(bool isHeldBack) override { told.push_back(isHeldBack); }

    QByteArray bytes;
    std::vector<StreamEnd::Kind> ends;
    std::vector<bool> told;
};

struct Bench
{
    explicit Bench(QByteArray body)
        : server([body = std::move(body)](QTcpSocket &socket, const QByteArray &received) {
            if (isWhole(received))
                socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        })
    {
        HttpStreamLink::Options options;
        options.url = server.url(QStringLiteral("http"));
        options.transport.proxyChoice = ProxyChoice::None;
        options.jitterSeed = 1;
        link = std::make_unique<HttpStreamLink>(clock, listener, options);
        link->setReadBudget(budget);
    }
    static QByteArray chunked(const QByteArray &bytes)
    {
        QByteArray out;
        for (qsizetype at = 0; at < bytes.size(); at += 70'000) {
            const QByteArray piece = bytes.mid(at, 70'000);
            out += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
        }
        return out;
    }
    /// Turns the clock in small steps, and gives the network's own thread some time in each.
    void pass(Duration length)
    {
        for (Duration passed{}; passed < length; passed += 20ms) {
            clock.advance(20ms);
            const qsizetype before = listener.bytes.size();
            const QDeadlineTimer enough(5);
            while (listener.bytes.size() == before && !enough.hasExpired())
                QCoreApplication::processEvents();
        }
    }
    bool passesUntil(const std::function<bool()> &condition)
    {
        for (int i = 0; i < 3000 && !condition(); ++i)
            pass(20ms);
        return condition();
    }

    FakeClock clock;
    Listener listener;
    RawServer server;
    std::unique_ptr<HttpStreamLink> link;
};

} // namespace

class TestHttpStreamBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void theRateIsTheBudgetAndNothingIsLost()
    {
        const QByteArray all = pattern(9'000'000);
        Bench bench(Bench::chunked(all) + "0\r\n\r\n");
        bench.link->open();
        QTRY_VERIFY_WITH_TIMEOUT(bench.listener.bytes.size() >= budget, patience);
        bench.pass(20ms);
        QVERIFY(bench.listener.bytes.size() <= budget * 102 / 100);
        bench.pass(980ms);
        const qsizetype before = bench.listener.bytes.size();
        bench.pass(5s);
        const double rate = static_cast<double>(bench.listener.bytes.size() - before) / 5.0;
        QVERIFY2(std::abs(rate - budget) < 0.1 * budget, qPrintable(QString::number(rate)));
        QVERIFY(bench.link->heldBack() > 4s);
        QCOMPARE(bench.listener.told, std::vector<bool>{true});
        QVERIFY(bench.listener.ends.empty());
        QVERIFY(bench.passesUntil([&] { return !bench.listener.ends.empty(); }));
        QCOMPARE(bench.listener.ends.front(), StreamEnd::Kind::Finished);
        QVERIFY(bench.listener.bytes == all);
    }

    void isTakenBackWithCalm()
    {
        Bench bench(Bench::chunked(pattern(1'500'000)));
        bench.link->open();
        QVERIFY(bench.passesUntil([&] { return bench.listener.bytes.size() == 1'500'000; }));
        bench.pass(1s);
        QCOMPARE(bench.listener.told, std::vector<bool>{true});
        bench.pass(2s);
        QCOMPARE(bench.listener.told, (std::vector<bool>{true, false}));
        QCOMPARE(bench.link->state(), LinkState::Open);
    }

    void withinTheBudgetNothingIsHeldBack()
    {
        Bench bench(Bench::chunked(pattern(900'000)));
        bench.link->open();
        QTRY_COMPARE_WITH_TIMEOUT(bench.listener.bytes.size(), 900'000, patience);
        QCOMPARE(bench.link->heldBack(), Duration::zero());
        QVERIFY(bench.listener.told.empty());
    }

    void theOwnersPauseAndTheBudgetAreApart()
    {
        const QByteArray all = pattern(3'000'000);
        Bench bench(Bench::chunked(all) + "0\r\n\r\n");
        bench.link->open();
        QTRY_VERIFY_WITH_TIMEOUT(bench.listener.bytes.size() >= budget, patience);
        bench.link->pauseReading();
        bench.link->resumeReading(); // no way round the budget
        for (int i = 0; i < 50; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(bench.listener.bytes.size(), budget);
        bench.link->pauseReading();
        bench.pass(1s);
        QCOMPARE(bench.listener.bytes.size(), budget);
        QVERIFY(bench.link->isReadingPaused());
        bench.link->resumeReading();
        QVERIFY(bench.passesUntil([&] { return !bench.listener.ends.empty(); }));
        QVERIFY(bench.listener.bytes == all);
    }

    void heldBackItMayBeClosedOrRestarted_data()
    {
        QTest::addColumn<bool>("closes");
        QTest::newRow("closed") << true;
        QTest::newRow("restarted") << false;
    }
    void heldBackItMayBeClosedOrRestarted()
    {
        QFETCH(bool, closes);
        const QByteArray all = pattern(3'000'000);
        Bench bench(Bench::chunked(all) + "0\r\n\r\n");
        bench.link->open();
        QTRY_VERIFY_WITH_TIMEOUT(bench.listener.bytes.size() >= budget, patience);
        bench.pass(20ms);
        QCOMPARE(bench.listener.told, std::vector<bool>{true});
        const qsizetype before = bench.listener.bytes.size();
        if (closes) {
            bench.link->close();
            QCOMPARE(bench.clock.activeTimers(), 0);
            bench.pass(3s);
            QCOMPARE(bench.listener.bytes.size(), before);
            QCOMPARE(bench.listener.told, std::vector<bool>{true}); // ended() ended it
            return;
        }
        bench.link->restart(QStringLiteral("anew"));
        bench.listener.bytes.clear();
        bench.listener.ends.clear();
        bench.clock.advance(*bench.link->retryIn());
        QVERIFY(bench.passesUntil([&] { return !bench.listener.ends.empty(); }));
        QVERIFY(bench.listener.bytes == all);
    }
};

QTEST_GUILESS_MAIN(TestHttpStreamBudget)
#include "tst_http_stream_budget.moc"
