#include "app/watchglass/comparison_control.h"

#include "tests/ui/no_warnings.h"
#include "tests/ui/replay_scene.h"
#include "ui/panels/plot_panel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace watchglass;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestComparisonControl : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    QString m_first;
    QString m_later; ///< The same 100 s later, but for its wave, which comes 3 s later in it.

    struct Scene : ReplayScene
    {
        using ReplayScene::ReplayScene;
        using Model = ui::ComparisonModel;

        void open(const QString &first, const QString &second)
        {
            QVERIFY(replay().open(first));
            QVERIFY(replay().open(second));
            QTRY_VERIFY(series() && series()->count() == 601);
            QTRY_VERIFY(series(QStringLiteral("ward (2)")) && series(QStringLiteral("ward (2)"))->count() == 601);
        }
        void align() { replay().setOffset(replay().sessions().at(1).id, -100s); }
        ui::ComparisonDialog &dialog()
        {
            if (!application.comparisonControl().dialog())
                command("replay.compare")->trigger();
            return *application.comparisonControl().dialog();
        }
        Model &model() { return dialog().model(); }
        QTableView &table() { return *dialog().findChild<QTableView *>(); }
        QLineEdit &line(const char *name)
        {
            for (QLineEdit *one : dialog().findChildren<QLineEdit *>()) {
                if (one->accessibleName() == QLatin1String(name))
                    return *one;
            }
            qFatal("no field %s", name);
        }
        QPushButton *button(const char *text)
        {
            for (QPushButton *one : dialog().findChildren<QPushButton *>()) {
                if (one->text().remove(QLatin1Char('&')) == QLatin1String(text))
                    return one;
            }
            qFatal("no button %s", text);
        }
        void compare()
        {
            button("Compare")->click();
            QTRY_VERIFY_WITH_TIMEOUT(model().rowCount() > 0, 60'000);
        }
        QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
        bool says(const char *text)
        {
            const auto labels = dialog().findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [text](const QLabel *label) { return label->text().contains(QLatin1String(text)); });
        }
        std::shared_ptr<const store::Series> difference()
        {
            for (const auto &one : application.store().all()) {
                if (one->info().key.source == QStringLiteral("comparison"))
                    return one;
            }
            return nullptr;
        }
    };

