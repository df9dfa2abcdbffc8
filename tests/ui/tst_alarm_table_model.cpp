#include "tests/ui/no_warnings.h"
#include "ui/models/alarm_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

AlarmEvent alarm(const QString &id, AlarmPriority priority = AlarmPriority::Warning, Duration after = 0s,
                 AlarmCondition condition = AlarmCondition::Active)
{
    AlarmEvent event;
    event.id = id;
    event.actionable = true;
    event.device = QStringLiteral("7");
    event.priority = priority;
    event.title = QStringLiteral("Title %1").arg(id);
    event.condition = condition;
    event.raisedAt = start + after;
    return event;
}

struct Fixture
{
    ingest::AlarmBook book;
    ingest::DeviceRegistry registry;
    AlarmTableModel model{book, registry, QTimeZone::utc()};
    QAbstractItemModelTester tester{&model};

    explicit Fixture(std::size_t capacity = 100)
        : book(capacity)
    {}
    void apply(const AlarmEvent &event) { book.apply(QStringLiteral("s"), event, start); }
    QString text(int row, int column) const { return model.index(row, column).data().toString(); }
};

} // namespace

class TestAlarmTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void startsEmpty()
    {
        Fixture f;
        QVERIFY(!f.model.sync());
        QCOMPARE(f.model.rowCount(), 0);
    }

    void showsWhatTheBookKnows()
    {
        Fixture f;
        DeviceUpdate fridge;
        fridge.id = QStringLiteral("7");
        fridge.name = QStringLiteral("Fridge");
        f.registry.apply(QStringLiteral("s"), fridge, start);
        AlarmEvent event = alarm(QStringLiteral("1"), AlarmPriority::Critical, 5s);
        event.message = QStringLiteral("Too warm");
        event.actual = 9.5;
        event.threshold = 8.0;
        f.apply(event);
        QVERIFY(f.model.sync());
        QCOMPARE(f.text(0, AlarmTableModel::PriorityColumn), QStringLiteral("Critical"));
        QCOMPARE(f.text(0, AlarmTableModel::StateColumn), QStringLiteral("Unacknowledged"));
        QCOMPARE(f.text(0, AlarmTableModel::SinceColumn), QStringLiteral("00:00:05"));
        QCOMPARE(f.text(0, AlarmTableModel::DeviceColumn), QStringLiteral("Fridge"));
        QCOMPARE(f.text(0, AlarmTableModel::TitleColumn), QStringLiteral("Title 1"));
        QCOMPARE(f.text(0, AlarmTableModel::MessageColumn), QStringLiteral("Too warm"));
        QVERIFY(f.text(0, AlarmTableModel::ValueColumn).contains(QLatin1String("9.5")));
        const QModelIndex row = f.model.index(0, 0);
        QCOMPARE(row.data(AlarmTableModel::MarkRole).toInt(), int(Mark::Critical));
        QCOMPARE(row.data(AlarmTableModel::SourceRole).toString(), QStringLiteral("s"));
        QCOMPARE(row.data(AlarmTableModel::IdRole).toString(), QStringLiteral("1"));
        QVERIFY(row.data(AlarmTableModel::UnacknowledgedRole).toBool());
    }

    void shapeFollowsPriorityAndLife_data()
    {
        QTest::addColumn<AlarmPriority>("priority");
        QTest::addColumn<AlarmCondition>("condition");
        QTest::addColumn<int>("mark");
        QTest::newRow("critical") << AlarmPriority::Critical << AlarmCondition::Active << int(Mark::Critical);
        QTest::newRow("warning") << AlarmPriority::Warning << AlarmCondition::Acknowledged << int(Mark::Warning);
        QTest::newRow("information") << AlarmPriority::Information << AlarmCondition::Active << int(Mark::Information);
        QTest::newRow("over") << AlarmPriority::Critical << AlarmCondition::Resolved << int(Mark::Absent);
    }
    void shapeFollowsPriorityAndLife()
    {
        QFETCH(const AlarmPriority, priority);
        QFETCH(const AlarmCondition, condition);
        QFETCH(const int, mark);
        Fixture f;
        f.apply(alarm(QStringLiteral("1"), priority, 0s, condition));
        f.model.sync();
        QCOMPARE(f.model.index(0, 0).data(AlarmTableModel::MarkRole).toInt(), mark);
    }

    void changesTouchTheirRowsOnly()
    {
        Fixture f;
        for (int i = 0; i < 5; ++i)
            f.apply(alarm(QString::number(i)));
        f.model.sync();
        QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&f.model, &QAbstractItemModel::dataChanged);
        AlarmEvent seen = alarm(QStringLiteral("2"), AlarmPriority::Warning, 0s, AlarmCondition::Acknowledged);
        seen.acknowledgedAt = start + 1s;
        f.apply(seen);
        f.model.sync();
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 2);
        QCOMPARE(changes[0][1].toModelIndex().row(), 2);
        QVERIFY(!f.model.index(2, 0).data(AlarmTableModel::UnacknowledgedRole).toBool());
        QVERIFY(!f.model.sync());
        QCOMPARE(resets.size(), 0);
    }

    void evictedRowsGoAndTheRestStays()
    {
        Fixture f(4);
        for (int i = 0; i < 4; ++i)
            f.apply(alarm(QString::number(i), AlarmPriority::Warning, 0s,
                          i == 1 ? AlarmCondition::Resolved : AlarmCondition::Active));
        f.model.sync();
        const QPersistentModelIndex kept = f.model.index(3, 0);
        for (int i = 4; i < 7; ++i)
            f.apply(alarm(QString::number(i)));
        f.model.sync();
        QCOMPARE(f.model.rowCount(), static_cast<int>(f.book.alarms().size()));
        for (int row = 0; row < f.model.rowCount(); ++row)
            QCOMPARE(f.model.index(row, 0).data(AlarmTableModel::IdRole).toString(),
                     f.book.alarms()[static_cast<std::size_t>(row)].event.id);
        if (kept.isValid())
            QCOMPARE(kept.data(AlarmTableModel::IdRole).toString(), QStringLiteral("3"));
    }

    void mostUrgentComesFirst()
    {
        Fixture f;
        f.apply(alarm(QStringLiteral("over"), AlarmPriority::Critical, 9s, AlarmCondition::Resolved));
        f.apply(alarm(QStringLiteral("old"), AlarmPriority::Warning, 1s));
        f.apply(alarm(QStringLiteral("new"), AlarmPriority::Warning, 2s));
        f.apply(alarm(QStringLiteral("seen"), AlarmPriority::Critical, 3s, AlarmCondition::Acknowledged));
        f.apply(alarm(QStringLiteral("worst"), AlarmPriority::Critical, 0s));
        f.model.sync();
        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&f.model);
        sorted.setSortRole(AlarmTableModel::SortRole);
        sorted.sort(AlarmTableModel::PriorityColumn);
        QStringList order;
        for (int row = 0; row < sorted.rowCount(); ++row)
            order << sorted.index(row, 0).data(AlarmTableModel::IdRole).toString();
        QCOMPARE(order, QStringList({QStringLiteral("worst"), QStringLiteral("new"), QStringLiteral("old"),
                                     QStringLiteral("seen"), QStringLiteral("over")}));
    }
};

QTEST_MAIN(TestAlarmTableModel)
#include "tst_alarm_table_model.moc"
