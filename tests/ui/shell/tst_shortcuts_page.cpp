#include "tests/ui/no_warnings.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/shortcuts_page.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

struct Fixture
{
    QMainWindow window;
    CommandRegistry commands{window};
    QUndoStack undo;
    std::unique_ptr<ShortcutsPage> page;

    Fixture()
    {
        commands.add({QStringLiteral("a.one"), QStringLiteral("Menu"), QStringLiteral("First"),
                      QKeySequence(Qt::CTRL | Qt::Key_1), [] {}});
        commands.add({QStringLiteral("a.two"), QStringLiteral("Menu"), QStringLiteral("Second"),
                      QKeySequence(Qt::CTRL | Qt::Key_2), [] {}});
        commands.add({QStringLiteral("a.absent"), QStringLiteral("Menu"), {}, {}, [] {}});
        page = std::make_unique<ShortcutsPage>(commands, undo);
        page->show();
    }
    void enter(const QKeySequence &keys)
    {
        page->field().setKeySequence(keys);
        Q_EMIT page->field().editingFinished();
    }
    QKeySequence keys(const char *id) const { return commands.action(QString::fromLatin1(id))->shortcut(); }
    QPushButton *button(const char *text) const
    {
        for (QPushButton *one : page->findChildren<QPushButton *>()) {
            if (one->text() == QLatin1String(text))
                return one;
        }
        return nullptr;
    }
};

} // namespace

class TestShortcutsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { test::failOnAnyWarning(); }

    void listsCommandsThatAreThere()
    {
        Fixture f;
        ShortcutModel model(f.commands);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1, ShortcutModel::KeysColumn).data().toString(), QStringLiteral("Ctrl+2"));
        f.commands.setShortcut(QStringLiteral("a.two"), QKeySequence(Qt::Key_F9));
        QCOMPARE(model.index(1, ShortcutModel::KeysColumn).data().toString(), QStringLiteral("F9"));
    }

    void freeKeysAreGivenAtOnceAndTakenBack()
    {
        Fixture f;
        QVERIFY(!f.button("Standard keys")->isEnabled());
        f.enter(QKeySequence(Qt::Key_F7));
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::Key_F7));
        QVERIFY(f.button("Standard keys")->isEnabled());
        f.button("Standard keys")->click();
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::CTRL | Qt::Key_1));
        f.button("No keys")->click();
        QVERIFY(f.keys("a.one").isEmpty());
        f.page->reset();
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::CTRL | Qt::Key_1));
    }

    void takenKeysAreNamedAndTakenOnlyWhenAsked()
    {
        Fixture f;
        f.enter(QKeySequence(Qt::CTRL | Qt::Key_2));
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::CTRL | Qt::Key_1));
        QVERIFY(f.page->note().text().contains(QLatin1String("Second")));
        QVERIFY(f.page->takeButton().isVisible());
        f.page->takeButton().click();
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::CTRL | Qt::Key_2));
        QVERIFY(f.keys("a.two").isEmpty());
        QVERIFY(!f.page->takeButton().isVisible());
    }

    void everyChangeCanBeUndone()
    {
        Fixture f;
        f.enter(QKeySequence(Qt::Key_F7));
        f.undo.undo();
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::CTRL | Qt::Key_1));
        QCOMPARE(f.page->field().keySequence(), QKeySequence(Qt::CTRL | Qt::Key_1));
        QVERIFY(!f.commands.chosenShortcut(QStringLiteral("a.one"))); // the standard ones, not the same by choice
        f.undo.redo();
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::Key_F7));
        f.enter(QKeySequence(Qt::CTRL | Qt::Key_2));
        f.page->takeButton().click();
        f.undo.undo(); // both commands at once
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::Key_F7));
        QCOMPARE(f.keys("a.two"), QKeySequence(Qt::CTRL | Qt::Key_2));
        f.page->reset();
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::CTRL | Qt::Key_1));
        f.undo.undo();
        QCOMPARE(f.keys("a.one"), QKeySequence(Qt::Key_F7));
        f.page->reset();
        const int before = f.undo.count();
        f.page->reset(); // nothing to do is no step
        QCOMPARE(f.undo.count(), before);
    }

    void searchFindsByTextAndByKeys()
    {
        Fixture f;
        const auto *model = f.page->table().model();
        QVERIFY(f.page->filter(QStringLiteral("second")));
        QCOMPARE(model->rowCount(), 1);
        QVERIFY(f.page->filter(QStringLiteral("ctrl+1")));
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("First"));
        QVERIFY(!f.page->filter(QStringLiteral("third")));
        QVERIFY(!f.page->field().isEnabled()); // nothing is chosen
        QVERIFY(f.page->filter(QString()));
        QCOMPARE(model->rowCount(), 2);
    }
};

QTEST_MAIN(TestShortcutsPage)
#include "tst_shortcuts_page.moc"
