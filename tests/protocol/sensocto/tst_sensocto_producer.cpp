#include "core/protocol/sensocto/producer.h"
#include "tests/simulator/sensocto/sensocto_harness.h"

#include <QRegularExpression>
#include <QWebSocketServer>

using namespace watchglass;
using namespace std::chrono_literals;
using protocol::sensocto::Backpressure;
using protocol::sensocto::numberPayload;
using protocol::sensocto::ProducedValue;
using protocol::sensocto::Producer;
using protocol::sensocto::ProducerIdentity;
using sim::sensocto::Attention;
using sim::sensocto::Load;
using sim::sensocto::test::Harness;
using sim::sensocto::test::patienceMs;

namespace {

const QString secret = QStringLiteral("s3cr3t-t0ken");
const QString sensorId = QStringLiteral("s1");

ProducerIdentity identity()
{
    return {QStringLiteral("c1"),
            QStringLiteral("Bench"),
            sensorId,
            QStringLiteral("Sensor 1"),
            QStringLiteral("ecg"),
            {{QStringLiteral("hr"), QStringLiteral("heartrate"), 1.0}},
            4.0,
            2,
            {}};
}

/// Keeps what a producer says.
struct Ear final : Producer::Listener
{
    void producerState(const SourceState &state) override { states.push_back(state); }
    void producerProblem(const QString &text) override { problems << text; }
    void pressureChanged(const Backpressure &pressure) override { pressures.push_back(pressure); }
    void commanded(const QByteArray &json) override { commands << json; }
    SourcePhase phase() const { return states.empty() ? SourcePhase::Idle : states.back().phase; }
    QString allTexts() const
    {
        QString all = problems.join(QLatin1Char('\n'));
        for (const SourceState &state : states)
            all += state.text;
        return all;
    }

    std::vector<SourceState> states;
    std::vector<Backpressure> pressures;
    QStringList problems;
    QList<QByteArray> commands;
};

/// What the simulated service took for measurements.
struct Heard final : sim::sensocto::Listener
{
    void measured(const QString &, const QJsonObject &measurement) override { all.append(measurement); }
    QList<int> values() const
    {
        QList<int> out;
        for (const QJsonObject &one : all)
            out.append(one.value(QLatin1String("payload")).toInt());
        return out;
    }
    QList<QJsonObject> all;
};

ProducedValue numbered(int value)
{
    return {QStringLiteral("hr"), QByteArray::number(value), Timestamp::fromMs(1'700'000'000'000 + value), {}};
}

/// A producer against the simulator's service, both by one clock that is turned by hand.
struct Bench
{
    explicit Bench(const QString &token = secret, std::size_t capacity = Producer::defaultCapacity,
                   const QString &pass = secret)
        : harness(withToken(pass))
        , producer({protocol::Service::Valtronics, harness.socketUrl({}).adjusted(QUrl::RemovePath), token}, identity(),
                   ear, harness.clock, capacity)
    {
        harness.world.add(&heard);
    }
    ~Bench() { harness.world.remove(&heard); }
    static sim::ServerOptions withToken(const QString &token)
    {
        sim::ServerOptions options;
        options.token = token;
        return options;
    }
    bool reaches(const std::function<bool()> &condition, Duration step = 20ms)
    {
        return QTest::qWaitFor(
            [&] {
                if (condition())
                    return true;
                harness.clock.advance(step);
                return condition();
            },
            patienceMs);
    }
    bool isAdvised(Attention attention)
    {
        harness.world.setAttention(sensorId, attention);
        producer.start();
        return reaches([&] { return ear.phase() == SourcePhase::Live && !ear.pressures.empty(); });
    }
    /// Everything that the producer sent so far is handled: its answer to a command proves nothing, a heartbeat of
    /// another socket neither, so the count of messages is what is waited for.
    bool isHeard(qsizetype count)
    {
        return QTest::qWaitFor([&] { return heard.all.size() >= count; }, patienceMs);
    }
    bool isDelivered(std::uint64_t count)
    {
        return reaches([&] { return producer.counters().delivered == count; });
    }

