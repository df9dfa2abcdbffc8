#include "app/cli/command_line.h"

#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

using namespace watchglass;
using namespace watchglass::cli;
using namespace std::chrono_literals;

namespace {

QStringList arguments(const QString &line)
{
    return QStringList{QStringLiteral("watchglass-cli")} + line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class TestCliCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void readsSourcesAndLength()
    {
        const auto command =
            parseArguments(arguments(QStringLiteral(
                               "watch --source valtronics:ws://a:1/ws --source valtronics:wss://b/ws --for 1.5s")),
                           QStringLiteral("secret"));
        QVERIFY(command.ok());
        const WatchOptions &watch = *command.value().watch;
        QCOMPARE(watch.sources.size(), std::size_t(2));
        QCOMPARE(watch.sources[0].url, QUrl(QStringLiteral("ws://a:1/ws")));
        QCOMPARE(watch.sources[1].url, QUrl(QStringLiteral("wss://b/ws")));
        QCOMPARE(watch.sources[1].token, QStringLiteral("secret"));
        QVERIFY(watch.length == Duration(1500ms));
    }

    void readsWhereToRecordAndHowMuch()
    {
        const auto command = parseArguments(
            arguments(QStringLiteral("record --source valtronics:ws://a:1/ws --output x.wgrec --for 10m --max-size 2GB "
                                     "--min-free 1MiB")),
            QStringLiteral("secret"));
        QVERIFY(command.ok());
        const RecordOptions &record = *command.value().record;
        QCOMPARE(record.sources.size(), std::size_t(1));
        QCOMPARE(record.sources[0].token, QStringLiteral("secret"));
        QCOMPARE(record.output, QStringLiteral("x.wgrec"));
        QVERIFY(record.length == Duration(10min));
        QVERIFY(record.limits.maxBytes == std::uint64_t(2'000'000'000));
        QCOMPARE(record.limits.minFreeBytes, std::uint64_t(1'048'576));
        QVERIFY(!record.limits.rotates && !record.limits.maxLength);
    }

    void rotatingForADurationIsALimitOfEachFile()
    {
        const auto command = parseArguments(
            arguments(QStringLiteral("record --source valtronics:ws://a/ws --output x --for 1h --rotate")), {});
        QVERIFY(command.ok());
        QVERIFY(!command.value().record->length);
        QVERIFY(command.value().record->limits.rotates);
        QVERIFY(command.value().record->limits.maxLength == Duration(1h));
    }

    void refusesRecordingsThatMakeNoSense_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *line, const char *word) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(word);
        };
        row("record --source valtronics:ws://a/ws", "--output");
        row("record --output x", "--source");
        row("record --source valtronics:ws://a/ws --output x --max-size much", "much");
        row("record --source valtronics:ws://a/ws --output x --for ever", "ever");
        row("record --source valtronics:ws://a/ws --output x --rotate", "--rotate");
        row("info", "FILE");
        row("check", "FILE");
    }
    void refusesRecordingsThatMakeNoSense()
    {
        QFETCH(QString, line);
        QFETCH(QString, word);
        const auto command = parseArguments(arguments(line), {});
        QVERIFY(!command.ok());
        QVERIFY2(command.error().text.contains(word), qPrintable(command.error().text));
    }

    void takesSessionFiles()
    {
        QCOMPARE(parseArguments(arguments(QStringLiteral("info a b")), {}).value().info->files,
                 (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(parseArguments(arguments(QStringLiteral("check a")), {}).value().check->files,
                 QStringList{QStringLiteral("a")});
        for (const char *help : {"record --help", "info --help", "check --help"})
            QVERIFY(parseArguments(arguments(QString::fromLatin1(help)), {})
                        .value()
                        .output.contains(QStringLiteral("wgrec")));
    }

    void aTokenFileWinsOverTheEnvironment()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("  from-file\n");
        file.close();
        const auto command = parseArguments(
            arguments(QStringLiteral("watch --source valtronics:ws://a/ws --token-file ") + file.fileName()),
            QStringLiteral("from-environment"));
        QVERIFY(command.ok());
        QCOMPARE(command.value().watch->sources[0].token, QStringLiteral("from-file"));
        QVERIFY(!command.value().watch->length);
    }

    void aTokenFileMayHaveALineForEachService()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("valtronics v-token\n\n");
        file.close();
        const auto command = parseArguments(
            arguments(QStringLiteral("watch --source valtronics:ws://a/ws --token-file ") + file.fileName()), {});
        QVERIFY(command.ok());
        QCOMPARE(command.value().watch->sources[0].token, QStringLiteral("v-token"));
    }

    void readsWhatToTest()
    {
        const auto command = parseArguments(
            arguments(QStringLiteral("test --source valtronics:ws://a:1/ws --source valtronics:ws://b:1/ws")),
            QStringLiteral("secret"));
        QVERIFY(command.ok() && command.value().test && !command.value().watch);
        QCOMPARE(command.value().test->sources.size(), std::size_t(2));
        QCOMPARE(command.value().test->sources[1].token, QStringLiteral("secret"));
    }

    void refusesWithWords_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("mentions");
        const auto row = [](const char *name, const char *line, const char *mentions) {
            QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(mentions);
        };
        row("nothing", "", "usage");
        row("unknown command", "look", "look");
        row("no source", "watch", "--source");
        row("unknown service", "watch --source other:ws://a/ws", "valtronics:ws://");
        row("no scheme", "watch --source valtronics:127.0.0.1", "ws://");
        row("http", "watch --source valtronics:http://a/", "ws://");
        row("unknown option", "watch --source valtronics:ws://a/ws --loud", "loud");
        row("bad duration", "watch --source valtronics:ws://a/ws --for soon", "soon");
        row("stray word", "watch --source valtronics:ws://a/ws twice", "twice");
        row("missing token file", "watch --source valtronics:ws://a/ws --token-file /nowhere/token", "/nowhere/token");
    }

    void refusesWithWords()
    {
        QFETCH(QString, line);
        QFETCH(QString, mentions);
        const auto command = parseArguments(arguments(line), {});
        QVERIFY(!command.ok());
        QVERIFY2(command.error().text.contains(mentions), qPrintable(command.error().text));
    }

    void helpNamesEveryOption()
    {
        const auto overview = parseArguments(arguments(QStringLiteral("--help")), {});
        QVERIFY(overview.ok() && overview.value().output.contains(QLatin1String("watch")));
        const auto watch = parseArguments(arguments(QStringLiteral("watch --help")), {});
        QVERIFY(watch.ok() && !watch.value().watch);
        for (const auto option : {"--source", "--for", "--token-file", "WATCHGLASS_TOKEN", "watchglass-cli watch"})
            QVERIFY2(watch.value().output.contains(QLatin1String(option)), option);
    }
};

QTEST_GUILESS_MAIN(TestCliCommandLine)
#include "tst_cli_command_line.moc"
