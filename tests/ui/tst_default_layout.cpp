#include "tests/ui/no_warnings.h"
#include "ui/desk/default_layout.h"

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

SeriesSketch sketch(const QString &device, const QString &attribute, std::optional<Duration> rhythm,
                    const QString &component = {})
{
    SeriesSketch made;
    made.info.key = {QStringLiteral("s"), device, attribute, component};
    made.rhythm = rhythm;
    return made;
}

QStringList names(const QList<QList<SeriesKey>> &panels)
{
    QStringList result;
    for (const auto &panel : panels) {
        QStringList keys;
        for (const SeriesKey &key : panel)
            keys << key.device + QLatin1Char(':') + key.attributePath();
        result << keys.join(QLatin1Char(' '));
    }
    return result;
}

} // namespace

class TestDefaultLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void nothingMakesNothing() { QVERIFY(defaultLayout({}).isEmpty()); }

    void fastestComesFirstAndEachKindOnce()
    {
        const auto panels = defaultLayout({sketch(QStringLiteral("b"), QStringLiteral("ecg_i"), 4ms),
                                           sketch(QStringLiteral("a"), QStringLiteral("ecg_i"), 4ms),
                                           sketch(QStringLiteral("a"), QStringLiteral("temperature"), 5s),
                                           sketch(QStringLiteral("a"), QStringLiteral("ecg_v"), 4ms),
                                           sketch(QStringLiteral("a"), QStringLiteral("pleth"), 20ms)});
        QCOMPARE(names(panels),
                 QStringList({QStringLiteral("a:ecg_i"), QStringLiteral("a:pleth"), QStringLiteral("a:temperature"),
                              QStringLiteral("a:ecg_v"), QStringLiteral("b:ecg_i")}));
    }

    void componentsStandTogether()
    {
        const auto panels =
            defaultLayout({sketch(QStringLiteral("a"), QStringLiteral("imu"), 10ms, QStringLiteral("y")),
                           sketch(QStringLiteral("a"), QStringLiteral("imu"), 10ms, QStringLiteral("x")),
                           sketch(QStringLiteral("a"), QStringLiteral("gyro.x"), 20ms),
                           sketch(QStringLiteral("a"), QStringLiteral("gyro.z"), 20ms)});
        QCOMPARE(names(panels), QStringList({QStringLiteral("a:imu.x a:imu.y"), QStringLiteral("a:gyro.x a:gyro.z")}));
    }

    void slowOnesShareAPanelAcrossDevices()
    {
        std::vector<SeriesSketch> series;
        for (int i = 0; i < 20; ++i)
            series.push_back(sketch(QStringLiteral("d%1").arg(i, 2, 10, QLatin1Char('0')),
                                    QStringLiteral("temperature"),
                                    i % 2 ? std::optional<Duration>(1min) : std::nullopt));
        const auto panels = defaultLayout(series);
        QCOMPARE(panels.size(), 1);
        QCOMPARE(panels[0].size(), 4);
    }

    void measuresComeBeforeStates()
    {
        std::vector<SeriesSketch> series{sketch(QStringLiteral("a"), QStringLiteral("contact"), 1min),
                                         sketch(QStringLiteral("b"), QStringLiteral("contact"), 1min),
                                         sketch(QStringLiteral("a"), QStringLiteral("temperature"), 1min)};
        series.back().info.unit = QStringLiteral("°C");
        QCOMPARE(names(defaultLayout(series)).constFirst(), QStringLiteral("a:temperature"));
    }

    void waveformsLeaveRoomForTheRest()
    {
        std::vector<SeriesSketch> series{sketch(QStringLiteral("a"), QStringLiteral("humidity"), 1min)};
        for (int i = 0; i < 10; ++i)
            series.push_back(sketch(QStringLiteral("a"), QStringLiteral("wave%1").arg(i), 2ms));
        const auto panels = names(defaultLayout(series));
        QCOMPARE(panels.size(), 5);
        QVERIFY(panels.contains(QStringLiteral("a:humidity")));
    }

    void rowsHoldEveryPanel()
    {
        QVERIFY(defaultRows(0).empty());
        for (int panels = 1; panels <= 20; ++panels) {
            int sum = 0;
            for (const int row : defaultRows(panels)) {
                QVERIFY(row > 0);
                sum += row;
            }
            QCOMPARE(sum, panels);
        }
    }

    /// Else a desk of many panels has rows so low that nothing of a plot is left.
    void manyPanelsMakeASquare()
    {
        QCOMPARE(defaultRows(10), (std::vector<int>{4, 3, 3}));
        QCOMPARE(defaultRows(16), (std::vector<int>{4, 4, 4, 4}));
        QCOMPARE(defaultRows(20), (std::vector<int>{5, 5, 5, 5}));
        for (int panels = 10; panels <= 100; ++panels) {
            const std::vector<int> rows = defaultRows(panels);
            QVERIFY(rows.size() * rows.size() <= static_cast<std::size_t>(panels) + rows.size());
            QVERIFY(rows.front() - rows.back() <= 1);
        }
    }
};

QTEST_MAIN(TestDefaultLayout)
#include "tst_default_layout.moc"
