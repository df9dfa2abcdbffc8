#include "app/watchglass/desk_control.h"
#include "core/alarm/alarm_register.h"
#include "tests/ui/desk_stage.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/desk_steps.h"
#include "ui/desk/workspace_file.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/desk_commands.h"
#include "ui/shell/earlier_desks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::KeptPanel;
using test::seriesKey;

namespace {

/// A window whose desks are kept in a folder; made again, it is the next start of the program.
struct ControlStage
{
    explicit ControlStage(const QString &folder)
        : settings(folder + QStringLiteral("/settings.ini"), QSettings::IniFormat)
        , control(window, settings, clock, folder + QStringLiteral("/desks"))
    {
        control.restoreLast();
        window.resize(1200, 800);
        window.showDesk();
        window.show();
        control.start();
    }

    std::unique_ptr<Desk> makeDesk()
    {
        return std::make_unique<Desk>(frames, tracker, governor, [](const QString &kind, const QList<SeriesKey> &) {
            return std::make_unique<KeptPanel>(kind == QLatin1String("tile") ? kind : QStringLiteral("plot"));
        });
    }
    void pass(Duration time)
    {
        QApplication::processEvents();
        clock.advance(time);
        QApplication::processEvents();
        control.finish();
    }
    QByteArray text() { return workspace_file::write(window.workspaces().save(), currentScreens()); }
    KeptPanel &panel(std::size_t index) { return static_cast<KeptPanel &>(*window.desk().panels().at(index)); }
    void run(const char *command) { window.commands().action(QString::fromLatin1(command))->trigger(); }
    QString notice() { return window.notices().texts().value(0); }

    test::FakeClock clock;
    ingest::AlarmBook book;
    alarm::AlarmRegister known;
    ingest::DeviceRegistry registry;
    DeviceTreeModel devices;
    AlarmTableModel alarms{known, registry, QTimeZone::utc()};
    FrameClock frames{clock, [] { return Duration::zero(); }};
    QSettings settings;
    attention::AttentionTracker tracker{{}, clock.monotonic()};
    attention::FrameGovernor governor{{}};
    MainWindow window{devices, alarms, frames, [this] { return makeDesk(); }, settings};
    app::DeskControl control;
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

const QByteArray ward = R"({"format": "watchglass-desk", "version": 1, "workspaces": [{"name": "Ward",
    "panels": [{"name": "a", "panel": {"kind": "plot", "zoom": 5}}, {"name": "b", "panel": {"kind": "tile"}}]}]})";

} // namespace

class TestDeskControl : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QStringList versions() const
    {
        return QDir(m_dir->filePath(QStringLiteral("desks")))
            .entryList({QStringLiteral("*.wgdesk")}, QDir::Files, QDir::Name | QDir::Reversed);
    }
    QByteArray newest() const { return contents(m_dir->filePath(QStringLiteral("desks/") + versions().value(0))); }

