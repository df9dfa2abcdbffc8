#include "tests/ui/no_warnings.h"
#include "ui/models/attention_filter_model.h"
#include "ui/models/attention_table_model.h"

#include <QAbstractItemModelTester>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

using Model = AttentionTableModel;

AttentionRow row(int number, AttentionLevel level = AttentionLevel::None)
{
    AttentionRow result;
    result.key = {QStringLiteral("s"), QStringLiteral("d%1").arg(number), QStringLiteral("temperature"), {}};
    result.level = level;
    result.demanded = level;
    result.deliveredHz = number;
    return result;
}

std::vector<AttentionRow> rows(std::initializer_list<int> numbers)
{
    std::vector<AttentionRow> result;
    for (const int number : numbers)
        result.push_back(row(number));
    return result;
}

struct Fixture
{
    Model model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    AttentionFilterModel filter{model};
    QAbstractItemModelTester filterTester{&filter, QAbstractItemModelTester::FailureReportingMode::QtTest};

    QString text(int place, int column) const
    {
        return model.index(place, column).data().toString().replace(QChar(0x202F), QLatin1Char(' '));
    }
    QStringList devices() const
    {
        QStringList names;
        for (int i = 0; i < filter.rowCount(); ++i)
            names << filter.index(i, Model::DeviceColumn).data().toString();
        return names;
    }
};

QRect cells(const QList<QVariant> &change)
{
    const auto first = change[0].toModelIndex();
    const auto last = change[1].toModelIndex();
    return {QPoint(first.column(), first.row()), QPoint(last.column(), last.row())};
}

} // namespace

class TestAttentionTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void startsEmpty()
    {
        Fixture f;
        QCOMPARE(f.model.rowCount(), 0);
        f.model.setRows({});
        QCOMPARE(f.model.totals().series, 0u);
    }

    void saysWhatASeriesGets()
    {
        Fixture f;
        AttentionRow shown = row(1, AttentionLevel::Medium);
        shown.key.attribute = QStringLiteral("imu.accelerometer");
        shown.key.component = QStringLiteral("x");
        shown.deviceName = QStringLiteral("Wrist");
        shown.reason = attention::Reason::InView;
        shown.grant = Grant{{}, {}, AttentionLevel::Medium, Delivery::Thinned, 500ms, true, false};
        shown.deliveredHz = 2.04;
        shown.drawnHz = 15;
        shown.bytesSaved = 2048;
        AttentionRow bare = row(2);
        bare.deliveredHz = 0.001;
        f.model.setRows({shown, bare});
        const QStringList expected{QStringLiteral("s"),
                                   QStringLiteral("Wrist"),
                                   QStringLiteral("imu.accelerometer.x"),
                                   QStringLiteral("Medium"),
                                   QStringLiteral("in view"),
                                   QStringLiteral("within 500 ms"),
                                   QStringLiteral("a value every 500 ms"),
                                   QStringLiteral("2.04 /s"),
                                   QStringLiteral("15 Hz"),
                                   QStringLiteral("2 KiB/s")};
        const QStringList bareExpected{QStringLiteral("s"),
                                       QStringLiteral("d2"),
                                       QStringLiteral("temperature"),
                                       QStringLiteral("None"),
                                       QStringLiteral("nothing shows it"),
                                       QStringLiteral("within 5 s"),
                                       QStringLiteral("—"),
                                       QStringLiteral("0 /s"),
                                       QStringLiteral("—"),
                                       QStringLiteral("—")};
        for (int column = 0; column < Model::ColumnCount; ++column) {
            QCOMPARE(f.text(0, column), expected[column]);
            QCOMPARE(f.text(1, column), bareExpected[column]);
            QVERIFY(!f.model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        }
        QVERIFY(f.model.index(0, Model::GivenColumn)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QLatin1String("fetched when looked at")));
        QCOMPARE(f.model.index(0, Model::LevelColumn).data(Model::MarkRole).toInt(), int(Mark::Working));
        QVERIFY(!f.model.index(0, 0).data(Model::FaintRole).toBool());
        QVERIFY(f.model.index(1, 0).data(Model::FaintRole).toBool());
    }

    void onlyChangedCellsAreTold()
    {
        Fixture f;
        std::vector<AttentionRow> all = rows({0, 1, 2, 3, 4, 5});
        f.model.setRows(all);
        QSignalSpy changes(&f.model, &QAbstractItemModel::dataChanged);
        QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
        f.model.setRows(all);
        QCOMPARE(changes.size(), 0);
        all[1].drawnHz = 15;
        all[2].drawnHz = 15;
        all[4].reason = attention::Reason::Recorder;
        all[4].demanded = AttentionLevel::High;
        f.model.setRows(all);
        QCOMPARE(changes.size(), 2);
        QCOMPARE(cells(changes[0]), QRect(QPoint(Model::DrawnColumn, 1), QPoint(Model::DrawnColumn, 2)));
        QCOMPARE(cells(changes[1]), QRect(QPoint(Model::WhyColumn, 4), QPoint(Model::AskedColumn, 4)));
        QCOMPARE(f.text(4, Model::WhyColumn), QStringLiteral("being recorded"));
        QCOMPARE(resets.size(), 0);
    }

    void manyScatteredChangesAreToldAsOne()
    {
        Fixture f;
        std::vector<AttentionRow> all;
        for (int i = 0; i < 1000; ++i)
            all.push_back(row(i));
        f.model.setRows(all);
        QSignalSpy changes(&f.model, &QAbstractItemModel::dataChanged);
        for (std::size_t i = 1; i < 999; i += 2)
            all[i].deliveredHz = -1;
        f.model.setRows(all);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(cells(changes[0]), QRect(QPoint(Model::DeliveredColumn, 1), QPoint(Model::DeliveredColumn, 997)));
    }

    void rowsComeGoAndMoveOneByOne_data()
    {
        QTest::addColumn<std::vector<int>>("before");
        QTest::addColumn<std::vector<int>>("after");
        const auto add = [](const char *name, std::vector<int> before, std::vector<int> after) {
            QTest::newRow(name) << before << after;
        };
        add("first ones", {}, {1, 2, 3});
        add("all gone", {1, 2, 3}, {});
        add("appended", {1, 2}, {1, 2, 3, 4});
        add("put in front", {3, 4}, {1, 2, 3, 4});
        add("put between", {1, 4}, {1, 2, 3, 4});
        add("taken out", {1, 2, 3, 4, 5, 6}, {1, 4, 6});
        add("turned round", {1, 2, 3, 4}, {4, 3, 2, 1});
        add("all at once", {1, 2, 3, 4, 5}, {9, 5, 7, 2, 4, 8});
        add("others", {1, 2}, {3, 4});
    }
    void rowsComeGoAndMoveOneByOne()
    {
        QFETCH(const std::vector<int>, before);
        QFETCH(const std::vector<int>, after);
        Fixture f;
        const auto make = [](const std::vector<int> &numbers) {
            std::vector<AttentionRow> result;
            for (const int number : numbers)
                result.push_back(row(number));
            return result;
        };
        f.model.setRows(make(before));
        std::vector<QPersistentModelIndex> held;
        for (int i = 0; i < f.model.rowCount(); ++i)
            held.emplace_back(f.model.index(i, Model::DeviceColumn));
        QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
        f.model.setRows(make(after));
        QCOMPARE(resets.size(), 0);
        QVERIFY(f.model.rows() == make(after));
        for (std::size_t i = 0; i < before.size(); ++i) {
            const bool isKept = std::find(after.begin(), after.end(), before[i]) != after.end();
            QCOMPARE(held[i].isValid(), isKept);
            if (isKept)
                QCOMPARE(held[i].data().toString(), QStringLiteral("d%1").arg(before[i]));
        }
    }

    void sortsNumbersByValueAndNamesAsPeopleDo()
    {
        Fixture f;
        std::vector<AttentionRow> all = rows({10, 9, 100});
        all[0].bytesSaved = 1e6;
        all[1].bytesSaved = 900;
        all[2].bytesSaved = 2e3;
        all[0].grant = Grant{.device = {}, .attribute = {}, .delivery = Delivery::Thinned, .interval = 2s};
        all[1].grant = Grant{.device = {}, .attribute = {}, .delivery = Delivery::Thinned, .interval = 500ms};
        f.model.setRows(all);
        const auto sorted = [&f](int column) {
            f.filter.sort(column);
            return f.devices().join(QLatin1Char(' '));
        };
        QCOMPARE(sorted(Model::DeviceColumn), QStringLiteral("d9 d10 d100"));
        QCOMPARE(sorted(Model::DeliveredColumn), QStringLiteral("d9 d10 d100"));
        QCOMPARE(sorted(Model::SavedColumn), QStringLiteral("d9 d100 d10"));
        QCOMPARE(sorted(Model::GivenColumn), QStringLiteral("d9 d10 d100")); // nothing said comes last
        all[2].level = AttentionLevel::High;
        all[1].level = AttentionLevel::Low;
        f.model.setRows(all);
        f.filter.sort(Model::LevelColumn, Qt::DescendingOrder);
        QCOMPARE(f.devices().join(QLatin1Char(' ')), QStringLiteral("d100 d9 d10"));
    }

    void refreshFollowsTheFigures()
    {
        Fixture f;
        std::vector<AttentionRow> all = rows({1, 2, 3});
        f.model.setRows(all);
        f.filter.sort(Model::DeliveredColumn, Qt::DescendingOrder);
        const QPersistentModelIndex selected = f.filter.index(0, Model::DeviceColumn);
        QCOMPARE(selected.data().toString(), QStringLiteral("d3"));
        all[0].deliveredHz = 50;
        f.model.setRows(all);
        f.filter.refresh();
        QCOMPARE(f.devices().join(QLatin1Char(' ')), QStringLiteral("d1 d3 d2"));
        QCOMPARE(selected.data().toString(), QStringLiteral("d3"));
        QCOMPARE(selected.row(), 1);
    }

    void onlyWhatIsShownFollowsTheLevels()
    {
        Fixture f;
        std::vector<AttentionRow> all = rows({1, 2, 3});
        all[1].level = AttentionLevel::Low;
        f.model.setRows(all);
        f.filter.setOnlyShown(true);
        QCOMPARE(f.devices(), QStringList{QStringLiteral("d2")});
        all[1].level = AttentionLevel::None;
        all[2].level = AttentionLevel::High;
        all.push_back(row(4, AttentionLevel::Medium));
        f.model.setRows(all);
        f.filter.refresh();
        QCOMPARE(f.devices(), QStringList({QStringLiteral("d3"), QStringLiteral("d4")}));
        f.filter.setOnlyShown(false);
        QCOMPARE(f.filter.rowCount(), 4);
    }

    void searchFindsSourceDeviceAndSeries()
    {
        Fixture f;
        std::vector<AttentionRow> all = rows({1, 2});
        all[0].deviceName = QStringLiteral("Bed by the window");
        all[1].key.component = QStringLiteral("x");
        f.model.setRows(all);
        const auto found = [&f](const char *text) {
            f.filter.setSearch(QString::fromLatin1(text));
            return f.filter.rowCount();
        };
        QCOMPARE(found("BED temp"), 1);
        QCOMPARE(found("d1"), 1);
        QCOMPARE(found("x"), 1);
        QCOMPARE(found("s temperature"), 2);
        QCOMPARE(found("bed d2"), 0);
        QCOMPARE(found("  "), 2);
    }

    void totalsCount()
    {
        Fixture f;
        std::vector<AttentionRow> all = rows({1, 2, 3});
        all[0].level = AttentionLevel::High;
        all[1].level = AttentionLevel::Low;
        all[1].bytesSaved = 1000;
        all[2].bytesSaved = 500;
        f.model.setRows(all);
        QCOMPARE(f.model.totals().series, 3u);
        QCOMPARE(f.model.totals().shown, 2u);
        QCOMPARE(f.model.totals().high, 1u);
        QCOMPARE(f.model.totals().bytesSaved, 1500.0);
    }

    void fiftyThousandRowsAreFine()
    {
        Model model;
        AttentionFilterModel filter(model);
        std::vector<AttentionRow> all;
        for (int i = 0; i < 50'000; ++i)
            all.push_back(row(i, i % 100 == 0 ? AttentionLevel::High : AttentionLevel::None));
        model.setRows(all);
        filter.sort(Model::DeliveredColumn, Qt::DescendingOrder);
        for (AttentionRow &changed : all)
            changed.deliveredHz = 50'000 - changed.deliveredHz;
        all.erase(all.begin() + 20'000, all.begin() + 20'010);
        std::rotate(all.begin(), all.begin() + 1, all.end());
        model.setRows(all);
        filter.refresh();
        filter.setOnlyShown(true);
        QCOMPARE(filter.rowCount(), 499);
        filter.setOnlyShown(false);
        QCOMPARE(filter.rowCount(), 49'990);
    }
};

QTEST_MAIN(TestAttentionTableModel)
#include "tst_attention_table_model.moc"
