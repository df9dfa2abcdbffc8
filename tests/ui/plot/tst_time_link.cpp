#include "ui/plot/time_link.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000);
const int plots[3] = {};

} // namespace

class TestTimeLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneEdgeForAllPlots()
    {
        TimeLink link;
        Timestamp now = start;
        for (int frame = 0; frame < 2000; ++frame) {
            now = start + frame * 16ms;
            link.advance(&plots[0], now, now - 900ms);
            link.advance(&plots[1], now, now - 50ms);
        }
        QVERIFY(link.edge(&plots[0]) == link.edge(&plots[1]));
        QVERIFY2(link.edge(&plots[0]) > now - 100ms, "it follows the newest of all");
    }

    void liveSensorsCountMoreThanARecordingThatWasThereFirst()
    {
        TimeLink link;
        link.advance(&plots[0], start, start - 365 * 24h);
        link.advance(&plots[1], start, start - 10ms);
        QVERIFY(link.isApart(&plots[0]));
        QVERIFY(!link.isApart(&plots[1]));
    }

    void aPlotOfAnotherTimeHasItsOwnEdge()
    {
        TimeLink link;
        const Timestamp recorded = start - 365 * 24h;
        link.advance(&plots[0], start, start - 10ms);
        link.advance(&plots[1], start, recorded);
        link.advance(&plots[0], start + 16ms, start);
        link.advance(&plots[1], start + 16ms, recorded);
        QVERIFY(!link.isApart(&plots[0]));
        QVERIFY(link.isApart(&plots[1]));
        QVERIFY(link.isFileTime(&plots[1]));
        QVERIFY(!link.isFileTime(&plots[0]));
        QVERIFY(link.edge(&plots[1]) < start - 300 * 24h);
        QVERIFY(link.edge(&plots[0]) > start - 1s);
    }

    void recordingsAloneAreTogether()
    {
        TimeLink link;
        const Timestamp recorded = start - 365 * 24h;
        link.advance(&plots[0], start, recorded);
        link.advance(&plots[1], start, recorded - 1s);
        link.advance(&plots[0], start + 16ms, recorded);
        QVERIFY(!link.isApart(&plots[0]));
        QVERIFY(!link.isApart(&plots[1]));
        QVERIFY(link.isFileTime(&plots[0]));
    }

    void plotsWithoutSamplesFollowTheOthers()
    {
        TimeLink link;
        link.advance(&plots[0], start, start - 10ms);
        link.advance(&plots[1], start, std::nullopt);
        QVERIFY(link.edge(&plots[1]) == link.edge(&plots[0]));
        QVERIFY(!link.isApart(&plots[1]));
    }

    void theShortestSuggestionStandsUntilSomebodyChooses()
    {
        TimeLink link;
        QVERIFY(link.isAutomatic());
        link.suggest(120h);
        QVERIFY(link.window().span() == Duration(120h));
        link.suggest(200h);
        QVERIFY(link.window().span() == Duration(120h));
        link.suggest(60s);
        QVERIFY(link.window().span() == Duration(60s));
        QVERIFY(link.isAutomatic());
        link.window().zoom(0.5, 0.5, start);
        QVERIFY(!link.isAutomatic());
        link.suggest(1s);
        QVERIFY(link.window().span() == Duration(30s));
    }

    void aChosenWindowIsNotSuggestedAway()
    {
        TimeLink link;
        link.setChosen();
        link.suggest(1h);
        QVERIFY(link.window().span() == TimeWindow::defaultSpan);
    }

    void knowsWhoIsThere()
    {
        TimeLink link;
        QVERIFY(link.isAlone(&plots[0]));
        link.reset(&plots[0]);
        QVERIFY(link.isAlone(&plots[0]));
        link.reset(&plots[1]);
        QVERIFY(!link.isAlone(&plots[0]));
        link.leave(&plots[1]);
        QVERIFY(link.isAlone(&plots[0]));
    }
};

QTEST_GUILESS_MAIN(TestTimeLink)
#include "tst_time_link.moc"
