#include "core/format/duration_format.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace watchglass;
using namespace std::chrono_literals;

class TestDurationFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void ageIsOneWholeUnit()
    {
        QCOMPARE(format::age(-5s), QStringLiteral("0\u202Fs"));
        QCOMPARE(format::age(999ms), QStringLiteral("0\u202Fs"));
        QCOMPARE(format::age(59'999ms), QStringLiteral("59\u202Fs"));
        QCOMPARE(format::age(60s), QStringLiteral("1\u202Fmin"));
        QCOMPARE(format::age(3h - 1s), QStringLiteral("2\u202Fh"));
        QCOMPARE(format::age(47h), QStringLiteral("47\u202Fh"));
        QCOMPARE(format::age(72h), QStringLiteral("3\u202Fd"));
        QCOMPARE(format::age(24h * 998), QStringLiteral("998\u202Fd"));
        QCOMPARE(format::age(Duration::max()), QStringLiteral("292\u202Fy"));
    }

    void durationHasTheDigitsThatMatter_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << QStringLiteral("0\u202Fns");
        QTest::newRow("ns") << qint64(850) << QStringLiteral("850\u202Fns");
        QTest::newRow("us") << qint64(12'500) << QStringLiteral("12.5\u202Fµs");
        QTest::newRow("ms") << qint64(250'000'000) << QStringLiteral("250\u202Fms");
        QTest::newRow("just under 1 s") << qint64(999'900'000) << QStringLiteral("1\u202Fs");
        QTest::newRow("s") << qint64(12'340'000'000) << QStringLiteral("12.3\u202Fs");
        QTest::newRow("just under 1 min") << qint64(59'990'000'000) << QStringLiteral("1\u202Fmin");
        QTest::newRow("min") << qint64(90'000'000'000) << QStringLiteral("1\u202Fmin 30\u202Fs");
        QTest::newRow("h") << qint64(7'500'000'000'000) << QStringLiteral("2\u202Fh 05\u202Fmin");
        QTest::newRow("d") << qint64(100LL * 3600 * 1'000'000'000) << QStringLiteral("4\u202Fd 4\u202Fh");
        QTest::newRow("negative") << qint64(-12'340'000'000) << QStringLiteral("\u221212.3\u202Fs");
        QTest::newRow("least") << std::numeric_limits<qint64>::min() << QStringLiteral("\u2212106751\u202Fd 23\u202Fh");
    }

    void durationHasTheDigitsThatMatter()
    {
        QFETCH(qint64, ns);
        QTEST(format::duration(Duration(ns)), "text");
    }

    void ratesAndBytesAreShort()
    {
        QCOMPARE(format::rate(0), QStringLiteral("0\u202F/s"));
        QCOMPARE(format::rate(0.5), QStringLiteral("0.5\u202F/s"));
        QCOMPARE(format::rate(250), QStringLiteral("250\u202F/s"));
        QCOMPARE(format::rate(12'345), QStringLiteral("12.3\u202Fk/s"));
        QCOMPARE(format::rate(999'900), QStringLiteral("1\u202FM/s"));
        QCOMPARE(format::rate(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("—"));
        QCOMPARE(format::bytes(0), QStringLiteral("0\u202FB"));
        QCOMPARE(format::bytes(1023), QStringLiteral("1023\u202FB"));
        QCOMPARE(format::bytes(1536), QStringLiteral("1.5\u202FKiB"));
        QCOMPARE(format::bytes(1ULL << 30), QStringLiteral("1\u202FGiB"));
        QCOMPARE(format::bytes(std::numeric_limits<std::uint64_t>::max()), QStringLiteral("16\u202FEiB"));
    }
};

QTEST_GUILESS_MAIN(TestDurationFormat)
#include "tst_duration_format.moc"
