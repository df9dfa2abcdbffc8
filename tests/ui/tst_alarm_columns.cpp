#include "tests/ui/no_warnings.h"
#include "ui/shell/alarm_columns.h"
#include "ui/shell/alarm_list.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QTableView>

#include <numeric>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

using Model = AlarmTableModel;

struct Fixture
{
    ingest::DeviceRegistry registry;
    alarm::AlarmRegister known;
    Model model{known, registry, QTimeZone::utc()};
    AlarmList list{model};

    void show(int width)
    {
        list.resize(width, 200);
        list.show();
        QApplication::processEvents();
    }
    QHeaderView &header() { return *list.table().horizontalHeader(); }
};

} // namespace

class TestAlarmColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { watchglass::test::failOnAnyWarning(); }

    void whatHappenedIsReadableAtAnyWidth()
    {
        for (int letters = 70; letters < 400; ++letters) {
            const auto columns = fitAlarmColumns(letters);
            QVERIFY2(std::accumulate(columns.begin(), columns.end(), 0) <= letters,
                     qPrintable(QString::number(letters)));
            QVERIFY(columns[Model::PriorityColumn] > 0);
            QVERIFY(columns[Model::TitleColumn] > 0);
            QVERIFY(columns[Model::MessageColumn] >= 24);
        }
    }

    void whereThereIsRoomNothingIsLeftOut()
    {
        const auto columns = fitAlarmColumns(160);
        QVERIFY(std::all_of(columns.begin(), columns.end(), [](int letters) { return letters > 0; }));
        QCOMPARE(std::accumulate(columns.begin(), columns.end(), 0), 160); // the message takes the rest
        QVERIFY(fitAlarmColumns(200)[Model::MessageColumn] == columns[Model::MessageColumn] + 40);
    }

    void theTableNeedsNoScrollingToTheSide_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {800, 1006, 1240, 1920})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }

    void theTableNeedsNoScrollingToTheSide()
    {
        QFETCH(int, width);
        Fixture f;
        f.show(width);
        QVERIFY(f.header().length() <= f.list.table().viewport()->width());
        QVERIFY(f.header().sectionSize(Model::MessageColumn) >= 150);
    }

    void whatTheOperatorChoseStaysAndComesBack()
    {
        Fixture f;
        f.show(1240);
        QVERIFY(f.list.saveColumns().isEmpty());
        f.header().resizeSection(Model::DeviceColumn, 77);
        f.show(1400);
        QCOMPARE(f.header().sectionSize(Model::DeviceColumn), 77);
        Fixture other;
        other.list.restoreColumns(f.list.saveColumns());
        other.show(1000);
        QCOMPARE(other.header().sectionSize(Model::DeviceColumn), 77);
        other.header().actions().first()->trigger();
        QVERIFY(other.header().sectionSize(Model::DeviceColumn) != 77);
        QVERIFY(other.list.saveColumns().isEmpty());
    }
};

QTEST_MAIN(TestAlarmColumns)
#include "tst_alarm_columns.moc"
