#include "core/protocol/sensocto/visible_sensors.h"
#include "tests/protocol/sensocto/client_bench.h"
#include "tests/protocol/span_text.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test::sensocto;
using namespace std::chrono_literals;
using protocol::sensocto::VisibleSensors;
using watchglass::test::RecordingSink;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;
const QString choiceEvent = QStringLiteral("set_visible_sensors");

/// Of the heart rates of sensors: "s1" → level.
DemandChange demand(std::optional<AttentionLevel> others,
                    const std::vector<std::pair<const char *, AttentionLevel>> &sensors = {})
{
    DemandChange change{others, {}};
    for (const auto &[id, level] : sensors)
        change.series.push_back({{{}, QLatin1String(id), QStringLiteral("hr"), {}}, level});
    return change;
}

struct FeedBench : ClientBench
{
    explicit FeedBench(const QString &more = {})
        : ClientBench(viewerQuery() + more)
    {}
    /// A heart rate of each, so many ms after some instant that is not ours.
    bool send(const QStringList &sensors, int ms)
    {
        QByteArray batch;
        for (const QString &id : sensors)
            batch += (batch.isEmpty() ? "\"" : ",\"") + id.toUtf8() + R"(":{"hr":{"payload":72,"timestamp":)"
                     + QByteArray::number(1'700'000'000'000 + ms) + "}}";
        server.push(viewerTopic(), "sensor_batch", "{\"batch\":{" + batch + "}}");
        return settles();
    }
    /// Whatever was sent to the server so far has arrived there: an answer to a later frame came.
    QStringList choices()
    {
        settles();
        settles();
        QStringList all;
        for (const QJsonArray &frame : server.framesOf(choiceEvent)) {
            const QJsonValue ids = frame.at(4).toObject().value(QLatin1String("sensor_ids"));
            QStringList list;
            for (const QJsonValue &id : ids.toArray())
                list << id.toString();
            all << (ids.isArray() ? list.join(QLatin1Char(',')) : QStringLiteral("all"));
        }
        return all;
    }
    bool hasChosen(const QStringList &wanted)
    {
        return reaches([&] { return server.count(choiceEvent) >= wanted.size(); }) && choices() == wanted;
    }
    /// "s1 5..max", "s1 ended 7" of heart rates.
    QStringList spans() const
    {
        QStringList all;
        for (const RecordingSink::KeptSpan &span : sink.spans)
            all << span.key.device + QLatin1Char(' ')
                       + watchglass::test::spanText(span, Timestamp::fromMs(1'700'000'000'000));
        return all;
    }
    /// Both sensors known, and s1 alone visible, a while ago.
    bool showsOnlyTheFirst()
    {
        client.setDemand(demand(none, {{"s1", high}}));
        if (!starts() || !send({QStringLiteral("s1"), QStringLiteral("s2")}, 0))
            return false;
        clock.advance(VisibleSensors::firstLook);
        const bool hasAll = hasChosen({QStringLiteral("s1")});
        clock.advance(1s);
        return hasAll;
    }
};

} // namespace

