#include "core/alarm/call_plan.h"
#include "core/alarm/flood_meter.h"
#include "core/alarm/sound_pattern.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace watchglass;
using namespace watchglass::alarm;
using namespace std::chrono_literals;

namespace {

StateCounts calling(std::size_t information, std::size_t warning, std::size_t critical)
{
    StateCounts counts;
    counts.calling = {information, warning, critical};
    return counts;
}

} // namespace

class TestCallPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatsTheSoonerTheMoreUrgent_data()
    {
        QTest::addColumn<AlarmPriority>("priority");
        QTest::addColumn<int>("heard");
        QTest::newRow("critical") << AlarmPriority::Critical << 12;
        QTest::newRow("warning") << AlarmPriority::Warning << 4;
        QTest::newRow("information") << AlarmPriority::Information << 1;
    }
    void repeatsTheSoonerTheMoreUrgent()
    {
        QFETCH(const AlarmPriority, priority);
        StateCounts counts;
        counts.calling[static_cast<std::size_t>(priority)] = 1;
        CallPlan plan;
        int heard = 0;
        for (Duration now = 1h; now < 1h + 60s; now += 200ms)
            heard += plan.update(counts, 1, now) ? 1 : 0;
        QTEST(heard, "heard");
    }

    void silentWhileNobodyCalls()
    {
        CallPlan plan;
        QVERIFY(!plan.update(calling(0, 0, 0), 7, 1h));
        QCOMPARE(plan.update(calling(0, 1, 0), 8, 1h), AlarmPriority::Warning);
        QVERIFY(!plan.update(calling(0, 0, 0), 8, 1h + 1s));
        QCOMPARE(plan.update(calling(0, 1, 0), 9, 1h + 2s), AlarmPriority::Warning);
    }

    void moreUrgentIsHeardAtOnce()
    {
        CallPlan plan;
        plan.update(calling(1, 0, 0), 1, 1h);
        QCOMPARE(plan.update(calling(1, 1, 0), 2, 1h + 100ms), AlarmPriority::Warning);
        QCOMPARE(plan.update(calling(1, 1, 1), 3, 1h + 200ms), AlarmPriority::Critical);
        QVERIFY(!plan.update(calling(1, 1, 2), 4, 1h + 300ms)); // one more of a flood
        QVERIFY(plan.update(calling(1, 1, 3), 5, 1h + 2200ms));
    }

    void muteIsTimedAndAHigherOneBreaksThrough()
    {
        CallPlan plan;
        plan.update(calling(0, 1, 0), 1, 1h);
        plan.mute(60s, 1h + 1s);
        QCOMPARE(plan.muteLeft(1h + 11s), Duration(50s));
        QVERIFY(!plan.update(calling(0, 2, 0), 2, 1h + 30s)); // no higher than what was muted
        QCOMPARE(plan.update(calling(0, 2, 1), 3, 1h + 31s), AlarmPriority::Critical);
        QVERIFY(!plan.muteLeft(1h + 31s) && plan.hasBrokenThrough());

        plan.mute(60s, 1h + 32s);
        QVERIFY(!plan.hasBrokenThrough());
        QVERIFY(!plan.update(calling(0, 2, 2), 4, 1h + 50s));
        QVERIFY(plan.update(calling(0, 2, 2), 4, 1h + 92s)); // it is over
        plan.mute(60s, 1h + 93s);
        plan.unmute();
        QVERIFY(!plan.muteLeft(1h + 94s));
    }

    void muteInSilenceBreaksWithTheFirst()
    {
        CallPlan plan;
        plan.update(calling(0, 0, 0), 0, 1h);
        plan.mute(60s, 1h);
        QCOMPARE(plan.update(calling(1, 0, 0), 1, 1h + 1s), AlarmPriority::Information);
    }

    void floodIsSaidAndEnds()
    {
        FloodMeter meter;
        meter.update(1000, 1h); // what was there before is no flood
        QVERIFY(!meter.isFlood());
        meter.update(1412, 1h + 5s);
        QCOMPARE(meter.recent(), 412u);
        QVERIFY(meter.isFlood());
        meter.update(1412, 1h + 16s);
        QCOMPARE(meter.recent(), 0u);
        QVERIFY(!meter.isFlood());
    }

    void patternsAreThreeAndDoNotClick()
    {
        std::vector<std::size_t> lengths;
        for (const auto priority : {AlarmPriority::Information, AlarmPriority::Warning, AlarmPriority::Critical}) {
            const auto samples = soundPattern(priority);
            lengths.push_back(samples.size());
            QVERIFY(samples.size() > soundRateHz / 4 && samples.size() < 2 * soundRateHz);
            QVERIFY(*std::max_element(samples.begin(), samples.end()) > 8000);
            QVERIFY(std::abs(samples.front()) < 50 && std::abs(samples.back()) < 50);
            for (std::size_t i = 1; i < samples.size(); ++i)
                QVERIFY(std::abs(samples[i] - samples[i - 1]) < 3000);
        }
        QVERIFY(lengths[0] != lengths[1] && lengths[1] != lengths[2]);
    }
};

QTEST_GUILESS_MAIN(TestCallPlan)
#include "tst_call_plan.moc"
