#include "app/watchglass/export_control.h"

#include "tests/ui/no_warnings.h"
#include "tests/ui/replay_scene.h"
#include "ui/shell/notice_bar.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace watchglass;
using namespace watchglass::test;
using namespace std::chrono_literals;

namespace {

constexpr int samplesOfEach = 601;

struct Scene : ReplayScene
{
    using ReplayScene::ReplayScene;

    void open(const QString &session, const QString &source = pulse.source)
    {
        QVERIFY(replay().open(session));
        QTRY_VERIFY(series(source) && series(source)->count() == samplesOfEach);
    }
    ui::SampleExportDialog &dialog()
    {
        if (!application.exports().dialog())
            command("record.export")->trigger();
        return *application.exports().dialog();
    }
    /// Whichever box has such an entry.
    void choose(const QString &entry)
    {
        for (QComboBox *box : dialog().findChildren<QComboBox *>()) {
            if (const int index = box->findText(entry, Qt::MatchContains); index >= 0)
                return box->setCurrentIndex(index);
        }
        qFatal("no entry %s", qPrintable(entry));
    }
    void type(const char *field, const QString &text)
    {
        for (QLineEdit *line : dialog().findChildren<QLineEdit *>()) {
            if (line->accessibleName() == QLatin1String(field))
                return line->setText(text);
        }
        qFatal("no field %s", field);
    }
    QPushButton &exportButton()
    {
        for (QPushButton *one : dialog().findChildren<QPushButton *>()) {
            if (one->isDefault())
                return *one;
        }
        qFatal("no button");
    }
    /// The lines of what was written.
    QStringList write(const QString &name)
    {
        dialog().setPath(dir.filePath(name));
        exportButton().click();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!application.exports().dialog(), 60'000); }();
        return lines(name);
    }
    QStringList lines(const QString &name) const
    {
        QFile file(dir.filePath(name));
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)
                   : QStringList();
    }
};

QString iso(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time, 0));
}

} // namespace

class TestExportControl : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    QString m_first;
    QString m_later; ///< The same 100 s later.

