#include "ui/panels/frames_panel.h"

#include "core/recording/frame_log.h"
#include "tests/ui/no_warnings.h"
#include "tests/ui/panels/panel_bench.h"
#include "ui/models/frame_table_model.h"

#include <QAbstractItemModelTester>
#include <QTableView>
#include <QTest>

using namespace watchglass;
using recording::FrameLog;
using recording::LoggedFrame;

namespace {

LoggedFrame frame(const char *text, link::FrameKind kind = link::FrameKind::TextReceived)
{
    LoggedFrame made;
    made.at = test::PanelBench::now;
    made.source = QStringLiteral("ward");
    made.kind = kind;
    made.text = text;
    made.bytes = made.text.size();
    return made;
}

struct Scene
{
    Scene() { bench.context.frames = &log; }
    QString cell(ui::FramesPanel &panel, int row, int column) const
    {
        const QAbstractItemModel *model = panel.table().model();
        return model->index(row, column).data().toString();
    }
    FrameLog log;
    test::PanelBench bench;
};

} // namespace

class TestFramesPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void framesAreKeptWhileThePanelIsThere()
    {
        Scene scene;
        QVERIFY(!scene.log.isWatched());
        {
            ui::FramesPanel panel(scene.bench.context);
            QVERIFY(scene.log.isWatched());
        }
        QVERIFY(!scene.log.isWatched());
    }

    void showsWhatCrossedTheLinks()
    {
        Scene scene;
        ui::FramesPanel panel(scene.bench.context);
        test::showPanel(panel);
        scene.log.add(frame("{\"type\":\n\"ping\"}"));
        scene.log.add(frame("subscribe", link::FrameKind::TextSent));
        scene.log.add(frame("\xff\xfe\x01", link::FrameKind::BinaryReceived));
        panel.drawFrame(test::PanelBench::now);
        QCOMPARE(panel.table().model()->rowCount(), 3);
        QCOMPARE(scene.cell(panel, 0, ui::FrameTableModel::Text), QStringLiteral("{\"type\": \"ping\"}"));
        QCOMPARE(scene.cell(panel, 1, ui::FrameTableModel::What), QStringLiteral("→ text"));
        QCOMPARE(scene.cell(panel, 2, ui::FrameTableModel::Text), QStringLiteral("ff fe 01"));
        QCOMPARE(scene.cell(panel, 2, ui::FrameTableModel::Source), QStringLiteral("ward"));
        panel.drawFrame(test::PanelBench::now);
        QCOMPARE(panel.table().model()->rowCount(), 3);
    }

    void filtersAndPauses()
    {
        Scene scene;
        ui::FramesPanel panel(scene.bench.context);
        test::showPanel(panel);
        scene.log.add(frame("pulse 60"));
        scene.log.add(frame("temperature 37"));
        panel.drawFrame(test::PanelBench::now);
        panel.setFilter(QStringLiteral("PULSE"));
        QCOMPARE(panel.table().model()->rowCount(), 1);
        ui::FramesPanel again(scene.bench.context);
        again.restore(panel.save());
        QCOMPARE(again.save(), panel.save());
        panel.setPaused(true);
        QCOMPARE(panel.badge(), QStringLiteral("Paused"));
        scene.log.add(frame("pulse 61"));
        panel.drawFrame(test::PanelBench::now);
        QCOMPARE(panel.table().model()->rowCount(), 1);
        panel.setPaused(false);
        panel.drawFrame(test::PanelBench::now);
        QCOMPARE(panel.table().model()->rowCount(), 2);
    }

    void theTableIsBounded()
    {
        ui::FrameTableModel model(QTimeZone::utc());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add({frame("first")});
        model.add({FrameLog::capacity - 1, frame("more")});
        QCOMPARE(model.rowCount(), int(FrameLog::capacity));
        QCOMPARE(model.frameAt(0).text, QByteArray("first"));
        model.add({frame("last")});
        QCOMPARE(model.rowCount(), int(FrameLog::capacity));
        QCOMPARE(model.frameAt(0).text, QByteArray("more"));
        model.add({FrameLog::capacity, frame("all new")});
        QCOMPARE(model.rowCount(), int(FrameLog::capacity));
        QCOMPARE(model.frameAt(0).text, QByteArray("all new"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestFramesPanel)
#include "tst_frames_panel.moc"
