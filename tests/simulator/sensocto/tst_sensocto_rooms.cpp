#include "tests/simulator/sensocto/sensocto_harness.h"
#include "tests/simulator/sensocto/sensocto_probe.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::sensocto;
using namespace watchglass::sim::sensocto::test;

namespace {

const QString topic = QStringLiteral("sensocto:sensor:s1");

QString roomTopic(const char *name)
{
    return QStringLiteral("room:") + roomIdOf(QLatin1String(name));
}

QJsonObject attributeOf(const QJsonObject &sensor, const char *id)
{
    for (const QJsonValue &one : sensor.value(QLatin1String("attributes")).toArray()) {
        if (one.toObject().value(QLatin1String("id")) == QLatin1String(id))
            return one.toObject();
    }
    return {};
}

} // namespace

/// What rooms, lobbies, connectors and calls tell, and whom.
class TestSensoctoRooms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void connectorsAskForKeysAndDieOfMeasurements();
    void roomsTellTheirStateAtEachJoin();
    void goneSensorsAreUnknown();
    void roomEventsComeTwice();
    void privateRoomsAreForMembers();
    void lobbiesAreForTheirUser();
    void callsAreForMembers();
};

void TestSensoctoRooms::connectorsAskForKeysAndDieOfMeasurements()
{
    const QString connector = QStringLiteral("sensocto:connector:c1");
    QJsonObject fields = object(R"({"connector_id":"c1","connector_name":"n","connector_type":"t","features":[]})");
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("1", "1", connector, "phx_join", fields);
    QVERIFY(probe.roundTrip());
    QCOMPARE(reasonOf(probe.told().last()), QStringLiteral("join crashed"));
    fields.insert(QStringLiteral("bearer_token"), QStringLiteral("missing")); // is not looked at
    probe.push("2", "2", connector, "phx_join", fields);
    probe.push("2", "3", connector, "shout", object(R"({"a":1})"));
    probe.push("2", "4", connector, "measurement", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.of("shout").size(), 1);
    QCOMPARE(probe.of("phx_error").size(), 1);
}

void TestSensoctoRooms::roomsTellTheirStateAtEachJoin()
{
    Harness harness;
    harness.clock.advance(2s);
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("1", "1", roomTopic("Ward"), "phx_join", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.told().at(1).at(0).toString(), QStringLiteral("1"));
    const QJsonObject state = probe.last("room_state");
    QCOMPARE(state.value(QLatin1String("room_id")).toString(), roomIdOf(QStringLiteral("Ward")));
    QCOMPARE(state.value(QLatin1String("member_count")).toInt(), 1);
    const QJsonArray sensors = state.value(QLatin1String("sensors")).toArray();
    QCOMPARE(sensors.size(), 2);
    const QJsonObject bed = sensors.at(0).toObject();
    QCOMPARE(bed.value(QLatin1String("sensor_id")).toString(), QStringLiteral("bed-1"));
    QCOMPARE(bed.value(QLatin1String("sensor_name")).toString(), QStringLiteral("Bed 1"));
    QCOMPARE(bed.value(QLatin1String("activity_status")).toString(), QStringLiteral("unknown"));
    const QJsonObject rate = attributeOf(bed, "heart_rate");
    QCOMPARE(rate.value(QLatin1String("attribute_type")).toString(), QStringLiteral("heartrate"));
    const qint64 start = harness.site.startTime().ns() / 1'000'000;
    QCOMPARE(rate.value(QLatin1String("last_value")).toObject(),
             QJsonObject({{QStringLiteral("payload"), 2}, {QStringLiteral("timestamp"), start + 2000}}));
    harness.clock.advance(1s);
    probe.push("2", "2", roomTopic("Ward"), "phx_join", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.of("room_state").size(), 2);
    const QJsonObject later = probe.last("room_state").value(QLatin1String("sensors")).toArray().at(0).toObject();
    QCOMPARE(
        attributeOf(later, "heart_rate").value(QLatin1String("last_value")).toObject().value(QLatin1String("payload")),
        QJsonValue(3));
}

void TestSensoctoRooms::goneSensorsAreUnknown()
{
    Harness harness;
    harness.clock.advance(1s);
    harness.site.setStatus(0, QStringLiteral("offline"), QStringLiteral("test"));
    const QJsonObject gone = harness.world.sensorJson(QStringLiteral("bed-1"));
    QCOMPARE(gone.value(QLatin1String("sensor_name")).toString(), QStringLiteral("Unknown"));
    QCOMPARE(gone.value(QLatin1String("sensor_type")).toString(), QStringLiteral("generic"));
    QCOMPARE(gone.value(QLatin1String("activity_status")).toString(), QStringLiteral("offline"));
}

