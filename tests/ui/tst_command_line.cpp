#include "app/watchglass/command_line.h"
#include "tests/ui/no_warnings.h"

#include <QTemporaryFile>

using namespace watchglass;
using namespace watchglass::app;
using namespace std::chrono_literals;

namespace {

Result<Options> parse(QStringList arguments, const QString &token = {})
{
    arguments.prepend(QStringLiteral("watchglass"));
    return parseCommandLine(arguments, token);
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void nothingStartsTheWelcomePage()
    {
        const auto options = parse({});
        QVERIFY(options.ok());
        QVERIFY(!options.value().demo);
        QVERIFY(options.value().sources.empty());
        QVERIFY(!options.value().exitAfter);
        QVERIFY(options.value().output.isEmpty());
    }

    void everythingAtOnce()
    {
        const auto parsed =
            parse(words("--demo --connect valtronics:ws://a:1/ws --connect valtronics:ws://b:2/ws --data-dir /d "
                        "--theme light --window-size 1600x900 --screenshot p.png --after 12s --exit-after 2m --memory "
                        "512M --source-budget 8M --stats"),
                  QStringLiteral("secret"));
        QVERIFY(parsed.ok());
        const Options &options = parsed.value();
        QVERIFY(options.demo && options.stats);
        QCOMPARE(options.sources.size(), 2u);
        QCOMPARE(options.sources[1].url, QUrl(QStringLiteral("ws://b:2/ws")));
        QCOMPARE(options.sources[1].token, QStringLiteral("secret"));
        QCOMPARE(options.dataDir, QStringLiteral("/d"));
        QCOMPARE(options.theme, QStringLiteral("light"));
        QCOMPARE(*options.windowSize, QSize(1600, 900));
        QCOMPARE(options.screenshot, QStringLiteral("p.png"));
        QCOMPARE(options.screenshotAfter, Duration(12s));
        QCOMPARE(*options.exitAfter, Duration(2min));
        QCOMPARE(options.memoryBytes.value_or(0), std::size_t(512) << 20);
        QCOMPARE(options.readBudget.value_or(0), qint64(8) << 20);
    }

    void aBudgetHasAUnitOrIsNone_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<qint64>("bytesPerSecond");
        QTest::newRow("not given") << QStringList() << qint64(-1);
        QTest::newRow("none") << words("--source-budget 0") << qint64(0);
        QTest::newRow("least") << words("--source-budget 64K") << qint64(65'536);
        QTest::newRow("most") << words("--source-budget 999999G") << (qint64(999'999) << 30);
    }
    void aBudgetHasAUnitOrIsNone()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const qint64, bytesPerSecond);
        const auto options = parse(arguments);
        QVERIFY(options.ok());
        QCOMPARE(options.value().readBudget.value_or(-1), bytesPerSecond);
    }

    void tokenComesFromItsFile()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("from file\n");
        file.flush();
        const auto options = parse({QStringLiteral("--token-file"), file.fileName(), QStringLiteral("--connect"),
                                    QStringLiteral("valtronics:ws://a/ws")},
                                   QStringLiteral("from environment"));
        QVERIFY(options.ok());
        QCOMPARE(options.value().sources[0].token, QStringLiteral("from file"));
    }

    void filesAreToBeOpened()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        const auto options = parse({QStringLiteral("--new"), file.fileName()});
        QVERIFY(options.ok());
        QCOMPARE(options.value().files, QStringList{file.fileName()});
        QVERIFY(options.value().newInstance);
        QVERIFY(!parse({}).value().newInstance);
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown option") << words("--nonsense") << QStringLiteral("nonsense");
        QTest::newRow("absent file") << words("nowhere.wgdesk") << QStringLiteral("nowhere.wgdesk");
        QTest::newRow("folder") << words("/tmp") << QStringLiteral("/tmp");
        QTest::newRow("theme") << words("--theme pink") << QStringLiteral("pink");
        QTest::newRow("size") << words("--window-size 1600") << QStringLiteral("1600");
        QTest::newRow("empty size") << words("--window-size 0x900") << QStringLiteral("0x900");
        QTest::newRow("duration") << words("--exit-after soon") << QStringLiteral("soon");
        QTest::newRow("memory") << words("--memory lots") << QStringLiteral("lots");
        QTest::newRow("too little memory") << words("--memory 15M") << QStringLiteral("15M");
        QTest::newRow("budget") << words("--source-budget little") << QStringLiteral("little");
        QTest::newRow("too small a budget") << words("--source-budget 63K") << QStringLiteral("63K");
        QTest::newRow("after alone") << words("--after 5s") << QStringLiteral("--screenshot");
        QTest::newRow("address") << words("--connect http://x") << QStringLiteral("http");
        QTest::newRow("token file") << words("--token-file /no/such/file") << QStringLiteral("/no/such/file");
        QTest::newRow("value missing") << words("--connect") << QStringLiteral("connect");
        QTest::newRow("help of Qt") << words("--help-all") << QStringLiteral("help-all");
        QTest::newRow("token as argument") << words("--token secret") << QStringLiteral("token");
    }
    void mistakesAreNamed()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, named);
        const auto options = parse(arguments);
        QVERIFY(!options.ok());
        QVERIFY2(options.error().text.contains(named), qPrintable(options.error().text));
    }

    void helpNamesEveryOption()
    {
        const auto options = parse({QStringLiteral("--help")});
        QVERIFY(options.ok());
        for (const auto name :
             {"--demo", "--connect", "--token-file", "WATCHGLASS_TOKEN", "--data-dir", "--theme", "--window-size",
              "--screenshot", "--after", "--exit-after", "--memory", "--source-budget", "--stats", "--new", "FILE",
              "--list-commands", "--version", "--selftest"})
            QVERIFY2(options.value().output.contains(QLatin1String(name)), name);
    }

    void versionAndSelfTestStandInPlaceOfAStart()
    {
        QVERIFY(parse({QStringLiteral("--version")}).value().version);
        const auto tested = parse(words("--selftest --screenshot p.png"));
        QVERIFY(tested.value().selfTest && !tested.value().version);
        QCOMPARE(tested.value().screenshot, QStringLiteral("p.png"));
        QVERIFY(!parse({}).value().selfTest && !parse({}).value().version);
    }
};

QTEST_MAIN(TestCommandLine)
#include "tst_command_line.moc"
