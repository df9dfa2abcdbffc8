#include "tests/exchange/kept_import.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::exchange;

namespace {

QByteArray track(const QByteArray &segments)
{
    return "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\""
           " xmlns:gpxtpx=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\">\n<trk>\n"
           + segments + "</trk>\n</gpx>\n";
}

QByteArray point(const char *time, const QByteArray &inner = {})
{
    const QByteArray element = time ? "<time>" + QByteArray(time) + "</time>" : QByteArray();
    return "<trkpt lat=\"50.5\" lon=\"6.25\"><ele>190</ele>" + element + inner + "</trkpt>\n";
}

} // namespace

class TestGpxImport : public QObject
{
    Q_OBJECT

private:
    TextFolder m_folder;

    Result<ImportReport> read(const QByteArray &text, KeptImport &sink, const ImportOptions &options = {})
    {
        return importFile(m_folder.write("walk.gpx", text), options, sink);
    }

private Q_SLOTS:
    void readsPointsWithTheirExtensions()
    {
        KeptImport sink;
        const auto report = read(
            track("<trkseg>\n"
                  + point("1970-01-01T00:00:01Z", "<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>120</gpxtpx:hr>"
                                                  "<gpxtpx:cad>80</gpxtpx:cad><gpxtpx:atemp>21.5</gpxtpx:atemp>"
                                                  "</gpxtpx:TrackPointExtension><speed>3.5</speed></extensions>")
                  + "</trkseg>\n"),
            sink);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
        QCOMPARE(report.value().rows, std::int64_t(1));
        QCOMPARE(report.value().format, QStringLiteral("gpx"));
        QCOMPARE(sink.text("latitude"), std::string("1000000000:50.5"));
        QCOMPARE(sink.text("longitude"), std::string("1000000000:6.25"));
        QCOMPARE(sink.text("elevation"), std::string("1000000000:190"));
        QCOMPARE(sink.text("heart_rate"), std::string("1000000000:120"));
        QCOMPARE(sink.text("cadence"), std::string("1000000000:80"));
        QCOMPARE(sink.text("temperature"), std::string("1000000000:21.5"));
        QCOMPARE(sink.text("speed"), std::string("1000000000:3.5"));
        QCOMPARE(sink.of("heart_rate").info.unit, QStringLiteral("bpm"));
    }

    void putsAGapBetweenSegments()
    {
        KeptImport sink;
        QVERIFY(read(track("<trkseg>\n" + point("1970-01-01T00:00:01Z") + "</trkseg>\n<trkseg>\n"
                           + point("1970-01-01T00:01:00Z") + "</trkseg>\n<trkseg></trkseg>\n"),
                     sink)
                    .ok());
        QCOMPARE(sink.gaps.size(), std::size_t(1));
        QCOMPARE(sink.gaps[0].range.from.ns(), std::int64_t(1'000'000'001));
        QCOMPARE(sink.gaps[0].range.to.ns(), std::int64_t(60'000'000'000));
    }

    void refusesPointsWithoutTimeUnlessToldWhatToDo()
    {
        const QByteArray text = track("<trkseg>\n" + point("1970-01-01T00:00:01Z") + point(nullptr)
                                      + point("1970-01-01T00:00:03Z") + "</trkseg>\n");
        KeptImport sink;
        const auto refused = read(text, sink);
        QVERIFY(!refused.ok());
        QVERIFY2(refused.error().text.startsWith(QStringLiteral("line 6: ")), qPrintable(refused.error().text));
        QVERIFY2(refused.error().text.contains(QStringLiteral("1 of 3")), qPrintable(refused.error().text));
        QVERIFY(sink.all.empty());

        KeptImport skipped;
        ImportOptions options;
        options.missingTimes = MissingTimes::Skip;
        const auto skip = read(text, skipped, options);
        QVERIFY(skip.ok());
        QCOMPARE(skip.value().rows, std::int64_t(2));
        QCOMPARE(skip.value().badRows, std::int64_t(1));
        QCOMPARE(skip.value().complaints.front().line, std::int64_t(6));

        KeptImport counted;
        options.missingTimes = MissingTimes::Count;
        options.pointInterval = std::chrono::seconds(2);
        options.csv.start = Timestamp::fromMs(10'000);
        QVERIFY(read(text, counted, options).ok());
        QCOMPARE(counted.text("elevation"), std::string("10000000000:190 12000000000:190 14000000000:190"));
    }

    void takesWaypointsForEvents()
    {
        KeptImport sink;
        const auto report = read("<gpx><wpt lat=\"1\" lon=\"2\"><name>hut</name><time>1970-01-01T00:00:09Z</time></wpt>"
                                 "<trk><trkseg>"
                                     + point("1970-01-01T00:00:01Z") + "</trkseg></trk></gpx>",
                                 sink);
        QVERIFY(report.ok());
        QCOMPARE(sink.events.size(), std::size_t(1));
        QCOMPARE(sink.events[0].text, QStringLiteral("hut"));
        QCOMPARE(sink.events[0].time.ns(), std::int64_t(9'000'000'000));
    }

    void refusesWithALine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("other xml") << QByteArray("<?xml version=\"1.0\"?>\n<kml></kml>") << QStringLiteral("line 2");
        QTest::newRow("cut") << track("<trkseg>\n" + point("1970-01-01T00:00:01Z")).left(240)
                             << QStringLiteral("line 5");
        QTest::newRow("no points") << track("<trkseg>\n</trkseg>\n") << QStringLiteral("no track points");
    }

    void refusesWithALine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, part);
        KeptImport sink;
        const auto report = read(text, sink);
        QVERIFY(!report.ok());
        QVERIFY2(report.error().text.contains(part), qPrintable(report.error().text));
        QVERIFY(sink.all.empty());
    }
};

QTEST_GUILESS_MAIN(TestGpxImport)
#include "tst_gpx_import.moc"