/// Which sensors of a feed are asked for, and what is said of the others.
class TestSensoctoVisible : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void nothingIsSaidWithoutDemand()
    {
        FeedBench bench;
        QVERIFY(bench.starts());
        QVERIFY(bench.send({QStringLiteral("s1")}, 0));
        for (int i = 0; i < 5; ++i) {
            bench.clock.advance(9s);
            QVERIFY(bench.settles());
        }
        QVERIFY(bench.choices().isEmpty());
        QVERIFY(bench.sink.spans.empty());
        QVERIFY(bench.sink.grants.empty());
    }

    void everythingComesForAFirstLook()
    {
        FeedBench bench;
        bench.client.setDemand(demand(none, {{"s1", high}}));
        QVERIFY(bench.starts());
        QVERIFY(bench.send({QStringLiteral("s1"), QStringLiteral("s2")}, 5));
        bench.clock.advance(VisibleSensors::firstLook - 1ms);
        QVERIFY(bench.choices().isEmpty());
        QVERIFY(bench.sink.spans.empty());
        bench.clock.advance(1ms);
        QVERIFY(bench.hasChosen({QStringLiteral("s1")}));
        QCOMPARE(bench.spans(), QStringList{QStringLiteral("s2 5+..max")});
    }

    void aLevelIsVisibleOrNot_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("choice");
        QTest::addColumn<int>("delivery");
        QTest::newRow("none") << int(none) << QStringLiteral("s1") << int(Delivery::Withheld);
        QTest::newRow("low") << int(low) << QStringLiteral("s1") << int(Delivery::Withheld);
        QTest::newRow("medium") << int(medium) << QStringLiteral("s1,s2") << int(Delivery::Whole);
        QTest::newRow("high") << int(high) << QStringLiteral("s1,s2") << int(Delivery::Whole);
    }

    void aLevelIsVisibleOrNot()
    {
        QFETCH(int, level);
        QFETCH(QString, choice);
        QFETCH(int, delivery);
        FeedBench bench;
        bench.client.setDemand(demand(none, {{"s1", high}, {"s2", AttentionLevel(level)}}));
        QVERIFY(bench.starts());
        QVERIFY(bench.send({QStringLiteral("s1"), QStringLiteral("s2"), QStringLiteral("s3")}, 5));
        bench.clock.advance(VisibleSensors::firstLook);
        QVERIFY(bench.hasChosen({choice}));
        const auto granted = std::find_if(bench.sink.grants.begin(), bench.sink.grants.end(),
                                          [](const Grant &grant) { return grant.device == QLatin1String("s2"); });
        QVERIFY(granted != bench.sink.grants.end());
        QCOMPARE(int(granted->delivery), delivery);
        QCOMPARE(int(granted->level), level);
        QVERIFY(!granted->isFillable && !granted->isFixed);
    }

    void withNothingToHoldBackAllIsAskedFor()
    {
        FeedBench bench;
        QVERIFY(bench.showsOnlyTheFirst());
        bench.client.setDemand(demand(medium));
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("all")}));
        for (int i = 0; i < 5; ++i) {
            bench.clock.advance(9s);
            QVERIFY(bench.settles());
        }
        QCOMPARE(bench.choices().size(), 2); // no glances
    }

    void aChangeIsToldAtOnceAndFurtherOnesAfterAPause()
    {
        FeedBench bench;
        QVERIFY(bench.showsOnlyTheFirst());
        bench.client.setDemand(demand({}, {{"s2", medium}}));
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("all")}));
        bench.client.setDemand(demand({}, {{"s2", none}}));
        bench.client.setDemand(demand({}, {{"s1", low}}));
        bench.clock.advance(VisibleSensors::pauseBetween - 1ms);
        QCOMPARE(bench.choices().size(), 2);
        bench.clock.advance(1ms);
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("all"), QString()}));
        bench.client.setDemand(demand({}, {{"s1", none}})); // no difference
        bench.clock.advance(1s);
        QCOMPARE(bench.choices().size(), 3);
    }

    void aGlanceIsAPartOfWhatThereIs()
    {
        FeedBench bench;
        QVERIFY(bench.showsOnlyTheFirst()); // and a second passed
        bench.clock.advance(VisibleSensors::glanceEvery - 1s - 1ms);
        QCOMPARE(bench.choices().size(), 1);
        bench.clock.advance(1ms);
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("all")}));
        QVERIFY(bench.send({QStringLiteral("s1"), QStringLiteral("s2"), QStringLiteral("s3")}, 40'000));
        bench.clock.advance(VisibleSensors::glanceLength);
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("all"), QStringLiteral("s1")}));
        QVERIFY(bench.send({QStringLiteral("s3")}, 40'100)); // was under way
        // s3 may have been there all the time since the first look.
        QCOMPARE(bench.spans(), QStringList({QStringLiteral("s2 0+..max"), QStringLiteral("s3 9500..max")}));
        bench.clock.advance(VisibleSensors::glanceEvery);
        QVERIFY(bench.reaches([&] { return bench.server.count(choiceEvent) == 4; }));
    }

    void whatIsWantedAndFirstSeenAtAGlanceStays()
    {
        FeedBench bench;
        bench.client.setDemand(demand(high, {{"s2", none}}));
        QVERIFY(bench.starts());
        QVERIFY(bench.send({QStringLiteral("s1"), QStringLiteral("s2")}, 0));
        bench.clock.advance(VisibleSensors::firstLook);
        QVERIFY(bench.hasChosen({QStringLiteral("s1")}));
        bench.clock.advance(VisibleSensors::glanceEvery);
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("all")}));
        QVERIFY(bench.send({QStringLiteral("s3")}, 33'000));
        bench.clock.advance(VisibleSensors::glanceLength);
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("all"), QStringLiteral("s1,s3")}));
        bench.clock.advance(VisibleSensors::longestFlush);
        QVERIFY(bench.send({QStringLiteral("s3")}, 33'800));
        QCOMPARE(bench.spans(), QStringList({QStringLiteral("s2 0+..max"), QStringLiteral("s3 2500..max"),
                                             QStringLiteral("s3 ended 33800")}));
    }

    void aMarkEndsWithTheFirstWholeBatch()
    {
        FeedBench bench;
        QVERIFY(bench.showsOnlyTheFirst());
        bench.client.setDemand(demand({}, {{"s2", medium}}));
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("all")}));
        bench.clock.advance(VisibleSensors::longestFlush - 1ms);
        QVERIFY(bench.send({QStringLiteral("s2")}, 1400));
        QCOMPARE(bench.spans().size(), 1);
        bench.clock.advance(1ms);
        QVERIFY(bench.send({QStringLiteral("s2")}, 1500));
        QVERIFY(bench.send({QStringLiteral("s2")}, 1600));
        QCOMPARE(bench.spans(), QStringList({QStringLiteral("s2 0+..max"), QStringLiteral("s2 ended 1500")}));
    }

    void aSensorWithAButtonStaysVisible()
    {
        FeedBench bench;
        bench.client.setDemand(demand(none, {{"s2", low}}));
        QVERIFY(bench.starts());
        QVERIFY(bench.send({QStringLiteral("s1"), QStringLiteral("s2")}, 0));
        bench.server.push(viewerTopic(), "sensor_batch",
                          R"({"batch":{"s2":{"button":[{"payload":3,"event":"press","timestamp":1700000000001}]},)"
                          R"("s3":{"button":[{"payload":1,"timestamp":1700000000001}]},)"
                          R"("s4":{"rich_presence":{"payload":{"title":"Song"},"timestamp":1700000000001}}}})");
        QVERIFY(bench.settles());
        bench.clock.advance(VisibleSensors::firstLook);
        QVERIFY(bench.hasChosen({QStringLiteral("s2,s3")})); // a text that is told when it changes is a state
        QCOMPARE(bench.spans(), QStringList{QStringLiteral("s1 0+..max")});
        const Grant &granted = bench.sink.grants.back();
        QCOMPARE(granted.device, QStringLiteral("s2"));
        QVERIFY(granted.delivery == Delivery::Whole && granted.isFixed);
        QCOMPARE(int(granted.level), int(low));
    }

    void anInstantBeforeARestartIsNoneOfTheNextSensor()
    {
        FeedBench bench;
        bench.client.setDemand(demand(none));
        QVERIFY(bench.starts());
        bench.server.push(viewerTopic(), "sensor_batch",
                          R"({"batch":{"s2":{"button":[{"payload":3,"event":"press","timestamp":1700000000001}]}}})");
        QVERIFY(bench.settles());
        bench.client.stop();
        QVERIFY(bench.starts());
        QVERIFY(bench.send({QStringLiteral("s1")}, 0));
        bench.clock.advance(VisibleSensors::firstLook);
        QVERIFY(bench.hasChosen({QString()}));
    }

    void staysInsideTheAddress()
    {
        FeedBench bench(QStringLiteral("&sensors=s1,s2"));
        bench.client.setDemand(demand(none, {{"s1", high}, {"s9", high}}));
        QVERIFY(bench.starts());
        QVERIFY(bench.hasChosen({QStringLiteral("s1,s2")}));
        bench.clock.advance(VisibleSensors::firstLook);
        QVERIFY(bench.hasChosen({QStringLiteral("s1,s2"), QStringLiteral("s1")}));
        bench.clock.advance(VisibleSensors::glanceEvery);
        QVERIFY(bench.hasChosen({QStringLiteral("s1,s2"), QStringLiteral("s1"), QStringLiteral("s1,s2")}));
    }

    void afterAReconnectEverythingComesForALook()
    {
        FeedBench bench;
        QVERIFY(bench.showsOnlyTheFirst());
        bench.server.dropAll();
        QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
        bench.clock.advance(10ms);
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
        QVERIFY(bench.send({QStringLiteral("s2")}, 9000));
        QCOMPARE(bench.choices().size(), 1);
        bench.clock.advance(VisibleSensors::firstLook);
        QVERIFY(bench.hasChosen({QStringLiteral("s1"), QStringLiteral("s1")}));
        QCOMPARE(bench.spans(), QStringList{QStringLiteral("s2 0+..max")});
    }

    void grantsAreFewAndToldWhenTheyChange()
    {
        FeedBench bench;
        bench.client.setDemand(demand(none, {{"s1", high}}));
        QVERIFY(bench.sink.grants.size() <= 2);
        QVERIFY(bench.starts());
        QCOMPARE(bench.sink.grants.size(), std::size_t(2));
        QVERIFY(bench.sink.grants[0].device.isEmpty());
        QCOMPARE(bench.sink.grants[0].delivery, Delivery::Withheld);
        QCOMPARE(bench.sink.grants[1].delivery, Delivery::Whole);
        QVERIFY(bench.send({QStringLiteral("s1"), QStringLiteral("s2")}, 0));
        bench.client.setDemand(demand(none, {{"s1", high}}));
        QCOMPARE(bench.sink.grants.size(), std::size_t(2));
        bench.client.setDemand(demand({}, {{"s1", low}}));
        QCOMPARE(bench.sink.grants.size(), std::size_t(3));
        QCOMPARE(bench.sink.grants[2].delivery, Delivery::Withheld);
    }
};

QTEST_GUILESS_MAIN(TestSensoctoVisible)
#include "tst_sensocto_visible.moc"
