#include "core/exchange/csv_detect.h"
#include "tests/exchange/kept_import.h"

#include <QTest>

#include <zlib.h>

using namespace watchglass;
using namespace watchglass::exchange;

namespace {

constexpr std::int64_t ms = 1'000'000;

QByteArray gzipped(const QByteArray &text)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(text.size()))) + 64, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

} // namespace

Q_DECLARE_METATYPE(watchglass::exchange::CsvOptions)

class TestCsvImport : public QObject
{
    Q_OBJECT

private:
    TextFolder m_folder;

    Result<ImportReport> read(const QByteArray &text, KeptImport &sink, const CsvOptions &options = {},
                              const char *name = "table.csv")
    {
        ImportOptions all;
        all.csv = options;
        return importFile(m_folder.write(name, text), all, sink);
    }

private Q_SLOTS:
    void readsTables_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<CsvOptions>("options");
        QTest::addColumn<QByteArray>("series");
        QTest::addColumn<QByteArray>("expected"); ///< ms:value
        const auto row = [](const char *name, const char *text, const char *series, const char *expected,
                            const CsvOptions &options = {}) {
            QTest::newRow(name) << QByteArray(text) << options << QByteArray(series) << QByteArray(expected);
        };
        row("plain", "time,a\n0,1.5\n0.25,-2e3\n", "a", "0:1.5 250:-2000");
        row("no last line end", "time,a\n0,1\n1,2", "a", "0:1 1000:2");
        row("crlf and byte order mark", "\xef\xbb\xbftime,a\r\n0,1\r\n1,2\r\n", "a", "0:1 1000:2");
        row("semicolon, decimal comma", "time;a\n0,5;1,25\n1,5;2\n", "a", "500:1.25 1500:2");
        row("comma, decimal comma in quotes", "time,a\n\"0,5\",\"1,25\"\n\"1,5\",\"2,5\"\n", "a", "500:1.25 1500:2.5");
        row("tab", "time\ta\n0\t1\n1\t2\n", "a", "0:1 1000:2");
        row("bar", "time|a\n0|1\n1|2\n", "a", "0:1 1000:2");
        row("runs of spaces", "time   a\n 0    1\n 1   2\n", "a", "0:1 1000:2");
        row("spaces around cells", "time, a\n 0 , +1 \n 1 ,  2\n", "a", "0:1 1000:2");
        row("quoted delimiter in a name", "\"time\",\"a, b\"\n0,1\n1,2\n", "a, b", "0:1 1000:2");
        row("quoted line end", "time,a,note\n0,1,\"x\ny\"\n1,2,z\n", "a", "0:1 1000:2");
        row("inches hide nothing", "time,pipe,a\n0,5\" pipe,1\n1,6\" pipe,2\n2,\"7\"\" pipe\",3\n", "a",
            "0:1 1000:2 2000:3");
        row("a quote that nobody closes", "time,a,note\n0,1,\"x\n1,2,y\n2,3,z\n", "a", "0:1 1000:2 2000:3");
        row("comments", "# a: remark\n# another\ntime,a\n0,1\n# between\n1,2\n", "a", "0:1 1000:2");
        row("commented header", "# time,a\n0,1\n1,2\n", "a", "0:1 1000:2");
        row("percent header", "%time,a\n1486559106139796569,1\n", "a", "1486559106139:1");
        row("preamble", "Recorder X 12\n\nserial: 9\n\ntime,a\n0,1\n1,2\n", "a", "0:1 1000:2");
        row("unit row", "time,a\ns,mV\n0,1\n1,2\n", "a", "0:1 1000:2");
        row("unit row in brackets", "time,a\n[ms],[mV]\n0,1\n1,2\n", "a", "0:1 1:2");
        row("no header, rising first column", "0,1\n0.5,7\n1,2\n", "column 2", "0:1 500:7 1000:2");
        row("missing", "time,a,b\n0,,1\n1,NaN,1\n2,-,1\n3,n/a,1\n4,7,1\n", "a", "4000:7");
        row("named missing", "time,a\n0,-200\n1,-200.0\n2,7\n", "a", "2000:7", {.missing = {QStringLiteral("-200")}});
        row("short rows", "time,a,b\n0,1,5\n1\n2,3,5\n", "a", "0:1 2000:3");
        row("trailing delimiter", "time,a\n0,1,\n1,2,\n", "a", "0:1 1000:2");
        row("twice the same name", "time,a,a\n0,1,3\n1,2,4\n", "a 2", "0:3 1000:4");
        row("row numbers without a name", "\"time\",\"a\"\n\"1\",0,5\n\"2\",1,6\n", "a", "0:5 1000:6");
        row("column that fills late", "time,a,b\n0,1,\n1,2,9\n", "b", "1000:9");
        row("bad cell", "time,a\n0,1\n1,oops\n2,3\n3,4\n4,5\n", "a", "0:1 2000:3 3000:4 4000:5");
        row("infinity is a value", "time,a\n0,1\n1,inf\n", "a", "0:1 1000:inf");
        row("chosen columns", "time,a,b\n0,1,2\n", "a", "", {.columns = {QStringLiteral("b")}});
        row("header by number", "1,2\n3,4\n0,7\n1,8\n", "4", "0:7 1000:8",
            {.headerLine = 2, .timeColumn = QStringLiteral("3")});

