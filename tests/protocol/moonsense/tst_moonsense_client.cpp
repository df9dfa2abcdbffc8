#include "core/protocol/moonsense/client.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <functional>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using watchglass::test::FakeClock;
using watchglass::test::RecordingSink;

namespace {

const char *const secret = "s3cr3t-t0ken";
constexpr int patience = 30'000;

struct Reply
{
    int status = 200;
    QByteArray body = "{}";
    QByteArray headers;
    bool isHeld = false; ///< Never answered.
    bool isCut = false;  ///< The connection ends in the middle.
};

/// An HTTP server on loopback whose answers are scripted; later rules come before earlier ones.
class Cloud : public QObject
{
public:
    Cloud()
    {
        m_tcp.listen(QHostAddress::LocalHost);
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_tcp.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }
    QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_tcp.serverPort()); }
    void stop() { m_tcp.close(); }

    /// `path` as in "/v2/sessions"; with a query only that query.
    void answer(const QString &path, const Reply &reply)
    {
        m_rules[path] = [reply](const QUrlQuery &) { return reply; };
    }
    void answer(const QString &path, std::function<Reply(const QUrlQuery &)> reply)
    {
        m_rules[path] = std::move(reply);
    }
    int count(const QString &start) const
    {
        return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&start](const QString &request) {
            return request == start || request.startsWith(start + QLatin1Char('?'));
        }));
    }

    QStringList requests;
    QByteArrayList heads;
    int held = 0; ///< Requests that are never answered.

private:
    void read(QTcpSocket &socket)
    {
        QByteArray &in = m_in[&socket];
        in += socket.readAll();
        for (qsizetype end = in.indexOf("\r\n\r\n"); end >= 0; end = in.indexOf("\r\n\r\n")) {
            const QByteArray head = in.left(end);
            in.remove(0, end + 4);
            heads << head;
            const QString target = QString::fromUtf8(head.split(' ').value(1));
            requests << target;
            const QUrl url(target);
            const auto rule = m_rules.constFind(url.path());
            const Reply reply = rule == m_rules.constEnd()
                                    ? Reply{404, R"({"type":"not_found","message":"no"})", {}, false, false}
                                    : (*rule)(QUrlQuery(url));
            if (reply.isHeld) {
                ++held;
                return;
            }
            const QByteArray out = "HTTP/1.1 " + QByteArray::number(reply.status)
                                   + " X\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n"
                                   + reply.headers + "\r\n" + reply.body;
            if (reply.isCut) {
                socket.write(out.left(out.size() - reply.body.size() / 2 - 1));
                socket.disconnectFromHost();
                return;
            }
            socket.write(out);
        }
    }

    QTcpServer m_tcp;
    QHash<QTcpSocket *, QByteArray> m_in;
    QHash<QString, std::function<Reply(const QUrlQuery &)>> m_rules;
};

QByteArray line(const char *session, int index, const QByteArray &more = {})
{
    const QByteArray timer = QByteArray::number(index * 1000);
    return R"({"bundle":{"client_time":{"wall_time_millis":")" + QByteArray::number(1'767'225'500'000 + index * 1000)
           + R"(","timer_millis":")" + timer + R"("},"index":)" + QByteArray::number(index)
           + R"(,"light_data":[{"determined_at":")" + timer + R"(","value":)" + QByteArray::number(index) + "}]" + more
           + R"(},"session_id":")" + session + "\"}\n";
}

/// As the list tells it; `age` is that of its newest event by the fake clock's start.
QByteArray session(const char *id, Duration age, const char *region = "r1")
{
    const Timestamp newest = Timestamp::fromMs(1'767'225'600'000) - age;
    return QByteArray(R"({"session_id":")") + id + R"(","newest_event":")"
           + QByteArray::fromStdString(formatIsoTimestamp(newest, 3)) + R"(","region_id":")" + region
           + R"(","metadata":{"platform":"iOS","model":"Phone"}})";
}

