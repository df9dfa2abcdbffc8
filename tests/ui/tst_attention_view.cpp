#include "tests/ui/no_warnings.h"
#include "ui/shell/attention_view.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

std::vector<AttentionRow> rows(int count, int high)
{
    std::vector<AttentionRow> result;
    for (int i = 0; i < count; ++i) {
        AttentionRow row;
        row.key = {QStringLiteral("s"), QStringLiteral("d%1").arg(i), QStringLiteral("temperature"), {}};
        row.level = i < high ? AttentionLevel::High : AttentionLevel::None;
        row.bytesSaved = 1024;
        result.push_back(row);
    }
    return result;
}

QString plain(QString text)
{
    return text.replace(QChar(0x202F), QLatin1Char(' '));
}

struct Scene
{
    AttentionView view;

    Scene()
    {
        view.resize(1000, 300);
        view.show();
    }
    template <typename T>
    T *named(const QString &text)
    {
        for (T *part : view.findChildren<T *>()) {
            if (part->text() == text)
                return part;
        }
        return nullptr;
    }
};

} // namespace

class TestAttentionView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { watchglass::test::failOnAnyWarning(); }

    void emptySaysWhatToDo()
    {
        Scene scene;
        const QString what = QStringLiteral("Nothing is being watched yet: put a series on the desk.");
        QCOMPARE(scene.view.hintText(), what);
        QVERIFY(scene.named<QLabel>(what)->isVisible());
        QCOMPARE(scene.view.totalsText(), QString());
        scene.view.setRows(rows(3, 0));
        QCOMPARE(scene.view.hintText(), QString());
        scene.named<QCheckBox>(QStringLiteral("Only what is shown"))->click();
        QCOMPARE(scene.view.hintText(), what);
        scene.view.setRows(rows(3, 1));
        QCOMPARE(scene.view.hintText(), QString());
        QTest::keyClicks(&scene.view.search(), QStringLiteral("nowhere"));
        QCOMPARE(scene.view.hintText(), QStringLiteral("Nothing matches the search."));
    }

    void totalsAreOneLine()
    {
        Scene scene;
        scene.view.setRows(rows(2048, 37));
        QCOMPARE(plain(scene.view.totalsText()), QStringLiteral("37 of 2048 series at High · about 2 MiB/s saved"));
        std::vector<AttentionRow> none = rows(3, 3);
        for (AttentionRow &row : none)
            row.bytesSaved = 0;
        scene.view.setRows(none);
        QCOMPARE(plain(scene.view.totalsText()), QStringLiteral("3 of 3 series at High"));
    }

    void selectionAndScrollStay()
    {
        Scene scene;
        std::vector<AttentionRow> all = rows(200, 0);
        scene.view.setRows(all);
        QTableView &table = scene.view.table();
        table.sortByColumn(AttentionTableModel::DeviceColumn, Qt::AscendingOrder);
        table.selectRow(120);
        table.verticalScrollBar()->setValue(100);
        for (AttentionRow &row : all)
            row.deliveredHz = 3;
        scene.view.setRows(all);
        QCOMPARE(table.verticalScrollBar()->value(), 100);
        QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table.selectionModel()->selectedRows().first().siblingAtColumn(1).data().toString(),
                 QStringLiteral("d120"));
    }

    void changesAreASwitchAway()
    {
        Scene scene;
        QToolButton *changes = scene.named<QToolButton>(QStringLiteral("Changes"));
        QToolButton *series = scene.named<QToolButton>(QStringLiteral("Series"));
        QVERIFY(series->isChecked() && scene.view.table().isVisible());
        changes->setFocus();
        QTest::keyClick(changes, Qt::Key_Space);
        QVERIFY(scene.view.ledger().isVisible() && !scene.view.table().isVisible());
        QVERIFY(!scene.view.hintText().isEmpty());
        attention::AttentionLedger ledger;
        ledger.add(Timestamp::fromMs(0),
                   {rows(1, 0)[0].key, AttentionLevel::None, AttentionLevel::High, attention::Reason::Focused});
        scene.view.refresh(ledger);
        QCOMPARE(scene.view.ledger().model()->rowCount(), 1);
        QVERIFY(scene.view.hintText().isEmpty());
        series->click();
        QVERIFY(scene.view.table().isVisible());
    }

    void everythingIsReachedByKeyboardAndHasAName()
    {
        Scene scene;
        scene.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&scene.view));
        scene.view.setRows(rows(3, 1));
        scene.view.focusSearch();
        QSet<QWidget *> reached;
        for (int i = 0; i < 10; ++i) {
            reached.insert(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QVERIFY(reached.contains(&scene.view.search()));
        QVERIFY(reached.contains(&scene.view.table()));
        QToolButton *series = scene.named<QToolButton>(QStringLiteral("Series"));
        QVERIFY(reached.contains(series));
        QVERIFY(reached.contains(scene.named<QCheckBox>(QStringLiteral("Only what is shown"))));
        series->setFocus();
        QTest::keyClick(series, Qt::Key_Right); // as in any group of which one is chosen
        QVERIFY(scene.view.ledger().isVisible());
        QVERIFY(!scene.view.table().accessibleName().isEmpty() && !scene.view.search().accessibleName().isEmpty());
    }
};

QTEST_MAIN(TestAttentionView)
#include "tst_attention_view.moc"
