#include "tests/exchange/kept_import.h"

#include <QDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::exchange;

namespace {

/// A file of the folder of recordings, and what is known of it from its description.
struct Known
{
    const char *path;
    std::int64_t rows;        ///< -1: refused.
    const char *refusal = ""; ///< A part of the message.
};

constexpr Known knownFiles[]{
    {"biosignals-biosppy/acc.txt", 2000},
    {"biosignals-biosppy/ecg.txt", 15'000},
    {"biosignals-biosppy/eda.txt.gz", 150'000},
    {"biosignals-biosppy/ppg.txt", 20'000},
    {"biosignals-biosppy/resp.txt", 60'000},
    {"drone-px4-hover/cpuload.csv", 69},
    {"drone-px4-hover/sample.ulg.zip", -1, "ZIP"},
    {"drone-px4-hover/sensor_combined.csv.gz", 17'070},
    {"drone-px4-hover/vehicle_attitude.csv.gz", 6461},
    {"drone-px4-hover/vehicle_local_position.csv.gz", 678},
    {"drone-px4-small/battery_status.csv", 21},
    {"drone-px4-small/sample_log_small.ulg", -1, "ULog"},
    {"drone-px4-small/sensor_combined.csv", 1298},
    {"drone-px4-small/vehicle_air_data.csv", 120},
    {"drone-px4-small/vehicle_attitude.csv", 1298},
    {"drone-px4-small/vehicle_gps_position.csv", 32},
    {"drone-px4-small/vehicle_local_position.csv", 636},
    {"dt-events/dt_data_connector_push.jsonl", 5},
    {"dt-events/dt_devices.json", 10},
    {"dt-events/dt_events_each_type.json", 16},
    {"dt-events/dt_stream_lines.txt", 3},
    {"ecg-mitbih-100/mitbih_100_beats.csv", 2274},
    {"ecg-mitbih-100/mitbih_100_first10min_360hz.csv.gz", 216'000},
    {"edf-samples/test_uneven_samp.edf", -1, "EDF"},
    {"eeg-openbci/OpenBCI_GUI-v6-blinks-jawClench-alpha.txt.gz", 22'490},
    {"env-air-quality-uci/AirQualityUCI.csv.gz", 9357},
    {"env-nab/ambient_temperature_system_failure.csv.gz", 7267},
    {"env-nab/machine_temperature_system_failure.csv.gz", 22'695},
    {"env-occupancy/datatest.txt.gz", 2665},
    {"env-particulate-aberdeen/esp8266_12017738_2018-02_03.csv.gz", 27'128},
    {"env-particulate-aberdeen/sds011_8554_2018h1.csv.gz", 85'506},
    {"gps-bike-garmin/garmin-edge-500-activity-records.csv.gz", 10'686},
    {"gps-gpx/Mojstrovka.gpx", 184},
    {"gps-gpx/around-visnjan-with-car.gpx", 104},
    {"gps-gpx/cerknicko-jezero.gpx", 296},
    {"gps-gpx/cerknicko-without-times.gpx", -1, "line"},
    {"gps-gpx/korita-zbevnica.gpx", -1, "line"},
    {"gps-gpx/track-with-empty-segment.gpx", 9},
    {"har-phone-watch/s06_03_sp.csv", 1428},
    {"har-phone-watch/s06_03_sw.csv", 1454},
    {"har-phone-watch/s06_05_sp.csv", 1412},
    {"har-phone-watch/s06_05_sw.csv", 1434},
    {"har-phone-watch/s06_08_sp.csv", 1419},
    {"har-phone-watch/s06_08_sw.csv", 1444},
    {"har-phone-watch/s06_09_sp.csv", 1512},
    {"har-phone-watch/s06_09_sw.csv", 1541},
    {"icu-bidmc-01/bidmc_01_Signals.csv.gz", 60'001},
    {"icu-numerics-s00001/s00001_numerics_1min.csv", 1936},
    {"icu-v102s/v102s_ecg_ppg_resp_250hz.csv.gz", 75'000},
    {"imu-vqf/vqf_imu_285hz.csv.gz", 13'500},
    {"imu-xio/sensor_data.csv.gz", 13'514},
    {"imu-xio/short_walk.csv.gz", 16'539},
    {"moonsense-session/2023-03-10-1657-8aYgdsZ9Lzp5cogDhrBwYk-bundles.json", 4},
    {"moonsense-session/decodable_touch_bundle.json", 1},
    {"moonsense-session/sample.tar.gz", 4},
    {"muscle-oxygen/moxy_intervals.csv", 931},
    {"muscle-oxygen/vo2master.csv", 240},
    {"plotjuggler-samples/fake_joints.csv.gz", 2725},
    {"plotjuggler-samples/motor_data.csv", 756},
    {"plotjuggler-samples/simple.csv", 5},
    {"plotjuggler-samples/simple_fft.csv", 2000},
    {"plotjuggler-samples/simple_parse_timestamp.csv", 5},
    {"plotjuggler-samples/turtle.csv", 563},
    {"ppg-heartpy/data2.csv", 15'000},
    {"ppg-heartpy/data3.csv.gz", 68'476},
    {"rr-hrv/exercise_rri.hrm", 4117},
    {"rr-hrv/rest_rri.txt", 910},
    {"terra-stream/terra_dispatch_lines.jsonl", 2},
    {"vehicle-goodwood/trackaddict_goodwood_2022-05-31.csv.gz", 12'763},
    {"wearable-empatica-e4/ACC.csv", 9998},
    {"wearable-empatica-e4/BVP.csv", 9998},
    {"wearable-empatica-e4/EDA.csv", 9998},
    {"wearable-empatica-e4/HR.csv", 4998},
    {"wearable-empatica-e4/IBI.csv", 4999},
    {"wearable-empatica-e4/TEMP.csv", 4998},
    {"wearable-garmin/garmin_acc.csv.gz", 10'000},
    {"wearable-garmin/garmin_stream.csv.gz", 25'573},
    {"wearable-polar-verity-sense/MARKER.txt", 2},
    {"wearable-polar-verity-sense/Polar_Sense_ACC.txt.gz", 26'526},
    {"wearable-polar-verity-sense/Polar_Sense_GYRO.txt.gz", 26'457},
    {"wearable-polar-verity-sense/Polar_Sense_HR.txt", 548},
    {"wearable-polar-verity-sense/Polar_Sense_MAGN.txt.gz", 25'343},
    {"wearable-polar-verity-sense/Polar_Sense_PPG.txt.gz", 28'143},
    {"wearable-polar-verity-sense/Polar_Sense_PPI.txt", 442},
};

} // namespace

/// Every file of a folder of real recordings.
class TestSharedRecordings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryFile_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<qint64>("rows");
        QTest::addColumn<QString>("refusal");
        const QDir folder(qEnvironmentVariable("WATCHGLASS_SHARED_DATA"));
        if (qEnvironmentVariableIsEmpty("WATCHGLASS_SHARED_DATA") || !folder.exists(QStringLiteral("env-nab")))
            QSKIP("no folder of recordings: set WATCHGLASS_SHARED_DATA");
        for (const Known &known : knownFiles) {
            QTest::newRow(known.path) << folder.filePath(QString::fromLatin1(known.path)) << qint64(known.rows)
                                      << QString::fromLatin1(known.refusal);
        }
    }

    void readsEveryFile()
    {
        QFETCH(QString, path);
        QFETCH(qint64, rows);
        QFETCH(QString, refusal);
        KeptImport sink;
        const auto report = importFile(path, {}, sink);
        if (!report) {
            qInfo("%s -> refused: %s", QTest::currentDataTag(), qUtf8Printable(report.error().text));
            QVERIFY2(rows < 0, qUtf8Printable(report.error().text));
            QVERIFY2(report.error().text.contains(refusal), qUtf8Printable(report.error().text));
            return;
        }
        const ImportReport &got = report.value();
        qInfo("%s -> %lld rows, %lld samples in %lld series, %lld events; %s; missing %lld bad %lld/%lld rows; %s",
              QTest::currentDataTag(), static_cast<long long>(got.rows), static_cast<long long>(got.samples),
              static_cast<long long>(got.series), static_cast<long long>(got.events),
              got.first ? formatIsoTimestamp(*got.first, 3).c_str() : "-", static_cast<long long>(got.missingCells),
              static_cast<long long>(got.badCells), static_cast<long long>(got.badRows),
              qUtf8Printable(got.reasons.join(QStringLiteral(" / "))));
        for (const Complaint &complaint : got.complaints)
            qInfo("    line %lld %s %s", static_cast<long long>(complaint.line), qUtf8Printable(complaint.column),
                  qUtf8Printable(complaint.text));
        QCOMPARE(qint64(got.rows), rows);
    }
};

QTEST_GUILESS_MAIN(TestSharedRecordings)
#include "tst_shared_recordings.moc"