QByteArray listOf(const char *name, const QByteArrayList &items, int page = 1, int next = 0)
{
    return QByteArray("{\"") + name + "\":[" + items.join(',') + R"(],"pagination":{"current_page":)"
           + QByteArray::number(page) + (next > 0 ? ",\"next_page\":" + QByteArray::number(next) : QByteArray()) + "}}";
}

QByteArray chunkItem(const QByteArray &id, int second)
{
    return "{\"chunk_id\":\"" + id + R"(","md5":"0","created_at":"2026-01-01T00:00:)" + QByteArray::number(10 + second)
           + "Z\"}";
}

/// A clock turned by hand that knows how many requests are under way: each has its deadline.
class RequestClock final : public Clock
{
public:
    Timestamp now() const override { return m_clock.now(); }
    Duration monotonic() const override { return m_clock.monotonic(); }
    std::unique_ptr<Timer> makeTimer(std::function<void()> call) override
    {
        auto timer = std::make_unique<Watched>(*this);
        timer->inner = m_clock.makeTimer(std::move(call));
        return timer;
    }
    void advance(Duration by) { m_clock.advance(by); }
    int activeTimers() const { return m_clock.activeTimers(); }
    int requests() const
    {
        return static_cast<int>(std::count_if(m_timers.begin(), m_timers.end(), [](const Watched *timer) {
            return timer->isDeadline && timer->isActive();
        }));
    }

private:
    struct Watched final : Timer
    {
        explicit Watched(RequestClock &owner)
            : clock(owner)
        {
            clock.m_timers.append(this);
        }
        ~Watched() override { clock.m_timers.removeOne(this); }
        void start(Duration delay) override
        {
            isDeadline = delay == link::RestClient::Options().timeout;
            inner->start(delay);
        }
        void stop() override { inner->stop(); }
        bool isActive() const override { return inner->isActive(); }

        RequestClock &clock;
        std::unique_ptr<Timer> inner;
        bool isDeadline = false;
    };

    FakeClock m_clock;
    QList<Watched *> m_timers;
};

struct Bench
{
    explicit Bench(const QString &query = {}, const QString &token = QLatin1String(secret))
        : client(address(cloud, query, token), sink, clock)
    {
        cloud.answer(QStringLiteral("/v2/regions"), {200,
                                                     R"({"regions":[{"name":"r1","url":")" + cloud.address().toUtf8()
                                                         + R"(","default_primary":true}]})",
                                                     {},
                                                     false,
                                                     false});
        cloud.answer(QStringLiteral("/v2/tokens/self"), Reply{});
        cloud.answer(QStringLiteral("/v2/sessions"), {200, listOf("sessions", {}), {}, false, false});
    }
    static SourceAddress address(const Cloud &cloud, const QString &query, const QString &token)
    {
        SourceAddress out;
        out.url = QUrl(cloud.address());
        out.url.setQuery(query);
        out.token = token;
        return out;
    }
    void sessions(const QByteArrayList &items)
    {
        cloud.answer(QStringLiteral("/v2/sessions"), {200, listOf("sessions", items), {}, false, false});
    }
    void chunks(const QByteArrayList &items, const QString &of = QStringLiteral("s"))
    {
        cloud.answer(QStringLiteral("/v2/sessions/%1/chunks").arg(of),
                     {200, listOf("chunks", items), {}, false, false});
    }
    void chunk(const QString &id, const QByteArray &body, const QString &of = QStringLiteral("s"))
    {
        cloud.answer(QStringLiteral("/v2/sessions/%1/chunks/%2").arg(of, id), {200, body, {}, false, false});
    }
    /// A session that goes on and has one chunk of two bundles.
    void oneSession()
    {
        sessions({session("s", 1s)});
        chunks({chunkItem("c1", 1)});
        chunk(QStringLiteral("c1"), line("s", 1) + line("s", 2));
    }
    /// Turns the clock in small steps until `condition` holds; not while an answer is on its way.
    bool reaches(const std::function<bool()> &condition, Duration step = 100ms)
    {
        const QDeadlineTimer deadline(patience);
        while (!condition() && !deadline.hasExpired()) {
            if (clock.requests() > cloud.held)
                QTest::qWait(1);
            else
                clock.advance(step);
            QCoreApplication::processEvents();
        }
        return condition();
    }
    bool reachesPhase(SourcePhase phase)
    {
        return reaches([&] { return sink.phase() == phase; });
    }
    QString text() const { return sink.current().text; }

    Cloud cloud;
    RequestClock clock;
    RecordingSink sink;
    moonsense::Client client;
};

} // namespace

class TestMoonsenseClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsASessionThatGoesOn();
    void sendsTokenAndAcceptWithEveryRequest();
    void tellsWhatItCanBeAskedFor();
    void pollsTheListEveryTwoSeconds();
    void readsEachChunkOnce();
    void followsOnlyWhatGoesOnByTheServersClock_data();
    void followsOnlyWhatGoesOnByTheServersClock();
    void followsWhatTheOptionsName_data();
    void followsWhatTheOptionsName();
    void walksAllPagesOfChunks();
    void asksTheDataPlaneOfTheSessionsRegion();
    void neverSendsTheTokenInTheClear();
    void decodesChunksThatStayedCompressed();
    void reportsMissingBundlesWhenASessionIsOver();
    void stopsAskingAfterTheFinalBundle();
    void failuresOfTheListEndAsTheTableSays_data();
    void failuresOfTheListEndAsTheTableSays();
    void failuresOfAChunkAreTriedAgain_data();
    void failuresOfAChunkAreTriedAgain();
    void obeysRetryAfter();
    void neverShowsTheToken();
    void goesOnAfterTheServiceWasAway();
    void opensNothingAfterStop();
    void aWrongOptionFailsWithItsReason();
};

void TestMoonsenseClient::readsASessionThatGoesOn()
{
    Bench bench;
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2}));
    QCOMPARE(bench.sink.samples.front().info.key.device, QStringLiteral("s"));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    QCOMPARE(bench.text(), QStringLiteral("Live: 1 sessions go on"));
    QCOMPARE(bench.sink.devices.front().status, QStringLiteral("online"));
    QCOMPARE(bench.sink.devices.front().name, QStringLiteral("Phone"));
    QVERIFY(bench.sink.texts.isEmpty());
    QList<SourcePhase> phases;
    for (const SourceState &state : bench.sink.states)
        phases << state.phase;
    QCOMPARE(phases, QList<SourcePhase>({SourcePhase::Connecting, SourcePhase::Probing, SourcePhase::Live}));
}

void TestMoonsenseClient::sendsTokenAndAcceptWithEveryRequest()
{
    Bench bench;
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QVERIFY(bench.cloud.heads.size() >= 5);
    for (const QByteArray &head : bench.cloud.heads) {
        QVERIFY2(head.contains("Authorization: Bearer s3cr3t-t0ken"), head.constData());
        QVERIFY2(head.contains("Accept: application/json"), head.constData());
        QVERIFY2(head.contains("gzip"), head.constData());
    }
}

void TestMoonsenseClient::tellsWhatItCanBeAskedFor()
{
    Bench bench;
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    const Capabilities wanted{.rate = true, .subset = true, .history = true};
    QCOMPARE(bench.sink.current().capabilities, wanted);
}

void TestMoonsenseClient::pollsTheListEveryTwoSeconds()
{
    Bench bench;
    bench.client.start();
    const QString list = QStringLiteral("/v2/sessions");
    QVERIFY(bench.reaches([&] { return bench.cloud.count(list) == 1 && bench.sink.phase() == SourcePhase::Live; }));
    const Duration from = bench.clock.monotonic();
    QVERIFY(bench.reaches([&] { return bench.cloud.count(list) == 4; }));
    QVERIFY(bench.clock.monotonic() - from >= 5500ms);
    QCOMPARE(bench.cloud.requests.filter(QStringLiteral("per_page=25&page=1")).size(), bench.cloud.count(list));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/regions")), 1);
    QCOMPARE(bench.text(), QStringLiteral("Connected: none of the newest 0 sessions goes on"));
}