    Harness harness;
    Ear ear;
    Heard heard;
    Producer producer;
};

/// A Phoenix server that answers joins, pings and heartbeats unless told otherwise, and says what a test wants.
class ScriptedServer final : public QObject
{
public:
    ScriptedServer()
        : m_server(QStringLiteral("scripted"), QWebSocketServer::NonSecureMode)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            m_socket.reset(m_server.nextPendingConnection());
            connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &ScriptedServer::received);
            ++connections;
        });
    }
    QUrl url() const { return m_server.serverUrl(); }
    void say(const char *event, const QByteArray &payload)
    {
        // As phx_close and phx_error have it, and pushes bear it.
        m_socket->sendTextMessage(QStringLiteral("[\"%1\",\"%1\",\"sensocto:sensor:s1\",\"%2\",%3]")
                                      .arg(joinRef, QLatin1String(event), QString::fromUtf8(payload)));
    }
    void reply(const QString &ref, const QByteArray &status, const QByteArray &response, const QString &topic)
    {
        m_socket->sendTextMessage(
            QStringLiteral("[\"%1\",\"%2\",\"%3\",\"phx_reply\",{\"status\":\"%4\",\"response\":%5}]")
                .arg(joinRef, ref, topic, QString::fromUtf8(status), QString::fromUtf8(response)));
    }
    int countOf(const char *event) const
    {
        return static_cast<int>(std::count_if(frames.begin(), frames.end(), [event](const QJsonArray &frame) {
            return frame.at(3) == QLatin1String(event);
        }));
    }
    QJsonArray last(const char *event) const
    {
        for (auto it = frames.crbegin(); it != frames.crend(); ++it) {
            if (it->at(3) == QLatin1String(event))
                return *it;
        }
        return {};
    }

    QList<QJsonArray> frames;
    QString joinRef;
    QByteArray advice = R"({"recommended_batch_window":100,"recommended_batch_size":1,"paused":false})";
    QByteArray refusal; ///< Of measurements; empty: silence.
    bool answersPings = true;
    int connections = 0;

private:
    void received(const QString &text)
    {
        const QJsonArray frame = QJsonDocument::fromJson(text.toUtf8()).array();
        frames.append(frame);
        const QString event = frame.at(3).toString();
        const QString ref = frame.at(1).toString();
        const QString topic = frame.at(2).toString();
        if (event == QLatin1String("phx_join")) {
            joinRef = frame.at(0).toString();
            reply(ref, "ok", "{}", topic);
            say("backpressure_config", advice);
        } else if (event == QLatin1String("heartbeat") || (event == QLatin1String("ping") && answersPings)) {
            reply(ref, "ok", "{}", topic);
        } else if (event.startsWith(QLatin1String("measurement")) && !refusal.isEmpty()) {
            reply(ref, "error", refusal, topic);
        }
    }

    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_socket;
};

struct ScriptedBench
{
    ScriptedBench()
        : producer({protocol::Service::Valtronics, server.url(), secret}, identity(), ear, clock)
    {}
    bool reaches(const std::function<bool()> &condition, Duration step = 20ms)
    {
        return QTest::qWaitFor(
            [&] {
                if (condition())
                    return true;
                clock.advance(step);
                return condition();
            },
            patienceMs);
    }
    bool isLive()
    {
        producer.start();
        return reaches([&] { return ear.phase() == SourcePhase::Live && !ear.pressures.empty(); });
    }

    ScriptedServer server;
    test::FakeClock clock;
    Ear ear;
    Producer producer;
};

} // namespace

class TestSensoctoProducer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void joinsWithAllItsFields();
    void waitsForTheSizeOrTheWindow_data();
    void waitsForTheSizeOrTheWindow();
    void neverSendsSoonerThanAWindowAfterTheLast();
    void changedAdviceCountsAtOnce();
    void holdsEverythingWhilePaused();
    void refusesWhatDoesNotFit();
    void refusesWhatIsNoMeasurement_data();
    void refusesWhatIsNoMeasurement();
    void losesNothingWhenConnectionsDo();
    void keepsWhatWasTakenThroughStopAndStart();
    void aRefusedTokenIsForGood_data();
    void aRefusedTokenIsForGood();
    void attributesAreRegisteredAndUnregistered();
    void passesCommandsOn();
    void joinsAgainAfterACrashAndSendsAgain();
    void joinsAgainAfterAClose();
    void connectsAnewWhenItsPingIsUnanswered();
    void countsWhatTheServiceRejects();
    void keepsTheLastAdviceThatMadeSense_data();
    void keepsTheLastAdviceThatMadeSense();
};

