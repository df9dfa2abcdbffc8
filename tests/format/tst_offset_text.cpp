#include "core/format/offset_text.h"

#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

class TestOffsetText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWrittenExactlyAndReadAgain_data()
    {
        QTest::addColumn<Duration>("offset");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << Duration(0) << QStringLiteral("0\u202Fs");
        QTest::newRow("ahead") << Duration(1250ms) << QStringLiteral("+1.25\u202Fs");
        QTest::newRow("behind") << Duration(-500ms) << QStringLiteral("\u22120.5\u202Fs");
        QTest::newRow("nanosecond") << Duration(1) << QStringLiteral("+0.000000001\u202Fs");
        QTest::newRow("just under a minute") << Duration(59'999'999'999) << QStringLiteral("+59.999999999\u202Fs");
        QTest::newRow("minute") << Duration(1min) << QStringLiteral("+0:01:00");
        QTest::newRow("days") << Duration(-(26h + 500ms)) << QStringLiteral("\u221226:00:00.5");
    }

    void isWrittenExactlyAndReadAgain()
    {
        QFETCH(Duration, offset);
        QFETCH(QString, text);
        QCOMPARE(format::offsetText(offset), text);
        QCOMPARE(format::parseOffset(text).value_or(Duration::min()), offset);
    }

    void isReadAsPeopleWriteIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Duration>("offset");
        QTest::newRow("bare") << QStringLiteral("2") << Duration(2s);
        QTest::newRow("sign and spaces") << QStringLiteral("  + 1.25 s ") << Duration(1250ms);
        QTest::newRow("comma") << QStringLiteral("-1,5s") << Duration(-1500ms);
        QTest::newRow("no whole") << QStringLiteral(".5 min") << Duration(30s);
        QTest::newRow("milliseconds") << QStringLiteral("-500ms") << Duration(-500ms);
        QTest::newRow("microseconds") << QStringLiteral("3 µs") << Duration(3us);
        QTest::newRow("days") << QStringLiteral("2 d") << Duration(48h);
        QTest::newRow("clock") << QStringLiteral("00:01:00") << Duration(1min);
        QTest::newRow("minutes") << QStringLiteral("-1:30") << Duration(-90s);
        QTest::newRow("fraction") << QStringLiteral("1:00:00,000000001") << Duration(1h + 1ns);
        QTest::newRow("large and exact") << QStringLiteral("2000000000.000000001 s")
                                         << Duration(2'000'000'000'000'000'001);
    }

    void isReadAsPeopleWriteIt()
    {
        QFETCH(QString, text);
        QFETCH(Duration, offset);
        QCOMPARE(format::parseOffset(text).value_or(Duration::min()), offset);
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "+", "s", "1 year", "1:60", "61:00", "1:2:3:4", "--1", "1e3", "1.2.3",
                                 "4000000000", "99999999999999999999 d", "9999999999:00:00"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void refusesWhatIsNone()
    {
        QFETCH(QString, text);
        QVERIFY(!format::parseOffset(text));
    }
};

QTEST_APPLESS_MAIN(TestOffsetText)
#include "tst_offset_text.moc"
