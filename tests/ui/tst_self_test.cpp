#include "app/watchglass/self_test.h"
#include "app/watchglass/self_test_parts.h"
#include "app/watchglass/spare_font.h"
#include "tests/ui/no_warnings.h"

#include <QFile>
#include <QFont>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::app;

namespace {

constexpr int patienceMs = 90'000;

struct Ended
{
    int exitCode = -1;
    QString output;
    QString errors;
};

Ended run(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(WATCHGLASS_PROGRAM), arguments);
    if (!process.waitForFinished(patienceMs))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

Check check(const char *name, const CheckOutcome &outcome)
{
    return {QLatin1String(name), [outcome] { return outcome; }};
}

} // namespace

class TestSelfTest : public QObject
{
    Q_OBJECT

    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void theProgramHasAllItNeeds()
    {
        QTemporaryDir dir;
        const QString picture = dir.filePath(QStringLiteral("window.png"));
        const Ended ended = run({QStringLiteral("--selftest"), QStringLiteral("--screenshot"), picture}, m_environment);
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.output + ended.errors));
        const auto names = {"fonts", "widgets",  "charts",     "plots",     "drawings",  "pictures",
                            "JSON",  "database", "encryption", "WebSocket", "demo fleet"};
        for (const char *name : names)
            QVERIFY2(ended.output.contains(QStringLiteral("ok      ") + QLatin1String(name)), name);
        QVERIFY(ended.output.contains(QStringLiteral("checks passed on offscreen")));
        QCOMPARE(QImage(picture).size(), QSize(1440, 900));
    }

    /// A computer without any font: the letters come from the program itself.
    void lettersNeedNoFontOfTheComputer()
    {
#if defined(Q_OS_LINUX)
        QTemporaryDir dir;
        QFile configuration(dir.filePath(QStringLiteral("fonts.conf")));
        QVERIFY(configuration.open(QIODevice::WriteOnly));
        configuration.write("<?xml version=\"1.0\"?><fontconfig><cachedir>" + dir.path().toUtf8()
                            + "</cachedir></fontconfig>");
        configuration.close();
        QProcessEnvironment environment = m_environment;
        environment.insert(QStringLiteral("FONTCONFIG_FILE"), configuration.fileName());
        const Ended ended = run({QStringLiteral("--selftest")}, environment);
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.output + ended.errors));
        QVERIFY(ended.output.contains(QStringLiteral("DejaVu Sans")));
#else
        QSKIP("fonts come from elsewhere here");
#endif
    }

    void whatIsNeededAndMissingFails()
    {
        QCOMPARE(runSelfTest({check("a", CheckOutcome::held(QStringLiteral("1")))}), 0);
        QCOMPARE(runSelfTest({check("a", CheckOutcome::absent(QStringLiteral("no device")))}), 0);
        bool isLastTried = false;
        const Check last{QStringLiteral("b"), [&isLastTried] {
                             isLastTried = true;
                             return CheckOutcome::held({});
                         }};
        QCOMPARE(runSelfTest({check("a", CheckOutcome::failed(QStringLiteral("gone"))), last}), 1);
        QVERIFY(isLastTried);
    }

    void anEmptyPictureHasNoInk()
    {
        QCOMPARE(inkOf({}), 0);
        QImage image(4, 4, QImage::Format_RGB32);
        image.fill(Qt::white);
        QCOMPARE(inkOf(image), 0);
        image.setPixel(2, 2, qRgb(0, 0, 0));
        QCOMPARE(inkOf(image), 1);
    }

    void aFontWithLettersDrawsThem()
    {
        QFont font;
        font.setPixelSize(20);
        QVERIFY(drawsLetters(font));
    }

    void versionTellsWhatItIsMadeOf()
    {
        const Ended ended = run({QStringLiteral("--version")}, m_environment);
        QCOMPARE(ended.exitCode, 0);
        const QRegularExpression first(
            QStringLiteral("^watchglass \\d+\\.\\d+\\.\\d+ \\(commit ([0-9a-f]{7,}(-dirty)?|unknown)\\)\n"));
        QVERIFY2(first.match(ended.output).hasMatch(), qPrintable(ended.output));
        QVERIFY(ended.output.contains(QStringLiteral("%1, built with " QT_VERSION_STR).arg(QLatin1String(qVersion()))));
        for (const char *library : {"QCustomPlot", "simdjson 3", "SQLite       3.", "TLS", "zlib", "libarchive"})
            QVERIFY2(ended.output.contains(QLatin1String(library)), library);
    }
};

QTEST_MAIN(TestSelfTest)
#include "tst_self_test.moc"