void TestSensoctoRooms::roomEventsComeTwice()
{
    Harness harness;
    Probe watcher(harness.socketUrl());
    Probe probe(harness.socketUrl());
    QVERIFY(watcher.opens() && probe.opens());
    const QString roomId = roomIdOf(QStringLiteral("Road"));
    watcher.push("1", "1", roomTopic("Road"), "phx_join", QJsonObject());
    QVERIFY(watcher.roundTrip());
    QJsonObject fields = joinFields();
    fields.insert(QStringLiteral("room_id"), roomId);
    probe.push("1", "1", topic, "phx_join", fields);
    QVERIFY(probe.roundTrip() && watcher.roundTrip());
    QCOMPARE(watcher.of("sensor_added").size(), 2);
    QCOMPARE(watcher.of("sensor_added").at(0), watcher.of("sensor_added").at(1));
    const QJsonObject added = watcher.last("sensor_added").value(QLatin1String("sensor")).toObject();
    QCOMPARE(added.value(QLatin1String("sensor_id")).toString(), QStringLiteral("s1"));
    QCOMPARE(attributeOf(added, "hr").value(QLatin1String("attribute_type")).toString(), QStringLiteral("heartrate"));
    probe.push("1", "2", topic, "phx_leave", QJsonObject());
    QVERIFY(probe.roundTrip());
    harness.clock.advance(60ms);
    harness.world.addMember(roomId, QStringLiteral("u1"));
    harness.world.removeMember(roomId, QStringLiteral("u1"));
    harness.world.closeRoom(roomId);
    QVERIFY(watcher.roundTrip());
    for (const char *event : {"sensor_removed", "member_joined", "member_left", "room_closed"})
        QCOMPARE(watcher.of(event).size(), 2);
    harness.world.deleteRoom(roomId); // of which the room itself hears nothing
    QVERIFY(watcher.roundTrip());
    QCOMPARE(watcher.of("room_closed").size(), 2);
    QCOMPARE(watcher.of("room_state").size(), 1);
    QCOMPARE(watcher.last("sensor_removed").value(QLatin1String("sensor_id")).toString(), QStringLiteral("s1"));
    QCOMPARE(watcher.last("member_joined").value(QLatin1String("role")).toString(), QStringLiteral("member"));
}

void TestSensoctoRooms::privateRoomsAreForMembers()
{
    Harness harness;
    const QString roomId =
        harness.world.createRoom(QStringLiteral("Private"), QStringLiteral("u1"), Access::Private).id;
    const QString name = QStringLiteral("room:") + roomId;
    Probe stranger(harness.socketUrl());
    Probe member(
        harness.socketUrl(QStringLiteral("vsn=2.0.0&token=") + harness.token(Use::Socket, QStringLiteral("u1"))));
    // A JWT is no socket token: its bearer stays anonymous.
    Probe withJwt(
        harness.socketUrl(QStringLiteral("vsn=2.0.0&token=") + harness.token(Use::Api, QStringLiteral("u1"))));
    QVERIFY(stranger.opens() && member.opens() && withJwt.opens());
    for (Probe *probe : {&stranger, &member, &withJwt}) {
        probe->push("1", "1", name, "phx_join", QJsonObject());
        QVERIFY(probe->roundTrip());
        QCOMPARE(reasonOf(probe->told().first()), probe == &member ? QString() : QStringLiteral("unauthorized"));
    }
}

void TestSensoctoRooms::lobbiesAreForTheirUser()
{
    Harness harness;
    Probe probe(
        harness.socketUrl(QStringLiteral("vsn=2.0.0&token=") + harness.token(Use::Socket, QStringLiteral("u1"))));
    QVERIFY(probe.opens());
    probe.push("1", "1", QStringLiteral("lobby:u2"), "phx_join", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(reasonOf(probe.told().last()), QStringLiteral("unauthorized"));
    probe.push("2", "2", QStringLiteral("lobby:u1"), "phx_join", QJsonObject());
    QVERIFY(probe.roundTrip());
    const QJsonObject state = probe.last("lobby_state");
    QCOMPARE(state.value(QLatin1String("my_rooms")).toArray().size(), 0);
    QCOMPARE(state.value(QLatin1String("public_rooms")).toArray().size(), 2);
    QStringList keys = state.value(QLatin1String("public_rooms")).toArray().at(0).toObject().keys();
    QCOMPARE(keys,
             QStringList({QStringLiteral("created_at"), QStringLiteral("description"), QStringLiteral("id"),
                          QStringLiteral("is_public"), QStringLiteral("join_code"), QStringLiteral("member_count"),
                          QStringLiteral("name"), QStringLiteral("owner_id"), QStringLiteral("sensors")}));
    const QString roomId = harness.world.createRoom(QStringLiteral("New"), QStringLiteral("u3"), Access::Private).id;
    harness.world.addMember(roomId, QStringLiteral("u1"));
    harness.world.addToRoom(roomId, QStringLiteral("van"));
    harness.world.deleteRoom(roomId);
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.of("room_added").size(), 1);
    QCOMPARE(probe.of("membership_changed").size(), 2);
    QCOMPARE(probe.of("room_updated").size(), 1);
    QCOMPARE(probe.of("room_removed").size(), 1);
}

void TestSensoctoRooms::callsAreForMembers()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    const QString call = QStringLiteral("call:") + roomIdOf(QStringLiteral("Ward"));
    const auto join = [&](const char *ref, const char *fields) {
        probe.push(ref, ref, call, "phx_join", object(fields));
        return probe.roundTrip() ? reasonOf(probe.of("phx_reply").last()) : QStringLiteral("no answer");
    };
    QCOMPARE(join("1", R"({"user_info":{}})"), QStringLiteral("user_id required"));
    QCOMPARE(join("2", R"({"user_id":"u1","user_info":{}})"), QStringLiteral("not_room_member"));
    harness.world.addMember(roomIdOf(QStringLiteral("Ward")), QStringLiteral("u1"));
    harness.world.settings.callsAreFull = true;
    QCOMPARE(join("3", R"({"user_id":"u1","user_info":{}})"), QStringLiteral("call_full"));
    harness.world.settings.callsAreFull = false;
    QCOMPARE(join("4", R"({"user_id":"u1","user_info":{}})"), QString());
    probe.push("4", "5", call, "offer", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(reasonOf(probe.of("phx_reply").last()), QStringLiteral("not_in_call"));
}

QTEST_GUILESS_MAIN(TestSensoctoRooms)
#include "tst_sensocto_rooms.moc"
