#include "core/protocol/valtronics/telemetry_poll.h"
#include "tests/protocol/valtronics/client_bench.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using watchglass::protocol::valtronics::TelemetryPoll;
using watchglass::test::ClientBench;
using watchglass::test::FakeServer;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

const char telemetryPath[] = "/api/v1/devices/1/telemetry";

SeriesDemand wanted(const char *device, AttentionLevel level, const char *metric = "t")
{
    return {{{}, QString::fromLatin1(device), QString::fromLatin1(metric), {}}, level};
}

struct Bench : ClientBench
{
    Bench()
        : ClientBench(QString())
    {
        speakServer();
    }
    explicit Bench(int devices)
        : Bench()
    {
        QByteArray list = "[";
        for (int id = 1; id <= devices; ++id)
            list += (id > 1 ? ",{\"id\":" : "{\"id\":") + QByteArray::number(id) + "}";
        bodies.insert(QStringLiteral("/api/v1/devices/"), list + "]");
        for (int id = 2; id <= devices; ++id)
            bodies.insert(QStringLiteral("/api/v1/devices/%1/telemetry").arg(id), "[]");
    }

    int reads() const { return server.requestsOf(QStringLiteral("GET ") + QLatin1String(telemetryPath)); }
    /// Turns the clock and lets rows come in meanwhile.
    void pass(Duration length, double rowsPerSecond)
    {
        const Duration start = clock.monotonic();
        const int before = newestRow;
        QVERIFY(reaches(
            [&] {
                const Duration passed = clock.monotonic() - start;
                newestRow = before + static_cast<int>(static_cast<double>(passed.count()) * 1e-9 * rowsPerSecond);
                return passed >= length;
            },
            100ms));
    }
    QStringList devicesOf(const char *type) const
    {
        QStringList all;
        for (const QJsonObject &frame : server.frames) {
            if (frame.value(QLatin1String("type")) == QLatin1String(type))
                all << frame.value(QLatin1String("device_id")).toString();
        }
        all.sort();
        return all;
    }
};

/// Rows as a table holds them that knows times to the second only: newest second first, and within one in any order,
/// here the oldest first.
struct RowsOfSeconds
{
    struct Row
    {
        int id;
        int second;
    };
    QList<Row> rows;

    FakeServer::HttpAnswer answer(int limit) const
    {
        QList<Row> sorted = rows;
        std::sort(sorted.begin(), sorted.end(),
                  [](const Row &a, const Row &b) { return a.second != b.second ? a.second > b.second : a.id < b.id; });
        QByteArray body = "[";
        for (const Row &row : sorted.mid(0, limit)) {
            body += body.size() > 1 ? "," : "";
            body += QStringLiteral(R"({"metric_name":"t","metric_value":%1,"unit":null,"id":%1,"device_id":1,)"
                                   R"("timestamp":"2026-01-01T00:00:%2"})")
                        .arg(row.id)
                        .arg(row.second, 2, 10, QLatin1Char('0'))
                        .toUtf8();
        }
        return {200, body + "]", {}};
    }
};

} // namespace

class TestServerDemand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsAsOftenAsTheHighestLevelAllows_data();
    void readsAsOftenAsTheHighestLevelAllows();
    void readsAtOnceWhenDemandRises();
    void readsBeforeAPageIsFull();
    void takesPushesOnlyFromWhatIsInView();
    void grantsBatchesThatLoseNothing();
    void deliversRowsOfOneSecondInTheOrderOfTheirIds();
    void fetchesWhatALimitCutOffWithinASecond();
};

void TestServerDemand::readsAsOftenAsTheHighestLevelAllows_data()
{
    QTest::addColumn<std::optional<AttentionLevel>>("others");
    QTest::addColumn<std::vector<SeriesDemand>>("series");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    using Level = std::optional<AttentionLevel>;
    using Series = std::vector<SeriesDemand>;
    QTest::newRow("high") << Level(high) << Series() << 12 << 40;
    QTest::newRow("medium") << Level(medium) << Series() << 10 << 40;
    QTest::newRow("low") << Level(low) << Series() << 4 << 10;
    QTest::newRow("none") << Level(none) << Series() << 2 << 5;
    QTest::newRow("named above the others") << Level(none) << Series{wanted("1", low)} << 4 << 10;
    QTest::newRow("named below the others") << Level(high) << Series{wanted("1", none)} << 2 << 5;
    QTest::newRow("one of two") << Level(none) << Series{wanted("1", none), wanted("1", low, "u")} << 4 << 10;
    QTest::newRow("others count for unnamed metrics") << Level(low) << Series{wanted("1", none, "u")} << 4 << 10;
}

void TestServerDemand::readsAsOftenAsTheHighestLevelAllows()
{
    QFETCH(std::optional<AttentionLevel>, others);
    QFETCH(std::vector<SeriesDemand>, series);
    QFETCH(int, least);
    QFETCH(int, most);
    Bench bench;
    bench.client.setDemand({others, series});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    bench.pass(4s, 2.0); // finds its pace
    const int before = bench.reads();
    bench.pass(20s, 2.0);
    const int reads = bench.reads() - before;
    QVERIFY2(reads >= least && reads <= most, qPrintable(QString::number(reads)));
    const int rows = bench.newestRow;
    QVERIFY(bench.reaches([&] { return static_cast<int>(bench.sink.samples.size()) == rows; }, 100ms));
    QCOMPARE(bench.sink.values(), bench.rows(1, rows));
    QVERIFY(bench.sink.gaps.empty() && bench.sink.spans.empty());
}

