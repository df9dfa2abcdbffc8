#include "app/simulator/csv_recording.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

#include <cmath>

using namespace watchglass;
using namespace watchglass::sim;

namespace {

/// "time: a=1 b=- | ..." with times in ns; "-" for no value.
QString described(const CsvRecording &r)
{
    QStringList rows;
    for (std::size_t i = 0; i < r.times.size(); ++i) {
        QString row = QString::number(r.times[i].ns()) + QLatin1Char(':');
        for (std::size_t m = 0; m < r.metrics.size(); ++m) {
            const double v = r.values[i * r.metrics.size() + m];
            row += QLatin1Char(' ') + QString::fromUtf8(r.metrics[m].name)
                   + (r.metrics[m].unit.isEmpty()
                          ? QString()
                          : QLatin1Char('[') + QString::fromUtf8(r.metrics[m].unit) + QLatin1Char(']'))
                   + QLatin1Char('=') + (std::isnan(v) ? QStringLiteral("-") : QString::number(v, 'g', 17));
        }
        rows.append(row);
    }
    return rows.join(QStringLiteral(" | "));
}

} // namespace

class TestCsvRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsWhatRecordersWrite_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *name, const char *text, const char *rows) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(rows);
        };
        row("seconds with a unit suffix", "time_s,II_mV\n0.002778,-0.145\n0.005556,0.5\n",
            "2778000: II[mV]=-0.14499999999999999 | 5556000: II[mV]=0.5");
        row("brackets and spaces after commas", "Time [s], RESP, X (g)\r\n0,0.5,1\r\n0.008,0.25,2\r\n",
            "0: RESP=0.5 X[g]=1 | 8000000: RESP=0.25 X[g]=2");
        row("gaps", "t,a,b\n1,,nan\n2, ,3\n", "1000000000: b=- | 2000000000: b=3");
        row("milliseconds of the epoch", "v,timestamp\n1,1657539999046\n2,1657539999054\n",
            "1657539999046000000: v=1 | 1657539999054000000: v=2");
        row("nanoseconds of the epoch, every digit", "%time,v\n1486559106139796569,1\n1486559106140360682,2\n",
            "1486559106139796569: v=1 | 1486559106140360682: v=2");
        row("epoch seconds with a fraction", "__time,v\n1396293888.886123457,1\n", "1396293888886123457: v=1");
        row("ISO with an offset", "timestamp;v\n2019-10-16T12:09:01.702+02:00;-36\n", "1571220541702000000: v=-36");
        row("date and time", "timestamp,value\n2013-07-04 00:00:00,69.88083514\n",
            "1372896000000000000: value=69.880835140000002");
        row("slashes, year first", "Time;T\n2018/02/01 00:00:35;5.10\n", "1517443235000000000: T=5.0999999999999996");
        row("slashes, month first, quoted", "timestamp,A\n\" 01/20/2021 10:11:32.332\", 4\n",
            "1611137492332000000: A=4");
        row("date and time in two columns", "Date,Time,T,,\n3/10/2004,18:00:00,13.6,,\n",
            "1078941600000000000: T=13.6");
        row("no header", "2019-10-16T12:09:01.702+02:00;-36;620\n2019-10-16T12:09:01.742+02:00;-8;600\n",
            "1571220541702000000: column 2=-36 column 3=620 | 1571220541742000000: column 2=-8 column 3=600");
        row("comments and a preamble", "# made by\nDevice X\n\ntime,v\n1,2\n2,3\n3,4\n",
            "1000000000: v=2 | 2000000000: v=3 | 3000000000: v=4");
        row("tabs and a byte order mark", "\xef\xbb\xbftime\tv\n1\t2\n", "1000000000: v=2");
        row("decimal commas", "Time[s];HR[bpm]\n1;\"57,5\"\n2;58,25\n",
            "1000000000: HR[bpm]=57.5 | 2000000000: HR[bpm]=58.25");
        row("a delimiter too many in each row", "time;a\n1;2;\n2;3;\n", "1000000000: a=2 | 2000000000: a=3");
        row("row numbers without a name", "\"date\",\"T\"\n\"1\",\"2015-02-04 17:51:00\",23.5\n",
            "1423072260000000000: row=1 T=23.5");
        row("equal and backward times stay", "time,v\n2,1\n2,2\n1,3\n",
            "2000000000: v=1 | 2000000000: v=2 | 1000000000: v=3");
        row("text columns are left out", "time,label,v\n1,WALK,2\n", "1000000000: v=2");
        row("one name twice", "time,contact,contact\n1,2,3\n", "1000000000: contact=2 contact 2=3");
    }
    void readsWhatRecordersWrite()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, rows);
        const Result<CsvRecording> read = parseCsv(text, {});
        QVERIFY2(read.ok(), read ? "" : qPrintable(read.error().text));
        QCOMPARE(described(read.value()), rows);
    }

    void raggedRowsAreCountedNotFatal()
    {
        const Result<CsvRecording> read = parseCsv("time,a,b\n1,2,3\n2,3\n3,4,5,6\nnonsense,1,2\n4,x,6\n5,7,8\n", {});
        QVERIFY(read.ok());
        QCOMPARE(read.value().badRows, 3);
        QCOMPARE(read.value().badCells, 1);
        QCOMPARE(read.value().times.size(), 3U);
    }

    void columnsAndTimeAreChosenByNameOrIndex()
    {
        CsvOptions options;
        options.timeColumn = QStringLiteral("2");
        options.columns = QStringList{QStringLiteral("b"), QStringLiteral("0")};
        const Result<CsvRecording> read = parseCsv("a_mV,b,clock\n1,2,10\n3,4,11\n", options);
        QVERIFY(read.ok());
        QCOMPARE(described(read.value()), QStringLiteral("10000000000: b=2 a[mV]=1 | 11000000000: b=4 a[mV]=3"));
        options.columns = QStringList{QStringLiteral("nothing")};
        QVERIFY(!parseCsv("a,b,clock\n1,2,10\n", options).ok());
    }

    void rateStandsInForTimes()
    {
        CsvOptions options;
        options.rateHz = 360.0;
        const Result<CsvRecording> read = parseCsv("a\n1\n2\n3\n4\n", options);
        QVERIFY(read.ok());
        QCOMPARE(described(read.value()), QStringLiteral("0: a=1 | 2777778: a=2 | 5555556: a=3 | 8333333: a=4"));
        QVERIFY(!parseCsv("a\n1\n2\n", {}).ok());
    }

    void filesWithoutATableAreErrors_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("hello\nworld\n");
        QTest::newRow("header only") << QByteArray("time,v\n");
        QTest::newRow("no numbers beside the time") << QByteArray("time,label\n1,A\n2,B\n");
    }
    void filesWithoutATableAreErrors()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseCsv(text, {}).ok());
    }

    void decimalsBecomeNanosecondsExactly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("nsPerUnit");
        QTest::addColumn<qint64>("ns");
        QTest::newRow("what a double cannot hold")
            << QByteArray("1396293888.886123457") << qint64(1'000'000'000) << qint64(1396293888886123457);
        QTest::newRow("rounded to the nearest") << QByteArray("0.0000000015") << qint64(1'000'000'000) << qint64(2);
        QTest::newRow("negative") << QByteArray("-2.5") << qint64(1'000'000) << qint64(-2'500'000);
        QTest::newRow("exponent") << QByteArray("1.5e3") << qint64(1'000'000) << qint64(1'500'000'000);
        QTest::newRow("small exponent") << QByteArray("25e-4") << qint64(1'000'000'000) << qint64(2'500'000);
        QTest::newRow("many digits of milliseconds")
            << QByteArray("8.54790319355") << qint64(1'000'000) << qint64(8'547'903);
    }
    void decimalsBecomeNanosecondsExactly()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, nsPerUnit);
        QFETCH(qint64, ns);
        QCOMPARE(decimalToNs(text.toStdString(), nsPerUnit), std::optional<std::int64_t>(ns));
    }
    void noDecimalsAreNoTimes()
    {
        for (const char *text : {"", "-", ".", "1x", "e5", "12:00", "1e999", "99999999999999999999", "nan"})
            QVERIFY2(!decimalToNs(text, 1'000'000'000), text);
    }

    void compressedAndPlainFilesAreTheSame()
    {
        const QTemporaryDir dir;
        const QByteArray text = "time,v\n1,2\n2,3\n";
        const QString packed = dir.filePath(QStringLiteral("a.csv.gz"));
        const gzFile gz = gzopen(qPrintable(packed), "wb");
        QCOMPARE(gzwrite(gz, text.constData(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
        gzclose(gz);
        QFile plain(dir.filePath(QStringLiteral("a.csv")));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        plain.write(text);
        plain.close();
        QCOMPARE(described(loadCsv(packed, {}).value()), described(loadCsv(plain.fileName(), {}).value()));
        QVERIFY(!loadCsv(dir.filePath(QStringLiteral("none.csv")), {}).ok());
        QVERIFY(plain.open(QIODevice::WriteOnly));
        QFile good(packed);
        QVERIFY(good.open(QIODevice::ReadOnly));
        QByteArray damaged = good.readAll();
        damaged.truncate(damaged.size() - 6);
        plain.write(damaged);
        plain.close();
        QVERIFY(!loadCsv(plain.fileName(), {}).ok());
    }
};

QTEST_GUILESS_MAIN(TestCsvRecording)
#include "tst_csv_recording.moc"
