#include "core/ingest/source_ingest.h"
#include "core/protocol/sensocto/client.h"
#include "tests/simulator/sim_client.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 20'000;

/// Turns the clock in small steps and lets bytes move in between.
void pass(SimHarness &sim, Duration length)
{
    for (Duration passed{}; passed < length; passed += 50ms) {
        sim.clock.advance(50ms);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
}

/// Of the n-th connection that is open.
ConnectionReport report(const SimHarness &sim, std::size_t index)
{
    const auto all = sim.server.connections();
    return index < all.size() ? all[index] : ConnectionReport();
}

/// What the n-th connection gets in so much time.
std::uint64_t bytesIn(SimHarness &sim, std::size_t index, Duration length)
{
    const std::uint64_t before = report(sim, index).bytes;
    pass(sim, length);
    return report(sim, index).bytes - before;
}

} // namespace

/// What a client asks for changes what is sent to it, and the simulator tells so.
class TestBytesAsked : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void aFrequencyFilterOfValtronicsThinsOneConnection()
    {
        SimHarness sim({}, Fleet::generic(2, 50.0, 2, 1));
        SimClient eager(sim.server.url());
        QTRY_VERIFY_WITH_TIMEOUT(eager.isOpen(), patienceMs);
        SimClient modest(sim.server.url());
        QTRY_VERIFY_WITH_TIMEOUT(modest.isOpen(), patienceMs);
        eager.send(R"({"type":"subscribe","channel":"telemetry"})");
        modest.send(R"({"type":"subscribe","channel":"telemetry","filters":{"frequency":"1s"}})");
        QVERIFY(eager.roundTrip() && modest.roundTrip());
        pass(sim, 10s);

        const ConnectionReport all = report(sim, 0);
        const ConnectionReport few = report(sim, 1);
        QCOMPARE(all.service, QStringLiteral("valtronics"));
        QVERIFY(all.isSession && few.isSession);
        QVERIFY2(all.bytes > 20 * few.bytes, qPrintable(QStringLiteral("%1, %2").arg(all.bytes).arg(few.bytes)));
        QVERIFY(all.samples > 20 * few.samples && few.samples > 0);
        QVERIFY(all.bytesPerSecond > 20 * few.bytesPerSecond);
        QVERIFY(few.length >= 10s);
        QCOMPARE(all.asked, QStringLiteral("telemetry"));
        QCOMPARE(few.asked, QStringLiteral("telemetry, every 1000 ms"));
    }

    void fewerVisibleSensorsOfSensoctoAreFewerBytes()
    {
        ServerOptions options;
        options.token = QStringLiteral("word");
        SimHarness sim(options, Fleet::demo(1));
        store::SeriesStore store;
        ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("feed")});
        QUrl url = sim.server.url();
        url.setPath({});
        url.setQuery(QStringLiteral("viewer"));
        protocol::sensocto::Client client({protocol::Service::Sensocto, url, options.token}, sink, sim.clock);
        client.start();
        QTRY_VERIFY_WITH_TIMEOUT((pass(sim, 50ms), sink.counters().samples > 100), patienceMs);
        QCOMPARE(report(sim, 0).service, QStringLiteral("sensocto"));
        const std::uint64_t ofAll = bytesIn(sim, 0, 5s);

        client.setVisibleSensors(QStringList{store.all().front()->info().key.device});
        QTRY_VERIFY_WITH_TIMEOUT((pass(sim, 50ms), report(sim, 0).bytesPerSecond * 5 < double(ofAll) / 2), patienceMs);
        QCOMPARE(report(sim, 0).asked, QStringLiteral("viewer:data, 1 visible sensors"));
        const std::uint64_t ofOne = bytesIn(sim, 0, 5s);
        QVERIFY2(ofOne > 0 && ofOne < ofAll / 2, qPrintable(QStringLiteral("%1 of %2").arg(ofOne).arg(ofAll)));

        client.setVisibleSensors(QStringList());
        QTRY_VERIFY_WITH_TIMEOUT((pass(sim, 50ms), report(sim, 0).bytesPerSecond == 0.0), patienceMs);
        client.setVisibleSensors(std::nullopt);
        QTRY_VERIFY_WITH_TIMEOUT((pass(sim, 50ms), report(sim, 0).bytesPerSecond * 5 > double(ofAll) / 2), patienceMs);
        client.stop();
    }

    void thePageTellsOfEveryConnectionWithoutSecrets()
    {
        ServerOptions options;
        options.token = QStringLiteral("word");
        SimHarness sim(options);
        QUrl url = sim.server.url();
        url.setQuery(QStringLiteral("token=word"));
        SimClient client(url);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), patienceMs);
        client.send(R"({"type":"auth","token":"word"})");
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        pass(sim, 1s);

        QUrl page = withPath(sim.server.url(), "/_simulator/connections");
        page.setScheme(QStringLiteral("http"));
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(page)));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patienceMs);
        const QByteArray text = reply->readAll();
        QVERIFY2(!text.contains("word"), text.constData());
        const QJsonArray all = QJsonDocument::fromJson(text).array();
        QCOMPARE(all.size(), 2); // ours and the one that asks
        const QJsonObject first = all.first().toObject();
        QCOMPARE(first.value(QLatin1String("number")), QJsonValue(1));
        QCOMPARE(first.value(QLatin1String("path")), QJsonValue(QStringLiteral("/ws")));
        QCOMPARE(first.value(QLatin1String("bytes")).toInteger(), qint64(report(sim, 0).bytes));
        QVERIFY(first.value(QLatin1String("messages")).toInteger() > 0);
        QVERIFY(first.value(QLatin1String("bytes_per_second")).isDouble());
    }

    void aConnectionsEndIsTold()
    {
        SimHarness sim;
        QStringList lines;
        connect(&sim.server, &SimulatorServer::connectionFinished, this,
                [&lines](const ConnectionReport &ended) { lines << reportLine(ended); });
        {
            SimClient client(sim.server.url());
            QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), patienceMs);
            QVERIFY(client.roundTrip());
        }
        QTRY_COMPARE_WITH_TIMEOUT(lines.size(), 1, patienceMs);
        const QRegularExpression line(QStringLiteral("^connection 1 ended: valtronics /ws, .* 1 messages, .* bytes"));
        QVERIFY2(line.match(lines.first()).hasMatch(), qPrintable(lines.first()));
    }
};

QTEST_GUILESS_MAIN(TestBytesAsked)
#include "tst_bytes_asked.moc"
