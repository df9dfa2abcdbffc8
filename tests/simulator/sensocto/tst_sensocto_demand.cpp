#include "core/protocol/sensocto/client.h"
#include "tests/protocol/recording_sink.h"
#include "tests/protocol/sensocto/producer_bench.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim::sensocto;
using namespace std::chrono_literals;
using protocol::sensocto::Client;
using sim::sensocto::test::Harness;
using sim::sensocto::test::patienceMs;
using watchglass::test::RecordingSink;

namespace {

/// A client of ours at the simulator's service, by one clock.
struct Bench
{
    explicit Bench(const QString &query)
        : client({protocol::Service::Sensocto, address(query), QStringLiteral("any word")}, sink, server.clock)
    {
        server.world.setAttentionOfAll(Attention::High);
    }
    QUrl address(const QString &query) const
    {
        QUrl url = server.httpUrl({});
        url.setQuery(query);
        return url;
    }
    bool starts()
    {
        client.start();
        return watchglass::test::sensocto::reaches(server.clock, [this] { return sink.phase() == SourcePhase::Live; });
    }
    /// Has `order` carried out, which makes the client send one message, and waits until the server has it.
    bool orders(const std::function<void()> &order)
    {
        const auto before = server.counters().messagesReceived.load();
        order();
        return QTest::qWaitFor([&] { return server.counters().messagesReceived.load() > before; }, patienceMs);
    }
    /// What the server gives to its socket in so long; nothing else is sent meanwhile.
    std::uint64_t bytesIn(Duration length)
    {
        const auto before = server.bytesSent();
        for (Duration passed{}; passed < length; passed += 20ms) {
            server.clock.advance(20ms);
            QCoreApplication::processEvents();
        }
        return server.bytesSent() - before;
    }

    Harness server;
    RecordingSink sink;
    Client client;
};

} // namespace

/// What is asked for changes what is sent.
class TestSensoctoDemand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void fewerVisibleSensorsCostFewerBytes();
    void whatTheServerIsTurnedToChangesWhatAViewerGets_data();
    void whatTheServerIsTurnedToChangesWhatAViewerGets();
    void rarerPollsCostFewerBytes();
    void lessAttentionMakesAProducerSendFewerMessages();
};

void TestSensoctoDemand::fewerVisibleSensorsCostFewerBytes()
{
    Bench bench(QStringLiteral("viewer"));
    QVERIFY(bench.starts());
    const auto all = bench.bytesIn(2s);
    QVERIFY(bench.orders([&] { bench.client.setVisibleSensors(QStringList{QStringLiteral("van")}); }));
    const auto one = bench.bytesIn(2s);
    QVERIFY(bench.orders([&] { bench.client.setVisibleSensors(QStringList()); }));
    const auto none = bench.bytesIn(2s);
    QVERIFY(bench.orders([&] { bench.client.setVisibleSensors(std::nullopt); }));
    const auto allAgain = bench.bytesIn(2s);
    QVERIFY(one > 0);
    QVERIFY2(all > 2 * one, QByteArray::number(static_cast<qulonglong>(all)).constData());
    QCOMPARE(none, 0U);
    QVERIFY(allAgain > 2 * one);
}

void TestSensoctoDemand::whatTheServerIsTurnedToChangesWhatAViewerGets_data()
{
    QTest::addColumn<QByteArray>("turn");
    QTest::addColumn<int>("atMostPercent"); // of what is sent without
    QTest::newRow("packed samples") << QByteArray("delta") << 60;
    QTest::newRow("digests") << QByteArray("digest") << 60;
    QTest::newRow("nobody looks") << QByteArray("none") << 5;
    QTest::newRow("flushes are rare") << QByteArray("minimal") << 95;
    QTest::newRow("flushes are paused") << QByteArray("paused") << 0;
}

void TestSensoctoDemand::whatTheServerIsTurnedToChangesWhatAViewerGets()
{
    QFETCH(QByteArray, turn);
    QFETCH(int, atMostPercent);
    Bench bench(QStringLiteral("viewer"));
    QVERIFY(bench.starts());
    const auto before = bench.bytesIn(4s);
    World &world = bench.server.world;
    world.settings.delta = turn == "delta";
    world.settings.digest = turn == "digest";
    if (turn == "none")
        world.setAttentionOfAll(Attention::None);
    if (turn == "minimal" || turn == "paused")
        world.settings.quality = turn == "paused" ? Quality::Paused : Quality::Minimal;
    const auto after = bench.bytesIn(4s);
    QVERIFY(before > 0);
    QVERIFY2(after * 100 <= before * static_cast<std::uint64_t>(atMostPercent),
             QByteArray::number(static_cast<qulonglong>(after * 100 / before)).constData());
}

void TestSensoctoDemand::rarerPollsCostFewerBytes()
{
    const Harness naming;
    const QString room = QStringLiteral("&room=") + naming.world.rooms().front().id;
    const auto bytesOf = [&room](const char *poll, Duration interval) {
        Bench bench(QLatin1String(poll) + room);
        if (!bench.starts())
            return std::uint64_t(0);
        const auto before = bench.server.bytesSent();
        for (Duration passed{}; passed < 10s; passed += interval) {
            const auto frames = bench.sink.frames;
            bench.server.clock.advance(interval);
            // The state, the reply before it and the old join's end.
            if (!QTest::qWaitFor([&] { return bench.sink.frames >= frames + 3; }, patienceMs))
                return std::uint64_t(0);
        }
        return bench.server.bytesSent() - before;
    };
    const auto often = bytesOf("poll=500ms", 500ms);
    const auto rarely = bytesOf("poll=5s", 5s);
    QVERIFY(rarely > 0);
    QVERIFY2(often > 5 * rarely, QByteArray::number(static_cast<qulonglong>(often)).constData());
}

void TestSensoctoDemand::lessAttentionMakesAProducerSendFewerMessages()
{
    QList<std::uint64_t> messages;
    for (const Attention level : {Attention::High, Attention::Medium, Attention::Low, Attention::None}) {
        watchglass::test::sensocto::ProducerBench bench;
        QVERIFY(bench.isAdvised(level));
        const auto before = bench.harness.counters().messagesReceived.load();
        for (int i = 0; i < 400; ++i) {
            QVERIFY(bench.producer.offer(watchglass::test::sensocto::numbered(i)));
            bench.harness.clock.advance(50ms);
            QCoreApplication::processEvents();
        }
        QVERIFY(bench.isDelivered(400));
        QCOMPARE(bench.heard.all.size(), 400); // all the same
        messages.append(bench.harness.counters().messagesReceived.load() - before);
    }
    for (qsizetype i = 1; i < messages.size(); ++i)
        QVERIFY2(messages.at(i) < messages.at(i - 1), QByteArray::number(i).constData());
}

QTEST_GUILESS_MAIN(TestSensoctoDemand)
#include "tst_sensocto_demand.moc"
