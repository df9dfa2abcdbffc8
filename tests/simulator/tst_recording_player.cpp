#include "app/simulator/command_line.h"
#include "tests/simulator/sim_client.h"

#include <QDir>
#include <QRegularExpression>

#include <cmath>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;

namespace {

RecordingPlayer player(const char *csv, PlayOptions options = {})
{
    return RecordingPlayer(parseCsv(csv, options.csv).value(), options);
}

double valueAt(const Feed &feed, std::int64_t k)
{
    std::vector<double> values(feed.metrics().size());
    feed.values(k, values);
    return values.front();
}

} // namespace

class TestRecordingPlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void timesAreTheFilesOwn()
    {
        const RecordingPlayer feed = player("time,v\n100.5,1\n100.75,2\n102,3\n");
        const Timestamp start = Timestamp::fromMs(5'000'000);
        QCOMPARE(feed.stamp(0, start).ns(), 100'500'000'000);
        QCOMPARE(feed.stamp(2, start).ns(), 102'000'000'000);
        QCOMPARE(feed.dueAt(0).count(), 0);
        QCOMPARE(feed.dueAt(2).count(), 1'500'000'000);
    }

    void timesFromNowBeginAtTheStartAndScale()
    {
        PlayOptions options;
        options.time = PlayTime::Now;
        options.speed = 2.0;
        const RecordingPlayer feed = player("time,v\n100.5,1\n100.75,2\n102,3\n", options);
        const Timestamp start = Timestamp::fromMs(5'000'000);
        QCOMPARE(feed.stamp(0, start), start);
        QCOMPARE((feed.stamp(2, start) - start).count(), 750'000'000);
        QCOMPARE(feed.dueAt(2).count(), 750'000'000);
    }

    void endsAfterTheLastRowUnlessLooped()
    {
        RecordingPlayer feed = player("time,v\n0,1\n1,2\n2,3\n");
        QCOMPARE(feed.endTick(std::chrono::hours(1)), 3);
        QVERIFY(std::isnan(valueAt(feed, 3)));
        PlayOptions options;
        options.loop = true;
        feed = player("time,v\n0,1\n1,2\n2,3\n", options);
        QCOMPARE(valueAt(feed, 3), 1.0);
        QCOMPARE(feed.dueAt(3).count(), 3'000'000'000);
        QCOMPARE(feed.stamp(4, {}).ns(), 4'000'000'000);
        for (std::int64_t k = 0; k < 50; ++k)
            QCOMPARE(feed.firstTickAt(feed.dueAt(k)), k);
    }

    void backwardTimesAreDueWithTheRowBefore()
    {
        const RecordingPlayer feed = player("time,v\n0,1\n5,2\n3,3\n6,4\n");
        QCOMPARE(feed.dueAt(2), feed.dueAt(1));
        QCOMPARE(feed.stamp(2, {}).ns(), 3'000'000'000);
        QCOMPARE(feed.endTick(std::chrono::seconds(5)), 3);
    }

    void clientGetsTheFileValueForValueAndTimeForTime_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("columns");
        const QDir shared(qEnvironmentVariable("WATCHGLASS_SHARED_DATA"));
        const auto row = [&shared](const char *file, const char *columns) {
            if (shared.exists(QLatin1String(file)))
                QTest::newRow(file) << shared.filePath(QLatin1String(file)) << QString::fromLatin1(columns);
        };
        QTest::newRow("own") << QString() << QString();
        if (qEnvironmentVariableIsEmpty("WATCHGLASS_SHARED_DATA"))
            return;
        row("imu-xio/short_walk.csv.gz", "");
        if (qEnvironmentVariableIsSet("WATCHGLASS_FEW_ROWS"))
            return;
        row("ecg-mitbih-100/mitbih_100_first10min_360hz.csv.gz", "MLII_mV,V5_mV");
        row("imu-xio/sensor_data.csv.gz", "");
        row("imu-vqf/vqf_imu_285hz.csv.gz", "acc_x,acc_y,acc_z");
        row("env-nab/ambient_temperature_system_failure.csv.gz", "");
        row("env-air-quality-uci/AirQualityUCI.csv.gz", "T,RH");
        row("icu-v102s/v102s_ecg_ppg_resp_250hz.csv.gz", "");
    }
    void clientGetsTheFileValueForValueAndTimeForTime()
    {
        QFETCH(QString, file);
        QFETCH(QString, columns);
        CsvOptions csv;
        if (!columns.isEmpty())
            csv.columns = columns.split(QLatin1Char(','));
        const QByteArray own = "time_s,a_mV,b\n0.1,0.1,1e-7\n0.2,,3\n0.30000000001,nan,\n0.4,-123456.789012345,5e300\n";
        Result<CsvRecording> read = file.isEmpty() ? parseCsv(own, csv) : loadCsv(file, csv);
        QVERIFY2(read.ok(), read ? "" : qPrintable(read.error().text));
        CsvRecording recording = std::move(read).value();
        const std::size_t width = recording.metrics.size();
        recording.times.resize(std::min<std::size_t>(recording.times.size(), 4000));
        recording.values.resize(recording.times.size() * width);

        PlayOptions options;
        options.speed = 1e6;
        Fleet fleet;
        fleet.add({QStringLiteral("file"), {}, {}}, std::make_shared<RecordingPlayer>(recording, options));
        ServerOptions server;
        server.startOnSubscribe = true;
        SimHarness sim(server, std::move(fleet));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        sim.clock.advance(std::chrono::seconds(3)); // nothing is lost before somebody subscribes
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        sim.clock.advance(std::chrono::hours(1));

        std::vector<std::pair<std::int64_t, QByteArray>> expected;
        for (std::size_t i = 0; i < recording.times.size(); ++i) {
            for (std::size_t m = 0; m < width; ++m) {
                const double v = recording.values[i * width + m];
                if (std::isfinite(v))
                    expected.emplace_back(recording.times[i].ns(),
                                          recording.metrics[m].name + '=' + QByteArray::number(v, 'g', 17));
            }
        }
        QTRY_COMPARE(sim.server.counts().samplesSent.load(), expected.size());
        std::vector<std::pair<std::int64_t, QByteArray>> got;
        const auto collect = [&] {
            got.clear();
            for (const QJsonObject &frame : client.ofType("telemetry_update")) {
                const QJsonObject map = frame.value(QLatin1String("telemetry")).toObject();
                for (const Metric &metric : recording.metrics) {
                    const QJsonValue one = map.value(QString::fromUtf8(metric.name));
                    if (!one.isObject())
                        continue;
                    const auto t = parseIsoTimestamp(one[QLatin1String("timestamp")].toString().toStdString());
                    got.emplace_back(t->ns(),
                                     metric.name + '='
                                         + QByteArray::number(one[QLatin1String("value")].toDouble(), 'g', 17));
                }
            }
            return got.size() >= expected.size();
        };
        QTRY_VERIFY(collect());
        QVERIFY(got == expected);
    }
};

QTEST_GUILESS_MAIN(TestRecordingPlayer)
#include "tst_recording_player.moc"