private Q_SLOTS:
    void init()
    {
        watchglass::test::failOnAnyWarning();
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void whatChangedIsKeptWithinTwoSeconds()
    {
        ControlStage stage(m_dir->path());
        stage.pass(5s);
        QVERIFY(versions().isEmpty()); // nothing worth keeping yet
        stage.window.desk().addPanel({seriesKey(QStringLiteral("ecg"))});
        stage.pass(2s);
        QCOMPARE(versions().size(), 1);
        QCOMPARE(newest(), stage.text());
        stage.panel(0).zoom = 7;
        stage.pass(2s);
        QCOMPARE(versions().size(), 1); // the same layout, looked at otherwise
        QCOMPARE(newest(), stage.text());
        stage.window.workspaces().add();
        stage.pass(2s);
        QCOMPARE(versions().size(), 2);
        stage.pass(60s);
        QCOMPARE(versions().size(), 2);
    }

    void nextStartIsAsTheLastEnd()
    {
        QByteArray before;
        {
            ControlStage stage(m_dir->path());
            stage.window.desk().addPanel({seriesKey(QStringLiteral("ecg"))});
            stage.window.desk().addPanel({seriesKey(QStringLiteral("spo2"))}, QStringLiteral("tile"));
            stage.window.workspaces().add(QStringLiteral("Second"));
            stage.pass(2s);
        }
        before = newest();
        ControlStage stage(m_dir->path());
        QVERIFY(stage.control.hasRestored());
        QApplication::processEvents();
        QCOMPARE(stage.text(), before);
        stage.pass(5s);
        QCOMPARE(versions().size(), 1);
        QVERIFY(stage.notice().isEmpty());
        stage.run("desk.undo");
        QCOMPARE(stage.window.workspaces().count(), 2); // what was restored is no step
    }

    void firstStartHasNothingToRestore()
    {
        ControlStage stage(m_dir->path());
        QVERIFY(!stage.control.hasRestored());
        QVERIFY(stage.notice().isEmpty());
    }

    void emptiedDeskStaysEmpty()
    {
        {
            ControlStage stage(m_dir->path());
            stage.window.desk().addPanel({seriesKey(QStringLiteral("ecg"))});
            stage.pass(2s);
            stage.window.desk().closeCurrent();
            stage.pass(2s);
        }
        ControlStage stage(m_dir->path());
        QVERIFY(stage.control.hasRestored());
        QVERIFY(stage.window.desk().isEmpty());
    }

    void brokenVersionGivesWayToAnEarlierOne()
    {
        write(m_dir->filePath(QStringLiteral("desks/20260101T000000000Z.wgdesk")), ward);
        const QString broken = m_dir->filePath(QStringLiteral("desks/20260102T000000000Z.wgdesk"));
        write(broken, "{ \"format\": ");
        ControlStage stage(m_dir->path());
        QVERIFY(stage.control.hasRestored());
        QCOMPARE(stage.window.workspaces().name(0), QStringLiteral("Ward"));
        QVERIFY(stage.notice().contains(broken));
        QVERIFY(stage.window.notices().isVisible());
        QVERIFY(QFile::exists(broken));
    }

    void savedAndOpenedAgain()
    {
        const QString path = m_dir->filePath(QStringLiteral("my.wgdesk"));
        ControlStage stage(m_dir->path());
        stage.window.desk().addPanel({seriesKey(QStringLiteral("ecg"))});
        QApplication::processEvents();
        stage.control.save(path);
        QCOMPARE(contents(path), stage.text());
        QVERIFY(stage.window.windowTitle().startsWith(QStringLiteral("my[*]")));
        QVERIFY(!stage.window.isWindowModified());
        const QByteArray saved = stage.text();
        stage.window.desk().addPanel({});
        stage.pass(1s);
        QVERIFY(stage.window.isWindowModified());
        stage.control.open(path);
        QApplication::processEvents();
        QCOMPARE(stage.text(), saved);
        QVERIFY(!stage.window.isWindowModified());
        stage.run("desk.undo"); // opening takes nothing away for good
        QCOMPARE(stage.window.desk().panels().size(), 2u);
    }

    void lookingDoesNotMarkAsChanged()
    {
        const QString path = m_dir->filePath(QStringLiteral("my.wgdesk"));
        ControlStage stage(m_dir->path());
        stage.window.desk().addPanel({seriesKey(QStringLiteral("ecg"))});
        stage.window.desk().addPanel({seriesKey(QStringLiteral("spo2"))});
        stage.window.workspaces().add();
        stage.window.workspaces().setLocked(0, true);
        QApplication::processEvents();
        stage.control.save(path);
        static_cast<KeptPanel *>(stage.window.workspaces().desk(0).panels()[0])->zoom = 4; // locked
        stage.window.workspaces().show(0);
        stage.window.desk().toggleMaximised();
        stage.window.resize(1000, 700);
        stage.pass(2s);
        QVERIFY(!stage.window.isWindowModified());
    }

    void wrongFileIsSaidAndChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("broken") << QByteArray("{");
        QTest::newRow("later") << QByteArray(ward).replace("\"version\": 1", "\"version\": 9");
        QTest::newRow("picture") << QByteArray("\x89PNG\r\n");
    }
    void wrongFileIsSaidAndChangesNothing()
    {
        QFETCH(const QByteArray, text);
        const QString path = m_dir->filePath(QStringLiteral("wrong.wgdesk"));
        write(path, text);
        ControlStage stage(m_dir->path());
        stage.window.desk().addPanel({seriesKey(QStringLiteral("ecg"))});
        QApplication::processEvents();
        const DesksState before = stage.window.workspaces().save();
        stage.control.open(path);
        QVERIFY(stage.notice().contains(path));
        QVERIFY(!stepBetween(before, stage.window.workspaces().save()));
        QCOMPARE(stage.panel(0).restored, 0);
        QCOMPARE(contents(path), text);
        QVERIFY(!stage.window.windowTitle().contains(QStringLiteral("wrong")));
        stage.window.notices().dismiss();
        QVERIFY(stage.window.notices().isHidden());
    }

    void absentFileIsSaid()
    {
        ControlStage stage(m_dir->path());
        stage.control.open(QStringLiteral("/nowhere/at.wgdesk"));
        QVERIFY(stage.notice().contains(QStringLiteral("/nowhere/at.wgdesk")));
        stage.control.save(QStringLiteral("/nowhere/at.wgdesk"));
        QVERIFY(stage.notice().contains(QStringLiteral("not saved")));
        stage.control.save(QStringLiteral("/nowhere/at.wgdesk"));
        QCOMPARE(stage.window.notices().texts().size(), 2); // said again, counted
    }

    void recentFilesAreOfferedAgain()
    {
        const QString path = m_dir->filePath(QStringLiteral("ward.wgdesk"));
        write(path, ward);
        {
            ControlStage stage(m_dir->path());
            QVERIFY(!stage.window.commands().action(QStringLiteral("desk.recent.1"))->isVisible());
            stage.control.open(path);
        }
        ControlStage stage(m_dir->path());
        QVERIFY(stage.window.windowTitle().startsWith(QStringLiteral("ward[*]")));
        QAction *recent = stage.window.commands().action(QStringLiteral("desk.recent.1"));
        QVERIFY(recent->isVisible());
        QCOMPARE(recent->text(), QStringLiteral("Open ward.wgdesk"));
        stage.window.desk().addPanel({});
        recent->trigger();
        QCOMPARE(stage.window.desk().panels().size(), 2u);
    }

    void earlierDeskCanBeRestoredAndThatUndone()
    {
        ControlStage stage(m_dir->path());
        stage.window.desk().addPanel({seriesKey(QStringLiteral("ecg"))});
        stage.pass(2s);
        stage.window.desk().addPanel({seriesKey(QStringLiteral("spo2"))});
        stage.window.desk().addPanel({seriesKey(QStringLiteral("pulse"))});
        stage.pass(2s);
        stage.run("desk.earlier");
        auto *dialog = stage.window.findChild<EarlierDesks *>();
        QVERIFY(dialog && !dialog->isModal());
        QCOMPARE(dialog->list().count(), 2);
        QVERIFY(dialog->list().item(0)->text().contains(QStringLiteral("3 panel")));
        dialog->list().setCurrentRow(1);
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Restore"))
                button->click();
        }
        QCOMPARE(stage.window.desk().panels().size(), 1u);
        stage.run("desk.undo");
        QCOMPARE(stage.window.desk().panels().size(), 3u);
        dialog->close();
    }

    void commandsAreUndoneAndNamed()
    {
        ControlStage stage(m_dir->path());
        QAction *undo = stage.window.commands().action(QStringLiteral("desk.undo"));
        QAction *redo = stage.window.commands().action(QStringLiteral("desk.redo"));
        QVERIFY(!redo->isEnabled());
        stage.run("panel.add");
        stage.run("panel.add");
        QApplication::processEvents();
        stage.run("panel.close");
        QApplication::processEvents();
        QCOMPARE(undo->text(), QStringLiteral("Undo close panel"));
        undo->trigger();
        QCOMPARE(stage.window.desk().panels().size(), 2u);
        QCOMPARE(redo->text(), QStringLiteral("Redo close panel"));
        redo->trigger();
        QCOMPARE(stage.window.desk().panels().size(), 1u);
    }

    void lockedWorkspaceOffersNoChanges()
    {
        ControlStage stage(m_dir->path());
        stage.run("panel.add");
        stage.run("workspace.lock");
        QVERIFY(stage.window.desk().isLocked());
        for (const char *id : {"panel.add", "panel.close", "workspace.close", "panel.toNewWorkspace"})
            QVERIFY2(!stage.window.commands().action(QString::fromLatin1(id))->isEnabled(), id);
        stage.run("desk.undo");
        QCOMPARE(stage.window.desk().panels().size(), 1u);
        QVERIFY(stage.notice().contains(QStringLiteral("locked")));
        stage.run("workspace.lock");
        stage.run("desk.undo");
        QVERIFY(stage.window.desk().isEmpty());
    }

    void diskThatFailsIsSaid()
    {
        write(m_dir->filePath(QStringLiteral("desks")), "a file where the folder should be");
        ControlStage stage(m_dir->path());
        stage.run("panel.add");
        stage.pass(2s);
        QTRY_VERIFY(stage.notice().contains(QStringLiteral("could not be kept")));
    }

    void momentsAreSaidInWords_data()
    {
        QTest::addColumn<QDateTime>("moment");
        QTest::addColumn<QString>("text");
        QTest::newRow("today") << QDateTime({2026, 1, 2}, {9, 5, 7}, Qt::UTC) << QStringLiteral("Today 09:05:07");
        QTest::newRow("yesterday") << QDateTime({2026, 1, 1}, {23, 59, 59}, Qt::UTC)
                                   << QStringLiteral("Yesterday 23:59:59");
        QTest::newRow("before") << QDateTime({2025, 12, 31}, {0, 0}, Qt::UTC) << QStringLiteral("2025-12-31 00:00:00");
        QTest::newRow("clock put back") << QDateTime({2026, 1, 5}, {1, 0}, Qt::UTC)
                                        << QStringLiteral("2026-01-05 01:00:00");
    }
    void momentsAreSaidInWords()
    {
        QFETCH(const QDateTime, moment);
        QFETCH(const QString, text);
        QCOMPARE(momentText(moment, QDateTime({2026, 1, 2}, {12, 0}, Qt::UTC), QTimeZone::utc()), text);
    }
};

QTEST_MAIN(TestDeskControl)
#include "tst_desk_control.moc"
