#include "app/watchglass/marker_control.h"

#include "tests/ui/no_warnings.h"
#include "tests/ui/replay_scene.h"
#include "ui/shell/marker_dialog.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/replay_bar.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace watchglass;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestMarkerControl : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    int m_files = 0;

    QString session(int from = 0) { return writeSession(m_folder.filePath(QString::number(++m_files)), from); }

    struct Scene : ReplayScene
    {
        using ReplayScene::ReplayScene;

        app::MarkerControl &markers() { return application.markerControl(); }
        ui::MarkersDialog &list()
        {
            if (!markers().list())
                command("replay.markers")->trigger();
            return *markers().list();
        }
        QTableView &table() { return *list().findChild<QTableView *>(); }
        const ui::ReplayStrip::Marks &strip() { return application.window().replay().strip().marks(); }
        ui::MarkerDialog *question()
        {
            auto *asked = application.window().findChild<ui::MarkerDialog *>();
            return asked ? asked : list().findChild<ui::MarkerDialog *>();
        }
    };

    static std::vector<recording::Marker> inFile(const QString &name)
    {
        return recording::SessionFile::open(name).value()->markers().value();
    }

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aMarkerIsSetWhereThePlayheadStands()
    {
        Scene scene(m_clock);
        const QString name = session();
        QVERIFY(!scene.command("replay.mark")->isEnabled());
        QVERIFY(scene.replay().open(name));
        scene.replay().setOffset(scene.replay().sessions().front().id, 10s);
        scene.replay().seek(second(35));
        scene.command("replay.mark")->trigger();
        QCOMPARE(inFile(name).size(), std::size_t(2));
        QCOMPARE(inFile(name).front().time - second(25), Duration::zero()); // as it was recorded
        QCOMPARE(inFile(name).front().text, QStringLiteral("Marker 2"));
        QCOMPARE(scene.strip().remarks.size(), std::size_t(2));
        QCOMPARE(scene.strip().remarks.front().at - second(35), Duration::zero());
        scene.replay().seek(second(11));
        scene.command("replay.nextMarker")->trigger();
        QCOMPARE(*scene.replay().now() - second(35), Duration::zero());
    }

    void theOneThatGoesOnThereGetsIt()
    {
        Scene scene(m_clock);
        const QString first = session();
        const QString later = session(100);
        QVERIFY(scene.replay().open(first));
        QVERIFY(scene.replay().open(later));
        scene.replay().seek(second(130));
        scene.command("replay.mark")->trigger();
        scene.replay().seek(second(70)); // between the two, nearer to the first
        scene.command("replay.mark")->trigger();
        QCOMPARE(inFile(first).size(), std::size_t(2));
        QCOMPARE(inFile(later).size(), std::size_t(2));
    }

    void aSpanIsAnnotated()
    {
        Scene scene(m_clock);
        const QString name = session();
        QVERIFY(scene.replay().open(name));
        scene.replay().seek(second(15));
        scene.command("replay.annotate")->trigger();
        QVERIFY(scene.question());
        const auto lines = scene.question()->findChildren<QLineEdit *>();
        QCOMPARE(lines.at(1)->text(), QStringLiteral("+15\u202Fs"));
        lines.at(0)->setText(QStringLiteral("too warm"));
        lines.at(1)->setText(QStringLiteral("soon"));
        QVERIFY(!scene.question()->marker());
        lines.at(1)->setText(QStringLiteral("2:00"));
        QVERIFY(!scene.question()->marker()); // beyond its end
        lines.at(1)->setText(QStringLiteral("0:00:20"));
        lines.at(2)->setText(QStringLiteral("-3"));
        QVERIFY(!scene.question()->marker());
        lines.at(2)->setText(QStringLiteral("2.5 s"));
        QVERIFY(scene.question()->marker());
        scene.question()->accept();
        const auto markers = inFile(name);
        QCOMPARE(markers.front().text, QStringLiteral("too warm"));
        QCOMPARE(markers.front().kind, QStringLiteral("annotation"));
        QCOMPARE(markers.front().time - second(20), Duration::zero());
        QCOMPARE(*markers.front().to - markers.front().time, Duration(2500ms));
    }

    void theListGoesThereChangesAndDeletes()
    {
        Scene scene(m_clock);
        const QString name = session();
        QVERIFY(scene.replay().open(name));
        scene.replay().seek(second(5));
        scene.markers().mark();
        ui::MarkerListModel &model = scene.list().model();
        QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 2);
        scene.list().select(1);
        QTest::keyClick(&scene.table(), Qt::Key_Return);
        QCOMPARE(*scene.replay().now() - second(40), Duration::zero());
        QVERIFY(model.setData(model.index(1, ui::MarkerListModel::TextColumn), QStringLiteral("door"), Qt::EditRole));
        QTRY_COMPARE(inFile(name).back().text, QStringLiteral("door"));
        QCOMPARE(scene.list().current()->marker.text, QStringLiteral("door")); // still chosen
        scene.list().search().setText(QStringLiteral("DOOR"));
        QCOMPARE(scene.table().model()->rowCount(), 1);
        scene.list().search().clear();
        scene.list().select(1);
        for (QPushButton *button : scene.list().findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("&Delete"))
                button->click();
        }
        QCOMPARE(inFile(name).size(), std::size_t(1));
        QCOMPARE(scene.strip().remarks.size(), std::size_t(1));
        scene.markers().undo();
        QCOMPARE(inFile(name).back().text, QStringLiteral("door"));
        QCOMPARE(inFile(name).back().time - second(40), Duration::zero());
        scene.markers().undo(); // there is nothing more
        QCOMPARE(inFile(name).size(), std::size_t(2));
    }

    void aDeletedOneComesBackWhereTheRecordingIsNow()
    {
        Scene scene(m_clock);
        const QString name = session();
        QVERIFY(scene.replay().open(name));
        scene.list().select(0);
        Q_EMIT scene.list().removeRequested(ui::MarkerRow(*scene.list().current()));
        scene.replay().setOffset(scene.replay().sessions().front().id, 7s);
        scene.markers().undo();
        QCOMPARE(scene.strip().remarks.front().at - second(47), Duration::zero());
        QCOMPARE(inFile(name).front().time - second(40), Duration::zero());
    }

    void everyControlHasAName()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(session()));
        verifyNamed(scene.list());
        scene.markers().annotate();
        verifyNamed(*scene.question());
    }

    void aFileThatCannotBeChangedIsSaid()
    {
        Scene scene(m_clock);
        const QString name = session();
        QVERIFY(scene.replay().open(name));
        scene.list().select(0);
        const ui::MarkerRow row = *scene.list().current();
        // As good as read-only for whoever may write everything: it is somewhere else.
        QVERIFY(QFile::rename(name, name + QStringLiteral(" elsewhere")));
        scene.markers().mark();
        Q_EMIT scene.list().removeRequested(row);
        QCOMPARE(scene.application.window().notices().texts().size(), 1);
        QCOMPARE(scene.list().model().rowCount(), 1); // as it was
        QCOMPARE(inFile(name + QStringLiteral(" elsewhere")).size(), std::size_t(1));
    }
};

QTEST_MAIN(TestMarkerControl)
#include "tst_marker_control.moc"
