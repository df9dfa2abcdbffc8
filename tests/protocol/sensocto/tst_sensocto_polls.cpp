#include "tests/protocol/sensocto/client_bench.h"
#include "tests/protocol/span_text.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test::sensocto;
using namespace std::chrono_literals;
using watchglass::test::RecordingSink;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;
constexpr std::int64_t firstMs = 1'700'000'000'000;
const QString join = QStringLiteral("phx_join");
const QString topic = QStringLiteral("room:r1");

DemandChange heartRate(AttentionLevel level)
{
    return {{}, {{{{}, QStringLiteral("s1"), QStringLiteral("hr"), {}}, level}}};
}

/// Of a device's series: "5..max", "ended 7".
QStringList spans(const RecordingSink &sink, const char *device = "s1")
{
    return watchglass::test::spanTexts(sink, QLatin1String(device), Timestamp::fromMs(firstMs));
}

void setState(ClientBench &bench, const char *value, std::int64_t ms)
{
    bench.server.afterJoin["room:r1"] = {{"room_state", roomState(value, QByteArray::number(firstMs + ms))}};
}

} // namespace

/// How often rooms are asked for their state.
class TestSensoctoPolls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void theHighestLevelOfARoomTellsHowOften_data()
    {
        QTest::addColumn<QString>("poll");
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("ms");
        QTest::newRow("high") << QStringLiteral("500ms") << int(high) << 500;
        QTest::newRow("medium") << QStringLiteral("500ms") << int(medium) << 500;
        QTest::newRow("low") << QStringLiteral("500ms") << int(low) << 2000;
        QTest::newRow("none") << QStringLiteral("500ms") << int(none) << 5000;
        QTest::newRow("none of a slow one") << QStringLiteral("7s") << int(none) << 7000;
        QTest::newRow("low of a slow one") << QStringLiteral("3s") << int(low) << 3000;
    }

    void theHighestLevelOfARoomTellsHowOften()
    {
        QFETCH(QString, poll);
        QFETCH(int, level);
        QFETCH(int, ms);
        ClientBench bench(QStringLiteral("room=r1&poll=") + poll);
        bench.client.setDemand({none, heartRate(AttentionLevel(level)).series});
        QVERIFY(bench.starts());
        QVERIFY(bench.settles());
        bench.clock.advance(std::chrono::milliseconds(ms) - 1ms);
        QVERIFY(bench.settles() && bench.settles());
        QCOMPARE(bench.server.count(join, topic), 1);
        bench.clock.advance(1ms);
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(join, topic), 2, patience);

        const Grant &granted = bench.sink.grants.back();
        QCOMPARE(granted.device, QStringLiteral("s1"));
        QCOMPARE(granted.delivery, Delivery::Thinned);
        QCOMPARE(granted.interval, Duration(std::chrono::milliseconds(ms)));
        QVERIFY(!granted.isFillable && !granted.isFixed);
        const bool isSlowed = ms > parseMs(poll);
        QCOMPARE(spans(bench.sink), isSlowed ? QStringList{QStringLiteral("0+..max")} : QStringList());
        QCOMPARE(spans(bench.sink, "r1").size(), isSlowed ? 1 : 0);
    }

    void aRiseAsksAtOnceAndEndsTheMark()
    {
        ClientBench bench(roomQuery());
        bench.client.setDemand({none, {}});
        QVERIFY(bench.starts());
        QVERIFY(bench.settles());
        setState(bench, "73", 900);
        bench.clock.advance(1s);
        bench.client.setDemand(heartRate(high));
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(join, topic), 2, patience);
        QVERIFY(bench.reaches([&] { return bench.sink.values().back() == 73; }));
        QCOMPARE(spans(bench.sink), QStringList({QStringLiteral("0+..max"), QStringLiteral("ended 900")}));
        QCOMPARE(spans(bench.sink, "r1").size(), 2); // its number of members is known as well
        bench.client.setDemand(heartRate(none));
        QCOMPARE(spans(bench.sink).last(), QStringLiteral("900+..max"));
    }

    void aValueThatDidNotChangeWasMissedNowhere()
    {
        ClientBench bench(roomQuery());
        bench.client.setDemand({none, {}});
        QVERIFY(bench.starts());
        QVERIFY(bench.settles());
        bench.clock.advance(1s);
        bench.client.setDemand(heartRate(medium));
        QVERIFY(bench.reaches([&] { return spans(bench.sink).size() == 2; }));
        QCOMPARE(spans(bench.sink), QStringList({QStringLiteral("0+..max"), QStringLiteral("ended 0+")}));
        QCOMPARE(bench.sink.values(), std::vector<double>({2, 72}));
    }

    void aRoomThatIsNeverAskedAgainStaysSo()
    {
        ClientBench bench(QStringLiteral("room=r1&poll=0"));
        bench.client.setDemand({none, {}});
        QVERIFY(bench.starts());
        QVERIFY(bench.settles());
        bench.client.setDemand(heartRate(high));
        bench.clock.advance(25s);
        QVERIFY(bench.settles() && bench.settles());
        QCOMPARE(bench.server.count(join, topic), 1);
        QVERIFY(bench.sink.spans.empty());
        QVERIFY(bench.sink.grants.back().isFixed);
    }

    void eventsComeAtEveryLevel()
    {
        ClientBench bench(roomQuery());
        bench.client.setDemand({none, {}});
        QVERIFY(bench.starts());
        bench.server.push("room:r1", "member_joined", R"({"room_id":"r1","user_id":"u2","role":"member"})");
        QVERIFY(bench.settles());
        QCOMPARE(bench.events(), QStringList{QStringLiteral("r1 member_joined u2 (member)")});
    }

    void eachRoomOfALobbyHasItsOwn()
    {
        ClientBench bench(QString(), jwt);
        bench.client.setDemand({none, heartRate(high).series});
        bench.server.afterJoin.insert("lobby:u1",
                                      {{"lobby_state", R"({"my_rooms":[{"id":"r1"},{"id":"r2"}],"public_rooms":[]})"}});
        bench.server.afterJoin.insert(
            "room:r2", {{"room_state", roomState().replace("\"r1\"", "\"r2\"").replace("\"s1\"", "\"s2\"")}});
        QVERIFY(bench.starts());
        QVERIFY(bench.reaches([&] { return bench.sink.values() == std::vector<double>({2, 72, 2, 72}); }));
        QVERIFY(bench.settles());
        bench.clock.advance(2s);
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(join, topic), 2, patience);
        QVERIFY(bench.settles());
        QCOMPARE(bench.server.count(join, QStringLiteral("room:r2")), 1);
        QVERIFY(spans(bench.sink).isEmpty());
        QCOMPARE(spans(bench.sink, "s2"), QStringList{QStringLiteral("0+..max")});
        bench.clock.advance(3s);
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(join, QStringLiteral("room:r2")), 2, patience);
        QCOMPARE(bench.sink.grants.front().interval, Duration(5s));
        QCOMPARE(bench.sink.grants.back().interval, Duration(2s));
    }

private:
    static int parseMs(const QString &text)
    {
        return text.endsWith(QLatin1String("ms")) ? text.chopped(2).toInt() : text.chopped(1).toInt() * 1000;
    }
};

QTEST_GUILESS_MAIN(TestSensoctoPolls)
#include "tst_sensocto_polls.moc"
