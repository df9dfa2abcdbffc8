#include "ui/plot/gap_bands.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000);

Gap gap(Timestamp from, Timestamp to, GapCause cause = GapCause::NotRequested)
{
    return {{from, to}, cause};
}

/// A plot without axes whose 400 pixels are ten seconds from `start`.
struct Scene
{
    QCustomPlot plot;
    GapBands *bands = nullptr;
    TimeGrid grid;

    explicit Scene(std::vector<Gap> gaps, const char *theme = "dark")
    {
        const Theme &colours = themeByName(QString::fromLatin1(theme));
        plot.setViewport({0, 0, 400, 100});
        plot.setBackground(QBrush(colours.surface));
        plot.axisRect()->setAutoMargins(QCP::msNone);
        plot.axisRect()->setMargins({});
        for (QCPAxis *axis : plot.axisRect()->axes())
            axis->setVisible(false);
        bands = new GapBands(&plot, plot.axisRect());
        grid.left = start;
        grid.nsPerPx = 25'000'000;
        grid.width = 400;
        plot.replot();
        bands->setColours(colours.textMuted, colours.surface);
        bands->setGaps(std::move(gaps), grid);
    }
    QImage picture() { return plot.toPixmap(400, 100).toImage(); }
};

int lightness(const QImage &image, int x, int y)
{
    return qGray(image.pixel(x, y));
}

} // namespace

class TestGapBands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)."))); }

    void notAskedForIsToldFromTheGround_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::newRow("dark") << QStringLiteral("dark");
        QTest::newRow("light") << QStringLiteral("light");
    }
    void notAskedForIsToldFromTheGround()
    {
        QFETCH(const QString, theme);
        Scene scene({gap(start + 2s, start + 6s)}, theme.toLatin1().constData());
        const QImage image = scene.picture();
        const int ground = lightness(image, 40, 50);
        const int band = lightness(image, 150, 50);
        const int edge = lightness(image, 80, 50);
        QVERIFY2(std::abs(band - ground) >= 6, qPrintable(QString::number(band - ground)));
        QVERIFY2(std::abs(band - ground) <= 20, qPrintable(QString::number(band - ground)));
        QVERIFY(std::abs(edge - ground) > std::abs(band - ground));
        QCOMPARE(lightness(image, 239, 50), edge);
        QCOMPARE(lightness(image, 300, 50), ground);
        for (int x = 90; x < 230; ++x)
            QCOMPARE(lightness(image, x, 33), band); // plain
    }

    void withoutAnEndItReachesTheRightEdge()
    {
        Scene scene({gap(start + 2s, Timestamp::max())});
        const QImage image = scene.picture();
        const int ground = lightness(image, 40, 50);
        QVERIFY(lightness(image, 150, 50) != ground);
        QCOMPARE(lightness(image, 399, 50), lightness(image, 150, 50)); // no edge there either
        QVERIFY(scene.bands->gapAt({399.0, 50.0}).has_value());
        QVERIFY(!scene.bands->gapAt({40.0, 50.0}).has_value());
    }

    void rangesAtTheEndsOfTimeAreDrawn_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        QTest::addColumn<bool>("shown");
        constexpr qint64 least = std::numeric_limits<qint64>::min();
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        QTest::newRow("all of time") << least << most << true;
        QTest::newRow("until now") << least << qint64((start + 5s).ns()) << true;
        QTest::newRow("over before") << least << qint64(start.ns()) << false;
        QTest::newRow("from the last instant on") << most << most << false;
        QTest::newRow("from the right edge on") << qint64((start + 10s).ns()) << most << false;
    }
    void rangesAtTheEndsOfTimeAreDrawn()
    {
        QFETCH(const qint64, from);
        QFETCH(const qint64, to);
        QFETCH(const bool, shown);
        const Gap given = gap(Timestamp::fromNs(from), Timestamp::fromNs(to));
        Scene scene({given});
        const QImage image = scene.picture();
        const int ground = qGray(themeByName(QStringLiteral("dark")).surface.rgb());
        QCOMPARE(lightness(image, 100, 50) != ground, shown);
        QCOMPARE(scene.bands->gapAt({100.0, 50.0}).has_value(), shown);
        QVERIFY(!gapToolTip(given, QTimeZone::utc()).contains(QChar(0x2212))); // no overflow turned it negative
        QVERIFY(!gapToolTip(gap(given.range.from, given.range.to, GapCause::LinkLost), QTimeZone::utc()).isEmpty());
    }

    void gapsOfSeveralSeriesAreOneBand()
    {
        Scene scene(
            {gap(start + 4s, Timestamp::max()), gap(start + 2s, start + 6s), gap(start + 3s, Timestamp::max())});
        const QImage image = scene.picture();
        for (int x = 82; x < 400; ++x)
            QCOMPARE(lightness(image, x, 50), lightness(image, 82, 50)); // no edge inside
    }

    void whatWasLostLiesOnTop()
    {
        Scene scene({gap(start + 4s, start + 6s, GapCause::LinkLost), gap(start + 2s, Timestamp::max())});
        QVERIFY(scene.bands->gapAt({200.0, 50.0})->cause == GapCause::LinkLost);
        QVERIFY(scene.bands->gapAt({120.0, 50.0})->cause == GapCause::NotRequested);
        const QImage image = scene.picture();
        QSet<int> shades;
        for (int x = 170; x < 230; ++x)
            shades.insert(lightness(image, x, 50));
        QCOMPARE(shades.size(), 2); // stripes
    }

    void toolTipSaysSinceWhen_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        QTest::addColumn<int>("cause");
        QTest::addColumn<QString>("first");
        constexpr qint64 least = std::numeric_limits<qint64>::min();
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        const auto row = [](const char *name, qint64 from, qint64 to, GapCause cause, const char *first) {
            QTest::newRow(name) << from << to << static_cast<int>(cause) << QString::fromUtf8(first);
        };
        row("link", start.ns(), (start + 12s).ns(), GapCause::LinkLost, "Link lost, 12 s");
        row("link, still", start.ns(), most, GapCause::LinkLost, "Link lost until now");
        row("not asked for", start.ns(), (start + 12s).ns(), GapCause::NotRequested,
            "Not asked for since 22 Nov 2026 05:15:22.000 UTC, for 12 s");
        row("not asked for, still", start.ns(), most, GapCause::NotRequested,
            "Not asked for since 22 Nov 2026 05:15:22.000 UTC, until now");
        row("never asked for", least, most, GapCause::NotRequested, "Not asked for until now");
        row("not asked for at first", least, start.ns(), GapCause::NotRequested,
            "Not asked for until 22 Nov 2026 05:15:22.000 UTC");
    }
    void toolTipSaysSinceWhen()
    {
        QFETCH(const qint64, from);
        QFETCH(const qint64, to);
        QFETCH(const int, cause);
        const QString text = gapToolTip(
            gap(Timestamp::fromNs(from), Timestamp::fromNs(to), static_cast<GapCause>(cause)), QTimeZone::utc());
        QStringList lines = QString(text).replace(QChar(0x202F), QLatin1Char(' ')).split(QLatin1Char('\n'));
        QTEST(lines.first(), "first");
        const bool isThinned = static_cast<GapCause>(cause) == GapCause::NotRequested;
        QCOMPARE(lines.size(), isThinned ? 2 : 1);
        if (isThinned)
            QVERIFY(lines.last().contains(QLatin1String("thinned rest")));
    }
};

QTEST_MAIN(TestGapBands)
#include "tst_gap_bands.moc"
