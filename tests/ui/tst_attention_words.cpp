#include "tests/ui/no_warnings.h"
#include "ui/models/attention_words.h"

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using attention::RateLimit;
using attention::Reason;

namespace {

Grant grant(Delivery delivery, Duration interval = 0ns, bool fillable = false, bool fixed = false)
{
    Grant result;
    result.delivery = delivery;
    result.interval = interval;
    result.isFillable = fillable;
    result.isFixed = fixed;
    return result;
}

PanelFigures everything()
{
    PanelFigures figures;
    figures.grant = grant(Delivery::Whole);
    figures.deliveredPerSecond = 250;
    figures.drawnHz = 59.2;
    return figures;
}

PanelFigures medium()
{
    PanelFigures figures = everything();
    figures.level = AttentionLevel::Medium;
    figures.reason = Reason::InView;
    figures.requestedInterval = 500ms;
    figures.grantedHz = 15;
    figures.drawnHz = 14.6;
    figures.limitedBy = RateLimit::Level;
    return figures;
}

/// Thin spaces as blanks, to be read in a table.
QString plain(QString text)
{
    return text.replace(QChar(0x202F), QLatin1Char(' '));
}

} // namespace

Q_DECLARE_METATYPE(watchglass::ui::PanelFigures)

class TestAttentionWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void everyLevelReasonAndLimitHasItsOwnWord()
    {
        QStringList words;
        for (const auto level :
             {AttentionLevel::None, AttentionLevel::Low, AttentionLevel::Medium, AttentionLevel::High})
            words << levelWord(level);
        for (int reason = 0; reason <= static_cast<int>(Reason::Pinned); ++reason)
            words << reasonPhrase(static_cast<Reason>(reason));
        for (const auto limit : {RateLimit::Nothing, RateLimit::Level, RateLimit::Budget, RateLimit::Hidden})
            words << limitWord(limit);
        QVERIFY(!words.contains(QString()));
        QCOMPARE(words.removeDuplicates(), 0);
        QCOMPARE(reasonPhrase(Reason::Focused), QStringLiteral("in focus"));
        QCOMPARE(reasonPhrase(Reason::Hovered), QStringLiteral("under the pointer"));
        QCOMPARE(reasonPhrase(Reason::HiddenTab), QStringLiteral("in a hidden tab"));
    }

    void ratesAreShort_data()
    {
        QTest::addColumn<double>("hz");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0.0 << QStringLiteral("0 Hz");
        QTest::newRow("negative") << -1.0 << QStringLiteral("0 Hz");
        QTest::newRow("display") << 59.94 << QStringLiteral("60 Hz");
        QTest::newRow("fast") << 143.9 << QStringLiteral("144 Hz");
        QTest::newRow("medium") << 15.2 << QStringLiteral("15 Hz");
        QTest::newRow("a few") << 7.5 << QStringLiteral("7.5 Hz");
        QTest::newRow("rounds up") << 9.97 << QStringLiteral("10 Hz");
        QTest::newRow("two") << 2.0 << QStringLiteral("2 Hz");
        QTest::newRow("about one") << 0.998 << QStringLiteral("1 Hz");
        QTest::newRow("half") << 0.5 << QStringLiteral("1/2 s");
        QTest::newRow("a fifth") << 0.2 << QStringLiteral("1/5 s");
        QTest::newRow("uneven") << 0.3 << QStringLiteral("1/3.3 s");
        QTest::newRow("minutes") << 1.0 / 120.0 << QStringLiteral("1/2 min");
        QTest::newRow("hardly") << 1e-300 << QStringLiteral("1/11574 d 1 h");
        QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << QStringLiteral("—");
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QStringLiteral("—");
    }
    void ratesAreShort()
    {
        QFETCH(const double, hz);
        QTEST(plain(rateText(hz)), "text");
    }

    void grantsSayWhatComes_data()
    {
        QTest::addColumn<int>("delivery");
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<bool>("fillable");
        QTest::addColumn<bool>("fixed");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, Delivery delivery, qint64 ms, bool fillable, bool fixed,
                            const char *text) {
            QTest::newRow(name) << static_cast<int>(delivery) << ms << fillable << fixed << QString::fromUtf8(text);
        };
        row("whole", Delivery::Whole, 0, false, false, "every sample");
        row("whole and fillable", Delivery::Whole, 0, true, false, "every sample");
        row("fixed", Delivery::Whole, 0, false, true, "every sample, cannot be asked for less");
        row("batches", Delivery::Batched, 500, true, false, "batches of 500 ms");
        row("thinned", Delivery::Thinned, 500, false, false, "a value every 500 ms");
        row("thinned and fillable", Delivery::Thinned, 2000, true, false, "a value every 2 s, fetched when looked at");
        row("withheld", Delivery::Withheld, 0, true, false, "nothing, fetched when looked at");
        row("withheld for good", Delivery::Withheld, 0, false, false, "nothing");
    }
    void grantsSayWhatComes()
    {
        QFETCH(const int, delivery);
        QFETCH(const qint64, ms);
        QFETCH(const bool, fillable);
        QFETCH(const bool, fixed);
        const auto given = grant(static_cast<Delivery>(delivery), std::chrono::milliseconds(ms), fillable, fixed);
        QTEST(plain(grantText(given)), "text");
    }

    void whatLeavesOutIsCoarserThanWhatIsLate()
    {
        QVERIFY(isCoarser(grant(Delivery::Batched, 500ms), grant(Delivery::Whole)));
        QVERIFY(isCoarser(grant(Delivery::Batched, 2s), grant(Delivery::Batched, 500ms)));
        QVERIFY(isCoarser(grant(Delivery::Thinned, 500ms), grant(Delivery::Batched, 5s)));
        QVERIFY(isCoarser(grant(Delivery::Withheld), grant(Delivery::Thinned, 5s)));
        QVERIFY(!isCoarser(grant(Delivery::Whole), grant(Delivery::Whole)));
    }

    void badgeSaysWhatIsLess_data()
    {
        QTest::addColumn<PanelFigures>("figures");
        QTest::addColumn<QString>("badge");
        const auto row = [](const char *name, const PanelFigures &figures, const char *badge) {
            QTest::newRow(name) << figures << QString::fromUtf8(badge);
        };
        PanelFigures f = everything();
        row("everything", f, "");
        f.drawnHz = 0;
        row("nothing measured yet", f, "");
        f.grant.reset();
        row("nothing said yet", f, "");
        f = everything();
        f.grant->isFixed = true;
        row("everything and fixed", f, "");
        f.displayHz = 144;
        f.grantedHz = 144;
        f.drawnHz = 139;
        row("fast display", f, "");

        f = medium();
        row("medium", f, "Medium · 15 Hz");
        f.grant = grant(Delivery::Thinned, 500ms, true);
        row("thinned", f, "Medium · 15 Hz · a value every 500 ms");
        f.grant = grant(Delivery::Batched, 500ms);
        row("batches", f, "Medium · 15 Hz · batches of 500 ms");
        f.grantedHz = 4;
        f.drawnHz = 4.1;
        f.limitedBy = RateLimit::Budget;
        row("medium and budget", f, "Medium · 4 Hz · batches of 500 ms · drawing budget");

        f = everything();
        f.grantedHz = 31;
        f.drawnHz = 30.2;
        f.limitedBy = RateLimit::Budget;
        row("high and budget", f, "High · 31 Hz · drawing budget");
        f.limitedBy = RateLimit::Nothing;
        f.grantedHz = 60;
        f.drawnHz = 22;
        row("slow computer", f, "High · 22 Hz");
        f = everything();
        f.grant = grant(Delivery::Batched, 1s);
        row("high but late", f, "High · batches of 1 s");
        f = everything();
        f.isFilling = true;
        row("filling", f, "fetching what was left out");
        f = everything();
        f.isHeldBack = true;
        row("held back", f, "source over its budget");
        f.heldBackSource = QStringLiteral("terra");
        row("held back by name", f, "terra over its budget");

        f = medium();
        f.level = AttentionLevel::Low;
        f.grantedHz = 0;
        f.drawnHz = 0;
        f.limitedBy = RateLimit::Hidden;
        f.grant = grant(Delivery::Withheld);
        row("hidden", f, "Low · not drawn · no samples");
    }
    void badgeSaysWhatIsLess()
    {
        QFETCH(const PanelFigures, figures);
        QTEST(plain(badgeText(figures)), "badge");
    }

    void measuringDoesNotMakeTheBadgeRestless()
    {
        PanelFigures figures = medium();
        const QString badge = badgeText(figures);
        for (const double hz : {13.8, 14.3, 15.0, 15.6, 16.2}) {
            figures.drawnHz = hz;
            QCOMPARE(badgeText(figures), badge);
        }
        figures = everything();
        for (const double hz : {55.0, 58.4, 60.0, 62.1}) {
            figures.drawnHz = hz;
            QCOMPARE(badgeText(figures), QString());
        }
    }

    void toolTipSaysWhichOfThreeLimits_data()
    {
        QTest::addColumn<PanelFigures>("figures");
        QTest::addColumn<QStringList>("lines");
        PanelFigures f = everything();
        QTest::newRow("everything") << f
                                    << QStringList{QStringLiteral("Requested: High, in focus; every sample, at once"),
                                                   QStringLiteral("Delivered: 250 /s · every sample"),
                                                   QStringLiteral("Drawn: 60 Hz"),
                                                   QStringLiteral("Limited by: nothing")};
        f = medium();
        f.grant = grant(Delivery::Thinned, 500ms, true);
        f.deliveredPerSecond = 8;
        f.isFilling = true;
        QTest::newRow("medium")
            << f
            << QStringList{QStringLiteral("Requested: Medium, in view; samples up to 500 ms late or apart"),
                           QStringLiteral("Delivered: 8 /s · a value every 500 ms, fetched when looked at · "
                                          "fetching what was left out"),
                           QStringLiteral("Drawn: 15 Hz of 60 Hz"), QStringLiteral("Limited by: its level, Medium")};
        f = medium();
        f.limitedBy = RateLimit::Budget;
        f.grant = grant(Delivery::Batched, 2s);
        f.isHeldBack = true;
        f.heldBackSource = QStringLiteral("terra");
        QTest::newRow("everything is tight")
            << f
            << QStringList{
                   QStringLiteral("Requested: Medium, in view; samples up to 500 ms late or apart"),
                   QStringLiteral("Delivered: 250 /s · batches of 2 s"), QStringLiteral("Drawn: 15 Hz of 60 Hz"),
                   QStringLiteral("Limited by: the drawing budget · what the source gives · terra over its budget")};
        f = everything();
        f.grant.reset();
        f.grantedHz = 0;
        f.drawnHz = 0;
        f.level = AttentionLevel::High;
        f.reason = Reason::Pinned;
        f.limitedBy = RateLimit::Hidden;
        QTest::newRow("pinned and hidden")
            << f
            << QStringList{QStringLiteral("Requested: High, pinned; every sample, at once"),
                           QStringLiteral("Delivered: 250 /s"), QStringLiteral("Drawn: not drawn"),
                           QStringLiteral("Limited by: nothing of it can be seen")};
        f = everything();
        f.drawnHz = 22;
        QTest::newRow("slow computer") << f
                                       << QStringList{
                                              QStringLiteral("Requested: High, in focus; every sample, at once"),
                                              QStringLiteral("Delivered: 250 /s · every sample"),
                                              QStringLiteral("Drawn: 22 Hz of 60 Hz"),
                                              QStringLiteral("Limited by: what this computer can draw")};
    }
    void toolTipSaysWhichOfThreeLimits()
    {
        QFETCH(const PanelFigures, figures);
        QTEST(plain(attentionToolTip(figures)).split(QLatin1Char('\n')), "lines");
    }

    void clocksThatAreOffAreTold()
    {
        PanelFigures figures;
        QVERIFY(!attentionToolTip(figures).contains(QLatin1String("lock")));
        figures.deviceClock = std::chrono::milliseconds(-1312);
        figures.serverClock = std::chrono::seconds(30);
        QCOMPARE(plain(attentionToolTip(figures)).section(QLatin1Char('\n'), -1),
                 QStringLiteral("Clocks: device clock 1.3 s behind, or its samples take that long · service clock 30 s "
                                "ahead"));
    }
};

QTEST_MAIN(TestAttentionWords)
#include "tst_attention_words.moc"
