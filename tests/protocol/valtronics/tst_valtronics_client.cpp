#include "tests/protocol/valtronics/client_bench.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using Bench = watchglass::test::ClientBench;
using watchglass::test::FakeServer;
using watchglass::test::secret;

class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void takesAnAuthAnswerForTheDocumentedDialect();
    void takesAnErrorFrameForTheServerDialect();
    void takesATellingFrameForItsDialect_data();
    void takesATellingFrameForItsDialect();
    void asksRestWhenNothingTells_data();
    void asksRestWhenNothingTells();
    void stopsForGoodWhenTheTokenIsRefused_data();
    void stopsForGoodWhenTheTokenIsRefused();
    void subscribesAgainAfterAReconnectAndMarksTheGap();
    void neverConnectsMoreThanNineTimesAMinute();
    void callsASilentServerSilentAndThenConnectsAnew();
    void callsAServerSilentThatSendsOnlyGarbage();
    void deliversPushesOfBothDialects();
    void tellsTheClockSkew();
    void offersNoCompression();
    void readsTextThatIsAllAscii();
    void opensNothingAfterStop();
};

void TestClient::takesAnAuthAnswerForTheDocumentedDialect()
{
    Bench bench;
    bench.speakDocumented();
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.current().dialect, QStringLiteral("documented"));
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("subscribe")) == 4; }));
    QCOMPARE(bench.server.frames.first().value(QLatin1String("token")).toString(), secret);
    QStringList channels;
    for (const QJsonObject &frame : bench.server.frames.mid(1))
        channels << frame.value(QLatin1String("channel")).toString();
    channels.sort();
    QCOMPARE(channels, QStringList({QStringLiteral("alerts"), QStringLiteral("devices"), QStringLiteral("system"),
                                    QStringLiteral("telemetry")}));
    QVERIFY(bench.server.requests.isEmpty());
}

void TestClient::takesAnErrorFrameForTheServerDialect()
{
    Bench bench{QString()};
    bench.speakServer();
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.current().dialect, QStringLiteral("server"));
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("subscribe_device")) == 1; }));
    QVERIFY(bench.server.frames.last().value(QLatin1String("device_id")).isString());
    QCOMPARE(bench.sink.devices.front().id, QStringLiteral("1"));
    QCOMPARE(bench.sink.devices.front().name, QStringLiteral("Oven"));
    QCOMPARE(bench.sink.countOf(Problem::ServerError), 0); // the probe's own question is no error
}

void TestClient::takesATellingFrameForItsDialect_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("dialect");
    QTest::newRow("map") << QByteArray(R"({"type":"telemetry_update","device_id":1,"telemetry":{"t":{"value":1}}})")
                         << QStringLiteral("documented");
    QTest::newRow("system status") << QByteArray(R"({"type":"system_status_update","metrics":{}})")
                                   << QStringLiteral("documented");
    QTest::newRow("row") << QByteArray(
        R"({"type":"telemetry_update","device_id":1,"data":{"metric_name":"t","metric_value":1}})")
                         << QStringLiteral("server");
    QTest::newRow("device_update") << QByteArray(
        R"({"type":"device_update","device_id":1,"updates":{"status":"online"}})")
                                   << QStringLiteral("server");
}

void TestClient::takesATellingFrameForItsDialect()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, dialect);
    Bench bench;
    bench.server.onFrame = [&frame](QWebSocket &socket, const QJsonObject &) {
        socket.sendTextMessage(
            QStringLiteral(R"({"type":"heartbeat","timestamp":"2026-01-01T00:00:00"})")); // tells nothing
        socket.sendTextMessage(QString::fromUtf8(frame));
    };
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live, 1ms));
    QCOMPARE(bench.sink.current().dialect, dialect);
}

void TestClient::asksRestWhenNothingTells_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<SourcePhase>("phase");
    QTest::newRow("healthy") << 200 << QByteArray(R"({"status":"healthy","timestamp":1767225600.5})")
                             << QStringLiteral("server") << SourcePhase::Live;
    QTest::newRow("not found") << 404 << QByteArray(R"({"detail":"Not Found"})") << QStringLiteral("documented")
                               << SourcePhase::Probing;
    QTest::newRow("some web page") << 200 << QByteArray("<html>Hello</html>") << QStringLiteral("documented")
                                   << SourcePhase::Probing;
    QTest::newRow("broken") << 500 << QByteArray("Internal Server Error") << QStringLiteral("documented")
                            << SourcePhase::Probing;
}

