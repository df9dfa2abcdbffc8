#include "app/simulator/site.h"
#include "tests/support/fake_clock.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::sim;
using std::chrono::seconds;

class TestDemoFleet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void devicesHaveNamesAndNaturalRates()
    {
        const Fleet fleet = Fleet::demo(1);
        QCOMPARE(fleet.devices().size(), 25U);
        QSet<QString> names;
        for (const Device &device : fleet.devices()) {
            names.insert(device.identity.name);
            QVERIFY(!device.identity.type.isEmpty() && !device.identity.location.isEmpty());
            QVERIFY(!device.feed->metrics().empty());
        }
        QCOMPARE(names.size(), 25);
        QCOMPARE(fleet.devices()[0].feed->dueAt(250), Duration(seconds(1)));
    }

    void theDroneSendsARotationAndADirectionThatStays()
    {
        const Fleet fleet = Fleet::demo(3);
        const Feed &feed = *fleet.devices().back().feed;
        const auto find = [&feed](const char *name) {
            const auto &metrics = feed.metrics();
            const auto found = std::find_if(metrics.begin(), metrics.end(),
                                            [name](const Metric &metric) { return metric.name == name; });
            return static_cast<std::size_t>(found - metrics.begin());
        };
        std::vector<double> values(feed.metrics().size());
        double before = -1.0;
        for (std::int64_t k = 0; k < 20 * 200; k += 4) {
            feed.values(k, values);
            const double length =
                std::hypot(std::hypot(values.at(find("quaternion.w")), values.at(find("quaternion.x"))),
                           std::hypot(values.at(find("quaternion.y")), values.at(find("quaternion.z"))));
            QVERIFY(std::abs(length - 1.0) < 1e-5);
            const double heading = values.at(find("heading"));
            // Also at the stops of its tour.
            QVERIFY(before < 0.0 || std::abs(std::remainder(heading - before, 360.0)) < 30.0);
            before = heading;
        }
    }

    void sameSeedSameValues()
    {
        const Fleet a = Fleet::demo(4);
        const Fleet b = Fleet::demo(4);
        const Fleet c = Fleet::demo(5);
        bool differs = false;
        for (std::size_t d = 0; d < a.devices().size(); ++d) {
            const std::size_t width = a.devices()[d].feed->metrics().size();
            std::vector<double> va(width);
            std::vector<double> vb(width);
            std::vector<double> vc(width);
            for (std::int64_t k = -20; k < 200; k += 3) {
                a.devices()[d].feed->values(k, va);
                b.devices()[d].feed->values(k, vb);
                c.devices()[d].feed->values(k, vc);
                for (std::size_t i = 0; i < width; ++i) {
                    QVERIFY(va[i] == vb[i] || (std::isnan(va[i]) && std::isnan(vb[i])));
                    differs = differs || (!std::isnan(va[i]) && va[i] != vc[i]);
                }
            }
        }
        QVERIFY(differs);
    }

    void alertsAreTrueInTheData()
    {
        watchglass::test::FakeClock clock;
        Site site(Fleet::demo(2), clock, 2);
        site.start();
        int withValue = 0;
        QSet<QString> severities;
        for (int s = 0; s < 1'200; ++s) {
            clock.advance(seconds(1));
            for (const SiteEvent &event : site.takeEvents()) {
                const auto *alert = std::get_if<Alert>(&event);
                if (!alert)
                    continue;
                severities.insert(alert->severity);
                QVERIFY(!alert->title.isEmpty() && !alert->description.isEmpty());
                if (!alert->threshold)
                    continue;
                ++withValue;
                QVERIFY2(alert->actual.has_value(), qPrintable(alert->title));
                const bool isLow = alert->type == QLatin1String("spo2") || alert->type == QLatin1String("battery");
                QVERIFY2(isLow ? *alert->actual < *alert->threshold : *alert->actual > *alert->threshold,
                         qPrintable(QStringLiteral("%1: %2").arg(alert->title).arg(*alert->actual)));
            }
        }
        QCOMPARE(withValue, 12);
        QCOMPARE(severities,
                 (QSet<QString>{QStringLiteral("info"), QStringLiteral("warning"), QStringLiteral("critical")}));
    }

    void devicesGoAndComeBack()
    {
        watchglass::test::FakeClock clock;
        Site site(Fleet::demo(2), clock, 2);
        site.start();
        QSet<QString> seen;
        for (int s = 0; s < 599; ++s) {
            clock.advance(seconds(1));
            for (const SiteEvent &event : site.takeEvents()) {
                if (const auto *change = std::get_if<StatusChange>(&event))
                    seen.insert(change->newStatus);
            }
            for (std::size_t d = 0; d < site.fleet().devices().size(); ++d) {
                // A device that is offline sends nothing.
                if (site.status(static_cast<int>(d)) != QLatin1String("offline"))
                    continue;
                const Feed &feed = *site.fleet().devices()[d].feed;
                std::vector<double> values(feed.metrics().size());
                feed.values(feed.firstTickAt(seconds(s + 1)), values);
                QVERIFY(std::all_of(values.begin(), values.end(), [](double v) { return std::isnan(v); }));
            }
        }
        QCOMPARE(seen, (QSet<QString>{QStringLiteral("online"), QStringLiteral("warning"), QStringLiteral("offline")}));
        for (std::size_t d = 0; d < site.fleet().devices().size(); ++d)
            QCOMPARE(site.status(static_cast<int>(d)), QStringLiteral("online"));
    }

    void systemLoadStaysPlausible()
    {
        for (int s = 0; s < 7'200; s += 5) {
            const SystemMetrics load = systemMetricsAt(seconds(s), 3);
            QVERIFY(load.cpu > 0.0 && load.cpu < 100.0);
            QVERIFY(load.memory > 40.0 && load.memory < 75.0);
            QVERIFY(load.disk >= 61.0 && load.disk < 62.0);
        }
    }
};

QTEST_GUILESS_MAIN(TestDemoFleet)
#include "tst_demo_fleet.moc"