void TestMoonsenseClient::readsEachChunkOnce()
{
    Bench bench(QStringLiteral("chunks=1s"));
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    bench.chunks({chunkItem("c1", 1), chunkItem("c2", 2)});
    bench.chunk(QStringLiteral("c2"), line("s", 2) + line("s", 3)); // one bundle comes again
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }, 200ms));
    QVERIFY(bench.reaches([&] { return bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")) >= 4; }, 200ms));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c1")), 1);
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c2")), 1);
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2, 3}));
}

void TestMoonsenseClient::followsOnlyWhatGoesOnByTheServersClock_data()
{
    QTest::addColumn<qint64>("ageMs");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QString>("status");
    QTest::newRow("new") << qint64(0) << QByteArray() << QStringLiteral("online");
    QTest::newRow("60 s") << qint64(60'000) << QByteArray() << QStringLiteral("online");
    QTest::newRow("91 s") << qint64(91'000) << QByteArray() << QStringLiteral("offline");
    QTest::newRow("old by our clock, new by theirs")
        << qint64(600'000) << QByteArray("Date: Wed, 31 Dec 2025 23:50:30 GMT\r\n") << QStringLiteral("online");
    QTest::newRow("new by our clock, old by theirs")
        << qint64(0) << QByteArray("Date: Thu, 01 Jan 2026 00:02:00 GMT\r\n") << QStringLiteral("offline");
}

void TestMoonsenseClient::followsOnlyWhatGoesOnByTheServersClock()
{
    QFETCH(qint64, ageMs);
    QFETCH(QByteArray, date);
    QFETCH(QString, status);
    Bench bench;
    bench.oneSession();
    bench.cloud.answer(QStringLiteral("/v2/sessions"),
                       {200, listOf("sessions", {session("s", std::chrono::milliseconds(ageMs))}), date, false, false});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.phase() == SourcePhase::Live && !bench.sink.devices.empty(); }, 1ms));
    QCOMPARE(bench.sink.devices.front().status, status);
    if (status == QLatin1String("online"))
        QVERIFY(bench.reaches([&] { return !bench.sink.samples.empty(); }, 1ms));
    else
        QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")), 0);
}

void TestMoonsenseClient::followsWhatTheOptionsName_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("request");
    QTest::newRow("since") << QStringLiteral("since=2h") << QStringLiteral("/v2/sessions");
    QTest::newRow("span") << QStringLiteral("from=2025-01-01T00:00:00Z") << QStringLiteral("/v2/sessions");
    QTest::newRow("named") << QStringLiteral("session=s") << QStringLiteral("/v2/sessions/s");
}

void TestMoonsenseClient::followsWhatTheOptionsName()
{
    QFETCH(QString, query);
    QFETCH(QString, request);
    Bench bench(query + QStringLiteral("&poll=500ms&chunks=500ms"));
    bench.oneSession();
    bench.sessions({session("s", 1h)});
    bench.cloud.answer(QStringLiteral("/v2/sessions/s"), {200, session("s", 1h), {}, false, false});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QVERIFY(bench.cloud.count(request) >= 1);
    // What is over is read once.
    const int rounds = bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks"));
    const int lists = bench.cloud.count(request);
    QVERIFY(bench.reaches([&] { return bench.cloud.count(request) >= lists + 4; }, 200ms));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")), rounds);
    QCOMPARE(bench.sink.devices.back().status, QStringLiteral("offline"));
}

void TestMoonsenseClient::walksAllPagesOfChunks()
{
    Bench bench;
    bench.oneSession();
    bench.cloud.answer(QStringLiteral("/v2/sessions/s/chunks"), [](const QUrlQuery &query) {
        const int page = query.queryItemValue(QStringLiteral("page")).toInt();
        const QByteArray id = "c" + QByteArray::number(page);
        // The last page names a next one although there is none.
        return Reply{
            200,
            listOf("chunks", page <= 3 ? QByteArrayList{chunkItem(id, page)} : QByteArrayList(), page, page + 1),
            {},
            false,
            false};
    });
    for (int i = 1; i <= 3; ++i)
        bench.chunk(QStringLiteral("c%1").arg(i), line("s", i));
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    QVERIFY(bench.cloud.requests.filter(QStringLiteral("chunks?per_page=50&page=4")).size() >= 1);
    QVERIFY(bench.cloud.requests.filter(QStringLiteral("&page=5")).isEmpty());
}