void TestClient::asksRestWhenNothingTells()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, dialect);
    QFETCH(SourcePhase, phase);
    Bench bench;
    bench.server.onHttp = [status, body](const QString &, const QString &path, const QUrlQuery &) {
        return path == QLatin1String("/api/v1/health/") ? FakeServer::HttpAnswer{status, body, {}}
                                                        : FakeServer::HttpAnswer{200, "[]", {}};
    };
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Probing));
    QVERIFY(bench.reaches([&] { return !bench.server.frames.isEmpty(); }, 0ms));
    bench.clock.advance(2900ms);
    QVERIFY(bench.server.requests.isEmpty());
    bench.clock.advance(200ms);
    QVERIFY(bench.reaches([&] { return bench.sink.current().dialect == dialect; }, 0ms));
    QCOMPARE(bench.sink.phase(), phase);
    QCOMPARE(bench.sink.countOf(Problem::ServerError), 0);
    bench.server.send(R"({"type":"pong"})");
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
}

void TestClient::stopsForGoodWhenTheTokenIsRefused_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<quint16>("closeCode");
    QTest::newRow("answer") << secret << quint16(0);
    QTest::newRow("answer without token") << QString() << quint16(0);
    QTest::newRow("close 4001") << secret << quint16(4001);
    QTest::newRow("close 1008") << secret << quint16(1008);
}

void TestClient::stopsForGoodWhenTheTokenIsRefused()
{
    QFETCH(QString, token);
    QFETCH(quint16, closeCode);
    Bench bench(token);
    bench.speakDocumented(false);
    if (closeCode != 0)
        bench.server.onFrame = [&bench, closeCode](QWebSocket &, const QJsonObject &) {
            bench.server.closeAll(closeCode);
        };
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Failed, 1ms));
    QVERIFY(bench.sink.current().text.contains(QLatin1String("token")));
    QVERIFY(!bench.sink.allTexts().contains(secret));
    for (int minute = 0; minute < 10; ++minute) {
        bench.clock.advance(1min);
        QCoreApplication::processEvents();
    }
    QCOMPARE(bench.server.handshakes, 1);
    QCOMPARE(bench.sink.phase(), SourcePhase::Failed);

    bench.speakDocumented(true); // the operator mends it and connects again
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
}

void TestClient::subscribesAgainAfterAReconnectAndMarksTheGap()
{
    Bench bench;
    bench.speakDocumented();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("subscribe")) == 4; }));
    const Timestamp lost = bench.clock.now();
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(bench.sink.current().retryAt.has_value());
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("subscribe")) == 8; }));
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.current().reconnects, 1);
    QCOMPARE(bench.sink.gaps.size(), std::size_t(1));
    QCOMPARE(bench.sink.gaps[0].gap.cause, GapCause::LinkLost);
    QVERIFY(bench.sink.gaps[0].gap.range.from <= lost + 2s && bench.sink.gaps[0].gap.range.from >= lost - 2s);
    QVERIFY(bench.sink.gaps[0].gap.range.to > bench.sink.gaps[0].gap.range.from);
}

void TestClient::neverConnectsMoreThanNineTimesAMinute()
{
    Bench bench;
    bench.server.onFrame = [&bench](QWebSocket &, const QJsonObject &) { bench.server.dropAll(); };
    bench.client.start();
    const Duration start = bench.clock.monotonic();
    bench.reaches([&] { return bench.clock.monotonic() - start >= 60s; }, 250ms);
    QVERIFY(bench.clock.monotonic() - start >= 60s);
    QVERIFY(bench.server.handshakes >= 2);
    QVERIFY2(bench.server.handshakes <= 10, qPrintable(QString::number(bench.server.handshakes)));
}

void TestClient::callsASilentServerSilentAndThenConnectsAnew()
{
    Bench bench;
    bench.speakDocumented();
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    bench.server.onFrame = [](QWebSocket &, const QJsonObject &) {}; // TCP and protocol pings go on
    const Duration start = bench.clock.monotonic();
    QVERIFY(bench.reachesPhase(SourcePhase::Silent, 500ms));
    QVERIFY(bench.clock.monotonic() - start >= 14s);
    QVERIFY(bench.clock.monotonic() - start <= 20s); // before the link, which waits up to 30 s, takes it for dead
    bench.server.send(R"({"type":"pong"})");
    QVERIFY(bench.reachesPhase(SourcePhase::Live, 0ms));
    QVERIFY(bench.reaches([&] { return bench.server.handshakes == 2; }, 500ms));
}

void TestClient::callsAServerSilentThatSendsOnlyGarbage()
{
    Bench bench;
    bench.speakDocumented();
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    bench.server.onFrame = [](QWebSocket &socket, const QJsonObject &) {
        socket.sendTextMessage(QStringLiteral("]garbage["));
    };
    QVERIFY(bench.reachesPhase(SourcePhase::Silent, 500ms));
    QVERIFY2(bench.sink.current().text.contains(QLatin1String("could be read")), qPrintable(bench.sink.current().text));
    bench.server.send(R"({"type":"pong"})");
    QVERIFY(bench.reachesPhase(SourcePhase::Live, 0ms));
}

