#include "tests/simulator/sim_client.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr int ticks = 400; ///< Frames in a run(): one device, 100 Hz, 4 s.

/// A client's frames of 4 s with these faults.
QStringList run(const Faults &faults, std::uint64_t seed, std::uint64_t *faulted = nullptr)
{
    ServerOptions options;
    options.seed = seed;
    SimHarness sim(options, Fleet::generic(1, 100.0, 1, 1));
    SimClient client(sim.server.url());
    if (!QTest::qWaitFor([&] { return client.isOpen(); }))
        return {};
    client.send(R"({"type":"subscribe","channel":"telemetry"})");
    if (!client.roundTrip())
        return {};
    sim.setFaults(faults);
    const auto before = client.texts.size();
    for (int i = 0; i < ticks; ++i)
        sim.clock.advance(milliseconds(10));
    sim.setFaults({});
    sim.clock.advance(seconds(1)); // held frames leave
    client.send(R"({"type":"ping","timestamp":"end"})");
    if (!QTest::qWaitFor([&] {
            return client.isClosed
                   || (!client.texts.isEmpty() && client.texts.constLast().contains(QLatin1String("\"end\"")));
        }))
        return {};
    if (faulted)
        *faulted = sim.server.counts().framesFaulted;
    return client.texts.mid(before);
}

/// The telemetry's times in nanoseconds: equally long texts, so that they sort as numbers.
QStringList times(const QStringList &texts)
{
    static const QRegularExpression time(QStringLiteral("\"timestamp\":\"([^\"]*)\""));
    QStringList out;
    for (const QString &text : texts) {
        if (text.contains(QLatin1String("telemetry_update")))
            out.append(QString::number(
                parseIsoTimestamp(time.match(text).captured(1).toStdString()).value_or(Timestamp()).ns()));
    }
    return out;
}

} // namespace

