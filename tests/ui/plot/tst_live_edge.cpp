#include "ui/plot/freshness.h"
#include "ui/plot/live_edge.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'000'000'000);
constexpr Duration frame = 16'666'667ns;

/// Turns frames while a device sends: every `batch` all samples up to `delay` ago, by a clock that is `skew` ahead.
struct Scene
{
    Duration delay{};
    Duration batch = frame;
    Duration skew{};
    double speed = 1.0;
    Timestamp fileStart{}; ///< With speed: when the file's time began.
    bool isFile = false;

    LiveEdge edge;
    Timestamp now = start;
    std::optional<Timestamp> newest;
    Duration smallestStep = Duration::max();
    Duration largestStep = Duration::min();

    void run(Duration time, bool sends = true)
    {
        const Timestamp until = now + time;
        Timestamp last = edge.edge();
        bool isFirst = newest == std::nullopt;
        smallestStep = Duration::max();
        largestStep = Duration::min();
        while (now < until) {
            now = now + frame;
            if (sends && (now - start) / batch != (now - frame - start) / batch) {
                const Timestamp sent = start + (now - start) / batch * batch - delay;
                newest =
                    isFile
                        ? fileStart
                              + Duration(static_cast<std::int64_t>(static_cast<double>((sent - start).count()) * speed))
                        : sent + skew;
            }
            const Timestamp next = edge.advance(now, newest);
            if (!isFirst) {
                smallestStep = std::min(smallestStep, next - last);
                largestStep = std::max(largestStep, next - last);
            }
            isFirst = false;
            last = next;
        }
    }
};

} // namespace

