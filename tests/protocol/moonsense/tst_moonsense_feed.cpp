#include "tests/protocol/moonsense/fed_lines.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::moonsense;
using namespace std::chrono_literals;
using watchglass::test::bundleLine;
using watchglass::test::FedLines;
using watchglass::test::RecordingSink;
using watchglass::test::view;
using watchglass::test::wallMs;

class TestMoonsenseFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void timesFollowTheHeuristic_data();
    void timesFollowTheHeuristic();
    void oneOffsetHoldsForTheWholeSession();
    void entriesComeOutInTheOrderOfTime_data();
    void entriesComeOutInTheOrderOfTime();
    void bundlesComeOutInTheOrderOfTheirIndex_data();
    void bundlesComeOutInTheOrderOfTheirIndex();
    void missingIndexesAreGaps_data();
    void missingIndexesAreGaps();
    void aBundleThatComesLateFillsTheGap();
    void waitsForMissingBundlesOnlySoLong();
};

void TestMoonsenseFeed::timesFollowTheHeuristic_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ms");
    const auto clock = QByteArray(R"("client_time":{"wall_time_millis":"1678467466163","timer_millis":"4701"},)");
    QTest::newRow("relative") << "{\"bundle\":{" + clock + R"("light_data":[{"determined_at":"4630"}]}})"
                              << qint64(wallMs - 71);
    QTest::newRow("epoch") << "{\"bundle\":{" + clock + R"("light_data":[{"determined_at":"1678467466100"}]}})"
                           << qint64(1678467466100);
    QTest::newRow("at the border") << "{\"bundle\":{" + clock + R"("light_data":[{"determined_at":"1000000000000"}]}})"
                                   << qint64(1000000000000 + wallMs - 4701);
    QTest::newRow("carries none: battery")
        << "{\"bundle\":{" + clock + R"("battery":{"capacity":5}}})" << qint64(wallMs);
    QTest::newRow("a span counts at its end")
        << "{\"bundle\":{" + clock + R"("steps_data":[{"count":1,"from":"4000","to":"4600"}]}})"
        << qint64(wallMs - 101);
    QTest::newRow("realtime timer only") << QByteArray(
        R"({"bundle":{"client_time":{"wall_time_millis":"1678467466163","timer_realtime_millis":"4701"},)"
        R"("light_data":[{"determined_at":"4630"}]}})")
                                         << qint64(wallMs - 71);
    QTest::newRow("no client time") << QByteArray(
        R"({"bundle":{"light_data":[{"determined_at":"4630"}]},"server_time_millis":"1678467466363"})")
                                    << qint64(1678467466363);
    QTest::newRow("no client time, microseconds")
        << QByteArray(R"({"bundle":{"light_data":[{"determined_at":"4630"}]},"server_time_millis":"1678467466363999"})")
        << qint64(1678467466363);
    QTest::newRow("no time at all") << QByteArray(R"({"bundle":{"light_data":[{"determined_at":"4630"}]}})")
                                    << qint64(-1);
    QTest::newRow("beyond all time") << "{\"bundle\":{" + clock
                                            + R"("light_data":[{"determined_at":"9223372036854775807"}]}})"
                                     << qint64(-1);
}

void TestMoonsenseFeed::timesFollowTheHeuristic()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, ms);
    const FedLines fed({text});
    if (ms < 0) {
        QVERIFY(fed.sink.samples.empty());
        QCOMPARE(fed.sink.countOf(Problem::BadValue), 1);
    } else {
        QCOMPARE(fed.sink.samples.front().sample.time.ns(), ms * 1'000'000);
    }
}

void TestMoonsenseFeed::oneOffsetHoldsForTheWholeSession()
{
    QByteArray later = bundleLine(R"("light_data":[{"determined_at":"5000"}])", 2);
    later.replace("1678467466163", "1678467466179"); // the wall clock jitters
    const FedLines fed({bundleLine(R"("light_data":[{"determined_at":"4000"}])"), later});
    QCOMPARE(fed.sink.samples[1].sample.time - fed.sink.samples[0].sample.time, Duration(1s));
}

