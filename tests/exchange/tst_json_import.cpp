#include "tests/exchange/kept_import.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::exchange;

class TestJsonImport : public QObject
{
    Q_OBJECT

private:
    TextFolder m_folder;

    Result<ImportReport> read(const QByteArray &text, KeptImport &sink, const CsvOptions &options = {})
    {
        ImportOptions all;
        all.csv = options;
        return importFile(m_folder.write("lines.json", text), all, sink);
    }

private Q_SLOTS:
    void readsWhatTheProgramWrites()
    {
        KeptImport sink;
        const auto report = read(
            R"({"event":"series","source":"s","device":"d","attribute":"door","interpolation":"hold","states":["open","closed"]})"
            "\n"
            R"({"event":"sample","source":"s","device":"d","attribute":"t.x","unit":"°C","time":"1970-01-01T00:00:01.000000005Z","value":20.5})"
            "\n"
            R"({"event":"sample","source":"s","device":"d","attribute":"door","unit":"","time":"1970-01-01T00:00:02Z","value":1})"
            "\n"
            R"({"event":"sample","source":"s","device":"d","attribute":"t.x","unit":"°C","time":"1970-01-01T00:00:03Z","value":"-Infinity"})"
            "\n"
            R"({"event":"event","source":"s","device":"d","kind":"touch","text":"hi","time":"1970-01-01T00:00:04Z"})"
            "\n"
            R"({"event":"alarm","source":"s","device":"d","condition":"resolved","priority":"critical","title":"hot","raisedAt":"1970-01-01T00:00:05Z","resolvedAt":"1970-01-01T00:00:06Z"})"
            "\n",
            sink);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
        QCOMPARE(report.value().rows, std::int64_t(3));
        QCOMPARE(sink.text("t.x"), std::string("1000000005:20.5 3000000000:-inf"));
        QCOMPARE(sink.of("t.x").info.unit, QStringLiteral("°C"));
        QCOMPARE(sink.of("door").info.states.size(), qsizetype(2));
        QCOMPARE(sink.text("door"), std::string("2000000000:1"));
        QCOMPARE(sink.events.front().text, QStringLiteral("hi"));
        QVERIFY(sink.alarms.front().condition == AlarmCondition::Resolved);
        QVERIFY(sink.alarms.front().priority == AlarmPriority::Critical);
        QCOMPARE(sink.alarms.front().resolvedAt->ns(), std::int64_t(6'000'000'000));
    }

    void readsTerra()
    {
        KeptImport sink;
        const auto report =
            read(R"({"op":5,"d":{"ts":"1970-01-01T00:00:01Z","val":83.0},"uid":"u","seq":1,"t":"HEART_RATE"})"
                 "\n"
                 R"({"op":5,"d":{"d":[0.5,1,2],"ts":"1970-01-01T00:00:02Z"},"uid":"u","seq":2,"t":"GYROSCOPE"})"
                 "\n",
                 sink);
        QVERIFY(report.ok());
        QCOMPARE(report.value().rows, std::int64_t(2));
        QCOMPARE(report.value().samples, std::int64_t(4));
        QCOMPARE(report.value().series, std::int64_t(4));
    }

    void readsDisruptive_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray event = R"({"eventId":"e1","targetName":"projects/p/devices/d","eventType":"temperature",)"
                                 R"("data":{"temperature":{"value":5,"updateTime":"1970-01-01T00:00:01Z"}},)"
                                 R"("timestamp":"1970-01-01T00:00:01Z"})";
        QTest::newRow("stream") << "{\"result\":{\"event\":" + event + "}}\n";
        QTest::newRow("webhook") << "{\"event\":" + event + ",\"labels\":{},\"metadata\":{}}\n";
        QTest::newRow("history page") << "{\n \"events\": [\n" + event + "\n ],\n \"nextPageToken\": \"\"\n}\n";
        QTest::newRow("bare") << event + '\n';
        QTest::newRow("devices") << QByteArray(
            R"({"devices":[{"name":"projects/p/devices/d","type":"temperature","labels":{},)"
            R"("reported":{"temperature":{"value":5,"updateTime":"1970-01-01T00:00:01Z"}}}]})");
    }

    void readsDisruptive()
    {
        QFETCH(QByteArray, text);
        KeptImport sink;
        const auto report = read(text, sink);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
        QCOMPARE(report.value().format, QStringLiteral("disruptive"));
        QCOMPARE(report.value().rows, std::int64_t(1));
        QCOMPARE(sink.text("temperature"), std::string("1000000000:5"));
    }

    void readsMoonsense()
    {
        const QByteArray bundle =
            R"({"bundle":{"client_time":{"wall_time_millis":"1678467466163","timer_millis":"4701"},"index":1,)"
            R"("pointer_data":[{"determined_at":"4700","type":"TOUCH","position":{"dx":27,"dy":208}}]},"session_id":"S"})";
        KeptImport sink;
        const auto report = read(bundle + '\n', sink);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
        QCOMPARE(report.value().format, QStringLiteral("moonsense"));
        QCOMPARE(report.value().rows, std::int64_t(1));
        QVERIFY(report.value().samples > 0);
    }

    void readsFlatObjects_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("series");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *series, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(series) << QByteArray(expected);
        };
        row("lines", "{\"time\":1700000000,\"a\":1}\n{\"time\":1700000001.5,\"a\":2}\n", "a",
            "1700000000000000000:1 1700000001500000000:2");
        row("array", "[{\"ts\":1700000000000,\"a\":1},\n {\"ts\":1700000000001,\"a\":2}]\n", "a",
            "1700000000000000000:1 1700000000001000000:2");
        row("nested", "{\"timestamp\":\"2020-01-01T00:00:00Z\",\"imu\":{\"acc\":[1,2]}}\n", "imu.acc.1",
            "1577836800000000000:2");
        row("states", "{\"t\":1700000000,\"door\":\"open\"}\n{\"t\":1700000001,\"door\":\"shut\"}\n", "door",
            "1700000000000000000:0 1700000001000000000:1");
        row("booleans", "{\"t\":1700000000,\"on\":true}\n{\"t\":1700000001,\"on\":false}\n", "on",
            "1700000000000000000:1 1700000001000000000:0");
        row("null is no value", "{\"t\":1700000000,\"a\":null}\n{\"t\":1700000001,\"a\":3}\n", "a",
            "1700000001000000000:3");
        row("nanoseconds", "{\"time\":1700000000123456789,\"a\":1}\n", "a", "1700000000123456789:1");
        row("one object over several lines", "{\n  \"time\": 1700000000,\n  \"a\": 4\n}\n", "a",
            "1700000000000000000:4");
    }

    void readsFlatObjects()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, series);
        QFETCH(QByteArray, expected);
        KeptImport sink;
        const auto report = read(text, sink);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
        QCOMPARE(QByteArray::fromStdString(sink.text(series.constData())), expected);
    }

    void takesDevicesFromObjects()
    {
        KeptImport sink;
        QVERIFY(read("{\"time\":1700000000,\"device\":\"d7\",\"a\":1}\n", sink).ok());
        QCOMPARE(sink.all.front().info.key.toString(), QStringLiteral("file/d7/a"));
    }

    void countsBadLinesAndNamesThem()
    {
        KeptImport sink;
        const auto report =
            read("{\"time\":1700000000,\"a\":1}\n{\"time\":\n\n{\"a\":5}\n{\"time\":1700000001,\"a\":2}\n", sink);
        QVERIFY(report.ok());
        QCOMPARE(report.value().rows, std::int64_t(2));
        QCOMPARE(report.value().badRows, std::int64_t(2));
        QCOMPARE(report.value().complaints.at(0).line, std::int64_t(2));
        QCOMPARE(report.value().complaints.at(1).line, std::int64_t(4));
    }

    void refusesWithALine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("broken") << QByteArray("{\n\"a\": 1,\n\"b\" 2\n}\n") << QStringLiteral("line 3: ");
        QTest::newRow("no time") << QByteArray("{\"a\":1}\n") << QStringLiteral("line 1: an object without a time");
        QTest::newRow("empty list") << QByteArray("[]") << QStringLiteral("line 1");
    }

    void refusesWithALine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, part);
        KeptImport sink;
        const auto report = read(text, sink);
        QVERIFY(!report.ok());
        QVERIFY2(report.error().text.contains(part), qPrintable(report.error().text));
        QVERIFY(sink.all.empty());
    }
};

QTEST_GUILESS_MAIN(TestJsonImport)
#include "tst_json_import.moc"
