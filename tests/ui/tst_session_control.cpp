#include "app/watchglass/session_control.h"

#include "tests/ui/no_warnings.h"
#include "tests/ui/replay_scene.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace watchglass;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestSessionControl : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    QString m_first;
    QString m_later; ///< Begins 100 s later; its wave comes 3 s later in it.

    struct Scene : ReplayScene
    {
        using ReplayScene::ReplayScene;

        ui::SessionsDialog &dialog()
        {
            if (!application.sessionControl().dialog())
                command("replay.sessions")->trigger();
            return *application.sessionControl().dialog();
        }
        QPushButton *button(const char *text)
        {
            for (QPushButton *one : dialog().findChildren<QPushButton *>()) {
                if (one->text().remove(QLatin1Char('&')) == QLatin1String(text))
                    return one;
            }
            qFatal("no button %s", text);
        }
        bool says(const char *text)
        {
            const auto labels = dialog().findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [text](const QLabel *label) { return label->text().contains(QLatin1String(text)); });
        }
        Duration offset(std::size_t row) { return replay().sessions().at(row).offset; }
    };

private Q_SLOTS:
    void init() { failOnAnyWarning(); }
    void initTestCase()
    {
        m_first = writeSession(m_folder.filePath(QStringLiteral("first.wgrec")));
        m_later = writeSession(m_folder.filePath(QStringLiteral("later.wgrec")), 100, 30);
    }

    void oneAloneHasNothingToBeAlignedWith()
    {
        Scene scene(m_clock);
        QVERIFY(!scene.command("replay.sessions")->isEnabled());
        QVERIFY(scene.replay().open(m_first));
        QCOMPARE(scene.dialog().model().rowCount(), 1);
        QVERIFY(scene.says("Open a second recording"));
        QVERIFY(!scene.button("Align begins")->isEnabled());
        QVERIFY(scene.replay().open(m_later)); // the window follows
        QCOMPARE(scene.dialog().model().rowCount(), 2);
        QVERIFY(scene.button("Align begins")->isEnabled());
        scene.replay().close();
        QTRY_VERIFY(!scene.application.sessionControl().dialog());
    }

    void anOffsetIsTyped()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_first));
        QVERIFY(scene.replay().open(m_later));
        ui::SessionListModel &model = scene.dialog().model();
        QAbstractItemModelTester tester(&model);
        const QModelIndex cell = model.index(1, ui::SessionListModel::OffsetColumn);
        QVERIFY(model.setData(cell, QStringLiteral("-0:01:40"), Qt::EditRole));
        QCOMPARE(scene.offset(1), Duration(-100s));
        QCOMPARE(cell.data().toString(), QStringLiteral("\u22120:01:40"));
        QVERIFY(!model.setData(cell, QStringLiteral("soon"), Qt::EditRole));
        QVERIFY(scene.says("no offset"));
        QCOMPARE(scene.offset(1), Duration(-100s));
        scene.dialog().select(scene.replay().sessions().at(1).id);
        scene.button("Reset to 0")->click();
        QCOMPARE(scene.offset(1), Duration::zero());
    }

    void isAlignedByBeginsAndMarkers()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_first));
        QVERIFY(scene.replay().open(m_later));
        scene.dialog();
        scene.button("Align begins")->click(); // of the one opened last
        QCOMPARE(scene.offset(0), Duration::zero());
        QCOMPARE(scene.offset(1), Duration(-100s));
        scene.replay().setOffset(scene.replay().sessions().at(0).id, 5s);
        scene.button("Align by marker")->click(); // at 40 s of both
        QCOMPARE(scene.offset(1), Duration(-95s));
    }

    void isAlignedByASeries()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_first));
        QVERIFY(scene.replay().open(m_later));
        scene.dialog();
        scene.button("Find offset")->click(); // of the first series by name: the wave
        QTRY_VERIFY_WITH_TIMEOUT(scene.says("correlation"), 60'000);
        QCOMPARE(scene.offset(1), Duration::zero()); // found is not taken
        scene.button("Take this offset")->click();
        QVERIFY(std::chrono::abs(scene.offset(1) + 103s) < 20ms);
        QVERIFY(!scene.says("correlation"));
    }

    void aSearchIsGivenUp()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_first));
        QVERIFY(scene.replay().open(m_later));
        scene.dialog();
        scene.button("Find offset")->click();
        scene.button("Stop")->click();
        QVERIFY(scene.button("Find offset")->isEnabled());
        QVERIFY(!scene.says("Looking"));
        scene.button("Find offset")->click();
        scene.dialog().close(); // while it goes on
    }

    void closesOneOfThem()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_first));
        QVERIFY(scene.replay().open(m_later));
        scene.dialog().select(scene.replay().sessions().at(0).id);
        scene.button("Close this one")->click();
        QCOMPARE(scene.replay().sessions().size(), std::size_t(1));
        QCOMPARE(scene.replay().sessions().front().fileName, m_later);
        QCOMPARE(scene.dialog().model().rowCount(), 1);
    }

    void everyControlHasAName()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_first));
        verifyNamed(scene.dialog());
    }
};

QTEST_MAIN(TestSessionControl)
#include "tst_session_control.moc"
