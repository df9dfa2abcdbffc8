#include "core/exchange/export.h"
#include "core/exchange/store_exchange.h"
#include "tests/exchange/kept_import.h"
#include "tests/exchange/listed_source.h"

#include <QBuffer>
#include <QTest>

#include <limits>

using namespace watchglass;
using namespace watchglass::exchange;

namespace {

QByteArray exported(const SampleSource &source, const ExportOptions &options)
{
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    const auto report = exportSamples(source, options, buffer);
    return report ? out : report.error().text.toUtf8();
}

ListedSource twoSeries()
{
    ListedSource source;
    source.add("a", {at(0, 1.5), at(1000, 2), at(1000, 3)}, "mV");
    source.add("b", {at(1000, -0.1), at(2000, std::numeric_limits<double>::quiet_NaN())});
    return source;
}

/// Takes what fits, then no more.
class FullDisk final : public QIODevice
{
public:
    FullDisk() { open(QIODevice::WriteOnly); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override
    {
        setErrorString(QStringLiteral("disk full"));
        return -1;
    }
};

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsTimesInWideCsv()
    {
        QCOMPARE(exported(twoSeries(), {}), QByteArray("time,s/d/a [mV],s/d/b\n"
                                                       "1970-01-01T00:00:00.000000000Z,1.5,\n"
                                                       "1970-01-01T00:00:01.000000000Z,2,\n"
                                                       "1970-01-01T00:00:01.000000000Z,3,-0.1\n"
                                                       "1970-01-01T00:00:02.000000000Z,,nan\n"));
    }

    void writesARowASampleInLongCsv()
    {
        ExportOptions options;
        options.format = ExportFormat::CsvLong;
        options.timeStyle = TimeStyle::Milliseconds;
        options.series = {QStringLiteral("*/a")};
        QCOMPARE(exported(twoSeries(), options), QByteArray("time [ms],source,device,attribute,unit,value\n"
                                                            "0.000000,s,d,a,mV,1.5\n"
                                                            "1000.000000,s,d,a,mV,2\n"
                                                            "1000.000000,s,d,a,mV,3\n"));
    }

    void keepsToTheRange()
    {
        ExportOptions options;
        options.format = ExportFormat::CsvLong;
        options.timeStyle = TimeStyle::Nanoseconds;
        options.range = {Timestamp::fromMs(1000), Timestamp::fromMs(2000)};
        QCOMPARE(exported(twoSeries(), options), QByteArray("time [ns],source,device,attribute,unit,value\n"
                                                            "1000000000,s,d,a,mV,2\n"
                                                            "1000000000,s,d,a,mV,3\n"
                                                            "1000000000,s,d,b,,-0.1\n"));
    }

    void writesTimesBefore1970()
    {
        ListedSource source;
        source.add("a", {{Timestamp::fromNs(-1), 1}, {Timestamp::min(), 2}});
        ExportOptions options;
        options.timeStyle = TimeStyle::Seconds;
        QVERIFY(exported(source, options).contains("-0.000000001,1\n"));
        QVERIFY(exported(source, options).contains("-9223372036.854775808,2\n"));
    }

    void quotesWhatNeedsIt()
    {
        ListedSource source;
        source.add({{QStringLiteral("s"), QStringLiteral("d,\"1\""), QStringLiteral("a"), {}}, {}}, {at(0, 1)});
        QVERIFY(exported(source, {}).startsWith("time,\"s/d,\"\"1\"\"/a\"\n"));
    }

    void resamples_data()
    {
        QTest::addColumn<int>("take");
        QTest::addColumn<QByteArray>("rows");
        QTest::newRow("mean") << int(Take::Mean) << QByteArray("-1000,4\n0,2\n2000,7\n");
        QTest::newRow("min") << int(Take::Min) << QByteArray("-1000,4\n0,1\n2000,7\n");
        QTest::newRow("max") << int(Take::Max) << QByteArray("-1000,4\n0,3\n2000,7\n");
        QTest::newRow("last") << int(Take::Last) << QByteArray("-1000,4\n0,2\n2000,7\n");
    }

    void resamples()
    {
        QFETCH(int, take);
        QFETCH(QByteArray, rows);
        const double nan = std::numeric_limits<double>::quiet_NaN();
        ListedSource source;
        source.add("a", {at(-1, 4), at(0, 1), at(500, 3), at(999, 2), at(1500, nan), at(2000, 7)});
        ExportOptions options;
        options.timeStyle = TimeStyle::Milliseconds;
        options.resampling = Resampling{std::chrono::seconds(1), Take(take)};
        const QByteArray got = exported(source, options).replace(".000000", "");
        QCOMPARE(got, "time [ms],s/d/a\n" + rows);
    }

    void writesStatesAsWordsAndTheirLast()
    {
        ListedSource source;
        source.add({{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("door"), {}},
                    {},
                    Interpolation::HoldLast,
                    {QStringLiteral("open"), QStringLiteral("shut, locked")}},
                   {at(0, 0), at(1, 1), at(2, 5)});
        ExportOptions options;
        options.timeStyle = TimeStyle::Nanoseconds;
        QCOMPARE(exported(source, options),
                 QByteArray("time [ns],s/d/door\n0,open\n1000000,\"shut, locked\"\n2000000,5\n"));
        options.resampling = Resampling{std::chrono::milliseconds(2), Take::Mean};
        QCOMPARE(exported(source, options), QByteArray("time [ns],s/d/door\n0,\"shut, locked\"\n2000000,5\n"));
    }

