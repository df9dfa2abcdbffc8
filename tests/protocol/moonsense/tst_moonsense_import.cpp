#include "tests/protocol/moonsense/import_bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using watchglass::test::bundle;
using watchglass::test::gzip;
using watchglass::test::ImportBench;
using watchglass::test::RecordingSink;
using watchglass::test::tar;

namespace {

using Counts = std::map<QString, int>;

/// What a plain reader counts: entries of each data array, by the bundle's field, of lines that differ.
void countEntries(const QJsonObject &sealed, Counts &out)
{
    const QJsonObject fields = sealed.value(QLatin1String("bundle")).toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (it.value().isArray())
            out[it.key()] += static_cast<int>(it.value().toArray().size());
    }
}

/// The same of what an import delivered: an event each, or a sample of the named component.
Counts countDelivered(const RecordingSink &sink)
{
    const std::map<QString, QString> names{{QStringLiteral("pointer"), QStringLiteral("pointer_data")},
                                           {QStringLiteral("text_change"), QStringLiteral("text_change_data")},
                                           {QStringLiteral("input_change"), QStringLiteral("input_change_data")},
                                           {QStringLiteral("permission"), QStringLiteral("permission_events")},
                                           {QStringLiteral("viewport_size"), QStringLiteral("viewport_size_events")},
                                           {QStringLiteral("app_life_cycle"), QStringLiteral("app_life_cycle_events")},
                                           {QStringLiteral("custom"), QStringLiteral("custom_events")}};
    Counts out;
    for (const DeviceEvent &event : sink.events)
        ++out[names.count(event.kind) ? names.at(event.kind) : event.kind];
    return out;
}

} // namespace

class TestMoonsenseImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsEveryWrapping_data();
    void readsEveryWrapping();
    void readsAFolderOfDownloads();
    void readsInSlicesAndSaysHowFarItIs();
    void stopsAndGoesOn();
    void saysWhyNothingCouldBeRead_data();
    void saysWhyNothingCouldBeRead();
    void survivesDamage_data();
    void survivesDamage();
    void keepsWhatCameBeforeTheCut();
    void givesUpOnAFileOfSomethingElse();
    void countsOfTheRealSessionAreComplete();
    void theOlderRecordedBundleComesIn();
};

void TestMoonsenseImport::readsEveryWrapping_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray text = bundle("s", 1) + bundle("s", 2);
    QTest::newRow("lines") << QStringLiteral("a.json") << text;
    QTest::newRow("gzip") << QStringLiteral("a.json.gz") << gzip(text);
    QTest::newRow("gzip, no last line end") << QStringLiteral("a.gz") << gzip(text.chopped(1));
    QTest::newRow("gzip in parts") << QStringLiteral("a.gz") << gzip(bundle("s", 1)) + gzip(bundle("s", 2));
    const std::map<QString, QByteArray> download{{QStringLiteral("2023-03-10-s-bundles.json"), text}};
    QTest::newRow("tar.gz") << QStringLiteral("a.tar.gz") << tar("-cz", download);
    QTest::newRow("tgz") << QStringLiteral("a.tgz") << tar("-cz", download);
    QTest::newRow("tar") << QStringLiteral("a.tar") << tar("-c", download);
    QTest::newRow("tar.gz with other members") << QStringLiteral("a.tar.gz")
                                               << tar("-cz", {{QStringLiteral("packets.pcap"), "\xd4\xc3"},
                                                              {QStringLiteral("max_timestamp"), "1"},
                                                              {QStringLiteral("s.json"), text}});
    QTest::newRow("camel case") << QStringLiteral("a.json")
                                << QByteArray(text)
                                       .replace("client_time", "clientTime")
                                       .replace("wall_time_millis", "wallTimeMillis")
                                       .replace("timer_millis", "timerMillis")
                                       .replace("accelerometer_data", "accelerometerData")
                                       .replace("determined_at", "determinedAt")
                                       .replace("session_id", "sessionId");
    QTest::newRow("times as numbers") << QStringLiteral(
        "a.json") << QByteArray(text).replace("\"1000\"", "1000").replace("\"1678467001000\"", "1678467001000");
    QTest::newRow("epoch times") << QStringLiteral("a.json")
                                 << QByteArray(text)
                                        .replace("determined_at\":\"1000\"", "determined_at\":\"1678467001000\"")
                                        .replace("determined_at\":\"2000\"", "determined_at\":\"1678467002000\"");
    QTest::newRow("over lines") << QStringLiteral("a.json")
                                << QJsonDocument(QJsonArray{QJsonDocument::fromJson(bundle("s", 1)).object(),
                                                            QJsonDocument::fromJson(bundle("s", 2)).object()})
                                       .toJson(QJsonDocument::Indented);
    QTest::newRow("out of order") << QStringLiteral("a.json") << bundle("s", 2) + bundle("s", 1);
    QTest::newRow("twice") << QStringLiteral("a.json") << text + text;
    QTest::newRow("no name of the session")
        << QStringLiteral("s.json") << QByteArray(text).replace("\"session_id\":\"s\"", "\"a\":1");
}

