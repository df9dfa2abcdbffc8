#include "ui/panels/newest_watch.h"

#include "ui/panels/span_choice.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

} // namespace

class TestNewestWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsNothing() { QVERIFY(!NewestWatch().observe(start, std::nullopt)); }

    void whatIsOfThisMomentCounts()
    {
        QVERIFY(NewestWatch().observe(start, start - 9min) == start - 9min);
        QVERIFY(NewestWatch().observe(start, start + 9min) == start + 9min); // a clock that is ahead
    }

    void whatWasSilentForLongDoesNot()
    {
        NewestWatch watch;
        QVERIFY(!watch.observe(start, start - 2h));
        QVERIFY(!watch.observe(start + 1s, start - 2h));
    }

    void whatMovesFarAwayIsARecording()
    {
        NewestWatch watch;
        QVERIFY(!watch.observe(start, start - 48h));
        QVERIFY(watch.observe(start + 1s, start - 47h) == start - 47h);
        QVERIFY(watch.observe(start + 20s, start - 47h) == start - 47h);
        QVERIFY(!watch.observe(start + 60s, start - 47h));
    }

    void aSpanSuitsTheRhythmUnlessChosen()
    {
        SpanChoice span(1min, 60);
        QVERIFY(span.span(std::nullopt) == Duration(1min));
        QVERIFY(span.span(10ms) == Duration(1min));
        QVERIFY(span.span(15min) == Duration(15h));
        span.choose(5min);
        QVERIFY(span.span(15min) == Duration(5min));
        QJsonObject state;
        span.save(state);
        SpanChoice other(1min, 60);
        other.restore(state);
        QVERIFY(other.chosen() == Duration(5min));
        other.restore({{QStringLiteral("span"), QStringLiteral("-4")}});
        QVERIFY(!other.chosen());
    }
};

QTEST_APPLESS_MAIN(TestNewestWatch)
#include "tst_newest_watch.moc"