void TestServerDemand::readsAtOnceWhenDemandRises()
{
    Bench bench;
    bench.client.setDemand({none, {}});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    bench.pass(20s, 0.0);
    for (const AttentionLevel level : {low, medium, high}) {
        QVERIFY(bench.reaches([&] { return bench.reads() > 0; }, 0ms));
        const int before = bench.reads();
        bench.client.setDemand({std::nullopt, {wanted("1", level)}});
        QVERIFY(bench.reaches([&] { return bench.reads() == before + 1; }, 0ms));
        bench.pass(1500ms, 0.0);
    }
    const int before = bench.reads();
    bench.client.setDemand({std::nullopt, {wanted("1", none)}}); // falls: no hurry
    bench.pass(400ms, 0.0);
    QVERIFY(bench.reads() <= before + 1);
}

void TestServerDemand::readsBeforeAPageIsFull()
{
    Bench bench;
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    bench.pass(4s, 300.0);
    bench.client.setDemand({none, {}});
    bench.pass(20s, 300.0); // 1500 rows in the 5 s of that level, and 1000 on a page
    const int rows = bench.newestRow;
    QVERIFY(bench.reaches([&] { return static_cast<int>(bench.sink.samples.size()) == rows; }, 100ms));
    QVERIFY(bench.sink.gaps.empty());
}

void TestServerDemand::takesPushesOnlyFromWhatIsInView()
{
    Bench bench(4);
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("subscribe_device")) == 4; }));
    bench.client.setDemand({none, {wanted("1", high), wanted("2", medium), wanted("3", low)}});
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("unsubscribe_device")) == 2; }, 0ms));
    QCOMPARE(bench.devicesOf("unsubscribe_device"), (QStringList{QStringLiteral("3"), QStringLiteral("4")}));
    bench.client.setDemand({std::nullopt, {wanted("3", medium), wanted("1", high)}});
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("subscribe_device")) == 5; }, 0ms));
    QCOMPARE(bench.devicesOf("subscribe_device").count(QStringLiteral("3")), 2);

    bench.server.dropAll();
    bench.server.frames.clear();
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("subscribe_device")) == 3; }));
    bench.pass(35s, 0.0); // lists its devices again
    QCOMPARE(bench.devicesOf("subscribe_device"),
             (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
    QCOMPARE(bench.server.count(QStringLiteral("unsubscribe_device")), 0);
}

void TestServerDemand::grantsBatchesThatLoseNothing()
{
    Bench bench(2);
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.server.count(QStringLiteral("subscribe_device")) == 2; }));
    QVERIFY(bench.sink.grants.empty());
    const auto texts = [&bench] {
        QStringList all;
        for (const Grant &grant : std::exchange(bench.sink.grants, {})) {
            if (!grant.isFillable || grant.isFixed)
                all << QStringLiteral("promises the wrong thing");
            all << QStringLiteral("%1/%2 %3 %4 %5 ms")
                       .arg(grant.device, grant.attribute)
                       .arg(int(grant.level))
                       .arg(grant.delivery == Delivery::Whole     ? QStringLiteral("whole")
                            : grant.delivery == Delivery::Batched ? QStringLiteral("batched")
                                                                  : QStringLiteral("?"))
                       .arg(grant.interval / 1ms);
        }
        return all.join(QStringLiteral("; "));
    };
    bench.client.setDemand({none, {wanted("1", high), wanted("2", medium, "a"), wanted("2", low, "b")}});
    QCOMPARE(texts(), QStringLiteral("/ 0 batched 10000 ms; 1/ 3 whole 0 ms; 2/a 2 batched 2000 ms; "
                                     "2/b 1 batched 2000 ms")); // b comes with a
    bench.client.setDemand({none, {wanted("1", high), wanted("2", low, "a")}});
    QCOMPARE(texts(), QStringLiteral("2/ 1 batched 5000 ms; 2/a 1 batched 5000 ms; 2/b 1 batched 5000 ms"));
    QVERIFY(bench.sink.spans.empty());
}

void TestServerDemand::deliversRowsOfOneSecondInTheOrderOfTheirIds()
{
    Bench bench;
    RowsOfSeconds table{{{4, 2}, {2, 1}, {3, 1}, {1, 1}, {5, 2}}};
    bench.server.onHttp = [&, usual = bench.server.onHttp](const QString &verb, const QString &path,
                                                           const QUrlQuery &query) {
        return path == QLatin1String(telemetryPath) ? table.answer(1000) : usual(verb, path, query);
    };
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 5; }));
    QCOMPARE(bench.sink.values(), bench.rows(1, 5));
}

void TestServerDemand::fetchesWhatALimitCutOffWithinASecond()
{
    Bench bench;
    RowsOfSeconds table;
    for (int id = 1; id <= 10; ++id)
        table.rows.append({id, 1});
    QList<int> limits;
    bench.server.onHttp = [&, usual = bench.server.onHttp](const QString &verb, const QString &path,
                                                           const QUrlQuery &query) {
        if (path != QLatin1String(telemetryPath))
            return usual(verb, path, query);
        limits << query.queryItemValue(QStringLiteral("limit")).toInt();
        return table.answer(limits.last());
    };
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 10; }));
    table.rows.append({11, 1}); // still within the second that was read
    for (int id = 12; id <= 60; ++id)
        table.rows.append({id, 2});
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() >= 50; }, 100ms));
    QCOMPARE(bench.sink.values(), bench.rows(1, 60));
    QCOMPARE(limits.mid(1, 2), (QList<int>{50, TelemetryPoll::largestPage})); // 49 rows of second 2 and one of second 1
    QVERIFY(bench.sink.gaps.empty());
}

QTEST_GUILESS_MAIN(TestServerDemand)
#include "tst_valtronics_server_demand.moc"