class TestFaultInjection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void sameSeedSameFaults()
    {
        Faults faults;
        faults.drop = 0.1;
        faults.duplicate = 0.1;
        faults.reorder = 0.1;
        faults.corrupt = 0.1;
        const QStringList once = run(faults, 3);
        QVERIFY(once.size() > 300);
        QCOMPARE(run(faults, 3), once);
        QVERIFY(run(faults, 4) != once);
    }

    void dropLosesAboutAsManyAsAsked()
    {
        Faults faults;
        faults.drop = 0.25;
        std::uint64_t faulted = 0;
        const QStringList got = times(run(faults, 3, &faulted));
        const auto lost = static_cast<int>(faulted);
        QVERIFY(lost > ticks * 0.18 && lost < ticks * 0.32);
        QVERIFY(std::is_sorted(got.begin(), got.end()));
    }

    void duplicateSendsTwice()
    {
        Faults faults;
        faults.duplicate = 0.25;
        const QStringList got = times(run(faults, 3));
        const qsizetype twice = got.size() - QSet<QString>(got.begin(), got.end()).size();
        QVERIFY(twice > ticks / 6 && twice < ticks / 3);
    }

    void reorderSwapsAndLosesNothing()
    {
        Faults faults;
        faults.reorder = 0.25;
        QStringList got = times(run(faults, 3));
        const QStringList plain = times(run({}, 3));
        QVERIFY(!std::is_sorted(got.begin(), got.end()));
        got.sort();
        QCOMPARE(got, plain);
    }

    void corruptFramesArriveDamaged_data()
    {
        QTest::addColumn<int>("damage");
        QTest::newRow("any") << static_cast<int>(Damage::Any);
        QTest::newRow("flip") << static_cast<int>(Damage::Flip);
        QTest::newRow("cut") << static_cast<int>(Damage::Cut);
        QTest::newRow("garbage") << static_cast<int>(Damage::Garbage);
    }
    void corruptFramesArriveDamaged()
    {
        QFETCH(int, damage);
        Faults faults;
        faults.corrupt = 0.25;
        faults.damage = static_cast<Damage>(damage);
        const QStringList plain = run({}, 3);
        const QStringList got = run(faults, 3);
        QCOMPARE(got.size(), plain.size());
        int different = 0;
        for (qsizetype i = 0; i < got.size(); ++i)
            different += got.at(i) != plain.at(i) ? 1 : 0;
        QVERIFY(different > ticks * 0.18 && different < ticks * 0.32);
    }

    void sweepCutsAtEachByteInTurn()
    {
        Faults faults;
        faults.corrupt = 1.0;
        faults.damage = Damage::Sweep;
        const QStringList plain = run({}, 3);
        const QStringList got = run(faults, 3).mid(0, ticks);
        QVERIFY(got.size() > plain.first().size()); // more frames than any has bytes
        qsizetype length = 0;
        qsizetype longest = 0;
        for (const QString &text : got) {
            QVERIFY2(text.size() == length || text.isEmpty(), qPrintable(text));
            longest = std::max(longest, text.size());
            length = text.size() + 1;
        }
        QVERIFY(longest >= plain.first().size() - 1);
    }

    void tornFramesBreakTheStream()
    {
        Faults faults;
        faults.corrupt = 0.25;
        faults.damage = Damage::Tear;
        ServerOptions options;
        SimHarness sim(options, Fleet::generic(1, 100.0, 1, 1));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        sim.setFaults(faults);
        sim.clock.advance(seconds(4));
        QTRY_VERIFY(client.isClosed || client.unreadable > 0);
    }

    void delayHoldsEveryFrameBack()
    {
        SimHarness sim({}, Fleet::generic(1, 1.0, 1, 1));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        Faults faults;
        faults.delay = milliseconds(300);
        sim.setFaults(faults);
        client.send(R"({"type":"ping"})");
        QTRY_COMPARE(sim.server.counts().messagesReceived.load(), 1U);
        sim.clock.advance(milliseconds(290));
        QCoreApplication::processEvents();
        QVERIFY(client.frames.isEmpty());
        sim.clock.advance(milliseconds(20));
        QTRY_COMPARE(client.frames.size(), 1);
    }

    void halfOpenSaysNothingAndClosesNothing()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        Faults faults;
        faults.halfOpen = true;
        sim.setFaults(faults);
        client.frames.clear();
        client.socket.ping();
        client.send(R"({"type":"ping"})");
        QSignalSpy pongs(&client.socket, &QWebSocket::pong);
        for (int i = 0; i < 100; ++i) {
            sim.clock.advance(seconds(1));
            QCoreApplication::processEvents();
        }
        QVERIFY(client.frames.isEmpty());
        QVERIFY(pongs.isEmpty());
        QVERIFY(client.isOpen());
        sim.setFaults({});
        QTRY_COMPARE(client.ofType("pong").size(), 1);
        QTRY_COMPARE(pongs.size(), 1);
    }

    void refusalsAreSeenByNewConnections()
    {
        SimHarness sim;
        Faults faults;
        faults.refuse = Refusal::Http;
        sim.setFaults(faults);
        SimClient unavailable(sim.server.url());
        QTRY_VERIFY(unavailable.hasFailed);
        QUrl url = sim.server.url();
        url.setScheme(QStringLiteral("http"));
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 503);

        faults.refuse = Refusal::Connection;
        sim.setFaults(faults);
        QVERIFY(!sim.server.isListening());
        SimClient refused(sim.server.url());
        QTRY_VERIFY(refused.hasFailed);
        QCOMPARE(refused.socket.error(), QAbstractSocket::ConnectionRefusedError);

        sim.setFaults({});
        QVERIFY(sim.server.isListening());
        SimClient welcome(sim.server.url());
        QTRY_VERIFY(welcome.isOpen());
        QVERIFY(welcome.roundTrip());
    }

    void answersToRequestsFailToo()
    {
        SimHarness sim;
        QUrl url = withPath(sim.server.url(), "/health/live");
        url.setScheme(QStringLiteral("http"));
        QNetworkAccessManager network;
        const auto get = [&network, &url] { return std::unique_ptr<QNetworkReply>(network.get(QNetworkRequest(url))); };
        const auto whole = get();
        QTRY_VERIFY(whole->isFinished());
        const QByteArray text = whole->readAll();
        QVERIFY(text.contains("ok"));

        Faults faults;
        faults.corrupt = 1.0;
        faults.damage = Damage::Sweep;
        sim.setFaults(faults);
        const auto cut = get();
        QTRY_VERIFY(cut->isFinished());
        QCOMPARE(cut->error(), QNetworkReply::RemoteHostClosedError);

        faults = {};
        faults.delay = seconds(3);
        sim.setFaults(faults);
        const auto late = get();
        const auto requests = sim.server.counts().requests.load();
        QTRY_VERIFY(sim.server.counts().requests > requests);
        sim.clock.advance(seconds(2));
        QCoreApplication::processEvents();
        QVERIFY(!late->isFinished());
        QTRY_VERIFY((sim.clock.advance(milliseconds(500)), late->isFinished()));
        QVERIFY(late->readAll().contains("ok"));

        faults = {};
        faults.refuse = Refusal::Http;
        faults.httpStatus = 429;
        sim.setFaults(faults);
        const auto refused = get();
        QTRY_VERIFY(refused->isFinished());
        QCOMPARE(refused->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 429);
        QVERIFY(refused->rawHeader("Retry-After").toInt() > 0);
    }

    void slowSendsAtItsRate()
    {
        SimHarness sim({}, Fleet::generic(1, 100.0, 10, 1));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        Faults faults;
        faults.bytesPerSecond = 5'000;
        sim.setFaults(faults);
        client.texts.clear();
        qsizetype bytes = 0;
        for (int i = 0; i < 100; ++i) {
            sim.clock.advance(milliseconds(100));
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(
            (bytes = 0,
             std::for_each(client.texts.cbegin(), client.texts.cend(), [&](const QString &t) { bytes += t.size(); }),
             bytes > 45'000));
        QVERIFY2(bytes < 52'000, qPrintable(QString::number(bytes)));
    }

    void hugeFrameAnnouncesAGigabyteAndKeepsLittle()
    {
        SimHarness sim;
        QTcpSocket raw;
        raw.connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(sim.server.url().port()));
        QTRY_COMPARE(raw.state(), QAbstractSocket::ConnectedState);
        raw.write(
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        QByteArray in;
        QTRY_VERIFY((in += raw.readAll()).endsWith("\r\n\r\n"));
        QVERIFY(in.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        in.clear();
        Faults faults;
        faults.hugeFrame = true;
        sim.setFaults(faults);
        QTRY_VERIFY((in += raw.readAll()).size() > 10);
        QCOMPARE(in.left(10), QByteArray("\x81\x7f\0\0\0\0\x40\0\0\0", 10));
        sim.clock.advance(seconds(10));
        QTRY_VERIFY((in += raw.readAll()).size() > 100'000);
    }

    void expiredTokensAreRefused()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        Faults faults;
        faults.expiredToken = true;
        sim.setFaults(faults);
        client.send(R"({"type":"auth","token":"any"})");
        QTRY_COMPARE(client.ofType("auth_response").size(), 1);
        QCOMPARE(client.frames.at(0).value(QLatin1String("success")), false);
        QCOMPARE(client.frames.at(0).value(QLatin1String("error")), QLatin1String("invalid_token"));
    }

    void clockSkewShiftsEveryTime()
    {
        Faults faults;
        faults.clockSkew = seconds(-90);
        const QStringList plain = times(run({}, 3));
        const QStringList skewed = times(run(faults, 3));
        const auto first = plain.at(0).toLongLong();
        const auto shifted = skewed.at(0).toLongLong();
        QCOMPARE(shifted - first, -90'000'000'000);
    }

    void killedServersComeBackOnTheirPort()
    {
        SimHarness sim;
        const quint16 port = static_cast<quint16>(sim.server.url().port());
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        sim.server.stop();
        QTRY_VERIFY(client.isClosed);
        QVERIFY(client.socket.closeReason().isEmpty());
        QVERIFY(sim.server.listen(port).ok());
        SimClient again(sim.server.url());
        QTRY_VERIFY(again.isOpen());
        QVERIFY(again.roundTrip());
        sim.server.closeAll(4005, QStringLiteral("maintenance"));
        QTRY_VERIFY(again.isClosed);
        QCOMPARE(static_cast<int>(again.socket.closeCode()), 4005);
        QCOMPARE(again.socket.closeReason(), QStringLiteral("maintenance"));
        QTRY_COMPARE(sim.server.counts().connectionsOpen.load(), 0U);
    }
};

QTEST_GUILESS_MAIN(TestFaultInjection)
#include "tst_fault_injection.moc"
