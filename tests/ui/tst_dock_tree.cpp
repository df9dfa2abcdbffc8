#include "tests/ui/no_warnings.h"
#include "ui/desk/dock_json.h"
#include "ui/desk/dock_tree.h"

#include <QDockWidget>
#include <QJsonDocument>
#include <QLabel>
#include <QMainWindow>
#include <QTabBar>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

const std::vector<ScreenPlace> screens{{QStringLiteral("left"), QRect(0, 0, 1600, 900)},
                                       {QStringLiteral("right"), QRect(1600, 0, 1600, 900)}};

/// A window of docks A, B, C …
struct Docks
{
    QMainWindow window{nullptr, Qt::Widget};
    QList<QDockWidget *> docks;

    explicit Docks(int count)
    {
        window.setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks
                              | QMainWindow::GroupedDragging);
        window.setCentralWidget(new QLabel);
        window.centralWidget()->hide();
        for (int i = 0; i < count; ++i) {
            auto *dock = new QDockWidget(&window);
            dock->setObjectName(QString(QChar('A' + i)));
            dock->setWidget(new QLabel(dock->objectName()));
            docks << dock;
        }
    }
    /// A over (B beside the tabs C, D).
    void arrange()
    {
        window.addDockWidget(Qt::TopDockWidgetArea, docks[0]);
        window.splitDockWidget(docks[0], docks[1], Qt::Vertical);
        window.splitDockWidget(docks[1], docks[2], Qt::Horizontal);
        window.tabifyDockWidget(docks[2], docks[3]);
        docks[3]->raise();
    }
    void show()
    {
        window.resize(1000, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    DockTree tree() const
    {
        const auto read = DockTree::read(window.saveState());
        Q_ASSERT(read);
        return *read;
    }
};

QByteArray text(const DockTree &tree)
{
    return QJsonDocument(docksToJson(tree, screens)).toJson(QJsonDocument::Compact);
}

QSet<QString> letters(const QString &text)
{
    QSet<QString> set;
    for (const QChar letter : text)
        set.insert(QString(letter));
    return set;
}

} // namespace

class TestDockTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void whatQtWritesIsUnderstood()
    {
        Docks docks(4);
        docks.arrange();
        docks.show();
        docks.window.resizeDocks({docks.docks[1], docks.docks[2]}, {300, 690}, Qt::Horizontal);
        QCoreApplication::processEvents();
        const DockTree tree = docks.tree();
        QCOMPARE(tree.areas.size(), 1u);
        QCOMPARE(tree.panels(), (std::vector<QString>{QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C"),
                                                      QStringLiteral("D")}));
        const auto top = tree.with(letters(QStringLiteral("ABCD"))).areas[0].root;
        const DockNode column = top.parts.at(0);
        QVERIFY(column.kind == DockNode::Kind::Column);
        QVERIFY(column.parts.at(1).kind == DockNode::Kind::Row);
        QCOMPARE(column.parts.at(1).parts.at(0).sizePx, docks.docks[1]->width());
        const DockNode tabs = column.parts.at(1).parts.at(1);
        QVERIFY(tabs.kind == DockNode::Kind::Tabs);
        QCOMPARE(tabs.current, 1);
    }

    void qtUnderstandsWhatIsWritten()
    {
        Docks first(4);
        first.arrange();
        first.show();
        first.window.resizeDocks({first.docks[1], first.docks[2]}, {300, 690}, Qt::Horizontal);
        first.docks[0]->setFloating(true);
        first.docks[0]->setGeometry(120, 140, 400, 300);
        QCoreApplication::processEvents();
        const DockTree tree = first.tree();

        Docks second(4);
        QVERIFY(second.window.restoreState(tree.write()));
        second.show();
        QCoreApplication::processEvents();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(second.docks[i]->geometry(), first.docks[i]->geometry());
        QVERIFY(second.docks[0]->isFloating());
        QCOMPARE(text(second.tree()), text(tree));
    }

    void notYetShownKeepsItsSizes()
    {
        Docks first(4);
        first.arrange();
        first.show();
        first.window.resizeDocks({first.docks[1], first.docks[2]}, {300, 690}, Qt::Horizontal);
        const DockTree tree = first.tree();
        Docks hidden(4);
        QVERIFY(hidden.window.restoreState(tree.write()));
        QCOMPARE(text(hidden.tree()), text(tree));
    }

    void textAndBackIsTheSame()
    {
        Docks docks(4);
        docks.arrange();
        docks.show();
        docks.docks[0]->setFloating(true);
        docks.docks[0]->setGeometry(1700, 140, 400, 300);
        DockTree tree = docks.tree().with(letters(QStringLiteral("ABCD")));
        tree.floating.push_back({QRect(50, 60, 500, 400), tree.areas[0].root});
        const QJsonObject text = docksToJson(tree, screens);
        QCOMPARE(docksFromJson(text, screens), tree);
    }

    void othersBytesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        Docks docks(2);
        docks.window.addDockWidget(Qt::TopDockWidgetArea, docks.docks[0]);
        docks.window.splitDockWidget(docks.docks[0], docks.docks[1], Qt::Vertical);
        const QByteArray state = docks.window.saveState();
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("not a state");
        QTest::newRow("other mark") << QByteArray(state).replace(3, 1, "\x01");
        QTest::newRow("huge count") << QByteArray::fromHex("000000ff00000000fd7fffffff");
        for (qsizetype cut = 1; cut < state.size() - 8; cut += 7)
            QTest::addRow("cut at %d", static_cast<int>(cut)) << state.left(cut);
    }
    void othersBytesAreRefused()
    {
        QFETCH(const QByteArray, bytes);
        QVERIFY(!DockTree::read(bytes));
    }

    void absentPanelsLeaveNoHole()
    {
        Docks docks(4);
        docks.arrange();
        docks.show();
        const DockTree all = docks.tree();
        const DockTree rest = all.with(letters(QStringLiteral("AD")));
        QCOMPARE(rest.panels(), (std::vector<QString>{QStringLiteral("A"), QStringLiteral("D")}));
        const DockNode column = rest.areas[0].root.parts.at(0);
        QVERIFY(column.parts.at(1).kind == DockNode::Kind::Panel); // the tabs and their row are gone
        QVERIFY(all.with({}).areas.empty());
    }

    void aPanelStandsOnce()
    {
        DockNode panel;
        panel.panel = QStringLiteral("A");
        DockNode row;
        row.kind = DockNode::Kind::Row;
        row.parts = {panel, panel};
        DockTree tree;
        tree.areas = {{Qt::TopDockWidgetArea, {}, row}};
        QCOMPARE(tree.with(letters(QStringLiteral("AB"))).areas[0].root.parts.size(), 1u);
    }

    void shapeIsWithoutSizes()
    {
        Docks docks(4);
        docks.arrange();
        docks.show();
        const DockTree before = docks.tree();
        docks.window.resizeDocks({docks.docks[1], docks.docks[2]}, {300, 690}, Qt::Horizontal);
        docks.docks[2]->raise();
        QVERIFY(docks.tree() != before);
        QCOMPARE(docks.tree().shape(), before.shape());
        docks.window.splitDockWidget(docks.docks[0], docks.docks[1], Qt::Horizontal);
        QVERIFY(docks.tree().shape() != before.shape());
    }

    void brokenTextLeavesOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("numbers") << QByteArray(R"({"top": {"row": [1, 2, null]}})");
        QTest::newRow("no name") << QByteArray(R"({"top": {"row": [{"panel": ""}]}})");
        QTest::newRow("other side") << QByteArray(R"({"middle": {"panel": "A"}})");
        QTest::newRow("text") << QByteArray(R"({"top": "row"})");
        QByteArray deep = R"({"top": )";
        for (int i = 0; i < 200; ++i)
            deep += R"({"row": [)";
        deep += R"({"panel": "A"})";
        for (int i = 0; i < 200; ++i)
            deep += "]}";
        QTest::newRow("deep") << deep + "}";
    }
    void brokenTextLeavesOut()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(docksFromJson(QJsonDocument::fromJson(text).object(), screens).panels().empty());
    }
};

QTEST_MAIN(TestDockTree)
#include "tst_dock_tree.moc"