void TestSensoctoProducer::joinsWithAllItsFields()
{
    ScriptedBench bench;
    QVERIFY(bench.isLive());
    const QJsonArray join = bench.server.last("phx_join");
    QCOMPARE(join.at(2).toString(), QStringLiteral("sensocto:sensor:s1"));
    QCOMPARE(join.at(4).toObject(),
             QJsonDocument::fromJson(R"({"connector_id":"c1","connector_name":"Bench","sensor_id":"s1",
                 "sensor_name":"Sensor 1","sensor_type":"ecg","sampling_rate":4,"batch_size":2,
                 "bearer_token":"s3cr3t-t0ken","attributes":{"hr":{"attribute_id":"hr",
                 "attribute_type":"heartrate","sampling_rate":1}}})")
                 .object());
    QVERIFY(bench.ear.states.back().capabilities.publish);
}

void TestSensoctoProducer::waitsForTheSizeOrTheWindow_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("load");
    QTest::addColumn<int>("offers");
    QTest::addColumn<int>("stillNothingAtMs"); // -1: sent at once
    QTest::addColumn<int>("sentByMs");
    const auto row = [](const char *name, Attention level, Load load, int offers, int nothing, int sent) {
        QTest::newRow(name) << static_cast<int>(level) << static_cast<int>(load) << offers << nothing << sent;
    };
    row("high: each at once", Attention::High, Load::Normal, 1, -1, 0);
    row("medium: five at once", Attention::Medium, Load::Normal, 5, -1, 0);
    row("medium: four after a window", Attention::Medium, Load::Normal, 4, 495, 505);
    row("low: ten at once", Attention::Low, Load::Normal, 10, -1, 0);
    row("low: nine after a window", Attention::Low, Load::Normal, 9, 1995, 2005);
    row("none: nineteen after a window", Attention::None, Load::Normal, 19, 4995, 5005);
    // The window is multiplied already: 500 * 1.5, and not 1.5 times that.
    row("medium, elevated", Attention::Medium, Load::Elevated, 4, 745, 755);
    row("medium, critical", Attention::Medium, Load::Critical, 4, 2495, 2505);
}

void TestSensoctoProducer::waitsForTheSizeOrTheWindow()
{
    QFETCH(int, level);
    QFETCH(int, load);
    QFETCH(int, offers);
    QFETCH(int, stillNothingAtMs);
    QFETCH(int, sentByMs);
    Bench bench;
    bench.harness.world.setLoad(static_cast<Load>(load));
    QVERIFY(bench.isAdvised(static_cast<Attention>(level)));
    for (int i = 0; i < offers; ++i)
        QVERIFY(bench.producer.offer(numbered(i)));
    if (stillNothingAtMs >= 0) {
        bench.harness.clock.advance(std::chrono::milliseconds(stillNothingAtMs));
        QCOMPARE(bench.producer.counters().messages, 0U);
        bench.harness.clock.advance(std::chrono::milliseconds(sentByMs - stillNothingAtMs));
    }
    QCOMPARE(bench.producer.counters().messages, 1U);
    QVERIFY(bench.isHeard(offers));
    QVERIFY(bench.isDelivered(static_cast<std::uint64_t>(offers)));
    QCOMPARE(bench.heard.all.size(), offers);
    QCOMPARE(bench.heard.all.first().value(QLatin1String("timestamp")).toInteger(), 1'700'000'000'000);
}

void TestSensoctoProducer::neverSendsSoonerThanAWindowAfterTheLast()
{
    Bench bench;
    QVERIFY(bench.isAdvised(Attention::High)); // 100 ms, size 1
    for (int i = 0; i < 100; ++i) {
        QVERIFY(bench.producer.offer(numbered(i)));
        bench.harness.clock.advance(10ms);
    }
    QVERIFY2(bench.producer.counters().messages <= 11, QByteArray::number(bench.producer.counters().messages));
    QVERIFY2(bench.producer.counters().messages >= 9, QByteArray::number(bench.producer.counters().messages));
    QVERIFY(bench.isDelivered(100));
    QList<int> expected;
    for (int i = 0; i < 100; ++i)
        expected.append(i);
    QCOMPARE(bench.heard.values(), expected);
}

