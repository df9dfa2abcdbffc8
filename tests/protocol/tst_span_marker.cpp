#include "core/protocol/span_marker.h"
#include "tests/protocol/span_text.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;
using protocol::SpanMarker;
using watchglass::test::FakeClock;
using watchglass::test::RecordingSink;

namespace {

const QString device = QStringLiteral("s1");
constexpr Timestamp base = Timestamp::fromMs(1'000'000);

/// A marker whose device's clock has nothing to do with ours.
struct Bench
{
    protocol::SeriesHandle series(const char *attribute, const QString &of = device)
    {
        SeriesInfo info;
        info.key.device = of;
        info.key.attribute = QLatin1String(attribute);
        return marker.series(info);
    }
    void sample(protocol::SeriesHandle handle, Duration at) { marker.sample(handle, {base + at, 1.0}); }
    /// "hr 1..max" of a mark, "hr ended 2" of the end of one.
    QStringList told() const
    {
        QStringList all;
        for (const RecordingSink::KeptSpan &span : sink.spans)
            all << span.key.attribute + QLatin1Char(' ') + spanText(span, base);
        return all;
    }

    RecordingSink sink;
    FakeClock clock;
    SpanMarker marker{sink, clock};
};

} // namespace

class TestSpanMarker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingPassesThrough()
    {
        Bench bench;
        const auto hr = bench.series("hr");
        const auto ecg = bench.series("ecg");
        bench.sample(ecg, 0ms);
        bench.sample(hr, 1ms);
        QCOMPARE(bench.sink.samples.size(), std::size_t(2));
        QCOMPARE(bench.sink.samples[0].info.key.attribute, QStringLiteral("ecg"));
        QCOMPARE(bench.series("hr"), hr);
        QCOMPARE(bench.marker.seriesOf(device).size(), std::size_t(2));
        QVERIFY(bench.marker.seriesOf(QStringLiteral("other")).empty());
        QVERIFY(bench.told().isEmpty());
    }

    void aHeldDeviceIsMarkedFromJustAfterItsLastSamples()
    {
        Bench bench;
        const auto hr = bench.series("hr");
        const auto ecg = bench.series("ecg");
        bench.sample(hr, 10ms);
        bench.sample(ecg, 20ms);
        bench.sample(bench.series("hr", QStringLiteral("s2")), 5ms);
        bench.marker.hold(device);
        bench.marker.hold(device);
        QVERIFY(bench.marker.isHeld(device));
        bench.sample(hr, 30ms); // a glance
        bench.marker.hold(device);
        QCOMPARE(bench.told(), QStringList({QStringLiteral("hr 10+..max"), QStringLiteral("ecg 20+..max")}));
    }

    void whatIsMissingMayBeginBeforeTheLastSample()
    {
        Bench bench;
        bench.sample(bench.series("hr"), 10ms);
        bench.marker.hold(device, base + 4ms);
        bench.marker.fill(device);
        QCOMPARE(bench.told(), QStringList({QStringLiteral("hr 4..max"), QStringLiteral("hr ended 4")}));
        QVERIFY(!bench.marker.isHeld(device));
    }

    void aMarkEndsWithTheFirstWholeSample()
    {
        Bench bench;
        const auto hr = bench.series("hr");
        bench.sample(hr, 10ms);
        bench.marker.hold(device);
        bench.clock.advance(10s);
        bench.marker.release(device, 500ms);
        bench.clock.advance(400ms);
        bench.marker.release(device, 500ms); // which changes nothing
        bench.sample(hr, 10'400ms);
        QCOMPARE(bench.told().size(), 1);
        bench.clock.advance(100ms);
        bench.sample(hr, 10'500ms);
        bench.sample(hr, 10'600ms);
        QCOMPARE(bench.told(), QStringList({QStringLiteral("hr 10+..max"), QStringLiteral("hr ended 10500")}));
    }

    void heldAgainBeforeAWholeSampleTheMarkGoesOn()
    {
        Bench bench;
        const auto hr = bench.series("hr");
        bench.sample(hr, 10ms);
        bench.marker.hold(device);
        bench.marker.release(device, 500ms);
        bench.clock.advance(300ms);
        bench.marker.hold(device);
        bench.clock.advance(10s);
        bench.sample(hr, 10'300ms);
        QCOMPARE(bench.told(), QStringList{QStringLiteral("hr 10+..max")});
    }

    void aSeriesThatShowsItselfLaterIsMarkedAsLongAsItsDeviceWasHeld()
    {
        Bench bench;
        bench.sample(bench.series("hr"), 0ms);
        bench.marker.hold(device);
        bench.clock.advance(30s);
        bench.sample(bench.series("battery"), 29'900ms);
        QCOMPARE(bench.told().last(), QStringLiteral("battery -600..max"));
        bench.marker.release(device, 0ms);
        bench.clock.advance(20s);
        bench.sample(bench.series("steps"), 49'900ms); // 20 s after the release
        QCOMPARE(bench.told().last(), QStringLiteral("steps -600..30400"));
        bench.marker.fill(device);
        bench.sample(bench.series("late"), 50'000ms);
        QVERIFY(!bench.told().last().startsWith(QLatin1String("late")));
    }

    void newcomersAreHeldFromTheBeginning()
    {
        Bench bench;
        bench.marker.holdNewcomers();
        QVERIFY(bench.marker.isHeld(device));
        bench.clock.advance(10s);
        bench.marker.holdNewcomers();
        bench.sample(bench.series("hr"), 10s);
        QCOMPARE(bench.told(), QStringList{QStringLiteral("hr -500..max")});
        bench.marker.releaseNewcomers(500ms);
        bench.clock.advance(10s);
        bench.sample(bench.series("hr", QStringLiteral("s2")), 20s);
        QCOMPARE(bench.told().last(), QStringLiteral("hr -500..11000"));
        bench.marker.forgetNewcomers();
        bench.sample(bench.series("hr", QStringLiteral("s3")), 20s);
        QCOMPARE(bench.told().size(), 2);
    }

    void anAttributeCanBeToldToBeWhole()
    {
        Bench bench;
        bench.sample(bench.series("imu.x"), 10ms);
        const auto imu = bench.series("imu");
        bench.sample(imu, 10ms);
        bench.sample(bench.series("im"), 10ms);
        bench.marker.hold(device);
        bench.marker.whole(device, QStringLiteral("imu")); // not while it is held
        QCOMPARE(bench.told().size(), 3);
        bench.sample(imu, 50ms); // what came between is not all there was
        bench.marker.release(device, 0ms);
        bench.marker.whole(device, QStringLiteral("imu"));
        bench.marker.whole(device, QStringLiteral("im"), base + 70ms);
        QCOMPARE(bench.told().mid(3), QStringList({QStringLiteral("imu.x ended 10+"), QStringLiteral("imu ended 50+"),
                                                   QStringLiteral("im ended 70")}));
    }

    void grantsPassWhenTheyDiffer()
    {
        Bench bench;
        Grant grant;
        bench.marker.grant(grant);
        bench.marker.grant(grant);
        grant.device = device;
        bench.marker.grant(grant);
        grant.delivery = Delivery::Withheld;
        bench.marker.grant(grant);
        QCOMPARE(bench.sink.grants.size(), std::size_t(3));
    }

    void timesAtTheEndsDoNoHarm()
    {
        Bench bench;
        const auto hr = bench.series("hr");
        bench.marker.sample(hr, {Timestamp::max(), 1.0});
        bench.marker.hold(device);
        bench.clock.advance(10s);
        bench.marker.sample(bench.series("battery"), {Timestamp::min(), 1.0});
        QCOMPARE(bench.sink.spans.size(), std::size_t(2));
        QCOMPARE(bench.sink.spans.back().range.from, Timestamp::min());
    }
};

QTEST_GUILESS_MAIN(TestSpanMarker)
#include "tst_span_marker.moc"