void TestMoonsenseFeed::entriesComeOutInTheOrderOfTime_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("samples");
    QTest::addColumn<QString>("events");
    const auto row = [](const char *name, const char *fields, const char *samples, const char *events) {
        QTest::newRow(name) << QByteArray(fields) << QString::fromUtf8(samples) << QString::fromUtf8(events);
    };
    row("sorted", R"("light_data":[{"determined_at":"1","value":1},{"determined_at":"2","value":2}])",
        "light=1 light=2", "");
    row("unsorted",
        R"("light_data":[{"determined_at":"3","value":3},{"determined_at":"1","value":1},{"determined_at":"2","value":2}])",
        "light=1 light=2 light=3", "");
    row("at equal times", R"("light_data":[{"determined_at":"1","value":2},{"determined_at":"1","value":1}])",
        "light=2 light=1", "");
    row("unsorted, of several components",
        R"("gyroscope_data":[{"determined_at":"2","x":4,"y":5,"z":6},{"determined_at":"1","x":1,"y":2,"z":3}])",
        "gyroscope.x=1 gyroscope.y=2 gyroscope.z=3 gyroscope.x=4 gyroscope.y=5 gyroscope.z=6", "");
    row("groups of different times",
        R"("light_data":[{"determined_at":"5","value":5}],"pressure_data":[{"determined_at":"1","value":1}])",
        "light=5 pressure=1", "");
    row("unsorted events",
        R"("context_menu_events":[{"determined_at":"2","context_menu_status":"CLOSED"},{"determined_at":"1","context_menu_status":"OPEN"}])",
        "context_menu=1 context_menu=2", "context_menu:open|context_menu:closed");
}

void TestMoonsenseFeed::entriesComeOutInTheOrderOfTime()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, samples);
    QFETCH(QString, events);
    const FedLines fed({bundleLine(fields)});
    QCOMPARE(fed.samples(), samples);
    QCOMPARE(fed.events(), events);
}

void TestMoonsenseFeed::bundlesComeOutInTheOrderOfTheirIndex_data()
{
    QTest::addColumn<QList<int>>("arriving");
    QTest::addColumn<QList<int>>("leaving");
    QTest::addColumn<int>("duplicates");
    QTest::newRow("in order") << QList<int>{1, 2, 3} << QList<int>{1, 2, 3} << 0;
    QTest::newRow("swapped") << QList<int>{2, 1, 3} << QList<int>{1, 2, 3} << 0;
    QTest::newRow("backwards") << QList<int>{4, 3, 2, 1} << QList<int>{1, 2, 3, 4} << 0;
    QTest::newRow("twice") << QList<int>{1, 1, 2, 2} << QList<int>{1, 2} << 2;
    QTest::newRow("twice while waiting") << QList<int>{3, 3, 1, 2} << QList<int>{1, 2, 3} << 1;
    QTest::newRow("one missing") << QList<int>{1, 3, 4} << QList<int>{1, 3, 4} << 0;
    QTest::newRow("first missing") << QList<int>{2, 3} << QList<int>{2, 3} << 0;
    QTest::newRow("not numbered") << QList<int>{0, 0} << QList<int>{0, 0} << 0;
}

void TestMoonsenseFeed::bundlesComeOutInTheOrderOfTheirIndex()
{
    QFETCH(QList<int>, arriving);
    QFETCH(QList<int>, leaving);
    QFETCH(int, duplicates);
    QList<QByteArray> lines;
    for (const int index : arriving)
        lines << bundleLine(R"("light_data":[{"determined_at":")" + QByteArray::number(index * 1000) + R"(","value":)"
                                + QByteArray::number(index) + "}]",
                            index);
    const FedLines fed(lines);
    QList<int> left;
    for (const double value : fed.sink.values())
        left << static_cast<int>(value);
    QCOMPARE(left, leaving);
    QCOMPARE(fed.sessions.counters().duplicates, static_cast<std::uint64_t>(duplicates));
    QCOMPARE(fed.sessions.counters().bundles, static_cast<std::uint64_t>(leaving.size()));
}

