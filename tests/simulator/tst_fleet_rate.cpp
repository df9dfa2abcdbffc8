#include "tests/simulator/sim_client.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using std::chrono::milliseconds;

class TestFleetRate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void aMillionSamplesASecondAreAllThereAtTheirTimes()
    {
        ServerOptions options;
        options.queueBytes = 256 * 1024 * 1024;
        SimHarness sim(options, Fleet::generic(100, 1000.0, 10, 5));
        const std::int64_t start = sim.clock.now().ns();
        // Not kept as frames: what is expected of each is its place in its device's sequence.
        QWebSocket socket;
        std::vector<std::int64_t> next(101);
        std::uint64_t samples = 0;
        QStringList problems;
        connect(&socket, &QWebSocket::textMessageReceived, this, [&](const QString &text) {
            const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
            const QJsonObject map = frame.value(QLatin1String("telemetry")).toObject();
            const auto device = static_cast<std::size_t>(frame.value(QLatin1String("device_id")).toInt());
            const std::int64_t due = start + next.at(device)++ * 1'000'000;
            for (const QJsonValue &one : map) {
                ++samples;
                const auto t = parseIsoTimestamp(one[QLatin1String("timestamp")].toString().toStdString());
                if (!t || t->ns() != due)
                    problems.append(text);
            }
        });
        socket.open(sim.server.url());
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        socket.sendTextMessage(QStringLiteral(R"({"type":"subscribe","channel":"telemetry"})"));
        QTRY_COMPARE(sim.server.counts().messagesReceived.load(), 1U);
        // The clock comes on time, late, and much too late.
        for (const int ms : {5, 1, 13, 6, 40, 5, 30})
            sim.clock.advance(milliseconds(ms));
        QTRY_COMPARE_WITH_TIMEOUT(samples, 100U * 10U * 101U, 30'000);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.value(0)));
        QCOMPARE(sim.server.counts().samplesSent.load(), 100U * 10U * 101U);
        QCOMPARE(sim.server.counts().framesDropped.load(), 0U);
    }

    void nothingIsSentToThoseWhoDidNotSubscribe()
    {
        SimHarness sim({}, Fleet::generic(10, 1000.0, 10, 5));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        sim.clock.advance(milliseconds(500));
        QVERIFY(client.roundTrip());
        QCOMPARE(client.frames.size(), 1);
        QCOMPARE(sim.server.counts().samplesSent.load(), 0U);
    }

    void aSlowClientLosesWholeFramesAndTheyAreCounted()
    {
        ServerOptions options;
        options.queueBytes = 200'000;
        SimHarness sim(options, Fleet::generic(20, 1000.0, 10, 5));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        // The event loop does not run: the client reads nothing.
        sim.clock.advance(std::chrono::seconds(2));
        const Counters &counts = sim.server.counts();
        QVERIFY(counts.framesDropped > 0);
        QCOMPARE(counts.samplesDropped.load(), counts.framesDropped.load() * 10);
        QCOMPARE(counts.samplesSent + counts.samplesDropped, 20U * 10U * 2001U);
        QVERIFY(client.roundTrip()); // what must arrive does
        QTRY_COMPARE(static_cast<std::uint64_t>(client.ofType("telemetry_update").size()) * 10,
                     counts.samplesSent.load());
        QCOMPARE(client.unreadable, 0);
    }

    void backpressureWaitsAndLosesNothing()
    {
        ServerOptions options;
        options.queueBytes = 200'000;
        options.backpressure = true;
        SimHarness sim(options, Fleet::generic(5, 1000.0, 10, 5));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        sim.clock.advance(std::chrono::seconds(2));
        const Counters &counts = sim.server.counts();
        QVERIFY(counts.samplesSent < 5U * 10U * 2001U);
        // Time goes on while it catches up; what was due by then is there without a hole.
        for (int i = 0; i < 2'000 && counts.samplesSent < 5U * 10U * 2001U; ++i) {
            sim.clock.advance(milliseconds(5));
            QCoreApplication::processEvents();
        }
        QCOMPARE(counts.framesDropped.load(), 0U);
        std::map<int, QString> last;
        for (const QJsonObject &frame : client.ofType("telemetry_update")) {
            const QString time =
                frame.value(QLatin1String("telemetry"))[QLatin1String("ch0")][QLatin1String("timestamp")].toString();
            const auto now = parseIsoTimestamp(time.toStdString());
            QString &before = last[frame.value(QLatin1String("device_id")).toInt()];
            if (!before.isEmpty())
                QCOMPARE((*now - *parseIsoTimestamp(before.toStdString())).count(), 1'000'000);
            before = time;
        }
        QCOMPARE(last.size(), 5U);
    }

    void historyComesFirstAndInOrder()
    {
        ServerOptions options;
        options.history = std::chrono::seconds(60);
        options.queueBytes = 50'000;
        SimHarness sim(options, Fleet::generic(2, 10.0, 2, 5));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        for (int i = 0; i < 200; ++i) {
            sim.clock.advance(milliseconds(5));
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(client.ofType("telemetry_update").size(), 2 * 611);
        std::int64_t expected = -600;
        for (const QJsonObject &frame : client.ofType("telemetry_update")) {
            if (frame.value(QLatin1String("device_id")) != 1)
                continue;
            const QString time =
                frame.value(QLatin1String("telemetry"))[QLatin1String("ch0")][QLatin1String("timestamp")].toString();
            QCOMPARE(parseIsoTimestamp(time.toStdString())->ns(),
                     sim.server.site().startTime().ns() + expected++ * 100'000'000);
        }
    }
};

QTEST_GUILESS_MAIN(TestFleetRate)
#include "tst_fleet_rate.moc"
