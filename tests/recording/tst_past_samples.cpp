#include "core/recording/past_samples.h"
#include "core/store/series_store.h"
#include "tests/recording/session_trial.h"

#include <QTemporaryDir>

using namespace watchglass;
using namespace watchglass::recording;
using namespace watchglass::test;

class TestPastSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsYoungEnoughWithWhatIsMissing()
    {
        store::SeriesStore store;
        const auto first = store.open(trialSeries(QStringLiteral("a")));
        const auto second = store.open(trialSeries(QStringLiteral("b")));
        const auto other = store.open(trialSeries(QStringLiteral("a"), QStringLiteral("elsewhere")));
        for (int i = 0; i < 100; ++i) {
            first->append({trialTime(i), static_cast<double>(i)});
            other->append({trialTime(i), static_cast<double>(i)});
        }
        const Gap lost{{trialTime(100), trialTime(150)}, GapCause::LinkLost};
        const Gap unasked{{trialTime(20), trialTime(180)}, GapCause::NotRequested};
        first->addGap(lost);
        second->addGap(lost);
        second->addGap(unasked);
        second->append({trialTime(400), 1.0}); // a clock that runs ahead

        QTemporaryDir dir;
        const QString name = dir.filePath(QStringLiteral("past.wgrec"));
        auto book = SessionBook::create(name, trialMeta());
        QVERIFY(book.ok());
        const SourceId source =
            book.value()->addSource({0, QStringLiteral("s"), QStringLiteral("terra"), {}, {}, trialTime(200), 0});
        const PastSamples past =
            addPastSamples(*book.value(), source, QStringLiteral("s"), store, trialTime(40), trialTime(200));
        QCOMPARE(past.count, std::uint64_t(61));
        QVERIFY(book.value()->close(trialTime(300)));

        const auto file = SessionFile::open(name);
        QVERIFY(file.ok());
        QCOMPARE(file.value()->check().value(), QStringList());
        QCOMPARE(file.value()->series().size(), std::size_t(2));
        QVERIFY(isSame(file.value()->samples(1, always).value(), first->samples({trialTime(40), trialTime(1'000)})));
        QVERIFY(isSame(file.value()->samples(2, always).value(), {{trialTime(400), 1.0}}));

        std::vector<GapNote> missing;
        std::vector<GapNote> notRequested;
        const auto gaps = file.value()->gaps();
        for (const auto &gap : gaps.value())
            (gap.value.kind == GapNote::Kind::Missing ? missing : notRequested).push_back(gap.value);
        QCOMPARE(missing.size(), std::size_t(1)); // it is the device's
        QCOMPARE(missing[0].device, QStringLiteral("d"));
        QCOMPARE(missing[0].gap.range.to, lost.range.to);
        QVERIFY(!notRequested.empty());
        QCOMPARE(notRequested[0].series, SeriesId(2));
        QCOMPARE(notRequested[0].gap.range.from, trialTime(40)); // no sooner than what was asked for

        const auto entries = file.value()->ledger(pastKind).value();
        QCOMPARE(entries.size(), std::size_t(1));
        const auto read = PastSamples::fromJson(entries[0].value.what);
        QVERIFY(read);
        QCOMPARE(read->count, past.count);
        QCOMPARE(read->range.from, trialTime(40));
        QVERIFY(read->range.contains(trialTime(400)));
    }

    void nothingBeforeLeavesNoNote()
    {
        store::SeriesStore store;
        QTemporaryDir dir;
        const QString name = dir.filePath(QStringLiteral("none.wgrec"));
        auto book = SessionBook::create(name, trialMeta());
        QVERIFY(book.ok());
        QCOMPARE(addPastSamples(*book.value(), 1, QStringLiteral("s"), store, trialTime(0), trialTime(9)).count,
                 std::uint64_t(0));
        QVERIFY(book.value()->close(trialTime(10)));
        QVERIFY(SessionFile::open(name).value()->ledger(pastKind).value().empty());
        QVERIFY(!PastSamples::fromJson({{QStringLiteral("from"), QStringLiteral("x")}}));
    }
};

QTEST_GUILESS_MAIN(TestPastSamples)
#include "tst_past_samples.moc"
