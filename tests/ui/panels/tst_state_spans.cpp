#include "ui/panels/state_spans.h"

#include "core/store/series.h"
#include "ui/panels/state_words.h"
#include "ui/theme/theme.h"

#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

std::shared_ptr<store::Series> seriesOf(const std::vector<std::pair<int, double>> &told)
{
    const auto series = std::make_shared<store::Series>(SeriesInfo{{}, {}, Interpolation::HoldLast, {}});
    for (const auto &[second, value] : told)
        series->append({start + Duration(std::chrono::seconds(second)), value});
    return series;
}

/// Seconds 0 to 60 in 60 columns as "from-to:value …".
QString text(const store::Series &series, int end = 60)
{
    const store::View view = series.view({start, start + 60s}, 60);
    QStringList parts;
    for (const StateSpan &span : stateSpans(view, start + Duration(std::chrono::seconds(end)))) {
        parts << QStringLiteral("%1-%2:%3")
                     .arg((span.range.from - start) / 1s)
                     .arg((span.range.to - start) / 1s)
                     .arg(span.value);
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace

class TestStateSpans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStateHoldsUntilTheNext()
    {
        QCOMPARE(text(*seriesOf({{10, 0}, {20, 1}, {50, 0}})), QStringLiteral("10-20:0 20-50:1 50-60:0"));
    }
    void nothingGivesNothing() { QCOMPARE(text(*seriesOf({})), QString()); }
    void whatHeldBeforeComesInFromTheLeft()
    {
        QCOMPARE(text(*seriesOf({{-100, 2}, {30, 1}})), QStringLiteral("0-30:2 30-60:1"));
    }
    void whatIsToldAgainIsOneSpan()
    {
        QCOMPARE(text(*seriesOf({{10, 1}, {20, 1}, {30, 1}})), QStringLiteral("10-60:1"));
    }
    void theLastHoldsNoLongerThanAsked()
    {
        QCOMPARE(text(*seriesOf({{10, 1}}), 25), QStringLiteral("10-25:1"));
        QCOMPARE(text(*seriesOf({{40, 1}}), 25), QString()); // the device's clock is ahead
    }
    void lateOnesFindTheirPlace()
    {
        QCOMPARE(text(*seriesOf({{10, 0}, {40, 1}, {20, 2}})), QStringLiteral("10-20:0 20-40:2 40-60:1"));
    }
    void whatIsLateAndBeforeAllComesInToo()
    {
        QCOMPARE(text(*seriesOf({{10, 1}, {-5, 0}})), QStringLiteral("0-10:0 10-60:1"));
    }
    void notANumberIsNoState()
    {
        QCOMPARE(text(*seriesOf({{10, std::nan("")}})), QString());
        QCOMPARE(text(*seriesOf({{5, 1}, {10, std::nan("")}})), QStringLiteral("5-60:1"));
    }

    void aStateIsNotKnownOverAGap()
    {
        const auto series = seriesOf({{10, 1}, {50, 0}});
        series->addGap({{start + 20s, start + 40s}, GapCause::LinkLost});
        QCOMPARE(text(*series), QStringLiteral("10-20:1 50-60:0"));
    }

    void twoChangesInOneColumnKeepTheFirstAndTheLast()
    {
        const auto series = std::make_shared<store::Series>(SeriesInfo{{}, {}, Interpolation::HoldLast, {}});
        for (const auto &[ms, value] : {std::pair{10'000, 0.0}, {10'250, 1.0}, {10'500, 0.0}, {10'750, 2.0}})
            series->append({start + Duration(std::chrono::milliseconds(ms)), value});
        const auto spans = stateSpans(series->view({start, start + 60s}, 60), start + 60s);
        QCOMPARE(spans.size(), std::size_t(2));
        QCOMPARE(spans[0].value, 0.0);
        QVERIFY(spans[0].range.to == start + 10'750ms);
        QCOMPARE(spans[1].value, 2.0);
    }

    void sharesAreOfTheKnownTime()
    {
        const auto series = seriesOf({{0, 0}, {15, 1}, {30, 0}});
        const auto shares = stateShares(stateSpans(series->view({start, start + 60s}, 60), start + 60s));
        QCOMPARE(shares.size(), std::size_t(2));
        QCOMPARE(shares[0].share, 0.75);
        QVERIFY(shares[0].time == Duration(45s));
        QCOMPARE(shares[1].share, 0.25);
        QVERIFY(stateShares({}).empty());
    }

    void theSpanAtATimeIsFound()
    {
        const auto series = seriesOf({{10, 0}, {20, 1}});
        const auto spans = stateSpans(series->view({start, start + 60s}, 60), start + 30s);
        QVERIFY(!spanAt(spans, start + 9s));
        QCOMPARE(spanAt(spans, start + 10s)->value, 0.0);
        QCOMPARE(spanAt(spans, start + 20s)->value, 1.0);
        QVERIFY(!spanAt(spans, start + 30s));
        QVERIFY(!spanAt({}, start));
    }

    void wordsReadWell_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *word, const char *text) {
            QTest::newRow(word) << QString::fromLatin1(word) << QString::fromLatin1(text);
        };
        row("NO_MOTION_DETECTED", "No motion detected");
        row("OPEN", "Open");
        row("SDS", "SDS");
        row("ear lobe", "Ear lobe");
        row("high_accuracy", "High accuracy");
        row("", "");
    }
    void wordsReadWell()
    {
        QFETCH(QString, word);
        QTEST(stateText(word), "text");
    }

    void kindsOfEventsReadWell()
    {
        QCOMPARE(eventText(QStringLiteral("labelsChanged")), QStringLiteral("Labels changed"));
        QCOMPARE(eventText(QStringLiteral("key_press")), QStringLiteral("Key press"));
        QCOMPARE(eventText(QString()), QString());
    }

    void whatHasNoWordIsANumber()
    {
        const SeriesInfo info{{}, {}, Interpolation::HoldLast, {QStringLiteral("CLOSED"), QStringLiteral("OPEN")}};
        QCOMPARE(stateText(info, 1.0), QStringLiteral("Open"));
        QCOMPARE(stateText(info, 7.0), QStringLiteral("7"));
        QCOMPARE(stateText(info, 0.5), QStringLiteral("0.5000"));
        QCOMPARE(stateText(info, std::nan("")), QStringLiteral("NaN"));
        QVERIFY(!stateOf(-1.0));
        QVERIFY(!stateOf(1e12));
    }

    void noStateHasAnAlarmsColour()
    {
        const Theme &theme = currentTheme();
        for (int state = 0; state < 30; ++state) {
            for (const QColor &alarm : {theme.critical, theme.warning, theme.information, theme.invalid})
                QVERIFY(stateColour(state) != alarm);
        }
        QVERIFY(stateColour(0) != stateColour(1));
    }
};

QTEST_MAIN(TestStateSpans)
#include "tst_state_spans.moc"