void TestMoonsenseImport::readsEveryWrapping()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    ImportBench bench;
    bench.write(name, bytes);
    bench.import(bench.folder.filePath(name), QStringLiteral("acceleration=g"));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    QVERIFY2(bench.text().startsWith(QLatin1String("All read: 2 bundles of 1 sessions")), qPrintable(bench.text()));
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 0, 0, 2, 0, 0}));
    QCOMPARE(bench.sink.samples.front().info.key.device, QStringLiteral("s"));
    QCOMPARE(bench.sink.samples.front().info.unit, QStringLiteral("g"));
    QVERIFY(bench.sink.texts.isEmpty());
    QVERIFY(bench.sink.gaps.empty());
    QVERIFY(bench.sink.current().capabilities.history);
    QVERIFY(!bench.sink.current().capabilities.rate);
    QCOMPARE(bench.sink.devices.back().status, QStringLiteral("recorded"));
    QCOMPARE(bench.sink.devices.back().lastSeen, Timestamp::fromMs(1'678'467'002'000));
}

void TestMoonsenseImport::readsAFolderOfDownloads()
{
    ImportBench bench;
    bench.write(QStringLiteral("2023-03-10/group/one/metadata.json"),
                "{\n  \"sessionId\": \"one\",\n  \"createdAt\": \"2023-03-10T16:57:46Z\",\n  \"regionId\": \"us\",\n"
                "  \"metadata\": {\"platform\": \"WEB\", \"model\": \"Firefox\"}\n}\n");
    bench.write(QStringLiteral("2023-03-10/group/one/raw_sealed_bundles.json"), bundle("one", 1) + bundle("one", 3));
    bench.write(QStringLiteral("2023-03-10/group/one/packets.pcap"), "\xd4\xc3\xb2\xa1");
    bench.write(QStringLiteral("2023-03-10/max_timestamp"), "1678467466");
    bench.write(QStringLiteral("2023-03-11/group/two/raw_sealed_bundles.json"), bundle("two", 1));
    bench.write(QStringLiteral("again.json.gz"), gzip(bundle("two", 1)));
    bench.import();
    QVERIFY2(bench.text().startsWith(QLatin1String("All read: 3 bundles of 2 sessions")), qPrintable(bench.text()));
    QVERIFY(bench.text().contains(QLatin1String("1 bundles came twice")));
    QCOMPARE(bench.sink.devices.front().name, QStringLiteral("Firefox"));
    QCOMPARE(bench.sink.devices.front().location, QStringLiteral("us"));
    QCOMPARE(bench.sink.gaps.size(), std::size_t{1});
    QCOMPARE(bench.sink.gaps.front().device, QStringLiteral("one"));
    QVERIFY2(bench.sink.texts.isEmpty(), qPrintable(bench.sink.texts.join(QLatin1Char('\n'))));
}