void TestMoonsenseClient::asksTheDataPlaneOfTheSessionsRegion()
{
    Bench bench;
    Cloud europe;
    bench.cloud.answer(QStringLiteral("/v2/regions"),
                       {200,
                        R"({"regions":[{"name":"r1","url":"http://127.0.0.1:1"},{"name":"eu","url":")"
                            + europe.address().toUtf8() + "/\"}]}",
                        {},
                        false,
                        false});
    bench.sessions({session("s", 1s, "eu")});
    europe.answer(QStringLiteral("/v2/sessions/s/chunks"),
                  {200, listOf("chunks", {chunkItem("c1", 1)}), {}, false, false});
    europe.answer(QStringLiteral("/v2/sessions/s/chunks/c1"), {200, line("s", 1), {}, false, false});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")), 0);
    QVERIFY(europe.heads.front().contains("Bearer"));
}

void TestMoonsenseClient::neverSendsTheTokenInTheClear()
{
    FakeClock clock;
    Cloud data;
    data.answer(QStringLiteral("/v2/regions"), Reply{});
    moonsense::CloudApi api(clock, QUrl(QStringLiteral("https://127.0.0.1:1")), QLatin1String(secret));
    bool done = false;
    link::RestRequest request;
    request.path = QStringLiteral("v2/regions");
    api.send(request, QUrl(data.address()), [&done](const moonsense::CloudApi::Answer &) { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, patience);
    QCOMPARE(data.heads.size(), 1);
    QVERIFY(!data.heads.front().contains(secret));
}

void TestMoonsenseClient::decodesChunksThatStayedCompressed()
{
    // gzip of line("s", 1): made by qCompress' deflate stream in a gzip frame.
    const QByteArray text = line("s", 1);
    const QByteArray zlib = qCompress(text).mid(4);
    QByteArray gzip("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    gzip += zlib.mid(2, zlib.size() - 6);
    quint32 crc = 0xFFFFFFFF;
    for (const char c : text) {
        crc ^= static_cast<quint8>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xEDB88320 & (0U - (crc & 1)));
    }
    crc = ~crc;
    for (const quint32 word : {crc, static_cast<quint32>(text.size())}) {
        for (int shift = 0; shift < 32; shift += 8)
            gzip += static_cast<char>((word >> shift) & 0xFF);
    }
    for (const QByteArray &headers : {QByteArray(), QByteArray("Content-Encoding: gzip\r\n")}) {
        Bench bench;
        bench.oneSession();
        bench.cloud.answer(QStringLiteral("/v2/sessions/s/chunks/c1"), {200, gzip, headers, false, false});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
        QVERIFY(bench.sink.texts.isEmpty());
    }
}

void TestMoonsenseClient::reportsMissingBundlesWhenASessionIsOver()
{
    Bench bench;
    bench.oneSession();
    bench.chunk(QStringLiteral("c1"), line("s", 1) + line("s", 4, ",\"is_final_bundle\":true"));
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QVERIFY(bench.sink.gaps.empty());
    bench.sessions({session("s", 200s)});
    QVERIFY(bench.reaches([&] { return !bench.sink.gaps.empty(); }, 200ms));
    QCOMPARE(bench.sink.gaps.size(), std::size_t{1});
    QCOMPARE(bench.sink.gaps.front().device, QStringLiteral("s"));
    QCOMPARE(bench.sink.devices.back().status, QStringLiteral("offline"));
}

void TestMoonsenseClient::stopsAskingAfterTheFinalBundle()
{
    Bench bench(QStringLiteral("poll=500ms&chunks=500ms"));
    bench.oneSession();
    bench.chunk(QStringLiteral("c1"), line("s", 2, ",\"is_final_bundle\":true") + line("s", 1));
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    const int lists = bench.cloud.count(QStringLiteral("/v2/sessions"));
    QVERIFY(bench.reaches([&] { return bench.cloud.count(QStringLiteral("/v2/sessions")) >= lists + 5; }, 200ms));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")), 1);
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2}));
    QVERIFY(bench.sink.gaps.empty());
}

