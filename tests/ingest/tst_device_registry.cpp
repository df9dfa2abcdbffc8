#include "core/ingest/device_registry.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ingest;
using namespace std::chrono_literals;

namespace {

const QString plant = QStringLiteral("plant");
const Timestamp start = Timestamp::fromMs(1'767'225'600'000);

DeviceUpdate statusOf(const QString &id, const QString &status)
{
    DeviceUpdate update;
    update.id = id;
    update.status = status;
    return update;
}

} // namespace

class TestDeviceRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void mergesWhatComesBitByBit();
    void changesNothingWhenToldTheSameTwice();
    void keepsTheLastChangeOfStatus();
    void neverLetsLastSeenRunBackwards();
    void keepsSourcesApart();
};

void TestDeviceRegistry::mergesWhatComesBitByBit()
{
    DeviceRegistry registry;
    QVERIFY(registry.devices().empty());
    DeviceUpdate named;
    named.id = QStringLiteral("1");
    named.name = QStringLiteral("Oven");
    named.type = QStringLiteral("temperature");
    QVERIFY(registry.apply(plant, named, start));
    QVERIFY(registry.apply(plant, statusOf(QStringLiteral("1"), QStringLiteral("Maintenance")), start + 1s));
    const DeviceRecord *record = registry.find(plant, QStringLiteral("1"));
    QVERIFY(record != nullptr);
    QCOMPARE(record->name, QStringLiteral("Oven"));
    QCOMPARE(record->type, QStringLiteral("temperature"));
    QCOMPARE(record->status, QStringLiteral("Maintenance"));
    QCOMPARE(record->state, DeviceState::Unknown);
    QCOMPARE(record->firstSeen, start);
    QCOMPARE(record->updatedAt, start + 1s);
    QCOMPARE(registry.devices().size(), std::size_t(1));
}

void TestDeviceRegistry::changesNothingWhenToldTheSameTwice()
{
    DeviceRegistry registry;
    const DeviceUpdate update = statusOf(QStringLiteral("1"), QStringLiteral("online"));
    QVERIFY(registry.apply(plant, update, start));
    const auto revision = registry.revision();
    QVERIFY(!registry.apply(plant, update, start + 1s));
    QCOMPARE(registry.revision(), revision);
    QCOMPARE(registry.devices()[0].updatedAt, start);
}

void TestDeviceRegistry::keepsTheLastChangeOfStatus()
{
    DeviceRegistry registry;
    registry.apply(plant, statusOf(QStringLiteral("1"), QStringLiteral("online")), start);
    DeviceUpdate off = statusOf(QStringLiteral("1"), QStringLiteral("offline"));
    off.reason = QStringLiteral("no signal");
    registry.apply(plant, off, start + 5s);
    const DeviceRecord &record = registry.devices()[0];
    QCOMPARE(record.state, DeviceState::Offline);
    QCOMPARE(record.previousStatus, QStringLiteral("online"));
    QCOMPARE(record.reason, QStringLiteral("no signal"));
    QCOMPARE(record.statusSince, std::optional(start + 5s));
    QCOMPARE(record.revision, registry.revision());
}

void TestDeviceRegistry::neverLetsLastSeenRunBackwards()
{
    DeviceRegistry registry;
    DeviceUpdate seen;
    seen.id = QStringLiteral("1");
    seen.lastSeen = start + 10s;
    registry.apply(plant, seen, start);
    seen.lastSeen = start + 4s;
    QVERIFY(!registry.apply(plant, seen, start));
    QCOMPARE(registry.devices()[0].lastSeen, std::optional(start + 10s));
}

void TestDeviceRegistry::keepsSourcesApart()
{
    DeviceRegistry registry;
    const QString other = QStringLiteral("other");
    registry.apply(plant, statusOf(QStringLiteral("1"), QStringLiteral("online")), start);
    registry.apply(other, statusOf(QStringLiteral("1"), QStringLiteral("error")), start);
    registry.apply(plant, statusOf(QStringLiteral("2"), QStringLiteral("online")), start);
    QCOMPARE(registry.devices().size(), std::size_t(3));
    const auto revision = registry.revision();
    registry.removeSource(plant);
    QVERIFY(registry.revision() > revision);
    QCOMPARE(registry.devices().size(), std::size_t(1));
    QVERIFY(!registry.find(plant, QStringLiteral("1")));
    QCOMPARE(registry.find(other, QStringLiteral("1"))->state, DeviceState::Error);
}

QTEST_GUILESS_MAIN(TestDeviceRegistry)
#include "tst_device_registry.moc"