void TestMoonsenseImport::readsInSlicesAndSaysHowFarItIs()
{
    ImportBench bench;
    QByteArray text;
    int bundles = 0;
    const QByteArray padding = "\"later\":\"" + QByteArray(2000, 'x') + '"';
    while (text.size() < 3'000'000)
        text += bundle("s", ++bundles, padding);
    bench.write(QStringLiteral("a.json"), text);
    const auto client = bench.inEventLoop();
    client->start();
    QCOMPARE(bench.sink.frames, std::uint64_t{0}); // nothing inside start()
    std::uint64_t most = 0;
    while (!bench.text().startsWith(QLatin1String("All read"))) {
        const std::uint64_t before = bench.sink.bytes;
        QCoreApplication::processEvents();
        most = std::max(most, bench.sink.bytes - before);
    }
    QVERIFY(most < 1'500'000); // other events get their turn between the slices
    QStringList told;
    for (const SourceState &state : bench.sink.states) {
        if (state.text.startsWith(QLatin1String("Reading")))
            told << state.text;
    }
    QVERIFY(told.size() >= 5);
    QVERIFY2(told[2].contains(QLatin1String(" %, file 1 of 1")), qPrintable(told[2]));
    QCOMPARE(bench.sink.samples.size(), static_cast<std::size_t>(bundles) * 3);
}

void TestMoonsenseImport::stopsAndGoesOn()
{
    ImportBench bench;
    QByteArray text;
    for (int index = 1; index <= 3000; ++index)
        text += bundle("s", index, "\"later\":\"" + QByteArray(1000, 'x') + '"');
    bench.write(QStringLiteral("a.json"), text);
    const auto client = bench.inEventLoop();
    client->start();
    while (bench.sink.samples.empty())
        QCoreApplication::processEvents();
    client->stop();
    QCOMPARE(bench.sink.phase(), SourcePhase::Idle);
    const std::size_t before = bench.sink.samples.size();
    QVERIFY(before < 9000);
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
    QCOMPARE(bench.sink.samples.size(), before);
    client->start();
    while (!bench.text().startsWith(QLatin1String("All read")))
        QCoreApplication::processEvents();
    QCOMPARE(bench.sink.samples.size(), std::size_t{9000}); // nothing lost and nothing twice
    client->stop();
    client->start();
    QVERIFY(bench.text().startsWith(QLatin1String("All read")));
}

void TestMoonsenseImport::saysWhyNothingCouldBeRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::newRow("not there") << QString() << QByteArray() << QStringLiteral("nothing.json")
                               << QStringLiteral("There is no file");
    QTest::newRow("empty folder") << QString() << QByteArray() << QString() << QStringLiteral("holds no session data");
    QTest::newRow("folder of other things")
        << QStringLiteral("a.txt") << QByteArray("x") << QString() << QStringLiteral("holds no session data");
    QTest::newRow("empty file") << QStringLiteral("a.json") << QByteArray() << QStringLiteral("a.json")
                                << QStringLiteral("can be read");
    QTest::newRow("other text") << QStringLiteral("a.json") << QByteArray("hello\n") << QStringLiteral("a.json")
                                << QStringLiteral("can be read");
    QTest::newRow("no gzip") << QStringLiteral("a.gz") << QByteArray("\x1f\x8b\x08\x00zzzz") << QStringLiteral("a.gz")
                             << QStringLiteral("can be read");
}

void TestMoonsenseImport::saysWhyNothingCouldBeRead()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, path);
    QFETCH(QString, text);
    ImportBench bench;
    if (!file.isEmpty())
        bench.write(file, bytes);
    bench.import(path.isEmpty() ? bench.folder.path() : bench.folder.filePath(path));
    QCOMPARE(bench.sink.phase(), SourcePhase::Failed);
    QVERIFY2(bench.text().contains(text), qPrintable(bench.text()));
}

void TestMoonsenseImport::survivesDamage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("bundles");
    const QByteArray one = bundle("s", 1);
    const QByteArray two = bundle("s", 2);
    QTest::newRow("a bad line between") << one + "{\"bundle\":{\n" + two << 2;
    QTest::newRow("a bad line first") << "garbage\n" + one + two << 2;
    QTest::newRow("last line cut short") << one + two.left(two.size() / 2) << 1;
}

void TestMoonsenseImport::survivesDamage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, bundles);
    ImportBench bench;
    bench.write(QStringLiteral("a.json"), bytes);
    bench.import(bench.folder.filePath(QStringLiteral("a.json")));
    QVERIFY2(bench.text().startsWith(QStringLiteral("All read: %1 bundles").arg(bundles)), qPrintable(bench.text()));
    QCOMPARE(bench.sink.countOf(Problem::BadFrame), 1);
}

