#include "app/watchglass/application.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/settings_page.h"
#include "ui/shell/command_registry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::app;
using namespace std::chrono_literals;

namespace {

/// The whole program on a clock that is turned by hand, with nothing to watch.
struct Fixture
{
    QTemporaryDir dir;
    test::FakeClock clock;
    std::unique_ptr<Application> program;

    void start(Options options = {})
    {
        program.reset();
        options.dataDir = dir.path();
        program = std::make_unique<Application>(options, clock);
    }
    settings::SettingsBook &book() const { return program->settings(); }
    void set(const char *key, const QVariant &value) const
    {
        QVERIFY(book().setValue(QString::fromLatin1(key), value));
    }
    QAction *action(const char *id) const { return program->window().commands().action(QString::fromLatin1(id)); }
};

} // namespace

class TestSettingsControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void aChangeHoldsAtOnceAndAtTheNextStart()
    {
        Fixture f;
        f.start();
        QCOMPARE(f.program->attention().governor().settings().mediumRateHz, 15.0);
        for (int start = 0; start < 2; ++start) {
            if (start == 0) {
                f.set("attention/mediumHz", 6);
                f.set("attention/idleMinutes", 3);
                f.set("attention/focusFall", 40);
                f.set("memory/samples", 100);
                f.set("appearance/theme", QStringLiteral("light"));
            } else {
                f.start();
            }
            QCOMPARE(f.program->attention().governor().settings().mediumRateHz, 6.0);
            const auto &tracking = f.program->attention().tracker().settings();
            QVERIFY(tracking.idleAfter == Duration(3min));
            QVERIFY(tracking.fall.focus == Duration(40s));
            QCOMPARE(f.program->store().budget(), std::size_t(100) << 20);
            QCOMPARE(ui::currentTheme().name, QStringLiteral("light"));
        }
    }

    void alarmCommandsAndAlarmSettingsAreOneSwitch()
    {
        Fixture f;
        f.start();
        for (const char *name : {"sound", "notify", "flash"}) {
            const QByteArray command = QByteArray("alarm.") + name;
            const QByteArray setting = QByteArray("alarm/") + name;
            QVERIFY(f.action(command)->isChecked());
            f.set(setting, false);
            QVERIFY(!f.action(command)->isChecked());
            f.action(command)->trigger();
            QVERIFY(f.book().value(QString::fromLatin1(setting)).toBool());
            f.action(command)->trigger();
        }
        f.start();
        for (const char *command : {"alarm.sound", "alarm.notify", "alarm.flash"})
            QVERIFY(!f.action(command)->isChecked());
    }

    void theCommandLineGoesFirst()
    {
        Fixture f;
        f.start();
        f.set("memory/samples", 100);
        f.set("appearance/theme", QStringLiteral("light"));
        Options options;
        options.memoryBytes = std::size_t(64) << 20;
        options.theme = QStringLiteral("contrast");
        options.readBudget = qint64(64) << 10;
        f.start(options);
        QCOMPARE(f.program->store().budget(), std::size_t(64) << 20);
        QCOMPARE(ui::currentTheme().name, QStringLiteral("contrast"));
        QCOMPARE(f.book().settings().sources.readMiBps, 0.0625);
        f.start();
        QCOMPARE(f.program->store().budget(), std::size_t(100) << 20);
        QCOMPARE(ui::currentTheme().name, QStringLiteral("light"));
    }

    void fullRateIsOneSwitchInTwoPlaces()
    {
        Fixture f;
        f.start();
        f.set("attention/alwaysFull", true);
        QVERIFY(f.action("view.fullRate")->isChecked());
        QVERIFY(f.program->attention().isFullRate());
        f.action("view.fullRate")->trigger();
        QVERIFY(!f.book().settings().attention.isAlwaysFull);
        QVERIFY(!f.program->attention().isFullRate());
        f.set("attention/alwaysFull", true);
        f.start();
        QVERIFY(f.program->attention().isFullRate());
    }

    void keepingStillStopsWhatMoves()
    {
        Fixture f;
        f.start();
        QVERIFY(f.program->window().desk().isAnimated());
        f.set("appearance/still", true);
        QVERIFY(!f.program->window().desk().isAnimated());
        f.action("workspace.new")->trigger();
        QVERIFY(!f.program->window().desk().isAnimated());
    }

    void theDialogOpensByItsCommandWithAPageOfKeys()
    {
        Fixture f;
        f.start();
        f.program->window().show();
        f.action("view.settings")->trigger();
        auto *dialog = f.program->window().findChild<ui::SettingsDialog *>();
        QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
        QCOMPARE(dialog->pages().back()->title(), QStringLiteral("Keys"));
        dialog->close();
        f.action("view.settings")->trigger();
        QCOMPARE(f.program->window().findChildren<ui::SettingsDialog *>().size(), 1);
        QVERIFY(dialog->isVisible());
    }

    void aShortcutIsKeptForTheNextStart()
    {
        Fixture f;
        f.start();
        f.program->window().commands().setShortcut(QStringLiteral("view.settings"), QKeySequence(Qt::Key_F12));
        f.start();
        QCOMPARE(f.action("view.settings")->shortcut(), QKeySequence(Qt::Key_F12));
    }
};

QTEST_MAIN(TestSettingsControl)
#include "tst_settings_control.moc"