void TestMoonsenseClient::failuresOfTheListEndAsTheTableSays_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<SourcePhase>("phase");
    QTest::addColumn<QString>("text");
    const QByteArray error = R"({"type":"t","param":"p","message":"because"})";
    QTest::newRow("401") << 401 << error << SourcePhase::Failed << QStringLiteral("enter a valid secret token");
    QTest::newRow("403") << 403 << error << SourcePhase::Failed << QStringLiteral("because");
    QTest::newRow("404") << 404 << error << SourcePhase::Waiting << QStringLiteral("control plane?");
    QTest::newRow("408") << 408 << error << SourcePhase::Waiting << QStringLiteral("408");
    QTest::newRow("429") << 429 << error << SourcePhase::Waiting << QStringLiteral("429");
    QTest::newRow("500") << 500 << error << SourcePhase::Waiting << QStringLiteral("because (p)");
    QTest::newRow("503") << 503 << QByteArray("<html>busy</html>") << SourcePhase::Waiting << QStringLiteral("busy");
    QTest::newRow("not JSON") << 200 << QByteArray("<html></html>") << SourcePhase::Waiting
                              << QStringLiteral("Is the address right?");
    QTest::newRow("other JSON") << 200 << QByteArray("{\"hello\":1}") << SourcePhase::Waiting
                                << QStringLiteral("Is the address right?");
    QTest::newRow("cut short") << -1 << QByteArray(1000, ' ') << SourcePhase::Waiting << QString();
    QTest::newRow("never answering") << -2 << QByteArray() << SourcePhase::Waiting << QStringLiteral("no whole answer");
}

void TestMoonsenseClient::failuresOfTheListEndAsTheTableSays()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(SourcePhase, phase);
    QFETCH(QString, text);
    Bench bench;
    bench.cloud.answer(QStringLiteral("/v2/sessions"),
                       {status > 0 ? status : 200, body, {}, status == -2, status == -1});
    bench.client.start();
    QVERIFY(bench.reachesPhase(phase));
    QVERIFY2(bench.text().contains(text), qPrintable(bench.text()));
    const int tries = bench.cloud.count(QStringLiteral("/v2/sessions"));
    if (phase == SourcePhase::Failed) {
        QCOMPARE(bench.clock.activeTimers(), 0);
        return;
    }
    QVERIFY(bench.sink.current().retryAt > bench.clock.now());
    bench.cloud.answer(QStringLiteral("/v2/sessions"), {200, listOf("sessions", {}), {}, false, false});
    QVERIFY(bench.reachesPhase(SourcePhase::Live)); // by itself
    QVERIFY(bench.cloud.count(QStringLiteral("/v2/sessions")) > tries);
}

void TestMoonsenseClient::failuresOfAChunkAreTriedAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("mends");
    QTest::newRow("500, then there") << 500 << true;
    QTest::newRow("404, then there") << 404 << true;
    QTest::newRow("429, then there") << 429 << true;
    QTest::newRow("cut short, then whole") << -1 << true;
    QTest::newRow("500 for good") << 500 << false;
    QTest::newRow("404 for good") << 404 << false;
    QTest::newRow("403 for good") << 403 << false;
}