        row("unix seconds", "time,a\n1700000000.25,1\n", "a", "1700000000250:1");
        row("unix ms", "time,a\n1700000000250,1\n", "a", "1700000000250:1");
        row("unix us", "time,a\n1700000000250000,1\n", "a", "1700000000250:1");
        row("unix ns", "time,a\n1700000000250000000,1\n", "a", "1700000000250:1");
        row("unit in the name", "time [ms],a\n5,1\n", "a", "5:1");
        row("unit behind the name", "time_us,a\n5000,1\n", "a", "5:1");
        row("named unit", "time,a\n5,1\n", "a", "5:1", {.nsPerUnit = ms});
        row("microseconds since boot", "timestamp,a\n20326716,1\n20330716,2\n20334716,3\n", "a",
            "20326:1 20330:2 20334:3");
        row("a start for relative times", "time,a\n1,1\n", "a", "1600000001000:1",
            {.start = Timestamp::fromMs(1'600'000'000'000)});
        row("clock of 2000", "sensor timestamp [ns],a\n704201974831254116,1\n", "a", "1650886774831:1");
        row("iso with zone", "time,a\n2020-01-01T00:00:00+01:00,1\n", "a", "1577833200000:1");
        row("iso without zone", "time,a\n2020-01-01T00:00:00,1\n", "a", "1577836800000:1");
        row("iso in a zone", "time,a\n2020-01-01 00:00:00.5,1\n2020-07-01 00:00:00.5,2\n", "a",
            "1577833200500:1 1593554400500:2", {.zone = QTimeZone("Europe/Berlin")});
        row("iso with comma", "time;a\n2020-01-01 00:00:00,5;1\n", "a", "1577836800500:1");
        row("year first", "time,a\n2020/1/2 3:04:05,1\n", "a", "1577934245000:1");
        row("month first", "time,a\n1/2/2020 03:04:05,1\n1/13/2020 03:04:05,2\n", "a",
            "1577934245000:1 1578884645000:2");
        row("day first by its size", "time,a\n13/1/2020 03:04:05,1\n", "a", "1578884645000:1");
        row("day first by option", "time,a\n1/2/2020 00:00:00,1\n", "a", "1580515200000:1", {.isDayFirst = true});
        row("points", "time;a\n02.01.2020 03:04:05;1\n", "a", "1577934245000:1");
        row("afternoon", "time,a\n1/2/2020 01:04:05 PM,1\n1/2/2020 12:00:00 AM,1\n", "a",
            "1577970245000:1 1577923200000:1");
        row("unix text", "time,a\nSun Sep 25 06:00:22 PDT 2011,1\n", "a", "1316955622000:1");
        row("date and time apart", "date,time,a\n2020-01-02,03:04:05,1\n", "a", "1577934245000:1");
        row("no year", "mm-dd,hh:mm:ss,a\n06-Feb,13:17:13,1\n", "a", "1580995033000:1", {.year = 2020});
        row("clock alone", "time,a\n00:00:01.5,1\n00:01:00,2\n", "a", "1500:1 60000:2");
        row("utc time before time", "time,utc time,a\n0,1700000000,1\n", "a", "1700000000000:1");
        row("rate", "a,b\n1,2\n3,4\n5,6\n", "b", "0:2 4:4 8:6", {.rateHz = 250.0});
        row("rate from a comment", "# Sampling Rate (Hz):= 100.00\n# Labels:= X\n1\n2\n", "X", "0:1 10:2");
        row("intervals", "rr\n1000\n900\n", "rr", "1000:1000 1900:900", {.isRunningSum = true});
        row("time column by name", "b,clock\n1,0\n2,5\n", "b", "0:1 5000:2", {.timeColumn = QStringLiteral("clock")});
        row("wrist band", "1560279825.00\n4.0\n7\n8\n", "table", "1560279825000:7 1560279825250:8");
        row("wrist band's intervals", "1560279825.000000, IBI\n83.5,0.609\n99.9,0.84\n", "IBI",
            "1560279908500:0.609 1560279924900:0.84");
        row("heart rate monitor",
            "[Params]\r\nDate=20080208\r\nStartTime=08:50:31.0\r\n\r\n[HRData]\r\n1000\r\n500\r\n", "RR",
            "1202460632000:1000 1202460632500:500");
        row("long", "2020-01-01T00:00:00Z;HR;70\n2020-01-01T00:00:01Z;STEPS;3\n2020-01-01T00:00:02Z;HR;71\n", "HR",
            "1577836800000:70 1577836802000:71");
        row("long with header", "time,device,attribute,unit,value\n0,d1,t,celsius,20\n1,d1,u,,5\n", "t", "0:20");
        row("states", "time,a,door\n0,1,open\n1,1,closed\n2,1,open\n", "door", "0:0 1000:1 2000:0");
    }

    void readsTables()
    {
        QFETCH(QByteArray, text);
        QFETCH(CsvOptions, options);
        QFETCH(QByteArray, series);
        QFETCH(QByteArray, expected);
        KeptImport sink;
        const auto report = read(text, sink, options);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
        QByteArray got;
        for (const Sample sample : sink.of(series.constData()).samples)
            got += (got.isEmpty() ? "" : " ") + QByteArray::number(qint64(sample.time.ns() / ms)) + ':'
                   + QByteArray::number(sample.value, 'g', 12);
        QCOMPARE(got, expected);
    }

    void keepsEveryNanosecond()
    {
        KeptImport sink;
        QVERIFY(read("%time,a\n1486559106139796569,1\n", sink).ok());
        QCOMPARE(sink.of("a").samples.front().time.ns(), std::int64_t(1486559106139796569));
        KeptImport other;
        QVERIFY(read("time,a\n1700000000.123456789,1\n", other).ok());
        QCOMPARE(other.of("a").samples.front().time.ns(), std::int64_t(1700000000123456789));
    }

    void readsUnitsFromNames_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("unit");
        const auto row = [](const char *header, const char *name, const char *unit) {
            QTest::newRow(header) << QString::fromUtf8(header) << QString::fromUtf8(name) << QString::fromUtf8(unit);
        };
        row("HR[bpm]", "HR", "bpm");
        row("X [mg]", "X", "mg");
        row("Temp (C)", "Temp", "°C");
        row("II_mV", "II", "mV");
        row("Engine Speed (RPM) *OBD", "Engine Speed *OBD", "RPM");
        row("CO(GT)", "CO(GT)", "");
        row("acc_x", "acc_x", "");
        row("q[0]", "q[0]", "");
    }

    void readsUnitsFromNames()
    {
        QFETCH(QString, header);
        QFETCH(QString, name);
        QFETCH(QString, unit);
        KeptImport sink;
        QVERIFY(read("time," + header.toUtf8() + "\n0,1\n", sink).ok());
        QCOMPARE(sink.all.front().info.key.attribute, name);
        QCOMPARE(sink.all.front().info.unit, unit);
    }

    void takesUnitsFromTheirRow()
    {
        KeptImport sink;
        QVERIFY(read("time,a,b\ns,mV,-\n0,1,2\n", sink).ok());
        QCOMPARE(sink.of("a").info.unit, QStringLiteral("mV"));
        QCOMPARE(sink.of("b").info.unit, QString());
    }

    void countsWhatIsNotRight()
    {
        KeptImport sink;
        const auto report = read("time,a,b\n0,1,1\n1,oops,2\n\nwhen,3,3\n1,4\n0.5,5,5,extra\n,,\n", sink);
        QVERIFY(report.ok());
        const ImportReport &got = report.value();
        QCOMPARE(got.rows, std::int64_t(4));
        QCOMPARE(got.badCells, std::int64_t(1));
        QCOMPARE(got.badRows, std::int64_t(1));
        QCOMPARE(got.blankRows, std::int64_t(2));
        QCOMPARE(got.shortRows, std::int64_t(1));
        QCOMPARE(got.longRows, std::int64_t(1));
        QCOMPARE(got.stepsBack, std::int64_t(1));
        QCOMPARE(got.largestStepBack, Duration(std::chrono::milliseconds(500)));
        QCOMPARE(got.equalTimes, std::int64_t(1));
        QCOMPARE(got.complaints.size(), std::size_t(2));
        QCOMPARE(got.complaints[0].line, std::int64_t(3));
        QCOMPARE(got.complaints[0].column, QStringLiteral("a"));
        QVERIFY(got.complaints[0].text.contains(QStringLiteral("oops")));
        QCOMPARE(got.complaints[1].line, std::int64_t(5));
    }

    void countsLinesInsideQuotes()
    {
        KeptImport sink;
        const auto report = read("time,a,note\n0,1,\"x\ny\nz\"\n1,oops,w\n2,2,w\n3,2,w\n4,2,w\n5,2,w\n", sink);
        QVERIFY(report.ok());
        QCOMPARE(report.value().complaints.front().line, std::int64_t(5));
    }

    void givesTheFirstComplaintsOnly()
    {
        QByteArray text = "time,a\n";
        for (int i = 0; i < 2000; ++i)
            text += QByteArray::number(i) + ",1\n";
        for (int i = 0; i < 100; ++i)
            text += QByteArray::number(2000 + i) + ",bad\n";
        KeptImport sink;
        const auto report = read(text, sink);
        QVERIFY(report.ok());
        QCOMPARE(report.value().badCells, std::int64_t(100));
        QCOMPARE(report.value().complaints.size(), ImportReport::mostComplaints);
    }

    void refusesWithALine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<CsvOptions>("options");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *name, const QByteArray &text, const char *part,
                            const CsvOptions &options = {}) {
            QTest::newRow(name) << text << options << QString::fromUtf8(part);
        };
        row("empty", "", "line 1");
        row("words", "once upon\na time\n", "line 1");
        row("no times", "a,b\n1,2\n1,3\n0,1\n", "line 1: none of the columns holds times (a, b)");
        row("no such column", "a,b\n1,2\n", "line 1: there is no column \"c\"", {.timeColumn = QStringLiteral("c")});
        row("named column is no time", "a,b\nx,2\ny,3\n", "line 2: \"x\" is no time",
            {.timeColumn = QStringLiteral("a")});
        row("binary", QByteArray("ULog\x01\x12\x35\x00\x01", 9), "ULog");
        row("archive", QByteArray("PK\x03\x04\x00\x01", 6), "ZIP");
        row("utf-16", QByteArray("\xff\xfet\0i\0", 6), "UTF-16");
    }

    void refusesWithALine()
    {
        QFETCH(QByteArray, text);
        QFETCH(CsvOptions, options);
        QFETCH(QString, part);
        KeptImport sink;
        const auto report = read(text, sink, options);
        QVERIFY(!report.ok());
        QVERIFY2(report.error().text.contains(part), qPrintable(report.error().text));
        QVERIFY(sink.all.empty());
    }

    void tellsWordsOfStates()
    {
        KeptImport sink;
        QVERIFY(read("time,a,door\n0,1,open\n1,1,closed\n2,1,ajar\n", sink).ok());
        QCOMPARE(sink.of("door").info.states,
                 QStringList({QStringLiteral("open"), QStringLiteral("closed"), QStringLiteral("ajar")}));
        QVERIFY(sink.of("door").info.interpolation == Interpolation::HoldLast);
    }

    void takesATableOfWordsForEvents()
    {
        KeptImport sink;
        const auto report =
            read("time;marker\n2022-04-25T11:40:02;start \n2022-04-25T11:48:03;\"a \"\"b\"\"\"\n", sink);
        QVERIFY(report.ok());
        QCOMPARE(report.value().rows, std::int64_t(2));
        QCOMPARE(report.value().events, std::int64_t(2));
        QCOMPARE(sink.events[0].kind, QStringLiteral("marker"));
        QCOMPARE(sink.events[0].text, QStringLiteral("start"));
        QCOMPARE(sink.events[1].text, QStringLiteral("a \"b\""));
    }

    void namesSeriesByFileAndOptions()
    {
        KeptImport sink;
        QVERIFY(read("time,a\n0,1\n", sink, {}, "walk.csv").ok());
        QCOMPARE(sink.all.front().info.key.toString(), QStringLiteral("file/walk/a"));
        KeptImport named;
        CsvOptions options;
        options.source = QStringLiteral("s");
        options.device = QStringLiteral("d");
        QVERIFY(read("time,a\n0,1\n", named, options).ok());
        QCOMPARE(named.all.front().info.key.toString(), QStringLiteral("s/d/a"));
    }

    void takesListsOfIntervalsByTheirName()
    {
        KeptImport sink;
        QVERIFY(read("1000\n900\n", sink, {}, "rest_rri.txt").ok());
        QCOMPARE(sink.text("RR"), std::string("1000000000:1000 1900000000:900"));
        QCOMPARE(sink.all.front().info.unit, QStringLiteral("ms"));
    }

    void readsGzip()
    {
        QByteArray text = "time,a\n";
        for (int i = 0; i < 200'000; ++i)
            text += QByteArray::number(i) + ',' + QByteArray::number(i % 97) + '\n';
        KeptImport sink;
        const auto report = read(gzipped(text), sink, {}, "long.csv.gz");
        QVERIFY(report.ok());
        QCOMPARE(report.value().rows, std::int64_t(200'000));
        QCOMPARE(sink.of("a").samples.size(), std::size_t(200'000));
        QCOMPARE(sink.of("a").samples.back().value, double(199'999 % 97));

        KeptImport cut;
        const auto damaged = read(gzipped(text).chopped(100), cut, {}, "cut.csv.gz");
        QVERIFY(!damaged.ok());
        QVERIFY(damaged.error().code == ErrorCode::File);
    }

    /// Rows at the seams of the pieces that a file is read in.
    void losesNothingBetweenPieces()
    {
        QByteArray text = "time,a\n";
        double sum = 0.0;
        std::int64_t rows = 0;
        while (std::size_t(text.size()) < 3 * TextFile::pieceBytes) {
            text += QByteArray::number(rows) + ',' + QByteArray::number(rows % 1013) + '\n';
            sum += double(rows % 1013);
            ++rows;
        }
        KeptImport sink;
        const auto report = read(text, sink);
        QVERIFY(report.ok());
        QCOMPARE(report.value().rows, rows);
        double got = 0.0;
        for (const Sample sample : sink.of("a").samples)
            got += sample.value;
        QCOMPARE(got, sum);
    }

    void canBeStopped()
    {
        KeptImport sink;
        const auto report = importFile(m_folder.write("stop.csv", "time,a\n0,1\n"), {}, sink,
                                       [](std::int64_t, std::int64_t) { return false; });
        QVERIFY(!report.ok());
        QVERIFY(report.error().code == ErrorCode::Refused);
    }

    void saysWhatItDetected()
    {
        const auto plan = detectCsv("date;time;a\n1/2/2020;00:00:00;1,5\n", true, {}, QStringLiteral("t.csv"));
        QVERIFY(plan.ok());
        QCOMPARE(plan.value().delimiter, ';');
        QVERIFY(plan.value().isDecimalComma);
        QCOMPARE(plan.value().headerLine, std::int64_t(1));
        const QString reasons = plan.value().reasons.join(QLatin1Char('\n'));
        QVERIFY2(reasons.contains(QStringLiteral("month")), qPrintable(reasons));
        QVERIFY2(reasons.contains(QStringLiteral("UTC")), qPrintable(reasons));
    }

    /// What is read twice, or cut anywhere, must not crash, and never gives more rows than the whole.
    void survivesAnyCut()
    {
        const QByteArray text = "\xef\xbb\xbf# x\n\"time\";\"a\"\n\"2020-01-01 00:00:00\";\"1,5\"\n"
                                "\"2020-01-01 00:00:01\";\"2,5\"\n";
        for (qsizetype size = 0; size <= text.size(); ++size) {
            KeptImport sink;
            const auto report = read(text.left(size), sink);
            QVERIFY(!report.ok() || report.value().rows <= 2);
        }
    }
};

QTEST_GUILESS_MAIN(TestCsvImport)
#include "tst_csv_import.moc"
