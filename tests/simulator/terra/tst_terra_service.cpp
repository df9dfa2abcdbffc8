#include "tests/simulator/terra/terra_peer.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <set>

using namespace watchglass;
using namespace std::chrono_literals;
using namespace sim::terra::test;
using sim::terra::TerraFleet;
using sim::terra::TerraJournal;

class TestTerraService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void sendsRisingSparseSeqs();
    void sendsTerrasTypesAndUnits();
    void replaysBetweenExclusiveBounds();
    void replaysNothingWithoutAnUpperBound();
    void replaysOnlyAfterAWhile();
    void sendsSubmissionsToConsumers();
    void neverDispatchesStatus();
    void forgetsTheOldestWhenFull();
};

void TestTerraService::sendsRisingSparseSeqs()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    host.advance(5s);
    QVERIFY(host.reaches([&] { return peer.ofOp(5).size() > 60; }));
    const QList<qint64> seqs = peer.seqs();
    bool isSparse = false;
    for (qsizetype i = 1; i < seqs.size(); ++i) {
        QVERIFY(seqs[i] > seqs[i - 1]);
        isSparse = isSparse || seqs[i] > seqs[i - 1] + 1;
    }
    QVERIFY(isSparse);
    QVERIFY(seqs.first() > 0);
    std::set<QString> users;
    for (const QJsonObject &frame : peer.ofOp(5))
        users.insert(frame.value(QLatin1String("uid")).toString());
    QCOMPARE(users.size(), std::size_t(3)); // one for each device, over one cursor
    QCOMPARE(*users.begin(), *users.begin());
    for (int device = 0; device < 3; ++device)
        QVERIFY(users.count(TerraFleet::userOf(device, 1)) == 1);
}

void TestTerraService::sendsTerrasTypesAndUnits()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    host.advance(2s);
    QVERIFY(host.reaches([&] { return peer.ofOp(5).size() > 30; }));
    QHash<QString, QJsonObject> last;
    for (const QJsonObject &frame : peer.ofOp(5))
        last.insert(frame.value(QLatin1String("t")).toString(), frame.value(QLatin1String("d")).toObject());
    const auto value = [&last](const char *type) {
        return last.value(QLatin1String(type)).value(QLatin1String("val")).toDouble(-1.0);
    };
    const auto vector = [&last](const char *type) {
        return last.value(QLatin1String(type)).value(QLatin1String("d")).toArray();
    };
    QCOMPARE(value("HEART_RATE"), 2.0);
    QCOMPARE(value("SPEED"), 2.0 / 3.6); // m/s
    QCOMPARE(value("SKIN_TEMPERATURE"), 2.0);
    QCOMPARE(vector("ACCELERATION").size(), 3);
    QCOMPARE(vector("ACCELERATION").first().toDouble(), 2.0 * 9.80665);
    QVERIFY(qAbs(vector("GYROSCOPE").first().toDouble() - 2.0 * 3.14159265358979 / 180.0) < 1e-12);
    QCOMPARE(vector("LOCATION").size(), 2);
    QCOMPARE(vector("ECG").size(), 4); // 200 ms of 20 Hz
    QVERIFY(!last.value(QStringLiteral("ECG")).contains(QLatin1String("val")));
    const QString all = peer.texts.join(QLatin1Char(' '));
    QVERIFY(all.contains(QLatin1String("+01:00\"")) && all.contains(QLatin1String("Z\"")));
}

void TestTerraService::replaysBetweenExclusiveBounds()
{
    TerraHost host;
    TerraPeer first(host);
    QVERIFY(first.greeted() && first.identify());
    host.advance(5s);
    QVERIFY(host.reaches([&] { return first.ofOp(5).size() > 60; }));
    const QList<qint64> seqs = first.seqs();
    TerraPeer second(host);
    QVERIFY(second.greeted() && second.identify());
    second.send(R"({"op":7,"d":{"after":)" + QByteArray::number(seqs[3]) + R"(,"before":)" + QByteArray::number(seqs[9])
                + "}}");
    QVERIFY(host.reaches([&] { return second.ofOp(5).size() >= 5; }));
    QVERIFY(second.roundTrip());
    QCOMPARE(second.seqs(), seqs.mid(4, 5));
    QStringList given;
    for (const QString &text : second.texts) {
        if (text.contains(QLatin1String("\"op\":5")))
            given << text;
    }
    for (const QString &text : given)
        QVERIFY(first.texts.contains(text)); // the very same messages, without any end mark
    second.send(R"({"op":7,"d":{"before":)" + QByteArray::number(seqs[2]) + "}}"); // `after` is 0 by default
    QVERIFY(host.reaches([&] { return second.seqs().last() == seqs[1]; }));
    const QList<qint64> fromTheStart = second.seqs().mid(5);
    QVERIFY(std::is_sorted(fromTheStart.begin(), fromTheStart.end()));
    QCOMPARE(fromTheStart.at(fromTheStart.size() - 2), seqs[0]);
}