class TestLiveEdge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void isNowWithoutSamples()
    {
        LiveEdge edge;
        QVERIFY(edge.advance(start, std::nullopt) == start);
        QVERIFY(edge.advance(start + 1s, std::nullopt) == start + 1s);
    }

    void glidesWithTheNewestSampleInside_data()
    {
        QTest::addColumn<qint64>("delayMs");
        QTest::addColumn<qint64>("batchMs");
        QTest::addColumn<qint64>("skewMs");
        QTest::newRow("at once") << qint64(0) << qint64(0) << qint64(0);
        QTest::newRow("delayed") << qint64(80) << qint64(0) << qint64(0);
        QTest::newRow("in batches") << qint64(40) << qint64(500) << qint64(0);
        QTest::newRow("once a second") << qint64(5) << qint64(1000) << qint64(0);
        QTest::newRow("device clock ahead") << qint64(80) << qint64(100) << qint64(4000);
        QTest::newRow("device clock behind") << qint64(80) << qint64(100) << qint64(-30'000);
    }

    void glidesWithTheNewestSampleInside()
    {
        QFETCH(qint64, delayMs);
        QFETCH(qint64, batchMs);
        QFETCH(qint64, skewMs);
        Scene scene;
        scene.delay = std::chrono::milliseconds(delayMs);
        scene.batch = std::max<Duration>(frame, std::chrono::milliseconds(batchMs));
        scene.skew = std::chrono::milliseconds(skewMs);
        scene.run(15s);
        scene.run(30s);
        QVERIFY(!scene.edge.isFileTime());
        QVERIFY2(scene.smallestStep >= frame * 94 / 100, "never slower than 94 % of time");
        QVERIFY2(scene.largestStep <= frame * 106 / 100, "never faster than 106 % of time");
        const Duration room = scene.edge.edge() - *scene.newest;
        QVERIFY2(room >= -2 * frame, qPrintable(QString::number(room.count())));
        QVERIFY2(room <= scene.batch + 2 * frame, qPrintable(QString::number(room.count())));
    }

    void goesOnWhenSamplesStop()
    {
        Scene scene;
        scene.run(5s);
        const Timestamp before = scene.edge.edge();
        scene.run(10s, false);
        QVERIFY(std::abs((scene.edge.edge() - before - 10s).count()) < 30'000'000);
    }

    void jumpsWhenTheDelayIsWrongByMuch()
    {
        Scene scene;
        scene.run(12s);
        scene.skew = 20s;
        scene.run(100ms);
        QVERIFY(scene.edge.edge() > scene.now + 15s);
    }

    void startsAnewAfterALongTimeUnseen()
    {
        Scene scene;
        scene.run(5s);
        scene.now = scene.now + 1h;
        scene.run(100ms);
        QVERIFY(std::abs((scene.edge.edge() - scene.now).count()) < 100'000'000);
    }

    void deviceThatWasSilentBeforeDoesNotHoldTheEdge()
    {
        LiveEdge edge;
        QVERIFY(edge.advance(start, start - 1min) == start);
        QVERIFY(edge.advance(start + frame, start - 1min) == start + frame);
        QVERIFY2(edge.advance(start + 2 * frame, start - 50s) == start - 50s, "but its clock does, once it sends");
    }

    void deviceThatFellSilentUnseenDoesNotHoldTheEdge()
    {
        Scene scene;
        scene.run(5s);
        scene.now = scene.now + 5min;
        scene.run(100ms, false);
        QVERIFY(std::abs((scene.edge.edge() - scene.now).count()) < 100'000'000);
    }

    void followsAFileAtItsSpeed_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<qint64>("batchMs");
        QTest::newRow("as recorded") << 1.0 << qint64(0);
        QTest::newRow("in batches") << 1.0 << qint64(250);
        QTest::newRow("fast") << 20.0 << qint64(50);
        QTest::newRow("slow") << 0.25 << qint64(0);
    }

    void followsAFileAtItsSpeed()
    {
        QFETCH(double, speed);
        QFETCH(qint64, batchMs);
        Scene scene;
        scene.isFile = true;
        scene.speed = speed;
        scene.batch = std::max<Duration>(frame, std::chrono::milliseconds(batchMs));
        scene.run(20s);
        scene.run(10s);
        QVERIFY(scene.edge.isFileTime());
        const double off = static_cast<double>((scene.edge.edge() - *scene.newest).count()) * 1e-9;
        QVERIFY2(std::abs(off) < 0.6 * speed, qPrintable(QString::number(off)));
        const double perFrame = static_cast<double>(frame.count()) * speed;
        QVERIFY2(static_cast<double>(scene.smallestStep.count()) > 0.5 * perFrame, "does not stutter");
        QVERIFY2(static_cast<double>(scene.largestStep.count()) < 1.5 * perFrame, "does not leap");
    }

    void standsWhenTheFileStands()
    {
        Scene scene;
        scene.isFile = true;
        scene.run(10s);
        scene.run(5s, false);
        const Timestamp before = scene.edge.edge();
        scene.run(5s, false);
        QVERIFY(scene.edge.edge() - before < 100ms);
        QVERIFY(scene.edge.edge() <= *scene.newest + 1s);
    }

    void extremeTimesDoNotOverflow()
    {
        for (const Timestamp newest : {Timestamp::min(), Timestamp::max(), Timestamp::fromNs(0)}) {
            LiveEdge edge;
            edge.advance(start, newest);
            const Timestamp next = edge.advance(start + frame, newest);
            QVERIFY(next >= newest && next.ns() - newest.ns() <= frame.count());
        }
    }

    void seriesIsStaleByItsOwnRhythm_data()
    {
        QTest::addColumn<qint64>("rhythmMs");
        QTest::addColumn<qint64>("silentMs");
        QTest::addColumn<bool>("isStale");
        QTest::newRow("fast, just now") << qint64(10) << qint64(1000) << false;
        QTest::newRow("fast, 6 s") << qint64(10) << qint64(6000) << true;
        QTest::newRow("quarter of an hour, 10 s") << qint64(900'000) << qint64(10'000) << false;
        QTest::newRow("quarter of an hour, 2 h") << qint64(900'000) << qint64(7'200'000) << true;
        QTest::newRow("unknown, 20 s") << qint64(0) << qint64(20'000) << false;
        QTest::newRow("unknown, 40 s") << qint64(0) << qint64(40'000) << true;
    }

    void seriesIsStaleByItsOwnRhythm()
    {
        QFETCH(qint64, rhythmMs);
        QFETCH(qint64, silentMs);
        QFETCH(bool, isStale);
        const auto rhythm = rhythmMs == 0 ? std::nullopt : std::optional<Duration>(std::chrono::milliseconds(rhythmMs));
        const Duration silent = std::chrono::milliseconds(silentMs);
        for (const Duration skew : {Duration::zero(), Duration(-3h), Duration(24h * 20000)}) {
            Freshness freshness;
            QVERIFY(!freshness.staleFor(start));
            freshness.observe(start, start - skew, rhythm);
            freshness.observe(start + 1s, start - skew + 1s, rhythm);
            freshness.observe(start + 1s + silent, start - skew + 1s, rhythm);
            const auto stale = freshness.staleFor(start + 1s + silent);
            QCOMPARE(stale.has_value(), isStale);
            if (stale)
                QVERIFY(*stale == silent);
        }
    }

    void whatIsReportedOnChangeStaysFresh_data()
    {
        QTest::addColumn<std::optional<Duration>>("rhythm");
        QTest::newRow("one sample") << std::optional<Duration>();
        QTest::newRow("some at once") << std::optional<Duration>(1s);
    }

    void whatIsReportedOnChangeStaysFresh()
    {
        QFETCH(std::optional<Duration>, rhythm);
        Freshness held;
        Freshness sampled;
        for (const Duration after : {Duration(0s), Duration(8h)}) {
            held.observe(start + after, start, rhythm, Interpolation::HoldLast);
            sampled.observe(start + after, start, rhythm, Interpolation::Linear);
        }
        QVERIFY(!held.staleFor(start + 8h));
        QVERIFY(sampled.staleFor(start + 8h));
    }

    void seriesThatWasSilentBeforeIsStaleAtOnce()
    {
        Freshness freshness;
        freshness.observe(start, start - 10min, 1s);
        QVERIFY(freshness.staleFor(start) == Duration(10min));
    }
};

QTEST_GUILESS_MAIN(TestLiveEdge)
#include "tst_live_edge.moc"
