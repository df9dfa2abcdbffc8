#include "app/watchglass/portal_look.h"
#include "app/watchglass/theme_control.h"
#include "tests/ui/no_warnings.h"
#include "ui/shell/command_registry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDBusVariant>
#include <QMainWindow>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::app;

namespace {

class FakeLook : public SystemLook
{
public:
    Look look() const override { return now; }
    void follow() override { isFollowed = true; }
    void become(Look other)
    {
        now = other;
        Q_EMIT changed();
    }

    Look now = Look::Light;
    bool isFollowed = false;
};

struct Fixture
{
    QTemporaryDir dir;
    QSettings file{dir.filePath(QStringLiteral("watchglass.ini")), QSettings::IniFormat};
    settings::SettingsBook book{file};
    FakeLook look;

    void choose(const char *theme)
    {
        QVERIFY(book.setValue(QStringLiteral("appearance/theme"), QString::fromLatin1(theme)));
    }
};

QString theme()
{
    return ui::currentTheme().name;
}

} // namespace

class TestThemeControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void everyThemeThatCanBeChosenIsThere()
    {
        for (const QString &name : settings::settingRule(QStringLiteral("appearance/theme"))->choices)
            QVERIFY(name == QLatin1String("system") || ui::themeByName(name).name == name);
    }

    void theChosenOneIsAppliedAndFollowed()
    {
        Fixture f;
        f.choose("light");
        const ThemeControl control(f.book, f.look);
        QCOMPARE(theme(), QStringLiteral("light"));
        f.choose("contrast");
        QCOMPARE(theme(), QStringLiteral("contrast"));
        QVERIFY(!f.look.isFollowed); // nobody asked the desktop
    }

    void theDesktopIsFollowedWhenAskedTo()
    {
        Fixture f;
        const ThemeControl control(f.book, f.look);
        f.choose("system");
        QVERIFY(f.look.isFollowed);
        QCOMPARE(theme(), QStringLiteral("light"));
        f.look.become(SystemLook::Look::Dark);
        QCOMPARE(theme(), QStringLiteral("dark"));
        f.look.become(SystemLook::Look::HighContrast);
        QCOMPARE(theme(), QStringLiteral("contrast"));
        f.choose("light");
        f.look.become(SystemLook::Look::Dark);
        QCOMPARE(theme(), QStringLiteral("light"));
    }

    void commandsChooseAndShowWhatIsChosen()
    {
        Fixture f;
        QMainWindow window;
        ui::CommandRegistry commands(window);
        ThemeControl control(f.book, f.look);
        control.addCommands(commands);
        QAction *light = commands.action(QStringLiteral("view.theme.light"));
        QVERIFY(commands.action(QStringLiteral("view.theme.dark"))->isChecked());
        light->trigger();
        QCOMPARE(theme(), QStringLiteral("light"));
        QCOMPARE(f.book.settings().appearance.theme, QStringLiteral("light"));
        f.choose("system");
        QVERIFY(commands.action(QStringLiteral("view.theme.system"))->isChecked());
        QVERIFY(!light->isChecked());
    }

    void thePortalsWordsAreUnderstood_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<int>("look");
        const auto look = [](SystemLook::Look l) { return static_cast<int>(l); };
        const auto dark = look(SystemLook::Look::Dark);
        const auto light = look(SystemLook::Look::Light);
        const QString scheme = QStringLiteral("color-scheme");
        QTest::newRow("dark") << scheme << QVariant(1U) << dark;
        QTest::newRow("light") << scheme << QVariant(2U) << light;
        QTest::newRow("wrapped twice") << scheme
                                       << QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(1U))))
                                       << dark;
        QTest::newRow("no scheme of theirs") << scheme << QVariant(9U) << light;
        QTest::newRow("no number") << scheme << QVariant(QStringLiteral("dark")) << light;
        QTest::newRow("another name") << QStringLiteral("accent-color") << QVariant(1U) << light;
        QTest::newRow("high contrast") << QStringLiteral("contrast") << QVariant(1U)
                                       << look(SystemLook::Look::HighContrast);
    }
    void thePortalsWordsAreUnderstood()
    {
        QFETCH(const QString, name);
        QFETCH(const QVariant, value);
        QFETCH(const int, look);
        PortalLook portal;
        portal.take(QStringLiteral("color-scheme"), 2U);
        QSignalSpy changed(&portal, &SystemLook::changed);
        portal.take(name, value);
        QCOMPARE(static_cast<int>(portal.look()), look);
        QCOMPARE(changed.size(), look == static_cast<int>(SystemLook::Look::Light) ? 0 : 1);
    }
};

QTEST_MAIN(TestThemeControl)
#include "tst_theme_control.moc"