void TestSensoctoProducer::changedAdviceCountsAtOnce()
{
    Bench bench;
    QVERIFY(bench.isAdvised(Attention::None)); // 5 s, 20
    QVERIFY(bench.producer.offer(numbered(1)));
    bench.harness.world.setAttention(sensorId, Attention::High);
    QVERIFY(bench.reaches([&] { return bench.producer.counters().messages == 1; }, 1ms)); // far from 5 s
    QVERIFY(bench.isHeard(1));
    QCOMPARE(bench.producer.backpressure().attention, QStringLiteral("high"));
    QCOMPARE(bench.producer.backpressure().window, Duration(100ms));
}

void TestSensoctoProducer::holdsEverythingWhilePaused()
{
    Bench bench;
    bench.harness.world.setMemoryProtection(true);
    QVERIFY(bench.isAdvised(Attention::Low));
    QVERIFY(bench.producer.backpressure().paused);
    for (int i = 0; i < 50; ++i)
        QVERIFY(bench.producer.offer(numbered(i)));
    bench.harness.clock.advance(12s);
    QCOMPARE(bench.producer.counters().messages, 0U);
    bench.harness.world.setMemoryProtection(false);
    QVERIFY(bench.isDelivered(50));
    QVERIFY(bench.heard.all.size() >= 50);
}

void TestSensoctoProducer::refusesWhatDoesNotFit()
{
    Bench bench(secret, 10);
    bench.harness.world.setMemoryProtection(true);
    QVERIFY(bench.isAdvised(Attention::None));
    for (int i = 0; i < 13; ++i) {
        const auto taken = bench.producer.offer(numbered(i));
        QCOMPARE(taken.ok(), i < 10);
        if (!taken)
            QCOMPARE(taken.error().code, ErrorCode::TooLarge);
    }
    QCOMPARE(bench.producer.counters().taken, 10U);
    QCOMPARE(bench.producer.counters().refused, 3U);
    QCOMPARE(bench.producer.pending(), 10U);
    bench.harness.world.setMemoryProtection(false);
    QVERIFY(bench.isDelivered(10));
    QCOMPARE(bench.heard.values(), QList<int>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    QCOMPARE(bench.producer.pending(), 0U);
    QVERIFY(bench.producer.offer(numbered(14)));
}

void TestSensoctoProducer::refusesWhatIsNoMeasurement_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *name, const char *id, const char *payload, bool isGood) {
        QTest::newRow(name) << QString::fromLatin1(id) << QByteArray(payload) << isGood;
    };
    row("number", "hr", "72", true);
    row("object", "hr", R"({"bpm":72})", true);
    row("text", "hr", R"("x")", true);
    row("leading digit", "2hr", "72", true);
    row("empty id", "", "72", false);
    row("dot", "h.r", "72", false);
    row("leading dash", "-hr", "72", false);
    row("quote", "h\"r", "72", false);
    row("no payload", "hr", "", false);
    row("two payloads", "hr", "1,2", false);
    row("a payload that closes the brackets", "hr", R"(1],"b":[2)", false);
    row("no JSON", "hr", "NaN", false);
}

void TestSensoctoProducer::refusesWhatIsNoMeasurement()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, payload);
    QFETCH(bool, isGood);
    Bench bench;
    const auto taken = bench.producer.offer({id, payload, Timestamp::fromMs(1), {}});
    QCOMPARE(taken.ok(), isGood);
    QCOMPARE(bench.producer.counters().refused, isGood ? 0U : 1U);
    if (!isGood)
        QCOMPARE(taken.error().code, ErrorCode::Malformed);
}

