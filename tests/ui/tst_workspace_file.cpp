#include "tests/ui/no_warnings.h"
#include "ui/desk/workspace_file.h"

using namespace watchglass;
using namespace watchglass::ui;

namespace {

const std::vector<ScreenPlace> screens{{QStringLiteral("one"), QRect(0, 0, 1600, 900)},
                                       {QStringLiteral("two"), QRect(1600, 0, 1200, 1000)}};

DesksState sample()
{
    PanelState panel;
    panel.name = QStringLiteral("panel-1");
    panel.panel = QJsonObject{{QStringLiteral("kind"), QStringLiteral("plot")}};
    panel.isPinned = true;
    DockNode leaf;
    leaf.panel = panel.name;
    leaf.sizePx = 800;
    DockNode row;
    row.kind = DockNode::Kind::Row;
    row.parts = {leaf};
    DeskState desk;
    desk.id = QStringLiteral("desk-1");
    desk.name = QStringLiteral("Ward");
    desk.isLocked = true;
    desk.current = panel.name;
    desk.panels = {panel};
    desk.docks.areas = {{Qt::TopDockWidgetArea, QSize(800, 600), row}};
    DesksState state;
    state.desks = {desk};
    return state;
}

} // namespace

class TestWorkspaceFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void writtenIsReadAsItWas()
    {
        const QByteArray text = workspace_file::write(sample(), screens);
        const auto read = workspace_file::read(text, screens);
        QVERIFY(read.ok());
        const DeskState &desk = read.value().desks.at(0);
        QCOMPARE(desk.name, QStringLiteral("Ward"));
        QVERIFY(desk.isLocked);
        QCOMPARE(desk.current, QStringLiteral("panel-1"));
        QVERIFY(desk.panels.at(0).isPinned);
        QVERIFY(!desk.panels.at(0).isFullRate);
        QCOMPARE(desk.panels.at(0).kind(), QStringLiteral("plot"));
        QCOMPARE(desk.docks, sample().desks[0].docks);
        QCOMPARE(workspace_file::write(read.value(), screens), text);
    }

    void oneThingALineSoThatItDiffs()
    {
        DesksState other = sample();
        other.desks[0].name = QStringLiteral("Theatre");
        const QList<QByteArray> before = workspace_file::write(sample(), screens).split('\n');
        const QList<QByteArray> after = workspace_file::write(other, screens).split('\n');
        QCOMPARE(after.size(), before.size());
        int different = 0;
        for (qsizetype i = 0; i < before.size(); ++i)
            different += before[i] == after[i] ? 0 : 1;
        QCOMPARE(different, 1);
    }

    void layoutIsWrittenAsText()
    {
        const QByteArray text = workspace_file::write(sample(), screens);
        QVERIFY(text.contains("\"row\""));
        QVERIFY(text.contains("\"size\": 800"));
        QVERIFY(!text.contains("qtLayout"));
    }

    void whatIsNotKnownIsKept()
    {
        const QByteArray text = R"({"format": "watchglass-desk", "version": 1, "colour": "green", "workspaces": [
            {"name": "W", "id": "d", "mood": [1, 2], "panels": [
                {"name": "p", "glow": true, "panel": {"kind": "hologram", "depth": 3}}]}]})";
        const auto read = workspace_file::read(text, screens);
        QVERIFY(read.ok());
        const QByteArray again = workspace_file::write(read.value(), screens);
        for (const char *part : {"\"colour\": \"green\"", "\"mood\"", "\"glow\": true", "\"depth\": 3", "hologram"})
            QVERIFY2(again.contains(part), part);
    }

    void wrongTextsSayWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("line 1");
        QTest::newRow("cut short") << QByteArray("{\n\"format\": \"watchglass-desk\",\n") << QStringLiteral("line 3");
        QTest::newRow("other JSON") << QByteArray("[1, 2]") << QStringLiteral("no desk of Watchglass");
        QTest::newRow("later version") << QByteArray(
            R"({"format": "watchglass-desk", "version": 7, "workspaces": [{}]})")
                                       << QStringLiteral("later Watchglass (version 7");
        QTest::newRow("no version") << QByteArray(R"({"format": "watchglass-desk", "workspaces": [{}]})")
                                    << QStringLiteral("Set \"version\" to 1");
        QTest::newRow("no workspace") << QByteArray(R"({"format": "watchglass-desk", "version": 1})")
                                      << QStringLiteral("no workspace");
    }
    void wrongTextsSayWhatToDo()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, says);
        const auto read = workspace_file::read(text, screens);
        QVERIFY(!read.ok());
        QVERIFY2(read.error().text.contains(says), qUtf8Printable(read.error().text));
    }

    void wrongTypesAreSurvived_data()
    {
        QTest::addColumn<QByteArray>("workspace");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("number") << QByteArray("3");
        QTest::newRow("panels are text") << QByteArray(R"({"panels": "many", "layout": [], "current": 7, "id": {}})");
        QTest::newRow("panel is null") << QByteArray(R"({"panels": [null, 1, {"panel": []}]})");
    }
    void wrongTypesAreSurvived()
    {
        QFETCH(const QByteArray, workspace);
        const auto read = workspace_file::read(
            R"({"format": "watchglass-desk", "version": 1, "current": 99, "workspaces": [)" + workspace + "]}",
            screens);
        QVERIFY(read.ok());
        QCOMPARE(read.value().current, 0);
        QCOMPARE(read.value().desks.size(), 1u);
        QCOMPARE(read.value().desks[0].name, QStringLiteral("Desk 1"));
    }

    void namesAreMadeUnique()
    {
        const auto read = workspace_file::read(
            R"({"format": "watchglass-desk", "version": 1, "workspaces": [
                {"id": "d", "panels": [{"name": "p"}, {"name": "p"}, {}]}, {"id": "d"}, {}]})",
            screens);
        QVERIFY(read.ok());
        QSet<QString> names;
        for (const PanelState &panel : read.value().desks[0].panels)
            names.insert(panel.name);
        QCOMPARE(names.size(), 3);
        QSet<QString> ids;
        for (const DeskState &desk : read.value().desks)
            ids.insert(desk.id);
        QCOMPARE(ids.size(), 3);
    }

    void placesComeBackToAScreen_data()
    {
        QTest::addColumn<QRect>("saved");
        QTest::addColumn<QRect>("oneNow");
        QTest::addColumn<QRect>("twoNow");
        QTest::addColumn<QRect>("place");
        const QRect one(0, 0, 1600, 900);
        const QRect two(1600, 0, 1200, 1000);
        QTest::newRow("as it was") << QRect(1700, 50, 400, 300) << one << two << QRect(1700, 50, 400, 300);
        QTest::newRow("screen moved") << QRect(1700, 50, 400, 300) << one << QRect(-1200, 0, 1200, 1000)
                                      << QRect(-1100, 50, 400, 300);
        QTest::newRow("screen gone") << QRect(1700, 50, 400, 300) << one << QRect() << QRect(100, 50, 400, 300);
        QTest::newRow("screen smaller") << QRect(2300, 500, 400, 300) << one << QRect(1600, 0, 600, 500)
                                        << QRect(1800, 200, 400, 300);
        QTest::newRow("larger than any") << QRect(1700, 50, 1000, 900) << one << QRect(1600, 0, 600, 500)
                                         << QRect(1600, 0, 600, 500);
        QTest::newRow("across two") << QRect(1500, 50, 400, 300) << one << two << QRect(1500, 50, 400, 300);
    }
    void placesComeBackToAScreen()
    {
        QFETCH(const QRect, saved);
        QFETCH(const QRect, oneNow);
        QFETCH(const QRect, twoNow);
        QFETCH(const QRect, place);
        std::vector<ScreenPlace> now{{QStringLiteral("one"), oneNow}};
        if (!twoNow.isNull())
            now.push_back({QStringLiteral("two"), twoNow});
        QCOMPARE(placeFromJson(placeToJson(saved, screens), now), place);
    }

    void outOfSightIsBroughtBack_data()
    {
        QTest::addColumn<QRect>("place");
        QTest::addColumn<QRect>("visible");
        QTest::newRow("inside") << QRect(10, 10, 100, 100) << QRect(10, 10, 100, 100);
        QTest::newRow("across both") << QRect(1500, 100, 400, 300) << QRect(1500, 100, 400, 300);
        QTest::newRow("far away") << QRect(9000, 9000, 100, 100) << QRect(1500, 800, 100, 100);
        QTest::newRow("half out") << QRect(-50, -20, 100, 100) << QRect(0, 0, 100, 100);
        QTest::newRow("too large") << QRect(-50, -20, 5000, 5000) << QRect(0, 0, 1600, 900);
    }
    void outOfSightIsBroughtBack()
    {
        QFETCH(const QRect, place);
        QFETCH(const QRect, visible);
        QCOMPARE(visiblePlace(place, screens), visible);
        QCOMPARE(visiblePlace(place, {}), place);
    }

    void uselessPlaceIsNone()
    {
        QVERIFY(placeFromJson({}, screens).isEmpty());
        QVERIFY(placeFromJson({{QStringLiteral("width"), QStringLiteral("wide")}}, screens).isEmpty());
        QVERIFY(placeFromJson({{QStringLiteral("width"), -4}, {QStringLiteral("height"), 9}}, screens).isEmpty());
    }
};

QTEST_MAIN(TestWorkspaceFile)
#include "tst_workspace_file.moc"
