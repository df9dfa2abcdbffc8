#include "app/simulator/command_line.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void defaultsServeTheDocumentedDialectWithItsLimits()
    {
        const CommandLine line = parseCommandLine({}).value();
        QCOMPARE(line.port, quint16(8000));
        QVERIFY(line.server.dialect == Dialect::Documented);
        QCOMPARE(line.server.limits.connectsPerMinute, 10);
        QVERIFY(!line.server.startOnSubscribe);
        QVERIFY(!line.runFor);
        QCOMPARE(line.makeFleet().value().devices().size(), 10U);
    }

    void optionsArriveWhereTheyBelong()
    {
        const QStringList words =
            QStringLiteral(
                "--devices 7 --rate 250 --channels 3 --port 0 --dialect server --pushes on --seed 9 --for 1.5 "
                "--drop 0.1 --delay 20 --damage tear --refuse http429 --slow 1000 --clock-skew -3 --history 60 "
                "--connects-per-minute 0 --backpressure --huge-frame --half-open --expired-token")
                .split(QLatin1Char(' '));
        const Result<CommandLine> read = parseCommandLine(words);
        QVERIFY2(read.ok(), read ? "" : qPrintable(read.error().text));
        const CommandLine &line = read.value();
        const Fleet fleet = line.makeFleet().value();
        QCOMPARE(fleet.devices().size(), 7U);
        QCOMPARE(fleet.devices()[0].feed->metrics().size(), 3U);
        QCOMPARE(fleet.devices()[0].feed->dueAt(250).count(), 1'000'000'000);
        QVERIFY(line.server.dialect == Dialect::Server);
        QVERIFY(line.server.pushes && line.server.backpressure);
        QCOMPARE(line.server.seed, 9U);
        QCOMPARE(line.runFor->count(), 1'500'000'000);
        QCOMPARE(line.server.history.count(), 60'000'000'000);
        QCOMPARE(line.server.limits.connectsPerMinute, 0);
        const Faults &faults = line.server.faults;
        QCOMPARE(faults.drop, 0.1);
        QCOMPARE(faults.delay.count(), 20'000'000);
        QVERIFY(faults.damage == Damage::Tear && faults.refuse == Refusal::Http && faults.httpStatus == 429);
        QCOMPARE(faults.bytesPerSecond, 1000);
        QCOMPARE(faults.clockSkew.count(), -3'000'000'000);
        QVERIFY(faults.hugeFrame && faults.halfOpen && faults.expiredToken);
    }

    void optionsOfOneServiceArriveThere()
    {
        const QStringList words =
            QStringLiteral("--sensocto-quality low --sensocto-attention none --sensocto-load critical "
                           "--sensocto-memory-protection --sensocto-delta --sensocto-digest "
                           "--sensocto-documented-payloads --sensocto-allow-missing-token --disruptive-stream 90 "
                           "--disruptive-requests 5 --terra-heartbeat 2.5 --terra-sessions 1")
                .split(QLatin1Char(' '));
        const Result<CommandLine> read = parseCommandLine(words);
        QVERIFY2(read.ok(), read ? "" : qPrintable(read.error().text));
        const ServiceOptions &services = read.value().services;
        QVERIFY(services.sensocto.quality == sensocto::Quality::Low);
        QVERIFY(services.sensocto.delta && services.sensocto.digest);
        QVERIFY(services.sensocto.documentedPayloads && services.sensocto.allowMissingToken);
        QVERIFY(services.pressure.attention == sensocto::Attention::None);
        QVERIFY(services.pressure.load == sensocto::Load::Critical);
        QVERIFY(services.pressure.memoryProtection);
        QCOMPARE(services.disruptive.streamLifetime.count(), 90'000'000'000);
        QCOMPARE(services.disruptive.requestsPerWindow, 5);
        QCOMPARE(services.terra.heartbeat.count(), 2'500'000'000);
        QCOMPARE(services.terra.consumers, 1);

        const ServiceOptions usual = parseCommandLine({}).value().services;
        QVERIFY(usual.pressure.attention == sensocto::Attention::Medium);
        QCOMPARE(usual.disruptive.requestsPerWindow, 25);
        QCOMPARE(parseCommandLine({QStringLiteral("--no-limits")}).value().services.disruptive.requestsPerWindow, 0);
    }

    void playBeginsWithTheFirstSubscriber()
    {
        const CommandLine line =
            parseCommandLine({QStringLiteral("--play"), QStringLiteral("x.csv"), QStringLiteral("--time"),
                              QStringLiteral("now"), QStringLiteral("--columns"), QStringLiteral("a,b"),
                              QStringLiteral("--rate"), QStringLiteral("64")})
                .value();
        QVERIFY(line.server.startOnSubscribe);
        QVERIFY(line.playOptions.time == PlayTime::Now);
        QCOMPARE(line.playOptions.csv.columns, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(line.playOptions.csv.rateHz, std::optional(64.0));
        QVERIFY(!line.makeFleet().ok()); // there is no such file
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *arguments, const char *named) {
            QTest::newRow(arguments) << QString::fromLatin1(arguments) << QString::fromLatin1(named);
        };
        row("--port 70000", "--port");
        row("--rate fast", "--rate");
        row("--devices 1.5", "--devices");
        row("--dialect klingon", "--dialect");
        row("--drop 2", "--drop");
        row("--refuse http200", "--refuse");
        row("--unknown", "unknown");
        row("file.csv", "file.csv");
    }
    void mistakesAreNamed()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, named);
        const Result<CommandLine> read = parseCommandLine(arguments.split(QLatin1Char(' ')));
        QVERIFY(!read.ok());
        QVERIFY2(read.error().text.contains(named), qPrintable(read.error().text));
    }

    void helpNamesEveryOptionAndGivesExamples()
    {
        const QString help = helpText();
        for (const char *word : {"--demo", "--play", "--dialect", "--corrupt", "--seed", "--for", "Examples:"})
            QVERIFY2(help.contains(QLatin1String(word)), word);
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_simulator_command_line.moc"
