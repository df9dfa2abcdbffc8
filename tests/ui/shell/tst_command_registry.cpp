#include "tests/ui/no_warnings.h"
#include "ui/shell/command_list.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/shortcut_file.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

const QString one = QStringLiteral("a.one");
const QString two = QStringLiteral("a.two");

struct Fixture
{
    QTemporaryDir dir;
    QSettings file{dir.filePath(QStringLiteral("keys.ini")), QSettings::IniFormat};
    QMainWindow window;
    CommandRegistry commands{window};

    QAction *add(const QString &id, const QString &menu, const QKeySequence &keys)
    {
        return commands.add({id, menu, QStringLiteral("Do ") + id, keys, [] {}});
    }
    void addTwo()
    {
        add(one, QStringLiteral("A"), QKeySequence(Qt::CTRL | Qt::Key_1));
        add(two, QStringLiteral("A"), QKeySequence(Qt::CTRL | Qt::Key_2));
    }
    QKeySequence keys(const QString &id) const { return commands.action(id)->shortcut(); }
};

} // namespace

class TestCommandRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void commandsThatComeLaterStandInTheMenusToo()
    {
        Fixture f;
        f.addTwo();
        f.commands.fill(*f.window.menuBar());
        f.add(QStringLiteral("a.three"), QStringLiteral("A"), {});
        f.add(QStringLiteral("b.one"), QStringLiteral("B"), {});
        const auto menus = f.window.menuBar()->actions();
        QCOMPARE(menus.size(), 2);
        QCOMPARE(menus[0]->menu()->actions().size(), 3);
        QCOMPARE(menus[1]->menu()->actions().size(), 1);
        QVERIFY(!f.commands.action(QStringLiteral("no.such")));
    }

    void helpStaysTheLastMenu()
    {
        Fixture f;
        f.commands.setLastMenu(QStringLiteral("Help"));
        f.add(QStringLiteral("help.about"), QStringLiteral("Help"), {});
        f.addTwo();
        f.commands.fill(*f.window.menuBar());
        f.add(QStringLiteral("z.one"), QStringLiteral("Z"), {});
        f.add(QStringLiteral("help.more"), QStringLiteral("Help"), {});
        QStringList titles;
        for (const QAction *menu : f.window.menuBar()->actions())
            titles << menu->text();
        QCOMPARE(titles, (QStringList{QStringLiteral("A"), QStringLiteral("Z"), QStringLiteral("Help")}));
    }

    void aChosenShortcutHoldsAndIsTakenBack()
    {
        Fixture f;
        f.addTwo();
        QSignalSpy changed(&f.commands, &CommandRegistry::shortcutChanged);
        f.commands.setShortcut(one, QKeySequence(Qt::Key_F5));
        QCOMPARE(f.keys(one), QKeySequence(Qt::Key_F5));
        f.commands.setShortcut(one, QKeySequence());
        QVERIFY(f.keys(one).isEmpty());
        f.commands.setShortcut(one, std::nullopt);
        QCOMPARE(f.keys(one), QKeySequence(Qt::CTRL | Qt::Key_1));
        QCOMPARE(changed.size(), 3);
        f.commands.setShortcut(QStringLiteral("late"), QKeySequence(Qt::Key_F6)); // known from the file, added later
        f.add(QStringLiteral("late"), QStringLiteral("A"), {});
        QCOMPARE(f.keys(QStringLiteral("late")), QKeySequence(Qt::Key_F6));
    }

    void conflictsAreFound_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<int>("conflicts");
        QTest::newRow("free") << QStringLiteral("Ctrl+9") << 0;
        QTest::newRow("taken") << QStringLiteral("Ctrl+2") << 1;
        QTest::newRow("its own") << QStringLiteral("Ctrl+1") << 0;
        QTest::newRow("begins with a taken one") << QStringLiteral("Ctrl+2, B") << 1;
        QTest::newRow("none") << QString() << 0;
    }
    void conflictsAreFound()
    {
        QFETCH(const QString, keys);
        QFETCH(const int, conflicts);
        Fixture f;
        f.addTwo();
        f.add(QStringLiteral("none"), QStringLiteral("A"), {});
        QCOMPARE(f.commands.conflicts(one, QKeySequence(keys)).size(), conflicts);
    }

    void shortcutsAreKeptInTheFile()
    {
        Fixture f;
        f.addTwo();
        f.file.setValue(QStringLiteral("shortcuts/gone.command"), QStringLiteral("Ctrl+G"));
        f.file.setValue(QStringLiteral("shortcuts/a.two"), QStringLiteral("no such keys"));
        const ShortcutFile kept(f.commands, f.file);
        QCOMPARE(f.keys(two), QKeySequence(Qt::CTRL | Qt::Key_2)); // what cannot be read does not count
        f.commands.setShortcut(one, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5));
        QCOMPARE(f.file.value(QStringLiteral("shortcuts/a.one")).toString(), QStringLiteral("Ctrl+Shift+F5"));

        QMainWindow window;
        CommandRegistry again(window);
        const ShortcutFile read(again, f.file);
        QAction *action = again.add({one, QStringLiteral("A"), QStringLiteral("One"), {}, [] {}});
        QCOMPARE(action->shortcut(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5));
        again.setShortcut(one, std::nullopt);
        QVERIFY(!f.file.contains(QStringLiteral("shortcuts/a.one")));
        QVERIFY(f.file.contains(QStringLiteral("shortcuts/gone.command")));
        QVERIFY(f.file.contains(QStringLiteral("shortcuts/a.two")));
    }

    void theListNamesEveryCommandWithItsKeys()
    {
        Fixture f;
        f.addTwo();
        f.commands.add({QStringLiteral("b.none"), QStringLiteral("B"), QStringLiteral("Less < more"), {}, [] {}});
        f.commands.add({QStringLiteral("b.absent"), QStringLiteral("B"), {}, {}, [] {}});
        f.add(QStringLiteral("b.hidden"), QStringLiteral("B"), {})->setVisible(false);
        const QString text = commandListText(f.commands);
        QVERIFY(text.startsWith(QLatin1String("A\n  Do a.one")));
        QVERIFY(text.contains(QLatin1String("Ctrl+2")));
        QVERIFY(text.contains(QLatin1String("\nB\n")) && text.contains(QLatin1String("b.none")));
        QVERIFY(!text.contains(QLatin1String("b.absent")) && !text.contains(QLatin1String("b.hidden")));
        const QString html = commandListHtml(f.commands);
        QVERIFY(html.contains(QLatin1String("Less &lt; more")) && html.contains(QLatin1String("Ctrl+1")));
    }
};

QTEST_MAIN(TestCommandRegistry)
#include "tst_command_registry.moc"
