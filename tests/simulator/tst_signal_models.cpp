#include "app/simulator/climate_models.h"
#include "app/simulator/device_signals.h"
#include "app/simulator/disturbance.h"
#include "app/simulator/ecg_model.h"
#include "app/simulator/gait_model.h"
#include "app/simulator/gps_model.h"
#include "app/simulator/vital_models.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <functional>
#include <numeric>

using namespace watchglass;
using namespace watchglass::sim;
using std::chrono::milliseconds;

Q_DECLARE_METATYPE(std::function<watchglass::sim::SignalPtr(std::uint64_t)>)

namespace {

using Maker = std::function<SignalPtr(std::uint64_t)>;

std::vector<double> sampled(const Signal &signal, double rateHz, double seconds, double from = 0.0)
{
    std::vector<double> out;
    for (int i = 0; i < static_cast<int>(rateHz * seconds); ++i)
        out.push_back(signal.at(Duration(static_cast<std::int64_t>((from + i / rateHz) * 1e9))));
    return out;
}

/// Upward crossings of a level, at least `apart` samples from each other.
std::vector<int> crossings(const std::vector<double> &values, double level, int apart)
{
    std::vector<int> out;
    for (std::size_t i = 1; i < values.size(); ++i) {
        const int at = static_cast<int>(i);
        if (values[i - 1] < level && values[i] >= level && (out.empty() || at - out.back() >= apart))
            out.push_back(at);
    }
    return out;
}

bool same(double a, double b)
{
    return std::isnan(a) ? std::isnan(b) : a == b;
}

} // namespace

class TestSignalModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void sameSeedRepeatsAndAnotherDiffers_data()
    {
        QTest::addColumn<Maker>("make");
        const auto row = [](const char *name, Maker make) { QTest::newRow(name) << make; };
        row("ecg", [](std::uint64_t s) { return std::make_shared<EcgModel>(BeatTrain({}, s), EcgLead{}); });
        row("ppg", [](std::uint64_t s) { return std::make_shared<PpgModel>(BeatTrain({}, s)); });
        row("respiration", [](std::uint64_t s) { return std::make_shared<RespirationModel>(15.0, s); });
        row("gait", [](std::uint64_t s) { return std::make_shared<GaitModel>(GaitAxis::RotationY, 55.0, s); });
        row("climate", [](std::uint64_t s) { return std::make_shared<ClimateModel>(Climate{}, s); });
        row("contact", [](std::uint64_t s) {
            return std::make_shared<ContactModel>(std::chrono::seconds(10), std::chrono::seconds(8), s);
        });
        row("gps", [](std::uint64_t s) { return std::make_shared<GpsModel>(GpsField::Latitude, 48.0, 11.0, s); });
        row("test", [](std::uint64_t s) { return std::make_shared<TestSignal>(1.0, 0.0, s); });
        row("disturbed", [](std::uint64_t s) {
            return std::make_shared<DisturbedSignal>(
                std::make_shared<BatteryModel>(90.0, std::chrono::hours(9)),
                Disturbances{.noise = 0.1, .gapsPerHour = 60.0, .gapLength = std::chrono::seconds(9)}, s);
        });
    }
    void sameSeedRepeatsAndAnotherDiffers()
    {
        QFETCH(Maker, make);
        const std::vector<double> once = sampled(*make(7), 20.0, 60.0);
        std::vector<double> again = sampled(*make(7), 20.0, 60.0);
        QVERIFY(std::equal(once.begin(), once.end(), again.begin(), same));
        // A signal is a function of time: reading backwards gives the same values.
        const SignalPtr signal = make(7);
        for (int i = 1199; i >= 0; --i)
            QVERIFY(same(signal->at(Duration(static_cast<std::int64_t>(i / 20.0 * 1e9))),
                         once[static_cast<std::size_t>(i)]));
        again = sampled(*make(8), 20.0, 60.0);
        QVERIFY(!std::equal(once.begin(), once.end(), again.begin(), same));
    }

    void ecgBeatsAsOftenAsAsked_data()
    {
        QTest::addColumn<double>("bpm");
        for (const double bpm : {42.0, 60.0, 72.5, 110.0, 160.0})
            QTest::addRow("%g bpm", bpm) << bpm;
    }
    void ecgBeatsAsOftenAsAsked()
    {
        QFETCH(double, bpm);
        const BeatTrain beats({bpm, 0.04, 0.25}, 3);
        const EcgModel ecg(beats, {});
        const double seconds = ecg.period();
        const auto peaks = crossings(sampled(ecg, 250.0, seconds, 0.3), 0.7, 25);
        QVERIFY2(std::abs(static_cast<double>(peaks.size()) / seconds * 60.0 - bpm) < 0.01 * bpm + 0.5,
                 qPrintable(QString::number(peaks.size())));
    }

    void ecgLooksLikeTheModel()
    {
        const EcgModel ecg(BeatTrain({60.0, 0.03, 0.25}, 3), {});
        const std::vector<double> values = sampled(ecg, 500.0, 30.0);
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        QVERIFY(*high > 1.0 && *high < 1.3);
        QVERIFY(*low < -0.2 && *low > -0.6);
        // Beats vary, and not by more than what was asked for allows.
        const auto peaks = crossings(values, 0.8, 50);
        QVERIFY(peaks.size() >= 28);
        std::vector<int> rr;
        for (std::size_t i = 1; i < peaks.size(); ++i)
            rr.push_back(peaks[i] - peaks[i - 1]);
        const auto [shortest, longest] = std::minmax_element(rr.begin(), rr.end());
        QVERIFY(*longest - *shortest > 5);
        QVERIFY(*shortest > 440 && *longest < 560);
        // The R peak is where the train says that a beat begins, and the repetition has no seam.
        QVERIFY(std::abs(ecg.at(Duration(1)) - ecg.at(-milliseconds(2))) < 0.35);
    }

    void pulseWaveAndHeartRateFollowTheTrain()
    {
        const BeatTrain beats({90.0, 0.03, 0.25}, 5);
        const PpgModel ppg(beats);
        const auto peaks = crossings(sampled(ppg, 100.0, 60.0), 0.6, 30);
        QVERIFY(std::abs(static_cast<int>(peaks.size()) - 90) <= 2);
        const HeartRateModel rate(beats);
        for (int s = 0; s < 60; ++s)
            QVERIFY(std::abs(rate.at(std::chrono::seconds(s)) - 90.0) <= 9.0);
    }

    void respirationBreathesAsOftenAsAsked()
    {
        const auto breaths = crossings(sampled(RespirationModel(15.0, 2), 50.0, 240.0), 0.0, 25);
        QVERIFY(std::abs(static_cast<int>(breaths.size()) - 60) <= 2);
    }

    void gaitRestsAtOneGAndWalksAbove()
    {
        const GaitModel up(GaitAxis::AccelerationZ, 54.0, 4);
        for (const double value : sampled(up, 100.0, 8.0, 32.0))
            QCOMPARE(value, 1.0);
        const std::vector<double> walking = sampled(up, 100.0, 20.0, 5.0);
        QVERIFY(*std::max_element(walking.begin(), walking.end()) > 1.8);
    }

    void gpsSpeedAgreesWithItsTrack()
    {
        const double latitude = 48.0;
        const GpsModel lat(GpsField::Latitude, latitude, 11.0, 6);
        const GpsModel lon(GpsField::Longitude, latitude, 11.0, 6);
        const GpsModel speed(GpsField::Speed, latitude, 11.0, 6);
        double fastest = 0.0;
        for (int s = 1; s < 600; ++s) {
            const Duration now = std::chrono::seconds(s);
            const Duration before = now - std::chrono::seconds(1);
            const double north = (lat.at(now) - lat.at(before)) * 111'320.0;
            const double east =
                (lon.at(now) - lon.at(before)) * 111'320.0 * std::cos(latitude * std::numbers::pi / 180.0);
            QVERIFY(std::abs(std::hypot(north, east) * 3.6 - speed.at(now)) < 0.2);
            fastest = std::max(fastest, speed.at(now));
        }
        QVERIFY(fastest > 20.0 && fastest < 140.0);
    }

    void disturbancesAreAsOftenAsAsked()
    {
        const auto flat = std::make_shared<ClimateModel>(Climate{20.0, 0.0, 0.0, std::chrono::minutes(7), 0.0}, 1);
        const DisturbedSignal noisy(flat, {.noise = 0.5}, 9);
        std::vector<double> values = sampled(noisy, 10.0, 1000.0);
        const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
        double squares = 0.0;
        for (const double v : values)
            squares += (v - mean) * (v - mean);
        QVERIFY(std::abs(mean - 20.0) < 0.05);
        QVERIFY(std::abs(std::sqrt(squares / static_cast<double>(values.size())) - 0.5) < 0.05);

        const DisturbedSignal gappy(flat, {.gapsPerHour = 30.0, .gapLength = std::chrono::seconds(10)}, 9);
        values = sampled(gappy, 1.0, 36'000.0);
        const auto missing = std::count_if(values.begin(), values.end(), [](double v) { return std::isnan(v); });
        QVERIFY(missing > 1'100 && missing < 2'200);

        const DisturbedSignal wild(flat, {.outlierChance = 0.01, .outlierSize = 5.0}, 9);
        values = sampled(wild, 10.0, 10'000.0);
        const auto outliers = std::count_if(values.begin(), values.end(), [](double v) { return v != 20.0; });
        QVERIFY(outliers > 800 && outliers < 1'200);

        const DisturbedSignal coarse(flat, {.noise = 0.5, .stepsPerUnit = 10.0}, 9);
        for (const double v : sampled(coarse, 1.0, 100.0))
            QCOMPARE(v, std::round(v * 10.0) / 10.0);
    }

    void doorIsOpenSometimesAndBatteryFalls()
    {
        const ContactModel door(std::chrono::seconds(60), std::chrono::seconds(20), 3);
        const std::vector<double> states = sampled(door, 1.0, 3600.0);
        const auto open = std::count(states.begin(), states.end(), 1.0);
        QCOMPARE(open + std::count(states.begin(), states.end(), 0.0), 3600);
        QVERIFY(open > 300 && open < 1200);
        const BatteryModel battery(80.0, std::chrono::hours(10));
        QCOMPARE(battery.at({}), 80.0);
        QCOMPARE(battery.at(std::chrono::hours(1)), 70.0);
        QVERIFY(battery.at(std::chrono::hours(9)) > 80.0);
    }
};

QTEST_GUILESS_MAIN(TestSignalModels)
#include "tst_signal_models.moc"
