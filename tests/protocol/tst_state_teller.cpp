#include "core/protocol/state_teller.h"
#include "tests/support/fake_clock.h"

#include <QRegularExpression>
#include <QTest>

#include <vector>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;

namespace {

struct Fixture
{
    watchglass::test::FakeClock clock;
    std::vector<SourceState> told;
    StateTeller teller{clock, [this](const SourceState &state) { told.push_back(state); }};
};

} // namespace

class TestStateTeller : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void whatIsTheSameIsToldOnce()
    {
        Fixture f;
        QVERIFY(f.teller.isNew(SourcePhase::Live, QStringLiteral("Live")));
        f.teller.enter(SourcePhase::Live, QStringLiteral("Live"));
        QVERIFY(!f.teller.isNew(SourcePhase::Live, QStringLiteral("Live")));
        f.teller.enter(SourcePhase::Live, QStringLiteral("Live"));
        QCOMPARE(f.told.size(), 1u);
        f.teller.enter(SourcePhase::Live, QStringLiteral("Live; reading history"));
        f.teller.enter(SourcePhase::Silent, QStringLiteral("Live; reading history"));
        QCOMPARE(f.told.size(), 3u);
    }

    void waitingTellsWhenItTriesAgain()
    {
        Fixture f;
        f.teller.enter(SourcePhase::Waiting, QStringLiteral("Lost"), 3s);
        f.clock.advance(1s);
        f.teller.enter(SourcePhase::Waiting, QStringLiteral("Lost"), 5s);
        QCOMPARE(f.told.size(), 2u);
        QCOMPARE(f.told.back().retryAt, std::optional(f.clock.now() + 5s));
        f.teller.enter(SourcePhase::Connecting, QStringLiteral("Connecting"), 5s);
        QVERIFY(!f.told.back().retryAt);
    }

    void whatIsUnsaidIsToldWithTheNextChange()
    {
        Fixture f;
        f.teller.unsaid().dialect = QStringLiteral("server");
        QVERIFY(f.told.empty());
        f.teller.enter(SourcePhase::Live, QStringLiteral("Live"));
        QCOMPARE(f.told.back().dialect, QStringLiteral("server"));
    }

    void clocksThatDriftALittleAreNotTold()
    {
        Fixture f;
        f.teller.setSkew(std::nullopt);
        QVERIFY(f.told.empty());
        f.teller.setSkew(Duration(10ms));
        f.teller.setSkew(Duration(109ms));
        QCOMPARE(f.told.size(), 1u);
        f.teller.setSkew(Duration(-90ms));
        QCOMPARE(f.told.size(), 2u);
        f.teller.setSkew(Duration(-80ms), 5ms);
        QCOMPARE(f.told.back().clockSkew, std::optional(Duration(-80ms)));
    }

    void aSkewThatWasNotToldIsNoSkewToCompareWith()
    {
        Fixture f;
        f.teller.enter(SourcePhase::Live, QStringLiteral("Live"));
        f.teller.setSkew(Duration(0ms));
        f.teller.unsaid().clockSkew = Duration(500ms);
        f.teller.enter(SourcePhase::Live, QStringLiteral("Live")); // nothing new, so nothing is told
        QCOMPARE(f.told.size(), 2u);
        f.teller.setSkew(Duration(510ms));
        QCOMPARE(f.told.size(), 3u);
        QCOMPARE(f.told.back().clockSkew, std::optional(Duration(510ms)));
    }

    void aLiveSourceThatIsHeldBackSaysSo()
    {
        Fixture f;
        f.teller.setReadBudget(2'000'000);
        f.teller.enter(SourcePhase::Live, QStringLiteral("Live"));
        f.teller.setHeldBack(true);
        QVERIFY(f.told.back().isHeldBack);
        QVERIFY2(f.told.back().text.startsWith(QStringLiteral("Live; sends more than ")),
                 qPrintable(f.told.back().text));
        f.teller.enter(SourcePhase::Waiting, QStringLiteral("Lost"));
        QCOMPARE(f.told.back().text, QStringLiteral("Lost"));
        f.teller.setHeldBack(false);
        f.teller.enter(SourcePhase::Live, QStringLiteral("Live"));
        QCOMPARE(f.told.back().text, QStringLiteral("Live"));
    }
};

QTEST_GUILESS_MAIN(TestStateTeller)
#include "tst_state_teller.moc"
