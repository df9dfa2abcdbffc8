#include "app/watchglass/application.h"
#include "app/watchglass/import_control.h"
#include "app/watchglass/replay_control.h"
#include "tests/ui/no_warnings.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/import_report_dialog.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/notice_bar.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QToolButton>

using namespace watchglass;

namespace {

struct Scene
{
    explicit Scene(Clock &clock)
        : application(optionsIn(dir), clock)
    {
        application.start();
    }
    static app::Options optionsIn(const QTemporaryDir &folder)
    {
        app::Options options;
        options.dataDir = folder.path();
        return options;
    }
    QString write(const char *name, const QByteArray &text) const
    {
        QFile file(dir.filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", name);
        return file.fileName();
    }
    ui::ImportDialog *dialog() const { return application.imports().dialog(); }
    QAction *command(const char *id) const { return application.window().commands().action(QLatin1String(id)); }
    QStringList sessions() const { return QDir(dir.filePath(QStringLiteral("recordings"))).entryList(QDir::Files); }

    QTemporaryDir dir;
    mutable app::Application application;
};

} // namespace

class TestImportControl : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void anImportedFileIsOpenedAsASession()
    {
        Scene scene(m_clock);
        QVERIFY(!scene.command("record.importReport")->isEnabled());
        scene.application.openFile(
            scene.write("walk.csv", "time,pulse\n2026-01-31T10:00:00Z,60\n2026-01-31T10:00:01Z,x\n"
                                    "2026-01-31T10:00:02Z,62\n2026-01-31T10:00:03Z,62\n2026-01-31T10:00:04Z,63\n"));
        QVERIFY(scene.dialog());
        QVERIFY2(scene.dialog()->canImport(), qPrintable(scene.dialog()->problem()));
        QVERIFY(!scene.application.replay().isOpen());
        scene.dialog()->start();
        QTRY_VERIFY(scene.application.replay().isOpen());
        QVERIFY(!scene.dialog());
        QCOMPARE(scene.sessions(), QStringList{QStringLiteral("walk.wgrec")});
        const SeriesKey key{QStringLiteral("file"), QStringLiteral("walk"), QStringLiteral("pulse"), {}};
        QTRY_VERIFY(scene.application.store().find(key) && scene.application.store().find(key)->count() == 4);
        ui::NoticeBar &notices = scene.application.window().notices();
        QCOMPARE(notices.texts().value(0), QStringLiteral("walk.csv: 5 rows, 1 series. 1 cell(s) were left out."));
        // The notice has a way to the rest, and so has the palette.
        QToolButton *details = nullptr;
        for (QToolButton *button : notices.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("Details…"))
                details = button;
        }
        QVERIFY(details && details->isVisibleTo(&notices));
        details->click();
        auto *report = scene.application.window().findChild<ui::ImportReportDialog *>();
        QVERIFY(report);
        QVERIFY(report->findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("Line 3, pulse")));
        QVERIFY(scene.command("record.importReport")->isEnabled());
        notices.dismiss();
        notices.say(QStringLiteral("something else"));
        QVERIFY(!details->isVisibleTo(&notices));
    }

    void filesAreAskedAboutOneAfterTheOther()
    {
        Scene scene(m_clock);
        scene.application.openFile(scene.write("a.csv", "time,a\n0,1\n1,2\n"));
        scene.application.openFile(scene.write("b.gpx", "<gpx/>"));
        scene.application.openFile(scene.write("c.json", "{\"time\":0,\"a\":1}"));
        for (const char *name : {"a.csv", "b.gpx", "c.json"}) {
            QVERIFY(scene.dialog());
            QVERIFY(scene.dialog()->path().endsWith(QLatin1String(name)));
            scene.dialog()->reject();
        }
        QVERIFY(!scene.dialog());
        QCOMPARE(scene.sessions(), QStringList());
    }

    void desksAndSessionsOfMoonsenseAreNotAskedAbout()
    {
        Scene scene(m_clock);
        scene.application.openFile(scene.write("gone.wgdesk", "{}"));
        scene.application.openFile(
            scene.write("backup-of-a-desk", "{\n\"current\": 0,\n\"format\": \"watchglass-desk\"\n}"));
        QVERIFY(!scene.dialog());
        scene.application.openFile(scene.write("bundles.json", "{\"bundle\":{\"bundle_index\":0}}"));
        QVERIFY(!scene.dialog());
        QCOMPARE(scene.application.sourceControl().sources().size(), std::size_t(1));
    }

    void thereIsACommand()
    {
        Scene scene(m_clock);
        QAction *import = scene.command("record.import");
        QVERIFY(import && import->isEnabled());
        QVERIFY(scene.application.window()
                    .commands()
                    .conflicts(QStringLiteral("record.import"), import->shortcut())
                    .isEmpty());
    }
};

QTEST_MAIN(TestImportControl)
#include "tst_import_control.moc"
