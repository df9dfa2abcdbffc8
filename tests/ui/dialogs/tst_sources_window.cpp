#include "tests/support/fake_clock.h"
#include "tests/ui/dialogs/fake_directory.h"
#include "tests/ui/no_warnings.h"
#include "ui/models/source_list_model.h"
#include "ui/shell/source_details.h"
#include "ui/shell/sources_window.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

QPushButton *button(QWidget &within, const QString &text)
{
    for (QPushButton *one : within.findChildren<QPushButton *>()) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

bool says(QWidget &within, const QString &text)
{
    for (const QLabel *label : within.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}

struct Fixture
{
    test::FakeClock clock;
    test::FakeDirectory directory;
    Fixture()
    {
        directory.addSource(QStringLiteral("a"), QStringLiteral("terra"), QStringLiteral("wss://h/connect"), true);
        directory.addSource(QStringLiteral("b"), QStringLiteral("valtronics"), QStringLiteral("ws://h/ws"));
        directory.addSource(QStringLiteral("c"), QStringLiteral("future"), QStringLiteral("f://h"));
    }
};

} // namespace

class TestSourcesWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { watchglass::test::failOnAnyWarning(); }

    void listSaysWhatLastsForTheSessionOnly()
    {
        Fixture f;
        f.directory.given = QStringLiteral("b");
        f.directory.sessionOnly = QStringLiteral("a");
        SourcesWindow window(f.directory, f.clock);
        const auto keeping = [&window](int row) {
            return window.model().index(row, SourceListModel::KeepingColumn).data().toString();
        };
        QVERIFY(keeping(0).contains(QStringLiteral("credentials")));
        QCOMPARE(keeping(1), QStringLiteral("the source"));
        QVERIFY(keeping(2).isEmpty());
    }

    void buttonsActOnTheCurrentSource()
    {
        Fixture f;
        SourcesWindow window(f.directory, f.clock);
        window.show();
        QSignalSpy edits(&window, &SourcesWindow::editRequested);
        QSignalSpy duplicates(&window, &SourcesWindow::duplicateRequested);
        QSignalSpy details(&window, &SourcesWindow::detailsRequested);
        window.select(QStringLiteral("b"));
        button(window, QStringLiteral("Edit…"))->click();
        button(window, QStringLiteral("Duplicate…"))->click();
        button(window, QStringLiteral("Details…"))->click();
        button(window, QStringLiteral("Move up"))->click();
        button(window, QStringLiteral("Move down"))->click();
        QCOMPARE(edits[0][0].toString(), QStringLiteral("b"));
        QCOMPARE(duplicates[0][0].toString(), QStringLiteral("b"));
        QCOMPARE(details[0][0].toString(), QStringLiteral("b"));
        QCOMPARE(f.directory.orders, QStringList({QStringLiteral("move b -1"), QStringLiteral("move b 1")}));
        window.select(QStringLiteral("a"));
        QVERIFY(!button(window, QStringLiteral("Move up"))->isEnabled());
    }

    void theKeyOfRenamingOpensTheNameAndTheNewOneIsTaken()
    {
        Fixture f;
        SourcesWindow window(f.directory, f.clock);
        window.show();
        window.select(QStringLiteral("b"));
        auto *table = window.findChild<QTableView *>();
        QTest::keyClick(table, Qt::Key_F2);
        auto *editor = table->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QCOMPARE(editor->text(), QStringLiteral("b"));
        editor->setText(QStringLiteral("Ward 7"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(f.directory.orders, QStringList{QStringLiteral("rename b Ward 7")}); // after the key was handled
        QCOMPARE(window.model().index(1, SourceListModel::NameColumn).data().toString(), QStringLiteral("Ward 7"));
        QCOMPARE(window.current(), QStringLiteral("b")); // by its id
    }

    void aNameThatIsTakenIsSaid()
    {
        Fixture f;
        f.directory.refusedName = QStringLiteral("a");
        SourcesWindow window(f.directory, f.clock);
        window.show();
        Q_EMIT window.model().renameRequested(QStringLiteral("b"), QStringLiteral("a"));
        QVERIFY(says(window, QStringLiteral("taken")));
        Q_EMIT window.model().renameRequested(QStringLiteral("b"), QStringLiteral("z"));
        QVERIFY(!says(window, QStringLiteral("taken")));
    }

    void theMenuOfARowOffersWhatTheButtonsDo()
    {
        Fixture f;
        SourcesWindow window(f.directory, f.clock);
        window.show();
        window.select(QStringLiteral("b"));
        QSignalSpy edits(&window, &SourcesWindow::editRequested);
        QStringList texts;
        for (QAction *action : window.findChild<QTableView *>()->actions()) {
            texts << action->text();
            if (action->text() == QStringLiteral("Edit…"))
                action->trigger();
        }
        QVERIFY(texts.contains(QStringLiteral("Rename")));
        QCOMPARE(edits.size(), 1);
    }

    void removingAsksWhetherToForgetAndCanBeUndone()
    {
        Fixture f;
        SourcesWindow window(f.directory, f.clock);
        window.show();
        window.select(QStringLiteral("b"));
        button(window, QStringLiteral("Remove…"))->click();
        QVERIFY(f.directory.orders.isEmpty());
        QVERIFY(says(window, QStringLiteral("Remove b?")));
        window.findChild<QCheckBox *>()->setChecked(false);
        button(window, QStringLiteral("Remove"))->click();
        QCOMPARE(f.directory.orders, QStringList{QStringLiteral("remove b")});
        QVERIFY(says(window, QStringLiteral("b was removed.")));
        QCOMPARE(window.current(), QStringLiteral("c"));
        button(window, QStringLiteral("Undo"))->click();
        QCOMPARE(f.directory.orders.last(), QStringLiteral("undo"));
    }

    void questionGoesWhenAnotherSourceIsChosen()
    {
        Fixture f;
        SourcesWindow window(f.directory, f.clock);
        window.show();
        window.select(QStringLiteral("b"));
        button(window, QStringLiteral("Remove…"))->click();
        window.select(QStringLiteral("a"));
        QVERIFY(!says(window, QStringLiteral("Remove b?")));
    }

    void selectionStaysWhileStatesChange()
    {
        Fixture f;
        SourcesWindow window(f.directory, f.clock);
        window.select(QStringLiteral("b"));
        f.directory.state.state.phase = SourcePhase::Live;
        Q_EMIT f.directory.statusesChanged();
        QCOMPARE(window.current(), QStringLiteral("b"));
        std::swap(f.directory.list[0], f.directory.list[1]);
        Q_EMIT f.directory.changed();
        QCOMPARE(window.current(), QStringLiteral("b"));
    }

    void sourceOfAnUnknownServiceFailsItsTestInWords()
    {
        Fixture f;
        SourcesWindow window(f.directory, f.clock);
        window.show();
        window.select(QStringLiteral("c"));
        button(window, QStringLiteral("Test"))->click();
        QVERIFY(says(window, QStringLiteral("names no known service")));
    }

    void emptyListSaysWhatToDo()
    {
        test::FakeClock clock;
        test::FakeDirectory directory;
        SourcesWindow window(directory, clock);
        window.show();
        QVERIFY(says(window, QStringLiteral("There are no sources.")));
        QVERIFY(!button(window, QStringLiteral("Edit…"))->isEnabled());
    }

    void detailsFollowTheSource()
    {
        Fixture f;
        f.directory.state.state.phase = SourcePhase::Waiting;
        f.directory.state.state.text = QStringLiteral("Connection refused");
        f.directory.state.state.retryAt = f.clock.now() + 5s;
        SourceDetails details(f.directory, f.clock, QStringLiteral("a"));
        details.show();
        QVERIFY(says(details, QStringLiteral("Down")));
        QVERIFY(says(details, QStringLiteral("Connection refused")));
        QVERIFY(says(details, QStringLiteral("5\u202Fs")));
        f.clock.advance(2s);
        f.directory.past.add(f.directory.state.state, f.clock.now());
        Q_EMIT f.directory.statusesChanged();
        QVERIFY(says(details, QStringLiteral("3\u202Fs")));
        QCOMPARE(details.findChild<QTableView *>()->model()->rowCount(), 1);
        button(details, QStringLiteral("Reconnect now"))->click();
        button(details, QStringLiteral("Disable"))->click();
        QCOMPARE(f.directory.orders, QStringList({QStringLiteral("reconnect a"), QStringLiteral("disable a")}));
        f.directory.list[0].isEnabled = false;
        Q_EMIT f.directory.changed();
        QVERIFY(button(details, QStringLiteral("Enable")));
        QVERIFY(!button(details, QStringLiteral("Reconnect now"))->isEnabled());
        f.directory.list.clear();
        Q_EMIT f.directory.changed();
        QVERIFY(details.isHidden());
    }
};

QTEST_MAIN(TestSourcesWindow)
#include "tst_sources_window.moc"
