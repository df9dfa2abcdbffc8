#include "core/store/late_log.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::store;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000);

} // namespace

class TestLateLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingLateIsNoTime()
    {
        const LateLog log;
        QCOMPARE(log.count(), std::uint64_t(0));
        QVERIFY(log.since(0).isEmpty());
    }

    void saysWhereWhatCameSinceLies()
    {
        LateLog log;
        log.add(start + 5s);
        log.add(start + 3s);
        QVERIFY((log.since(0) == TimeRange{start + 3s, start + 5s + Duration(1)}));
        QVERIFY(log.since(2).isEmpty());
        log.add(Timestamp::max());
        QVERIFY(log.since(2).to == Timestamp::max());
    }

    void theAnswerIsNeverNarrowerThanItMustBe()
    {
        LateLog log;
        for (int i = 0; i < 100'000; ++i)
            log.add(start + i * 1s);
        for (const std::uint64_t seen : {0, 1, 255, 256, 50'000, 99'999}) {
            const TimeRange range = log.since(seen);
            QVERIFY(range.contains(start + static_cast<std::int64_t>(seen) * 1s));
            QVERIFY(range.contains(start + 99'999s));
        }
        QVERIFY(log.since(99'999).length() < 300s); // nor much wider
    }
};

QTEST_APPLESS_MAIN(TestLateLog)
#include "tst_late_log.moc"
