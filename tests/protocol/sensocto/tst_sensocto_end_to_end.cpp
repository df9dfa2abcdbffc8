#include "core/protocol/sensocto/client.h"
#include "tests/protocol/recording_sink.h"
#include "tests/simulator/sensocto/sensocto_harness.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;
using protocol::Problem;
using protocol::sensocto::Client;
using sim::sensocto::Use;
using sim::sensocto::test::Harness;
using watchglass::test::RecordingSink;

namespace {

constexpr int patience = 20'000; ///< For what is to happen, on the slowest machine.

/// Our client against our server, which share nothing but the protocol's description, and one clock.
struct Bench
{
    explicit Bench(const QString &query, const QString &token = {})
    {
        QUrl url = server.httpUrl({});
        url.setQuery(query);
        client = std::make_unique<Client>(protocol::SourceAddress{{}, url, token}, sink, server.clock);
    }
    /// Turns the clock until `condition` holds.
    bool reaches(const std::function<bool()> &condition)
    {
        return QTest::qWaitFor(
            [&] {
                if (condition())
                    return true;
                server.clock.advance(20ms);
                return condition();
            },
            patience);
    }
    bool starts()
    {
        client->start();
        return reaches([this] { return sink.phase() == SourcePhase::Live; });
    }
    std::vector<Sample> samplesOf(const QString &path) const
    {
        std::vector<Sample> all;
        for (const RecordingSink::Kept &kept : sink.samples) {
            if (kept.info.key.attributePath() == path)
                all.push_back(kept.sample);
        }
        return all;
    }
    int badInput() const
    {
        return sink.countOf(Problem::BadFrame) + sink.countOf(Problem::UnknownFrame) + sink.countOf(Problem::BadValue);
    }
    QString problems() const { return sink.texts.join(QLatin1Char('\n')); }

    Harness server;
    RecordingSink sink;
    std::unique_ptr<Client> client;
};

QString firstRoom(Harness &server)
{
    return server.world.rooms().front().id;
}

} // namespace

class TestSensoctoEndToEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void viewsTheFeed_data();
    void viewsTheFeed();
    void readsARoom_data();
    void readsARoom();
    void readsTheLobby();
    void comesBackAfterARestart();
};

void TestSensoctoEndToEnd::viewsTheFeed_data()
{
    QTest::addColumn<bool>("delta");
    QTest::addColumn<bool>("documented");
    QTest::newRow("real payloads") << false << false;
    QTest::newRow("documented payloads") << false << true;
    QTest::newRow("packed samples") << true << false;
}

void TestSensoctoEndToEnd::viewsTheFeed()
{
    QFETCH(bool, delta);
    QFETCH(bool, documented);
    Bench bench(QStringLiteral("viewer"), QStringLiteral("any word"));
    bench.server.world.settings.delta = delta;
    bench.server.world.settings.documentedPayloads = documented;
    bench.server.world.setAttentionOfAll(sim::sensocto::Attention::High);
    QVERIFY(bench.starts());
    const auto waves = [&bench] {
        std::map<QString, std::vector<Sample>> all;
        for (const RecordingSink::Kept &kept : bench.sink.samples) {
            if (kept.info.unit == QStringLiteral("mV"))
                all[kept.info.key.device + kept.info.key.attributePath()].push_back(kept.sample);
        }
        return all;
    };
    QVERIFY(bench.reaches([&] { return !waves().empty() && waves().begin()->second.size() > 500; }));
    for (const auto &[series, samples] : waves()) {
        for (std::size_t i = 1; i < samples.size(); ++i)
            QVERIFY2(samples[i].time > samples[i - 1].time, qPrintable(series)); // every one, in order, once
    }
    QVERIFY2(bench.badInput() == 0, qPrintable(bench.problems()));
    QVERIFY(bench.sink.devices.size() >= 2);
}

void TestSensoctoEndToEnd::readsARoom_data()
{
    QTest::addColumn<bool>("signedIn");
    QTest::newRow("anonymously") << false;
    QTest::newRow("signed in") << true;
}

void TestSensoctoEndToEnd::readsARoom()
{
    QFETCH(bool, signedIn);
    Harness naming;
    Bench bench(QStringLiteral("poll=500ms&room=") + firstRoom(naming),
                signedIn ? naming.token(Use::Api, QStringLiteral("ann")) : QString());
    QVERIFY(bench.starts());
    const std::size_t first = bench.sink.samples.size();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() > first + 10; })); // by asking again
    QVERIFY2(bench.badInput() == 0, qPrintable(bench.problems()));
    QVERIFY(bench.sink.devices.size() >= 2); // the room and a sensor
}

void TestSensoctoEndToEnd::readsTheLobby()
{
    Harness naming;
    Bench bench(QStringLiteral("rooms=all"), naming.token(Use::Api, QStringLiteral("ann")));
    QVERIFY(bench.starts());
    const auto rooms = [&bench] {
        return std::count_if(bench.sink.devices.begin(), bench.sink.devices.end(),
                             [](const DeviceUpdate &device) { return device.type == QStringLiteral("room"); });
    };
    QVERIFY(bench.reaches([&] { return rooms() >= 2; }));
    const auto &added =
        bench.server.world.createRoom(QStringLiteral("Annex"), QStringLiteral("bob"), sim::sensocto::Access::Public);
    const QString id = added.id;
    QVERIFY(bench.reaches([&] {
        return std::any_of(bench.sink.events.begin(), bench.sink.events.end(), [&id](const DeviceEvent &event) {
            return event.kind == QStringLiteral("room_added") && event.device == id;
        });
    }));
    QVERIFY2(bench.badInput() == 0, qPrintable(bench.problems()));
}

void TestSensoctoEndToEnd::comesBackAfterARestart()
{
    Bench bench(QStringLiteral("viewer"), QStringLiteral("any word"));
    bench.server.world.setAttentionOfAll(sim::sensocto::Attention::High);
    QVERIFY(bench.starts());
    bench.server.closeAll(1012);
    QVERIFY(bench.reaches([&] { return bench.sink.current().reconnects == 1; }));
    QVERIFY(bench.reaches([&] { return bench.sink.phase() == SourcePhase::Live; }));
    const std::size_t before = bench.sink.samples.size();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() > before + 100; }));
    QCOMPARE(bench.sink.gaps.size(), std::size_t(1));
    QVERIFY2(bench.badInput() == 0, qPrintable(bench.problems()));
}

QTEST_GUILESS_MAIN(TestSensoctoEndToEnd)
#include "tst_sensocto_end_to_end.moc"