void TestMoonsenseClient::failuresOfAChunkAreTriedAgain()
{
    QFETCH(int, status);
    QFETCH(bool, mends);
    Bench bench(QStringLiteral("poll=1s&chunks=1s"));
    bench.oneSession();
    const QString chunk = QStringLiteral("/v2/sessions/s/chunks/c1");
    bench.cloud.answer(chunk, [&, tries = 0](const QUrlQuery &) mutable {
        if (mends && ++tries > 1)
            return Reply{200, line("s", 1) + line("s", 2), {}, false, false};
        return Reply{status > 0 ? status : 200, line("s", 1) + line("s", 2), {}, false, status < 0};
    });
    bench.client.start();
    if (mends) {
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }, 100ms));
        QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2}));
        QCOMPARE(bench.sink.countOf(Problem::ServerError), 1);
        return;
    }
    QVERIFY(bench.reaches([&] { return bench.sink.texts.join(QLatin1Char(' ')).contains(QLatin1String("given up")); },
                          100ms));
    QCOMPARE(bench.cloud.count(chunk), moonsense::FollowedSession::mostTries);
    const int lists = bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks"));
    QVERIFY(
        bench.reaches([&] { return bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")) > lists + 1; }, 100ms));
    QCOMPARE(bench.cloud.count(chunk), moonsense::FollowedSession::mostTries);
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
}

void TestMoonsenseClient::obeysRetryAfter()
{
    Bench bench;
    bench.cloud.answer(QStringLiteral("/v2/sessions"), {429, "{}", "Retry-After: 60\r\n", false, false});
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(*bench.sink.current().retryAt - bench.clock.now() > 59s);
    bench.clock.advance(58s);
    QCOMPARE(bench.clock.activeTimers(), 1); // still the wait: a request would have its deadline
    QCOMPARE(bench.sink.phase(), SourcePhase::Waiting);
}

void TestMoonsenseClient::neverShowsTheToken()
{
    for (const char *path :
         {"/v2/regions", "/v2/tokens/self", "/v2/sessions", "/v2/sessions/s/chunks", "/v2/sessions/s/chunks/c1"}) {
        for (const int status : {401, 500}) {
            Bench bench;
            bench.oneSession();
            bench.cloud.answer(QLatin1String(path),
                               {status, R"({"message":"bad token s3cr3t-t0ken"})", {}, false, false});
            bench.client.start();
            QVERIFY(bench.reaches([&] {
                return bench.sink.allTexts().contains(QLatin1String("bad token")) || bench.sink.samples.size() == 2;
            }));
            QVERIFY2(!bench.sink.allTexts().contains(QLatin1String(secret)), qPrintable(bench.sink.allTexts()));
        }
    }
    Bench without{QString(), QString()};
    without.cloud.answer(QStringLiteral("/v2/tokens/self"), {401, "{}", {}, false, false});
    without.client.start();
    QVERIFY(without.reachesPhase(SourcePhase::Failed));
    QVERIFY(without.text().contains(QLatin1String("the source has none")));
    QVERIFY(!without.cloud.heads.front().contains("Authorization"));
}

void TestMoonsenseClient::goesOnAfterTheServiceWasAway()
{
    Bench bench;
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    for (const char *path : {"/v2/sessions", "/v2/regions"})
        bench.cloud.answer(QLatin1String(path), {503, "away", {}, false, false});
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    const Duration away = bench.clock.monotonic();
    const auto tries = bench.cloud.requests.size();
    QVERIFY(bench.reaches([&] { return bench.clock.monotonic() - away > 60s; }, 500ms));
    QVERIFY(bench.cloud.requests.size() - tries <= 9); // no busy loop
    bench.cloud.answer(QStringLiteral("/v2/regions"), {200, R"({"regions":[]})", {}, false, false});
    bench.sessions({session("s", -120s)});
    bench.chunks({chunkItem("c1", 1), chunkItem("c2", 2)});
    bench.chunk(QStringLiteral("c2"), line("s", 3));
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }, 100ms));
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2, 3})); // nothing lost, nothing twice
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c1")), 1);
    QCOMPARE(bench.sink.current().reconnects, 1);
    QVERIFY(bench.sink.gaps.empty());
}

void TestMoonsenseClient::opensNothingAfterStop()
{
    Bench bench;
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    bench.client.stop();
    QCOMPARE(bench.sink.phase(), SourcePhase::Idle);
    QCOMPARE(bench.clock.activeTimers(), 0);
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.samples.size(), std::size_t{2}); // its chunks are known
}

void TestMoonsenseClient::aWrongOptionFailsWithItsReason()
{
    Bench bench(QStringLiteral("poll=often"));
    bench.client.start();
    QCOMPARE(bench.sink.phase(), SourcePhase::Failed);
    QVERIFY(bench.text().contains(QLatin1String("poll=often")));
    QVERIFY(bench.cloud.requests.isEmpty());
}

QTEST_GUILESS_MAIN(TestMoonsenseClient)
#include "tst_moonsense_client.moc"