void TestSensoctoProducer::losesNothingWhenConnectionsDo()
{
    Bench bench;
    QVERIFY(bench.isAdvised(Attention::High));
    for (int i = 0; i < 200; ++i) {
        QVERIFY(bench.producer.offer(numbered(i)));
        bench.harness.clock.advance(50ms);
        QCoreApplication::processEvents();
        if (i % 40 == 20)
            bench.harness.abortAll();
    }
    QVERIFY(bench.isDelivered(200));
    QSet<int> values;
    QList<int> firsts;
    for (const int value : bench.heard.values()) {
        if (!values.contains(value))
            firsts.append(value);
        values.insert(value);
    }
    QCOMPARE(values.size(), 200);
    QVERIFY(std::is_sorted(firsts.begin(), firsts.end()));
    QCOMPARE(bench.producer.pending(), 0U);
    QVERIFY(bench.ear.states.back().reconnects >= 1);
}

void TestSensoctoProducer::keepsWhatWasTakenThroughStopAndStart()
{
    Bench bench;
    QVERIFY(bench.producer.offer(numbered(1))); // not even started
    QVERIFY(bench.isAdvised(Attention::None));
    QVERIFY(bench.producer.offer(numbered(2)));
    bench.producer.stop();
    QCOMPARE(bench.ear.phase(), SourcePhase::Idle);
    QCOMPARE(bench.producer.pending(), 2U);
    QVERIFY(bench.isAdvised(Attention::High));
    QVERIFY(bench.isDelivered(2));
    QCOMPARE(bench.heard.values(), QList<int>({1, 2}));
}

void TestSensoctoProducer::aRefusedTokenIsForGood_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("wrong") << QStringLiteral("wr0ng-t0ken");
    QTest::newRow("none") << QString();
    QTest::newRow("missing") << QStringLiteral("missing");
}

void TestSensoctoProducer::aRefusedTokenIsForGood()
{
    QFETCH(QString, token);
    Bench bench(token);
    bench.producer.start();
    QVERIFY(bench.reaches([&] { return bench.ear.phase() == SourcePhase::Failed; }));
    QVERIFY(token.isEmpty() || token == QLatin1String("missing") || !bench.ear.allTexts().contains(token));
    const auto messages = bench.harness.counters().messagesReceived.load();
    bench.harness.clock.advance(60s);
    QCoreApplication::processEvents();
    QCOMPARE(bench.ear.phase(), SourcePhase::Failed);
    QVERIFY(bench.harness.counters().messagesReceived.load() <= messages + 1); // its leave at most
}

void TestSensoctoProducer::attributesAreRegisteredAndUnregistered()
{
    Bench bench;
    QVERIFY(bench.isAdvised(Attention::High));
    const auto has = [&](const char *id) {
        return bench.harness.world.produced().at(sensorId).attributes.contains(QLatin1String(id));
    };
    QVERIFY(has("hr"));
    QVERIFY(bench.producer.registerAttribute({QStringLiteral("spo2"), QStringLiteral("spo2"), 1.0}));
    QVERIFY(bench.reaches([&] { return has("spo2"); }));
    QVERIFY(bench.producer.unregisterAttribute(QStringLiteral("hr")));
    QVERIFY(bench.reaches([&] { return !has("hr"); }));
    QVERIFY(!bench.producer.registerAttribute({QStringLiteral("-"), QStringLiteral("spo2"), 1.0}).ok());
    QVERIFY(!bench.producer.unregisterAttribute(QStringLiteral("-")).ok());
    // A new join says the same.
    bench.harness.abortAll();
    bench.harness.clock.advance(60ms); // the sensor ends
    QVERIFY(
        bench.reaches([&] { return bench.harness.world.produced().contains(sensorId) && has("spo2") && !has("hr"); }));
}

void TestSensoctoProducer::passesCommandsOn()
{
    Bench bench;
    QVERIFY(bench.isAdvised(Attention::High));
    bench.harness.world.command(sensorId, {{QStringLiteral("command"), QStringLiteral("vibrate")}});
    QVERIFY(bench.reaches([&] { return bench.ear.commands.size() == 1; }));
    QCOMPARE(bench.ear.commands.first(), QByteArray(R"({"command":"vibrate"})"));
}

