#include "tests/protocol/sensocto/producer_bench.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <utility>

using namespace watchglass;
using namespace watchglass::test::sensocto;
using namespace std::chrono_literals;
using sim::sensocto::Attention;
using sim::sensocto::test::patienceMs;

/// What was promised to arrive, arrives, whatever happens to the connection.
class TestSensoctoDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void losesNothingWhenConnectionsDo_data();
    void losesNothingWhenConnectionsDo();
    void staysPausedThroughALostConnection();
    void keepsWhatWasTakenThroughStopAndStart();
    void aRefusedTokenIsForGood_data();
    void aRefusedTokenIsForGood();
    void joinsAgainAfterACrashAndSendsAgain();
    void joinsAgainAfterAClose();
    void connectsAnewWhenItsPingIsUnanswered();
    void countsWhatTheServiceRejects();
};

void TestSensoctoDelivery::losesNothingWhenConnectionsDo_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {1002, 1006, 1011, 1012})
        QTest::newRow(QByteArray::number(code).constData()) << code;
}

void TestSensoctoDelivery::losesNothingWhenConnectionsDo()
{
    QFETCH(int, code);
    ProducerBench bench;
    QVERIFY(bench.isAdvised(Attention::High));
    for (int i = 0; i < 200; ++i) {
        QVERIFY(bench.producer.offer(numbered(i)));
        bench.harness.clock.advance(50ms);
        QCoreApplication::processEvents();
        if (i % 40 == 20 && code == 1006)
            bench.harness.abortAll();
        else if (i % 40 == 20)
            bench.harness.closeAll(static_cast<std::uint16_t>(code));
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

void TestSensoctoDelivery::staysPausedThroughALostConnection()
{
    ProducerBench bench;
    bench.harness.world.setMemoryProtection(true);
    QVERIFY(bench.isAdvised(Attention::Low));
    for (int i = 0; i < 30; ++i)
        QVERIFY(bench.producer.offer(numbered(i)));
    const std::size_t advices = bench.ear.pressures.size();
    bench.harness.abortAll();
    QVERIFY(bench.reaches([&] { return bench.ear.pressures.size() > advices && bench.ear.isAdvised(); }));
    bench.harness.clock.advance(12s);
    QCOMPARE(bench.producer.counters().messages, 0U);
    QCOMPARE(bench.producer.pending(), 30U);
    bench.harness.world.setMemoryProtection(false);
    QVERIFY(bench.isDelivered(30));
    QCOMPARE(bench.heard.all.size(), 30);
}

void TestSensoctoDelivery::keepsWhatWasTakenThroughStopAndStart()
{
    ProducerBench bench;
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

void TestSensoctoDelivery::aRefusedTokenIsForGood_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("wrong") << QStringLiteral("wr0ng-t0ken");
    QTest::newRow("none") << QString();
    QTest::newRow("missing") << QStringLiteral("missing");
}

void TestSensoctoDelivery::aRefusedTokenIsForGood()
{
    QFETCH(QString, token);
    ProducerBench bench(token);
    bench.producer.start();
    QVERIFY(bench.reaches([&] { return bench.ear.phase() == SourcePhase::Failed; }));
    QVERIFY(token.isEmpty() || token == QLatin1String("missing") || !bench.ear.allTexts().contains(token));
    const auto messages = bench.harness.counters().messagesReceived.load();
    bench.harness.clock.advance(60s);
    QCoreApplication::processEvents();
    QCOMPARE(bench.ear.phase(), SourcePhase::Failed);
    QVERIFY(bench.harness.counters().messagesReceived.load() <= messages + 1); // its leave at most
}

void TestSensoctoDelivery::joinsAgainAfterACrashAndSendsAgain()
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

void TestSensoctoDelivery::joinsAgainAfterAClose()
{
    ScriptedBench bench;
    QVERIFY(bench.isLive());
    const QString joinRef = std::exchange(bench.server.joinRef, QStringLiteral("0"));
    bench.server.say("phx_close", "{}"); // of an earlier join
    bench.server.say("phx_error", "{}");
    bench.server.joinRef = joinRef;
    bench.server.say("backpressure_config", bench.server.advice);
    QVERIFY(bench.reaches([&] { return bench.ear.pressures.size() == 2; }));
    QCOMPARE(bench.ear.phase(), SourcePhase::Live);
    bench.server.say("phx_close", "{}");
    QVERIFY(QTest::qWaitFor([&] { return bench.ear.phase() == SourcePhase::Waiting; }, patienceMs));
    QVERIFY(bench.reaches([&] { return bench.ear.phase() == SourcePhase::Live; }));
    QCOMPARE(bench.server.countOf("phx_join"), 2);
}

void TestSensoctoDelivery::connectsAnewWhenItsPingIsUnanswered()
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

void TestSensoctoDelivery::countsWhatTheServiceRejects()
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

QTEST_GUILESS_MAIN(TestSensoctoDelivery)
#include "tst_sensocto_delivery.moc"
