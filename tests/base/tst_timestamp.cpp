#include "core/base/timestamp.h"

#include <QTest>

#include <random>

using namespace watchglass;

class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void parses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<bool>("zone");
        const auto row = [](const char *text, qint64 ns, bool zone) {
            QTest::newRow(text) << QByteArray(text) << ns << zone;
        };
        constexpr qint64 s = 1'767'323'045; // 2026-01-02T03:04:05Z
        constexpr qint64 g = 1'000'000'000;
        row("1970-01-01T00:00:00Z", 0, true);
        row("2026-01-02T03:04:05Z", s * g, true);
        row("2026-01-02t03:04:05z", s * g, true);
        row("2026-01-02 03:04:05Z", s * g, true);
        row("2026-01-02T03:04:05", s * g, false);
        row("2026-01-02T03:04:05.6", s * g + 600'000'000, false);
        row("2026-01-02T03:04:05,67", s * g + 670'000'000, false);
        row("2026-01-02T03:04:05.678Z", s * g + 678'000'000, true);
        row("2026-01-02T03:04:05.6789Z", s * g + 678'900'000, true);
        row("2026-01-02T03:04:05.67890Z", s * g + 678'900'000, true);
        row("2026-01-02T03:04:05.678901Z", s * g + 678'901'000, true);
        row("2026-01-02T03:04:05.6789012Z", s * g + 678'901'200, true);
        row("2026-01-02T03:04:05.67890123Z", s * g + 678'901'230, true);
        row("2026-01-02T03:04:05.678901234Z", s * g + 678'901'234, true);
        row("2026-01-02T03:04:05.000000001", s * g + 1, false);
        row("2026-01-02T03:04:05+00:00", s * g, true);
        row("2026-01-02T03:04:05-00:00", s * g, true);
        row("2026-01-02T05:34:05+02:30", s * g, true);
        row("2026-01-02T05:34:05+0230", s * g, true);
        row("2026-01-02T05:04:05.5+02", s * g + 500'000'000, true);
        row("2026-01-01T15:04:05-12:00", s * g, true);
        row("2026-01-01T03:05:05-23:59", s * g, true);
        row("1969-12-31T23:59:59.999999999Z", -1, true);
        row("2024-02-29T00:00:00Z", 1'709'164'800 * g, true);
        row("2000-02-29T23:59:59Z", 951'868'799 * g, true);
        row("2016-12-31T23:59:60Z", 1'483'228'800 * g, true);
        row("2016-12-31T23:59:60.5Z", 1'483'228'800 * g + 500'000'000, true);
        row("2262-04-11T23:47:16.854775807Z", std::numeric_limits<qint64>::max(), true);
        row("2262-04-12T01:47:16.854775807+02:00", std::numeric_limits<qint64>::max(), true);
        row("1677-09-21T00:12:44Z", -9'223'372'036 * g, true);
    }

    void parses()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, ns);
        QFETCH(bool, zone);
        const auto time = parseIsoTimestamp({text.constData(), static_cast<std::size_t>(text.size())});
        QVERIFY(time);
        QCOMPARE(static_cast<qint64>(time->ns()), ns);
        QCOMPARE(hasIsoZone({text.constData(), static_cast<std::size_t>(text.size())}), zone);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"",
                                 "2026",
                                 "2026-01-02",
                                 "2026-01-02T",
                                 "2026-01-02T03:04",
                                 "2026-01-02T03:04:05.",
                                 "2026-01-02T03:04:05.Z",
                                 "2026-01-02T03:04:05.1234567890Z",
                                 "2026-01-02T03:04:05Zx",
                                 "2026-01-02T03:04:05 Z",
                                 " 2026-01-02T03:04:05Z",
                                 "2026-01-02T03:04:05Z ",
                                 "2026-01-02  03:04:05Z",
                                 "2026-01-02X03:04:05Z",
                                 "2026/01/02T03:04:05Z",
                                 "2026-13-02T03:04:05Z",
                                 "2026-00-02T03:04:05Z",
                                 "2026-02-29T03:04:05Z",
                                 "2026-01-32T03:04:05Z",
                                 "2026-01-00T03:04:05Z",
                                 "1900-02-29T00:00:00Z",
                                 "2026-01-02T24:00:00Z",
                                 "2026-01-02T03:60:00Z",
                                 "2026-01-02T03:04:61Z",
                                 "2026-01-02T03:04:05+",
                                 "2026-01-02T03:04:05+1",
                                 "2026-01-02T03:04:05+24:00",
                                 "2026-01-02T03:04:05+01:60",
                                 "2026-01-02T03:04:05+01:",
                                 "2026-01-02T03:04:05+01:0",
                                 "2026-01-02T03:04:05+01:00Z",
                                 "2026-01-02T03:04:05UTC",
                                 "+026-01-02T03:04:05Z",
                                 "-026-01-02T03:04:05Z",
                                 "2026-01-02T-3:04:05Z",
                                 "1767323045",
                                 "now",
                                 "2262-04-11T23:47:16.854775808Z",
                                 "2262-04-12T00:00:00Z",
                                 "9999-12-31T23:59:59Z",
                                 "1677-09-21T00:12:43Z",
                                 "0000-01-01T00:00:00Z"})
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
        QTest::newRow("zero byte at the end") << QByteArray("2026-01-02T03:04:05\0", 20);
        QTest::newRow("zero byte for T") << QByteArray("2026-01-02\0003:04:05", 19);
        QTest::newRow("digits of another script") << QByteArray("\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6-01-02T03:04:05Z");
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseIsoTimestamp({text.constData(), static_cast<std::size_t>(text.size())}));
        QVERIFY(!hasIsoZone({text.constData(), static_cast<std::size_t>(text.size())}));
    }

    void formats_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](qint64 ns, int digits, const char *text) {
            QTest::newRow(text) << ns << digits << QByteArray(text);
        };
        row(0, 0, "1970-01-01T00:00:00Z");
        row(0, -3, "1970-01-01T00:00:00Z");
        row(0, 3, "1970-01-01T00:00:00.000Z");
        row(1'767'323'045'678'901'234, 9, "2026-01-02T03:04:05.678901234Z");
        row(1'767'323'045'678'901'234, 12, "2026-01-02T03:04:05.678901234Z");
        row(1'767'323'045'678'901'234, 1, "2026-01-02T03:04:05.6Z");
        row(999'999'999, 3, "1970-01-01T00:00:00.999Z");
        row(-1, 9, "1969-12-31T23:59:59.999999999Z");
        row(-1'000'000'000, 0, "1969-12-31T23:59:59Z");
        row(std::numeric_limits<qint64>::max(), 9, "2262-04-11T23:47:16.854775807Z");
        row(std::numeric_limits<qint64>::min(), 9, "1677-09-21T00:12:43.145224192Z");
    }

    void formats()
    {
        QFETCH(qint64, ns);
        QFETCH(int, digits);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(formatIsoTimestamp(Timestamp::fromNs(ns), digits)), text);
    }

    void whatIsFormattedParsesBack()
    {
        std::mt19937_64 random(1);
        // The first second that can be held begins before the first instant: its start cannot be parsed.
        std::uniform_int_distribution<std::int64_t> any(-9'223'372'036'000'000'000,
                                                        std::numeric_limits<std::int64_t>::max());
        for (int i = 0; i < 20'000; ++i) {
            const Timestamp time = Timestamp::fromNs(any(random));
            const std::string text = formatIsoTimestamp(time);
            QCOMPARE(parseIsoTimestamp(text), time);
        }
    }

    void rangesAreHalfOpen()
    {
        const TimeRange range{Timestamp::fromNs(10), Timestamp::fromNs(20)};
        QVERIFY(range.contains(Timestamp::fromNs(10)));
        QVERIFY(range.contains(Timestamp::fromNs(19)));
        QVERIFY(!range.contains(Timestamp::fromNs(20)));
        QVERIFY(!range.contains(Timestamp::fromNs(9)));
        QVERIFY(!range.isEmpty());
        QVERIFY((TimeRange{Timestamp::fromNs(10), Timestamp::fromNs(10)}).isEmpty());
        QVERIFY((TimeRange{Timestamp::fromNs(11), Timestamp::fromNs(10)}).isEmpty());
        QCOMPARE(range.length(), Duration(10));
    }
};

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