void TestSensoctoProducer::joinsAgainAfterACrashAndSendsAgain()
{
    ScriptedBench bench;
    bench.server.answersPings = false;
    QVERIFY(bench.isLive());
    QVERIFY(bench.producer.offer(numbered(7)));
    QVERIFY(QTest::qWaitFor([&] { return bench.server.countOf("measurement") == 1; }, patienceMs));
    bench.server.answersPings = true;
    bench.server.say("phx_error", "{}");
    QVERIFY(QTest::qWaitFor([&] { return bench.ear.phase() == SourcePhase::Waiting; }, patienceMs));
    bench.clock.advance(900ms);
    QCOMPARE(bench.server.countOf("phx_join"), 1);
    QVERIFY(bench.reaches([&] { return bench.producer.counters().delivered == 1; }));
    QCOMPARE(bench.server.countOf("phx_join"), 2);
    QCOMPARE(bench.server.countOf("measurement"), 2);
    QCOMPARE(bench.producer.counters().resent, 1U);
    QCOMPARE(bench.server.connections, 1);
}

void TestSensoctoProducer::joinsAgainAfterAClose()
{
    ScriptedBench bench;
    QVERIFY(bench.isLive());
    bench.server.say("phx_close", "{}");
    QVERIFY(QTest::qWaitFor([&] { return bench.ear.phase() == SourcePhase::Waiting; }, patienceMs));
    QVERIFY(bench.reaches([&] { return bench.ear.phase() == SourcePhase::Live; }));
    QCOMPARE(bench.server.countOf("phx_join"), 2);
}

void TestSensoctoProducer::connectsAnewWhenItsPingIsUnanswered()
{
    ScriptedBench bench;
    bench.server.answersPings = false;
    QVERIFY(bench.isLive());
    QVERIFY(bench.producer.offer(numbered(7)));
    QVERIFY(QTest::qWaitFor([&] { return bench.server.countOf("ping") == 1; }, patienceMs));
    bench.server.answersPings = true;
    bench.clock.advance(11s);
    QVERIFY(bench.reaches([&] { return bench.producer.counters().delivered == 1; }));
    QCOMPARE(bench.server.connections, 2);
}

void TestSensoctoProducer::countsWhatTheServiceRejects()
{
    ScriptedBench bench;
    bench.server.refusal = R"({"reason":"invalid_batch","failed_count":2})";
    bench.server.advice = R"({"recommended_batch_window":100,"recommended_batch_size":2,"paused":false})";
    QVERIFY(bench.isLive());
    QVERIFY(bench.producer.offer(numbered(1)));
    QVERIFY(bench.producer.offer(numbered(2)));
    QVERIFY(bench.reaches([&] { return bench.producer.counters().delivered == 2; }));
    QCOMPARE(bench.producer.counters().rejected, 2U);
    QVERIFY(bench.ear.problems.first().contains(QLatin1String("invalid_batch")));
    QCOMPARE(bench.server.last("measurements_batch").at(4).toArray().size(), 2);
}

void TestSensoctoProducer::keepsTheLastAdviceThatMadeSense_data()
{
    QTest::addColumn<QByteArray>("advice");
    for (const char *advice : {R"({})", R"([])", R"({"recommended_batch_window":"100","recommended_batch_size":1})",
                               R"({"recommended_batch_window":-1,"recommended_batch_size":1})",
                               R"({"recommended_batch_window":1e12,"recommended_batch_size":1})",
                               R"({"recommended_batch_window":100,"recommended_batch_size":0})",
                               R"({"recommended_batch_window":100,"recommended_batch_size":1,"paused":"yes"})"})
        QTest::newRow(advice) << QByteArray(advice);
}

void TestSensoctoProducer::keepsTheLastAdviceThatMadeSense()
{
    QFETCH(QByteArray, advice);
    ScriptedBench bench;
    QVERIFY(bench.isLive());
    bench.server.say("backpressure_config", advice);
    QVERIFY(bench.reaches([&] { return bench.ear.problems.size() == 1; }));
    QCOMPARE(bench.producer.backpressure().window, Duration(100ms));
    QCOMPARE(bench.producer.backpressure().size, 1);
    QVERIFY(!bench.producer.backpressure().paused);
}

QTEST_GUILESS_MAIN(TestSensoctoProducer)
#include "tst_sensocto_producer.moc"
