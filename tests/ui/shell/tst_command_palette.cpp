#include "tests/ui/no_warnings.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/palette_commands.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTreeView>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

struct Fixture : test::WindowFixture
{
    Fixture() { addPalette(window, devices, settings); }

    CommandPalette &palette() { return *window.findChild<CommandPalette *>(); }
    void open()
    {
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(palette().field().hasFocus());
    }
    void type(const QString &text) { QTest::keyClicks(&palette().field(), text); }
    void press(Qt::Key key) { QTest::keyClick(&palette().field(), key); }
    QString current() { return palette().list().currentIndex().data().toString(); }
};

QList<QAction *> menuActions(const QMenu &menu)
{
    QList<QAction *> all;
    for (QAction *action : menu.actions()) {
        if (action->menu())
            all += menuActions(*action->menu());
        else if (!action->isSeparator())
            all << action;
    }
    return all;
}

/// Without what the test's keyboard has no key for.
QString typeable(QString text)
{
    return text.removeIf([](QChar c) { return c.unicode() > 126; });
}

} // namespace

class TestCommandPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { test::failOnAnyWarning(); }

    void everyActionOfTheMenusIsACommandOfTheRegistryAndInThePalette()
    {
        Fixture f;
        f.show();
        f.open();
        QStringList shown;
        for (int row = 0; row < f.palette().model().rowCount(); ++row)
            shown << f.palette().model().entry(row)->id;
        int seen = 0;
        for (QAction *top : f.window.menuBar()->actions()) {
            QVERIFY(top->menu());
            for (QAction *action : menuActions(*top->menu())) {
                ++seen;
                QCOMPARE(f.window.commands().action(action->objectName()), action);
                if (action->isVisible())
                    QVERIFY2(shown.contains(QStringLiteral("command:") + action->objectName()),
                             qPrintable(action->objectName()));
            }
        }
        QVERIFY(seen > 20);
        QCOMPARE(static_cast<std::size_t>(seen), f.window.commands().entries().size());
    }

    void everyCommandIsReachedWithKeysAlone()
    {
        Fixture f;
        f.show();
        f.window.desk().arrange({{}, {}});
        for (const CommandRegistry::Entry &command : f.window.commands().entries()) {
            if (!command.action->isVisible())
                continue;
            // What it does is another matter, and might ask something that nobody answers here.
            command.action->disconnect(&f.window.commands());
            command.action->setEnabled(true);
            QSignalSpy ran(command.action, &QAction::triggered);
            f.palette().model().setRecent({});
            f.palette().open();
            f.type(typeable(command.action->text() + QLatin1Char(' ') + command.menu));
            const auto isCurrent = [&] {
                const PaletteEntry *entry = f.palette().model().entry(f.palette().list().currentIndex().row());
                return entry && entry->id == QStringLiteral("command:") + command.id;
            };
            for (int tries = 0; !isCurrent() && tries < 20; ++tries) // several commands may suit the letters
                f.press(Qt::Key_Down);
            QVERIFY2(isCurrent(), qPrintable(command.id));
            f.press(Qt::Key_Return);
            QVERIFY2(ran.size() == 1, qPrintable(command.id));
            QVERIFY(!f.palette().isVisible());
        }
    }

    void escapeGivesTheFocusBack()
    {
        Fixture f;
        f.show();
        QLineEdit &search = f.window.devices().search();
        search.setFocus();
        QTest::keyClick(&search, Qt::Key_K, Qt::ControlModifier); // which ends a line in some editors
        QTRY_VERIFY(f.palette().field().hasFocus());
        f.press(Qt::Key_Escape);
        QVERIFY(!f.palette().isVisible());
        QTRY_VERIFY(f.window.devices().search().hasFocus());
    }

    void keysMoveThroughTheListAndRoundItsEnds()
    {
        Fixture f;
        f.show();
        f.open();
        const QString first = f.current();
        f.press(Qt::Key_Up);
        const QString last = f.current();
        QVERIFY(last != first);
        f.press(Qt::Key_Down);
        QCOMPARE(f.current(), first);
        f.press(Qt::Key_PageDown);
        QVERIFY(f.current() != first);
        f.press(Qt::Key_PageUp);
        QCOMPARE(f.current(), first);
    }

    void aDisabledCommandSaysWhy()
    {
        Fixture f;
        f.show();
        f.open();
        f.type(QStringLiteral("pin at full"));
        QCOMPARE(f.current(), QStringLiteral("Pin at full attention"));
        f.press(Qt::Key_Return);
        QVERIFY(f.palette().isVisible());
        bool isSaid = false;
        for (const QLabel *label : f.palette().findChildren<QLabel *>())
            isSaid |= label->text().contains(QLatin1String("no panel"));
        QVERIFY(isSaid);
    }

    void jumpsToDevicesAndSeries()
    {
        Fixture f;
        f.show();
        f.window.devices().search().setText(QStringLiteral("bed"));
        f.open();
        f.type(QStringLiteral("temperature"));
        QCOMPARE(f.current(), QStringLiteral("temperature"));
        f.press(Qt::Key_Return);
        QTreeView &tree = f.window.devices().tree();
        QCOMPARE(tree.currentIndex().data().toString(), QStringLiteral("temperature"));
        QTRY_VERIFY(tree.hasFocus());
        f.open();
        f.type(QStringLiteral("bed device"));
        f.press(Qt::Key_Return);
        QCOMPARE(tree.currentIndex().data().toString(), QStringLiteral("bed"));
    }

    void jumpsToPanelsAndWorkspaces()
    {
        Fixture f;
        f.show();
        f.window.workspaces().rename(0, QStringLiteral("Ward"));
        f.window.desk().addPanel({test::WindowFixture::series("fridge", "temperature").key});
        f.window.workspaces().add(QStringLiteral("Cold store"));
        QCOMPARE(f.window.workspaces().currentIndex(), 1);
        f.open();
        f.type(QStringLiteral("fridge panel"));
        f.press(Qt::Key_Return);
        QCOMPARE(f.window.workspaces().currentIndex(), 0);
        f.open();
        f.type(QStringLiteral("cold store"));
        f.press(Qt::Key_Return);
        QCOMPARE(f.window.workspaces().currentIndex(), 1);
    }

    void whatWasUsedLastComesFirstAlsoAfterARestart()
    {
        Fixture f;
        f.show();
        f.open();
        f.type(QStringLiteral("find a device or series"));
        f.press(Qt::Key_Return);
        f.window.desk().setFocus();
        f.open();
        QCOMPARE(f.current(), QStringLiteral("Find a device or series"));
        QCOMPARE(f.settings.value(QStringLiteral("palette/recent")).toStringList(),
                 QStringList{QStringLiteral("command:view.search")});
    }

    void fitsIntoASmallWindow()
    {
        Fixture f;
        f.show();
        f.window.resize(800, 500);
        f.open();
        QVERIFY(f.window.rect().contains(f.palette().geometry()));
        QVERIFY(!f.window.grab().isNull());
    }
};

QTEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
