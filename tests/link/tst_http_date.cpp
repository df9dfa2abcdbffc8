#include <QRegularExpression>
#include <QTest>

#include "core/link/http_date.h"

using namespace watchglass;
using namespace watchglass::link;

class TestHttpDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsTheThreeForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds"); // -1: no date
        QTest::newRow("IMF-fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("RFC 850 of this century") << QByteArray("Friday, 02-Jan-26 00:00:00 GMT") << qint64(1767312000);
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << qint64(784111777);
        QTest::newRow("epoch") << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT") << qint64(0);
        QTest::newRow("empty") << QByteArray() << qint64(-1);
        QTest::newRow("no zone") << QByteArray("Sun, 06 Nov 1994 08:49:37") << qint64(-1);
        QTest::newRow("ISO") << QByteArray("1994-11-06T08:49:37Z") << qint64(-1);
        QTest::newRow("no such day") << QByteArray("Sun, 31 Feb 1994 08:49:37 GMT") << qint64(-1);
    }
    void readsTheThreeForms()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, seconds);
        const std::optional<Timestamp> date = parseHttpDate(text);
        QCOMPARE(date.has_value(), seconds >= 0);
        if (date)
            QCOMPARE(date->ns(), seconds * 1'000'000'000);
    }

    void readsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("seconds"); // -1: nothing
        QTest::newRow("seconds") << QByteArray("120") << 120;
        QTest::newRow("spaces") << QByteArray(" 5 ") << 5;
        QTest::newRow("none") << QByteArray("0") << 0;
        QTest::newRow("date") << QByteArray("Sun, 06 Nov 1994 08:50:37 GMT") << 60;
        QTest::newRow("date in the past") << QByteArray("Sun, 06 Nov 1994 08:00:00 GMT") << 0;
        QTest::newRow("a year") << QByteArray("31536000") << 86400;
        QTest::newRow("beyond any number") << QByteArray("99999999999999999999") << 86400;
        QTest::newRow("negative") << QByteArray("-1") << -1;
        QTest::newRow("words") << QByteArray("soon") << -1;
        QTest::newRow("empty") << QByteArray() << -1;
    }
    void readsRetryAfter()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, seconds);
        const auto wait = parseRetryAfter(text, Timestamp::fromMs(784111777000));
        QCOMPARE(wait.has_value(), seconds >= 0);
        if (wait)
            QCOMPARE(*wait, Duration(std::chrono::seconds(seconds)));
    }
};

QTEST_GUILESS_MAIN(TestHttpDate)
#include "tst_http_date.moc"