void TestTerraService::replaysNothingWithoutAnUpperBound()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    host.advance(5s);
    QVERIFY(host.reaches([&] { return peer.ofOp(5).size() > 60; }));
    const auto before = peer.ofOp(5).size();
    peer.send(R"({"op":7,"d":{"after":0}})");
    peer.send(R"({"op":7,"d":{}})");
    peer.send(R"({"op":7})");
    QVERIFY(peer.roundTrip());
    QVERIFY(peer.roundTrip());
    QVERIFY(!peer.isClosed);
    QCOMPARE(peer.ofOp(5).size(), before);
}

void TestTerraService::replaysOnlyAfterAWhile()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    host.advance(1s);
    QVERIFY(host.reaches([&] { return peer.ofOp(5).size() > 10; }));
    QVERIFY(peer.roundTrip());
    const auto live = peer.ofOp(5).size();
    const QByteArray ask = R"({"op":7,"d":{"after":0,"before":9223372036854775807}})";
    peer.send(ask);
    QVERIFY(peer.roundTrip());
    QVERIFY(peer.roundTrip());
    QCOMPARE(peer.ofOp(5).size(), live);
    host.advance(4s);
    QVERIFY(peer.roundTrip());
    const auto before = peer.ofOp(5).size();
    peer.send(ask);
    QVERIFY(host.reaches([&] { return peer.seqs().mid(before).contains(peer.seqs().at(live - 1)); }));
    for (const qint64 seq : peer.seqs().mid(0, live))
        QVERIFY(peer.seqs().mid(before).contains(seq));
}

void TestTerraService::sendsSubmissionsToConsumers()
{
    TerraHost host;
    TerraPeer consumer(host);
    TerraPeer producer(host);
    QVERIFY(consumer.greeted() && consumer.identify());
    QVERIFY(producer.greeted() && producer.identify(0));
    producer.send(R"({"op":6,"t":"heart_rate","d":{"val":95.5,"ts":"2026-01-01T00:00:00Z","more":[1,{"a":null}]}})");
    QVERIFY(host.reaches([&] { return consumer.texts.join(QLatin1Char(' ')).contains(QLatin1String("someone")); }));
    const QJsonObject frame = consumer.frames.last();
    QCOMPARE(frame.value(QLatin1String("uid")).toString(), QStringLiteral("someone"));
    QCOMPARE(frame.value(QLatin1String("t")).toString(), QStringLiteral("heart_rate"));
    const QJsonObject payload = frame.value(QLatin1String("d")).toObject();
    QCOMPARE(payload.value(QLatin1String("val")).toDouble(), 95.5);
    QCOMPARE(payload.value(QLatin1String("more")).toArray().size(), 2); // the payload is opaque
    QVERIFY(producer.roundTrip());
    QVERIFY(producer.ofOp(5).isEmpty());
}

void TestTerraService::neverDispatchesStatus()
{
    TerraHost host;
    TerraPeer consumer(host);
    TerraPeer producer(host);
    QVERIFY(consumer.greeted() && consumer.identify());
    QVERIFY(producer.greeted() && producer.identify(0));
    producer.send(R"({"op":8,"d":{"connected":true,"device_id":"d1","source":"watch"}})");
    producer.send(R"({"op":8,"d":{"connected":false,"reason":"taken off"}})");
    QVERIFY(producer.roundTrip());
    QVERIFY(consumer.roundTrip());
    QVERIFY(!consumer.texts.join(QLatin1Char(' ')).contains(QLatin1String("taken off")));
    QVERIFY(!producer.isClosed);
}

void TestTerraService::forgetsTheOldestWhenFull()
{
    TerraJournal journal(1, 1000);
    journal.beginAt(100);
    const std::string tail(90, 'x');
    for (int i = 0; i < 50; ++i)
        journal.append(std::chrono::seconds(i), "", tail, 1);
    QCOMPARE(journal.end(), std::uint64_t(50));
    QVERIFY(journal.first() > 35 && journal.first() < 50);
    QCOMPARE(journal.firstAfter(0), journal.first());
    QCOMPARE(journal.firstAfter(journal.at(45).seq), std::uint64_t(46));
    QCOMPARE(journal.firstAfter(journal.at(49).seq), journal.end());
}

QTEST_GUILESS_MAIN(TestTerraService)
#include "tst_terra_service.moc"
