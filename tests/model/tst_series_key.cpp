#include "core/model/series_key.h"

#include <QSet>
#include <QTest>

using namespace watchglass;

class TestSeriesKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void textNamesAllParts_data()
    {
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *source, const char *device, const char *attribute,
                            const char *component, const char *text) {
            QTest::newRow(name) << QStringList{QString::fromUtf8(source), QString::fromUtf8(device),
                                               QString::fromUtf8(attribute), QString::fromUtf8(component)}
                                << QString::fromUtf8(text);
        };
        row("scalar", "demo", "bed-1", "temperature", "", "demo/bed-1/temperature");
        row("component", "demo", "bed-1", "imu.accelerometer", "x", "demo/bed-1/imu.accelerometer.x");
        row("slash", "a/b", "c/d", "e/f", "g/h", "a%2Fb/c%2Fd/e%2Ff.g%2Fh");
        row("percent", "100%", "%2F", "%", "", "100%25/%252F/%25");
        row("not ASCII", "Zürich", "Gerät ①", "µV", "", "Zürich/Gerät ①/µV");
        row("empty", "", "", "", "", "//");
    }

    void textNamesAllParts()
    {
        QFETCH(QStringList, parts);
        QFETCH(QString, text);
        const SeriesKey key{parts[0], parts[1], parts[2], parts[3]};
        QCOMPARE(key.toString(), text);
        QCOMPARE(key.toString().count(QLatin1Char('/')), 2);
    }

    void attributePathIsForLabels()
    {
        const QString imu = QStringLiteral("imu.gyroscope");
        QCOMPARE((SeriesKey{{}, {}, imu, {}}).attributePath(), imu);
        QCOMPARE((SeriesKey{{}, {}, imu, QStringLiteral("z")}).attributePath(), QStringLiteral("imu.gyroscope.z"));
        QCOMPARE((SeriesKey{{}, {}, QStringLiteral("a/b"), {}}).attributePath(), QStringLiteral("a/b"));
    }

    void everyPartCounts()
    {
        const QString a = QStringLiteral("a");
        const QString b = QStringLiteral("b");
        const SeriesKey key{a, a, a, a};
        QSet<SeriesKey> keys{key, {b, a, a, a}, {a, b, a, a}, {a, a, b, a}, {a, a, a, b}, {a, a, a, a}};
        QCOMPARE(keys.size(), 5);
        QVERIFY((key == SeriesKey{a, a, a, a}));
        QVERIFY((key != SeriesKey{a, a, a, b}));
    }
};

QTEST_GUILESS_MAIN(TestSeriesKey)
#include "tst_series_key.moc"
