#include <QRegularExpression>
#include <QTest>

#include "core/link/backoff.h"

#include <vector>

using namespace watchglass;
using namespace watchglass::link;
using namespace std::chrono_literals;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void doublesUpToTheMaximum()
    {
        Backoff::Options options;
        options.jitter = Jitter::None;
        options.maxPerMinute = 0;
        Backoff backoff(options, 1);
        std::vector<Duration> delays;
        for (int i = 0; i < 7; ++i)
            delays.push_back(backoff.next(0s));
        QCOMPARE(delays, (std::vector<Duration>{1s, 2s, 4s, 8s, 16s, 30s, 30s}));
        backoff.reset();
        QCOMPARE(backoff.next(0s), Duration(1s));
    }

    void jitterStaysInItsRange_data()
    {
        QTest::addColumn<int>("jitter");
        QTest::addColumn<double>("low");
        QTest::newRow("half") << static_cast<int>(Jitter::Half) << 0.5;
        QTest::newRow("full") << static_cast<int>(Jitter::Full) << 0.0;
    }
    void jitterStaysInItsRange()
    {
        QFETCH(int, jitter);
        QFETCH(double, low);
        Backoff::Options options;
        options.jitter = static_cast<Jitter>(jitter);
        options.maxPerMinute = 0;
        double smallest = 1.0;
        double largest = 0.0;
        for (std::uint32_t seed = 0; seed < 2000; ++seed) {
            const double share = static_cast<double>(Backoff(options, seed).next(0s).count()) / 1e9;
            smallest = std::min(smallest, share);
            largest = std::max(largest, share);
        }
        QVERIFY2(smallest >= low && smallest < low + 0.01, qPrintable(QString::number(smallest)));
        QVERIFY2(largest <= 1.0 && largest > 0.99, qPrintable(QString::number(largest)));
    }

    void equalSeedsGiveEqualDelays()
    {
        Backoff a(Backoff::Options{}, 7);
        Backoff b(Backoff::Options{}, 7);
        Backoff c(Backoff::Options{}, 8);
        bool differs = false;
        for (int i = 0; i < 5; ++i) {
            const Duration delay = a.next(0s);
            QCOMPARE(b.next(0s), delay);
            differs = differs || c.next(0s) != delay;
        }
        QVERIFY(differs);
    }

    void neverMoreThanNineAttemptsInAnyMinute()
    {
        Backoff::Options options;
        options.first = 10ms;
        options.max = 20ms;
        Backoff backoff(options, 3);
        std::vector<Duration> attempts;
        Duration now = 100s;
        for (int i = 0; i < 100; ++i) {
            backoff.attempted(now);
            attempts.push_back(now);
            if (i % 10 == 0)
                backoff.reset(); // must not loosen the floor
            now += backoff.next(now);
        }
        for (std::size_t i = 9; i < attempts.size(); ++i)
            QVERIFY(attempts[i] - attempts[i - 9] >= 60s);
        QVERIFY(attempts[8] - attempts[0] < 1s);
    }

    void theFloorOpensAfterAMinute()
    {
        Backoff backoff(Backoff::Options{}, 1);
        for (int i = 0; i < 9; ++i) {
            QCOMPARE(backoff.floorDelay(Duration(1s * i)), Duration::zero());
            backoff.attempted(1s * i);
        }
        QCOMPARE(backoff.floorDelay(9s), Duration(51s));
        QCOMPARE(backoff.floorDelay(60s), Duration::zero());
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