void TestMoonsenseImport::keepsWhatCameBeforeTheCut()
{
    ImportBench bench;
    QByteArray text;
    for (int index = 1; index <= 2000; ++index)
        text += bundle("s", index);
    const QByteArray packed = gzip(text);
    bench.write(QStringLiteral("a.json.gz"), packed.left(packed.size() - 20));
    bench.import();
    QVERIFY(bench.sink.samples.size() > 3000 && bench.sink.samples.size() <= 6000);
    QVERIFY(bench.text().contains(QLatin1String("1 files could not be read to their end")));
    QVERIFY(bench.sink.countOf(Problem::BadFrame) >= 1);
}

void TestMoonsenseImport::givesUpOnAFileOfSomethingElse()
{
    ImportBench bench;
    bench.write(QStringLiteral("a.json"), QByteArray("{\"other\":1}\n").repeated(5000));
    bench.write(QStringLiteral("b.json"), bundle("s", 1));
    bench.import();
    QVERIFY(bench.text().startsWith(QLatin1String("All read: 1 bundles")));
    QVERIFY(bench.sink.countOf(Problem::BadFrame) < 100);
}

void TestMoonsenseImport::countsOfTheRealSessionAreComplete()
{
    const QDir folder(qEnvironmentVariable("WATCHGLASS_SHARED_DATA") + QStringLiteral("/moonsense-session"));
    const QStringList names = folder.entryList({QStringLiteral("*-bundles.json")});
    if (qEnvironmentVariableIsEmpty("WATCHGLASS_SHARED_DATA") || names.isEmpty())
        QSKIP("The shared recordings are not here");
    QFile file(folder.filePath(names.constFirst()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    Counts wanted;
    int lines = 0;
    for (const QByteArray &line : text.split('\n')) {
        if (line.isEmpty())
            continue;
        ++lines;
        countEntries(QJsonDocument::fromJson(line).object(), wanted);
    }
    QVERIFY(lines > 0);
    for (const QString &name : {names.constFirst(), QStringLiteral("sample.tar.gz")}) {
        ImportBench bench;
        bench.import(folder.filePath(name));
        QVERIFY2(bench.text().startsWith(QStringLiteral("All read: %1 bundles of 1 sessions").arg(lines)),
                 qPrintable(bench.text()));
        QCOMPARE(countDelivered(bench.sink), wanted);
        QVERIFY(bench.sink.texts.isEmpty());
        QVERIFY(bench.sink.gaps.empty());
        // Its wall clock: 1678467466163 ms when its timer read 4701; what happened first is in the last of its arrays.
        QCOMPARE(bench.sink.events.front().time, Timestamp::fromMs(1678467466163 - 4701 + 3695));
    }
    ImportBench all;
    all.import(folder.path()); // the same session twice, and one bundle of another
    QFile older(folder.filePath(QStringLiteral("decodable_touch_bundle.json")));
    QVERIFY(older.open(QIODevice::ReadOnly));
    countEntries(QJsonDocument::fromJson(older.readAll()).object(), wanted);
    QCOMPARE(countDelivered(all.sink), wanted);
}

void TestMoonsenseImport::theOlderRecordedBundleComesIn()
{
    // Synthetic, of the shape that recorders of 2021 wrote: over several lines, `pos`, microseconds.
    ImportBench bench;
    bench.write(
        QStringLiteral("old.json"),
        "{\n \"bundle\": {\n  \"client_time\": {\"wall_time_millis\": \"1640122674127\", \"timer_millis\": "
        "\"137168\"},\n"
        "  \"pointer_data\": [\n   {\"determined_at\": \"136893\", \"type\": \"TOUCH\", \"pos\": {\"dx\": 27}}\n  ],\n"
        "  \"index\": 1\n },\n \"session_id\": \"old\",\n \"server_time_millis\": \"1640122674226208\"\n}\n");
    bench.import();
    QCOMPARE(bench.sink.events.size(), std::size_t{1});
    QCOMPARE(bench.sink.events.front().text, QStringLiteral("touch, at 27 0"));
    QCOMPARE(bench.sink.events.front().time, Timestamp::fromMs(1640122674127 - 275));
}

QTEST_GUILESS_MAIN(TestMoonsenseImport)
#include "tst_moonsense_import.moc"