    void writesJsonLines()
    {
        ListedSource source = twoSeries();
        source.listedEvents = {{QStringLiteral("s"), {QStringLiteral("d"), QStringLiteral("touch"), {}, {}}}};
        ExportOptions options;
        options.format = ExportFormat::JsonLines;
        const QList<QByteArray> lines = exported(source, options).split('\n');
        QCOMPARE(lines.size(), qsizetype(2 + 5 + 1 + 1));
        QCOMPARE(lines[2], QByteArray(R"({"event":"sample","source":"s","device":"d","attribute":"a","unit":"mV",)"
                                      R"("time":"1970-01-01T00:00:00.000000000Z","value":1.5})"));
        QVERIFY(lines[6].endsWith("\"value\":null}"));
        QVERIFY(lines[7].contains("\"kind\":\"touch\""));
    }

    void readsBackWhatItWrote_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("wide") << int(ExportFormat::CsvWide);
        QTest::newRow("long") << int(ExportFormat::CsvLong);
        QTest::newRow("json lines") << int(ExportFormat::JsonLines);
    }

    void readsBackWhatItWrote()
    {
        QFETCH(int, format);
        ListedSource source;
        source.add("a",
                   {{Timestamp::fromNs(1'600'000'000'123'456'789), 0.1},
                    {Timestamp::fromNs(1'600'000'001'000'000'001), 1e-300}},
                   "mV");
        source.add("b.x", {{Timestamp::fromNs(1'600'000'000'123'456'789), -7}}, "°C");
        ExportOptions options;
        options.format = ExportFormat(format);
        TextFolder folder;
        KeptImport sink;
        const auto report = importFile(folder.write("back.csv", exported(source, options)), {}, sink);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
        QCOMPARE(sink.all.size(), std::size_t(2));
        for (std::size_t i = 0; i < 2; ++i) {
            const auto &kept = sink.of(i == 0 ? "a" : "b.x");
            QCOMPARE(kept.info.key.toString(), source.series()[i].key.toString());
            QCOMPARE(kept.info.unit, source.series()[i].unit);
            const auto cursor = source.samples(i, everything);
            const auto wanted = cursor->next();
            QCOMPARE(kept.samples.size(), wanted.size());
            for (std::size_t n = 0; n < wanted.size(); ++n) {
                QCOMPARE(kept.samples[n].time.ns(), wanted[n].time.ns());
                QCOMPARE(kept.samples[n].value, wanted[n].value);
            }
        }
    }

    void exportsAStore()
    {
        store::SeriesStore store;
        StoreSink sink(store);
        const SeriesId id = sink.series({{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), {}}, {}});
        const std::vector<Sample> samples{at(2, 2), at(1, 1), at(2, 2)};
        sink.samples(id, samples);
        QCOMPARE(sink.duplicates(), std::uint64_t(1));
        ExportOptions options;
        options.timeStyle = TimeStyle::Nanoseconds;
        QCOMPARE(exported(StoreSource(store), options), QByteArray("time [ns],s/d/a\n1000000,1\n2000000,2\n"));
    }

    void aStoreIsReadPieceByPieceAsItWasWhenAsked()
    {
        constexpr int count = 10'000; // sealed blocks and an open one
        store::SeriesStore store;
        const auto series =
            store.open({{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), {}}, {}, {}, {}});
        const auto add = [&series](int from, int to) {
            for (int i = from; i < to; ++i)
                series->append({Timestamp::fromMs(i), static_cast<double>(i)});
        };
        add(0, count);
        const StoreSource source(store);
        for (const auto &[from, to] : {std::pair(0, count), std::pair(0, 1), std::pair(4095, 4097),
                                       std::pair(100, 9'999), std::pair(count, 2 * count), std::pair(200, 100)}) {
            const auto cursor = source.samples(0, {Timestamp::fromMs(from), Timestamp::fromMs(to)});
            int next = from;
            for (auto piece = cursor->next(); !piece.empty(); piece = cursor->next()) {
                for (const Sample &sample : piece)
                    QCOMPARE(sample.value, static_cast<double>(next++));
            }
            QCOMPARE(next, std::max(from, std::min(to, count)));
        }
        const auto before = source.samples(0, everything);
        add(count, count + 5);
        std::size_t read = 0;
        for (auto piece = before->next(); !piece.empty(); piece = before->next())
            read += piece.size();
        QCOMPARE(read, std::size_t(count));
    }

    void saysWhatCannotBe()
    {
        ExportOptions options;
        options.series = {QStringLiteral("x/*")};
        QCOMPARE(exported(twoSeries(), options), QByteArray("There is no series x/*."));
        FullDisk disk;
        const auto report = exportSamples(twoSeries(), {}, disk);
        QVERIFY(!report.ok());
        QVERIFY(report.error().code == ErrorCode::File);
        QVERIFY(report.error().text.contains(QStringLiteral("disk full")));
    }

    void writesMcapWithWhatItHasRoomFor()
    {
        ListedSource source;
        source.add("a", {{Timestamp::fromNs(-1), 1}, at(0, 2)});
        ExportOptions options;
        options.format = ExportFormat::Mcap;
        QByteArray out;
        QBuffer buffer(&out);
        buffer.open(QIODevice::WriteOnly);
        const auto report = exportSamples(source, options, buffer);
        QVERIFY(report.ok());
        QCOMPARE(report.value().leftOut, std::int64_t(1));
        QCOMPARE(report.value().samples, std::int64_t(1));
        QVERIFY(out.startsWith("\x89MCAP0\r\n"));
        QVERIFY(out.endsWith("\x89MCAP0\r\n"));
        QVERIFY(out.contains("{\"value\":2}"));
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