void TestMoonsenseFeed::missingIndexesAreGaps_data()
{
    QTest::addColumn<QList<int>>("indexes");
    QTest::addColumn<int>("gaps");
    QTest::newRow("none") << QList<int>{1, 2, 3} << 0;
    QTest::newRow("one") << QList<int>{1, 3} << 1;
    QTest::newRow("the first") << QList<int>{2, 3} << 1;
    QTest::newRow("two in a row") << QList<int>{1, 4} << 1;
    QTest::newRow("two apart") << QList<int>{1, 3, 5} << 2;
    QTest::newRow("after the final one") << QList<int>{2, 1} << 0;
    QTest::newRow("nothing") << QList<int>{} << 0;
}

void TestMoonsenseFeed::missingIndexesAreGaps()
{
    QFETCH(QList<int>, indexes);
    QFETCH(int, gaps);
    QList<QByteArray> lines;
    for (const int index : indexes) {
        QByteArray one =
            bundleLine(R"("light_data":[{"determined_at":")" + QByteArray::number(index * 1000 - 500) + "\"}]", index);
        one.replace("\"timer_millis\":\"4701\"", "\"timer_millis\":\"" + QByteArray::number(index * 1000) + '"');
        one.replace("1678467466163", QByteArray::number(1'678'467'000'000 + index * 1000));
        lines << one;
    }
    FedLines fed(lines);
    QVERIFY(fed.sink.gaps.empty()); // one may still come
    fed.sessions.finish(GapCause::DeviceSilent);
    fed.sessions.finish(GapCause::LinkLost); // they were told
    QCOMPARE(fed.sink.gaps.size(), static_cast<std::size_t>(gaps));
    for (const auto &kept : fed.sink.gaps) {
        QCOMPARE(kept.device, QStringLiteral("s"));
        QCOMPARE(kept.gap.cause, GapCause::DeviceSilent);
        QVERIFY(!kept.gap.range.isEmpty());
        for (const auto &sample : fed.sink.samples)
            QVERIFY(!kept.gap.range.contains(sample.sample.time));
    }
    if (indexes == QList<int>{1, 3}) {
        const TimeRange range = fed.sink.gaps.front().gap.range;
        QCOMPARE(range.from.ns(), Timestamp::fromMs(1'678'467'001'000).ns() + 1);
        QCOMPARE(range.to, Timestamp::fromMs(1'678'467'002'500));
    }
}

void TestMoonsenseFeed::aBundleThatComesLateFillsTheGap()
{
    FedLines fed({bundleLine("", 1), bundleLine("", 4)});
    QVERIFY(fed.sessions.take(view(bundleLine(R"("light_data":[{"determined_at":"1","value":3}])", 3)), {}));
    QCOMPARE(fed.sink.values(), std::vector<double>{3});
    SessionFeed &feed = fed.sessions.feed(QStringLiteral("s"));
    QVERIFY(fed.sessions.take(view(bundleLine(R"("is_final_bundle":true)", 5)), {}));
    QVERIFY(!feed.isComplete());
    QVERIFY(fed.sessions.take(view(bundleLine("", 2)), {}));
    QVERIFY(feed.isComplete());
    fed.sessions.finish(GapCause::DeviceSilent);
    QVERIFY(fed.sink.gaps.empty());
}

void TestMoonsenseFeed::waitsForMissingBundlesOnlySoLong()
{
    RecordingSink sink;
    SessionSet sessions(sink, {});
    for (int index = 2; index < 2 + static_cast<int>(SessionFeed::mostHeld); ++index)
        sessions.take(view(bundleLine(R"("light_data":[{"determined_at":"1"}])", index)), {});
    QVERIFY(sink.samples.empty());
    sessions.take(view(bundleLine(R"("light_data":[{"determined_at":"1"}])", 100)), {});
    QCOMPARE(sink.samples.size(), SessionFeed::mostHeld); // all but the last, which waits
}

QTEST_GUILESS_MAIN(TestMoonsenseFeed)
#include "tst_moonsense_feed.moc"