private Q_SLOTS:
    void init() { failOnAnyWarning(); }
    void initTestCase()
    {
        m_first = writeSession(m_folder.filePath(QStringLiteral("first.wgrec")));
        m_later = writeSession(m_folder.filePath(QStringLiteral("later.wgrec")), 100);
    }

    void everyControlHasAName()
    {
        Scene scene(m_clock);
        scene.choose(QStringLiteral("Those that are called"));
        scene.choose(QStringLiteral("From … to …"));
        verifyNamed(scene.dialog());
    }

    void writesWhatTheWindowHolds()
    {
        Scene scene(m_clock);
        scene.open(m_first);
        scene.replay().seek(second(60)); // what lies after the playhead is not there yet
        scene.choose(QStringLiteral("What this window holds"));
        scene.choose(QStringLiteral("Those that are called"));
        scene.type("Names of series", QStringLiteral("none, ward/*"));
        const QStringList lines = scene.write(QStringLiteral("all.csv"));
        QCOMPARE(lines.size(), 1 + samplesOfEach);
        QVERIFY(lines.first().contains(QStringLiteral("ward/bed/pulse")));
        QVERIFY(lines.first().contains(QStringLiteral("ward/bed/breath")));
        QVERIFY(
            scene.application.window().notices().texts().first().contains(QStringLiteral("all.csv holds 1202 sample")));
    }

    void writesTheSeriesOfThePanelInFocusAsARecordingHasThem()
    {
        Scene scene(m_clock);
        scene.open(m_first);
        scene.open(m_later, QStringLiteral("ward (2)"));
        scene.replay().setOffset(scene.replay().sessions().at(1).id, -100s);
        SeriesKey other = pulse;
        other.source = QStringLiteral("ward (2)");
        QTRY_VERIFY(scene.series(other.source) && scene.series(other.source)->count() == samplesOfEach);
        scene.application.window().desk().arrange({{other}}, QStringLiteral("plot"));
        scene.choose(QStringLiteral("later"));
        scene.choose(QStringLiteral("From … to …"));
        scene.type("From", iso(second(10)));
        scene.type("To", iso(second(20)));
        scene.choose(QStringLiteral("a row for each sample"));
        const QStringList lines = scene.write(QStringLiteral("part.csv"));
        QCOMPARE(lines.size(), 1 + 100);
        QVERIFY2(lines.at(1).startsWith(iso(second(110)).chopped(1)), qPrintable(lines.at(1))); // as it was recorded
        QVERIFY(lines.at(1).contains(QStringLiteral("ward")) && !lines.at(1).contains(QStringLiteral("(2)")));
        // The other recording has none of these series.
        scene.choose(QStringLiteral("first"));
        scene.exportButton().click();
        QVERIFY(scene.dialog().problem().contains(QStringLiteral("first.wgrec has none of these series")));
    }

    void writesOneSampleForEachInterval()
    {
        Scene scene(m_clock);
        scene.open(m_first);
        scene.choose(QStringLiteral("first"));
        scene.choose(QStringLiteral("The last of every"));
        scene.choose(QStringLiteral("Those that are called"));
        scene.type("Names of series", QStringLiteral("*/pulse"));
        scene.choose(QStringLiteral("JSON lines"));
        QVERIFY(scene.dialog().wish()->path.endsWith(QStringLiteral(".jsonl")));
        const QStringList lines = scene.write(QStringLiteral("few.jsonl"));
        QCOMPARE(lines.size(), 1 + 61); // the series, then a sample a second
        QVERIFY2(lines.at(1).contains(QStringLiteral("\"value\":9")), qPrintable(lines.at(1)));
    }

    void saysWhatIsMissing()
    {
        Scene scene(m_clock);
        scene.choose(QStringLiteral("Those that are called"));
        QVERIFY(!scene.exportButton().isEnabled());
        QVERIFY(scene.dialog().problem().contains(QStringLiteral("Say which series")));
        scene.type("Names of series", QStringLiteral("nobody/*"));
        QVERIFY(scene.exportButton().isEnabled());
        scene.choose(QStringLiteral("From … to …"));
        scene.type("From", QStringLiteral("yesterday"));
        QVERIFY(!scene.exportButton().isEnabled());
        scene.type("From", iso(second(1)));
        scene.type("To", iso(second(1)));
        QVERIFY(scene.dialog().problem().contains(QStringLiteral("before the beginning")));
        scene.type("To", {});
        scene.dialog().setPath(scene.dir.filePath(QStringLiteral("none/such/place.csv")));
        scene.exportButton().click();
        QTRY_VERIFY(scene.dialog().problem().contains(QStringLiteral("cannot be written")));
        scene.dialog().setPath(scene.dir.filePath(QStringLiteral("nobody.csv")));
        scene.exportButton().click();
        QTRY_VERIFY(scene.dialog().problem().contains(QStringLiteral("There is no series nobody/*")));
        QVERIFY(!QFile::exists(scene.dir.filePath(QStringLiteral("nobody.csv"))));
        QVERIFY(scene.exportButton().isEnabled());
    }

    void aFileThatIsThereIsSaidToBeReplaced()
    {
        Scene scene(m_clock);
        const auto isSaid = [&scene] {
            const auto labels = scene.dialog().findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&scene](const QLabel *label) {
                return label->isVisibleTo(&scene.dialog()) && label->text().contains(QStringLiteral("is replaced"));
            });
        };
        scene.dialog().setPath(scene.dir.filePath(QStringLiteral("new.csv")));
        QVERIFY(!isSaid());
        scene.dialog().setPath(m_first);
        QVERIFY(isSaid());
    }

    void whatIsGivenUpLeavesNoFile()
    {
        Scene scene(m_clock);
        scene.open(m_first);
        scene.choose(QStringLiteral("first"));
        const QString path = scene.dir.filePath(QStringLiteral("never.csv"));
        scene.dialog().setPath(path);
        scene.exportButton().click();
        QVERIFY(scene.dialog().isRunning());
        QVERIFY(!scene.exportButton().isEnabled());
        scene.dialog().reject();
        QVERIFY(!scene.dialog().isRunning());
        QVERIFY(scene.dialog().problem().contains(QStringLiteral("Stopped")));
        scene.dialog().reject();
        QTRY_VERIFY(!scene.application.exports().dialog());
    }
};

QTEST_MAIN(TestExportControl)
#include "tst_export_control.moc"