void TestClient::deliversPushesOfBothDialects()
{
    Bench bench;
    bench.speakDocumented();
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    const auto frames = bench.sink.frames;
    bench.server.send(R"({"type":"telemetry_update","device_id":1,"telemetry":{"a":{"value":1},"b":{"value":"x"}}})");
    bench.server.send(R"({"type":"device_update","device_id":1,"updates":{"status":"online"}})");
    bench.server.send(R"({"type":"device_update","device_id":1,"updates":{"status":"online"}})");
    bench.server.send(R"({"type":"device_update","device_id":1,"updates":{"command_response":{}}})");
    bench.server.send(R"({"type":"alert","alert":{"device_id":1,"severity":"medium","message":"M"}})");
    bench.server.send(R"({"type":"system_status_update","metrics":{"cpu_usage":5}})");
    bench.server.send(R"({"type":"never heard of"})");
    bench.server.send(R"({"error":"Device not found"})");
    bench.server.send("not json");
    QVERIFY(bench.reaches([&] { return bench.sink.frames == frames + 9; }, 0ms));
    QCOMPARE(bench.sink.values(), std::vector<double>({1.0}));
    QCOMPARE(bench.sink.samples[0].sample.time, bench.clock.now());
    QCOMPARE(bench.sink.devices.size(), std::size_t(2));
    QCOMPARE(bench.sink.alarms.size(), std::size_t(1));
    QVERIFY(!bench.sink.alarms[0].actionable);
    QCOMPARE(bench.sink.alarms[0].raisedAt, bench.clock.now());
    QCOMPARE(bench.sink.systems.size(), std::size_t(1));
    QCOMPARE(bench.sink.systems[0].cpuPercent, std::optional(5.0));
    for (const Problem kind : {Problem::BadValue, Problem::UnknownFrame, Problem::ServerError, Problem::BadFrame})
        QCOMPARE(bench.sink.countOf(kind), 1);
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
}

void TestClient::tellsTheClockSkew()
{
    Bench bench;
    bench.speakDocumented();
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    const auto now = formatIsoTimestamp(bench.clock.now() + 90s, 6);
    bench.server.send("{\"type\":\"heartbeat\",\"timestamp\":\"" + QByteArray::fromStdString(now) + "\"}");
    QVERIFY(bench.reaches([&] { return bench.sink.current().clockSkew == Duration(90s); }, 0ms));
}

void TestClient::offersNoCompression()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    test::FakeClock clock;
    test::RecordingSink sink;
    valtronics::Client client(
        {Service::Valtronics, QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(server.serverPort())), secret}, sink,
        clock);
    client.start();
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket *socket = server.nextPendingConnection();
    QByteArray head;
    QTRY_VERIFY((head += socket->readAll()).contains("\r\n\r\n"));
    QVERIFY2(head.startsWith("GET /ws HTTP/1.1\r\n"), head.constData());
    QVERIFY2(!head.toLower().contains("sec-websocket-extensions"), head.constData());
}

void TestClient::readsTextThatIsAllAscii()
{
    Bench bench;
    bench.speakDocumented();
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    const auto frames = bench.sink.frames;
    bench.server.send(R"({"type":"telemetry_update","device_id":"K\u00fchlraum","data":{"metric_name":"w\u00e4rme",)"
                      R"("metric_value":4.5,"unit":"\u00b0C"}})");
    bench.server.send(
        R"({"type":"alert","alert":{"device_id":1,"severity":"medium","message":"\ud83d\udd25 \u2265 9"}})");
    QVERIFY(bench.reaches([&] { return bench.sink.frames == frames + 2; }, 0ms));
    QCOMPARE(bench.sink.infos.size(), std::size_t(1));
    QCOMPARE(bench.sink.infos[0].key.device, QStringLiteral("Kühlraum"));
    QCOMPARE(bench.sink.infos[0].key.attribute, QStringLiteral("wärme"));
    QCOMPARE(bench.sink.infos[0].unit, QStringLiteral("°C"));
    QCOMPARE(bench.sink.alarms.at(0).message, QStringLiteral("🔥 ≥ 9"));
}

void TestClient::opensNothingAfterStop()
{
    Bench bench;
    bench.speakServer();
    bench.server.holdHttp = true; // as many requests as ever at once have arrived, so none is on its way any more
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QVERIFY(bench.reaches([&] { return bench.server.waiting == protocol::valtronics::RestGate::maxAtOnce; }, 0ms));
    bench.client.stop();
    QCOMPARE(bench.sink.phase(), SourcePhase::Idle);
    QVERIFY(bench.reaches([&] { return bench.server.clients.isEmpty(); }, 0ms));
    const auto requests = bench.server.requests.size();
    for (int i = 0; i < 20; ++i) {
        bench.clock.advance(10s);
        QCoreApplication::processEvents();
    }
    QCOMPARE(bench.server.handshakes, 1);
    QCOMPARE(bench.server.requests.size(), requests);
    QCOMPARE(bench.sink.phase(), SourcePhase::Idle);
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_valtronics_client.moc"