private Q_SLOTS:
    void init() { failOnAnyWarning(); }
    void initTestCase()
    {
        m_first = writeSession(m_folder.filePath(QStringLiteral("first.wgrec")));
        m_later = writeSession(m_folder.filePath(QStringLiteral("later.wgrec")), 100, 30);
    }

    void needsASecondRecording()
    {
        Scene scene(m_clock);
        QVERIFY(!scene.command("replay.compare")->isEnabled());
        QVERIFY(scene.replay().open(m_first));
        scene.dialog();
        QVERIFY(!scene.button("Compare")->isEnabled());
        QVERIFY(scene.replay().open(m_later));
        QVERIFY(scene.button("Compare")->isEnabled());
        scene.line("How far values may be apart").setText(QStringLiteral("some"));
        QVERIFY(!scene.button("Compare")->isEnabled());
        scene.line("How far values may be apart").setText(QStringLiteral("1 %"));
        QCOMPARE(scene.dialog().wish()->tolerance.relative, 0.01);
        scene.line("How far times may be apart").setText(QStringLiteral("-1 s"));
        QVERIFY(!scene.button("Compare")->isEnabled());
        scene.line("How far times may be apart").setText(QStringLiteral("10 ms"));
        QCOMPARE(scene.dialog().wish()->timeTolerance, Duration(10ms));
    }

    void everyControlHasAName()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_first));
        verifyNamed(scene.dialog());
    }

    void listsWhatDiffers()
    {
        Scene scene(m_clock);
        scene.open(m_first, m_later);
        scene.align();
        QAbstractItemModelTester tester(&scene.model());
        scene.compare();
        QCOMPARE(scene.model().rowCount(), 2); // the alarm of both is the same with its offset
        QCOMPARE(scene.table().model()->rowCount(), 1);
        QCOMPARE(scene.cell(0, Scene::Model::NameColumn), QStringLiteral("ward/bed/breath"));
        QCOMPARE(scene.cell(0, Scene::Model::FindingColumn), QStringLiteral("Different"));
        QCOMPARE(scene.cell(0, Scene::Model::PairsColumn), QStringLiteral("601"));
        scene.dialog().findChild<QCheckBox *>()->setChecked(false);
        QCOMPARE(scene.table().model()->rowCount(), 2);
        scene.table().sortByColumn(Scene::Model::DifferentColumn, Qt::AscendingOrder);
        QCOMPARE(scene.cell(0, Scene::Model::NameColumn), QStringLiteral("ward/bed/pulse"));
        scene.line("Search in what differs").setText(QStringLiteral("BREATH"));
        QCOMPARE(scene.table().model()->rowCount(), 1);
        scene.line("Search in what differs").setText(QStringLiteral("equal"));
        QCOMPARE(scene.cell(0, Scene::Model::NameColumn), QStringLiteral("ward/bed/pulse"));
    }

    void alarmsOfOneAloneAreListed()
    {
        Scene scene(m_clock);
        scene.open(m_first, m_later);
        scene.dialog();
        scene.compare(); // as they lie: nothing is at the same time
        QVERIFY(scene.says("No two samples are at the same time"));
        int alarms = 0;
        for (int row = 0; row < scene.model().rowCount(); ++row) {
            if (scene.model().seriesOf(row))
                continue;
            ++alarms;
            const QString name = scene.model().index(row, Scene::Model::NameColumn).data().toString();
            QVERIFY(name.contains(QStringLiteral("Pulse too high")));
            QVERIFY(scene.model().isDifferent(row));
        }
        QCOMPARE(alarms, 2);
    }

    void enterLooksAtIt()
    {
        Scene scene(m_clock);
        scene.open(m_first, m_later);
        scene.replay().setOffset(scene.replay().sessions().at(0).id, 10s);
        scene.replay().setOffset(scene.replay().sessions().at(1).id, -90s);
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        scene.dialog();
        scene.compare();
        const auto time = scene.model().timeOf(scene.model().seriesOf(0) ? 0 : 1);
        QVERIFY(time && *time >= second(10) && *time <= second(70)); // where the first lies now
        QTest::keyClick(&scene.table(), Qt::Key_Return);
        QCOMPARE(*scene.replay().now() - *time, Duration::zero());
        const auto plotOf = [&scene]() -> ui::PlotPanel * {
            for (ui::Panel *panel : scene.application.window().desk().panels()) {
                if (panel->series().size() == 3)
                    return qobject_cast<ui::PlotPanel *>(panel);
            }
            return nullptr;
        };
        const auto hasPlotFoundIt = [&] {
            const auto difference = scene.difference();
            const ui::PlotPanel *plot = plotOf();
            const ui::PlotTrace *trace = difference && plot ? plot->traces().find(difference->info().key) : nullptr;
            return trace && trace->data() == difference;
        };
        QVERIFY(plotOf());
        SeriesKey wave = pulse;
        wave.attribute = QStringLiteral("breath");
        QVERIFY(plotOf()->traces().nameOf(wave).endsWith(QStringLiteral("· ward"))); // told from the other one
        const std::size_t panels = scene.application.window().desk().panels().size();
        QTRY_VERIFY(scene.difference() && scene.difference()->last());
        const auto one = scene.application.store().find(wave)->at(*time);
        wave.source = QStringLiteral("ward (2)");
        const auto other = scene.application.store().find(wave)->at(*time);
        QTRY_VERIFY(scene.difference() && scene.difference()->at(*time)
                    && scene.difference()->at(*time)->time == *time);
        QCOMPARE(scene.difference()->at(*time)->value, one->value - other->value);
        QTest::keyClick(&scene.table(), Qt::Key_Enter); // once more: in the same place
        QCOMPARE(scene.application.window().desk().panels().size(), panels);
        QTRY_VERIFY(hasPlotFoundIt());
        // It is worked out anew when the sessions lie otherwise.
        scene.replay().setOffset(scene.replay().sessions().at(1).id, -93s);
        QVERIFY(!scene.difference());
        scene.replay().seek(second(70));
        QTRY_VERIFY(scene.difference() && scene.difference()->last() && scene.difference()->last()->time >= second(66));
        QCOMPARE(scene.difference()->at(second(60))->value, 0.0); // its wave comes 3 s later
        QTRY_VERIFY(hasPlotFoundIt());
        scene.replay().close();
        QVERIFY(!scene.difference());
    }

    void whatIsOutOfDateIsTakenAway()
    {
        Scene scene(m_clock);
        scene.open(m_first, m_later);
        scene.dialog();
        scene.compare();
        scene.align();
        QCOMPARE(scene.model().rowCount(), 0);
        QVERIFY(scene.says("lie otherwise now"));
        scene.button("Compare")->click();
        scene.button("Stop")->click();
        QVERIFY(scene.says("Stopped"));
        QVERIFY(scene.button("Compare")->isEnabled());
    }

    void isExportedAsItIsShown()
    {
        Scene scene(m_clock);
        scene.open(m_first, m_later);
        scene.align();
        scene.dialog();
        scene.compare();
        const QString path = m_folder.filePath(QStringLiteral("table.csv"));
        QVERIFY(scene.dialog().exportTo(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 3); // header, one row, the end
        QVERIFY(lines.at(0).startsWith("Series,Finding,Pairs"));
        QVERIFY(lines.at(1).startsWith("ward/bed/breath,Different,601,"));
        QVERIFY(!scene.dialog().exportTo(m_folder.filePath(QStringLiteral("no folder/table.csv"))));
    }
};

QTEST_MAIN(TestComparisonControl)
#include "tst_comparison_control.moc"
