#include "tests/ui/no_warnings.h"
#include "ui/models/alarm_history_model.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/alarm_words.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);
const QString source = QStringLiteral("s");

AlarmEvent report(const QString &id, AlarmPriority priority = AlarmPriority::Warning, Duration after = 0s,
                  AlarmCondition condition = AlarmCondition::Active)
{
    AlarmEvent event;
    event.id = id;
    event.actionable = true;
    event.device = QStringLiteral("7");
    event.priority = priority;
    event.severity = QStringLiteral("x"); // so that the priority counts
    event.title = QStringLiteral("Title %1").arg(id);
    event.condition = condition;
    event.raisedAt = start + after;
    return event;
}

struct Fixture
{
    ingest::AlarmBook book;
    ingest::DeviceRegistry registry;
    alarm::AlarmRegister known;
    AlarmTableModel model{known, registry, QTimeZone::utc()};
    QAbstractItemModelTester tester{&model};

    explicit Fixture(std::size_t capacity = 100)
        : book(10'000)
        , known(capacity)
    {}
    void apply(const AlarmEvent &event) { book.apply(source, event, start); }
    bool sync()
    {
        known.takeOver(book, start);
        return model.sync();
    }
    QString text(int row, int column) const { return model.index(row, column).data().toString(); }
    QStringList ids() const
    {
        QStringList order;
        for (int row = 0; row < model.rowCount(); ++row)
            order << model.index(row, 0).data(AlarmTableModel::IdRole).toString();
        return order;
    }
    alarm::AlarmId id(const QString &text) const { return {alarm::AlarmOrigin::Service, source, text}; }
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
        f.sync();
        QVERIFY(!f.sync());
        QCOMPARE(f.model.rowCount(), 0);
    }

    void showsWhatIsKnown()
    {
        Fixture f;
        DeviceUpdate fridge;
        fridge.id = QStringLiteral("7");
        fridge.name = QStringLiteral("Fridge");
        f.registry.apply(source, fridge, start);
        AlarmEvent event = report(QStringLiteral("1"), AlarmPriority::Critical, 5s);
        event.message = QStringLiteral("Too warm");
        event.actual = 9.5;
        event.threshold = 8.0;
        f.apply(event);
        QVERIFY(f.sync());
        QCOMPARE(f.text(0, AlarmTableModel::PriorityColumn), QStringLiteral("Critical"));
        QCOMPARE(f.text(0, AlarmTableModel::StateColumn), QStringLiteral("Unacknowledged"));
        QCOMPARE(f.text(0, AlarmTableModel::SinceColumn), QStringLiteral("00:00:05"));
        QCOMPARE(f.text(0, AlarmTableModel::DeviceColumn), QStringLiteral("Fridge"));
        QCOMPARE(f.text(0, AlarmTableModel::TitleColumn), QStringLiteral("Title 1"));
        QCOMPARE(f.text(0, AlarmTableModel::MessageColumn), QStringLiteral("Too warm"));
        QVERIFY(f.text(0, AlarmTableModel::ValueColumn).contains(QLatin1String("9.5")));
        const QModelIndex row = f.model.index(0, 0);
        QCOMPARE(row.data(AlarmTableModel::MarkRole).toInt(), int(Mark::Critical));
        QCOMPARE(row.data(AlarmTableModel::SourceRole).toString(), source);
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
        f.apply(report(QStringLiteral("1"), priority, 0s, condition));
        f.sync();
        QCOMPARE(f.model.index(0, 0).data(AlarmTableModel::MarkRole).toInt(), mark);
    }

    void doubtfulAlarmIsMarkedInvalid()
    {
        Fixture f;
        alarm::AlarmRule rule;
        rule.id = QStringLiteral("r");
        rule.series = {source, QStringLiteral("7"), QStringLiteral("a"), {}};
        f.known.apply({rule.id, {true, start, 9.0}, false}, rule, {}, start);
        f.sync();
        QCOMPARE(f.model.index(0, 0).data(AlarmTableModel::MarkRole).toInt(), int(Mark::Invalid));
        QVERIFY(lifeStory(f.model.alarmAt(0), QTimeZone::utc()).contains(QLatin1String("no number")));
    }

    void onlyWhatCallsFlashes()
    {
        Fixture f;
        f.apply(report(QStringLiteral("new")));
        f.apply(report(QStringLiteral("seen"), AlarmPriority::Warning, 0s, AlarmCondition::Acknowledged));
        f.sync();
        f.model.setFlashDark(true);
        QCOMPARE(f.ids(), QStringList({QStringLiteral("new"), QStringLiteral("seen")}));
        QCOMPARE(f.model.index(0, 0).data(AlarmTableModel::MarkRole).toInt(), int(Mark::None));
        QCOMPARE(f.model.index(1, 0).data(AlarmTableModel::MarkRole).toInt(), int(Mark::Warning));
        QCOMPARE(f.text(0, 0), QStringLiteral("Warning")); // words stay
    }

    void changesTouchTheirRowsOnly()
    {
        Fixture f;
        f.model.sort(AlarmTableModel::TitleColumn, Qt::AscendingOrder);
        for (int i = 0; i < 5; ++i)
            f.apply(report(QString::number(i)));
        f.sync();
        QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
        QSignalSpy layouts(&f.model, &QAbstractItemModel::layoutChanged);
        QSignalSpy changes(&f.model, &QAbstractItemModel::dataChanged);
        f.known.acknowledge(f.id(QStringLiteral("2")), {QStringLiteral("Ann"), start, {}});
        f.sync();
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 2);
        QCOMPARE(changes[0][1].toModelIndex().row(), 2);
        QVERIFY(!f.sync());
        QCOMPARE(resets.size(), 0);
        QCOMPARE(layouts.size(), 0);
    }

    void rowsMoveWithWhatIsHeldOnThem()
    {
        Fixture f;
        f.apply(report(QStringLiteral("a"), AlarmPriority::Warning, 1s));
        f.apply(report(QStringLiteral("b"), AlarmPriority::Warning, 2s));
        f.sync();
        QCOMPARE(f.ids(), QStringList({QStringLiteral("b"), QStringLiteral("a")}));
        const QPersistentModelIndex held = f.model.index(1, 0);
        f.apply(report(QStringLiteral("a"), AlarmPriority::Critical, 1s));
        f.apply(report(QStringLiteral("c"), AlarmPriority::Warning, 3s));
        f.sync();
        QCOMPARE(f.ids(), QStringList({QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("b")}));
        QCOMPARE(held.row(), 0);
        QCOMPARE(held.data(AlarmTableModel::IdRole).toString(), QStringLiteral("a"));
    }

    void filterTakesRowsAwayAndGivesThemBack()
    {
        Fixture f;
        for (int i = 0; i < 6; ++i)
            f.apply(report(QString::number(i), i % 2 ? AlarmPriority::Critical : AlarmPriority::Warning));
        f.sync();
        QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex held = f.model.index(*f.model.rowOf(f.id(QStringLiteral("3"))), 0);
        alarm::AlarmFilter filter;
        filter.priorities = {static_cast<int>(AlarmPriority::Critical)};
        f.model.setFilter(filter);
        f.sync();
        QCOMPARE(f.model.rowCount(), 3);
        QCOMPARE(held.data(AlarmTableModel::IdRole).toString(), QStringLiteral("3"));
        f.model.setFilter({});
        f.sync();
        QCOMPARE(f.model.rowCount(), 6);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(f.model.counts().allCalling(), 6u);
    }

    void repeatsBecomeOneRow()
    {
        Fixture f;
        for (int i = 0; i < 12; ++i) {
            AlarmEvent event = report(QString::number(i), i == 7 ? AlarmPriority::Critical : AlarmPriority::Warning);
            event.title = QStringLiteral("Too warm");
            f.apply(event);
        }
        f.apply(report(QStringLiteral("other")));
        f.model.setGrouped(true);
        f.sync();
        QCOMPARE(f.model.rowCount(), 2);
        QCOMPARE(f.text(0, AlarmTableModel::TitleColumn), QStringLiteral("Too warm ×12"));
        QCOMPARE(f.text(0, AlarmTableModel::PriorityColumn), QStringLiteral("Critical"));
        QCOMPARE(f.model.alarmsOf(0).size(), 12);
        QCOMPARE(f.model.alarmsOf(1).size(), 1);
        f.model.setGrouped(false);
        f.sync();
        QCOMPARE(f.model.rowCount(), 13);
    }

    void forgottenAlarmsGo()
    {
        Fixture f(16);
        for (int i = 0; i < 16; ++i)
            f.apply(report(QString::number(i), AlarmPriority::Warning, 0s,
                           i == 1 ? AlarmCondition::Resolved : AlarmCondition::Active));
        f.sync();
        const QPersistentModelIndex kept = f.model.index(*f.model.rowOf(f.id(QStringLiteral("15"))), 0);
        f.apply(report(QStringLiteral("new"), AlarmPriority::Critical));
        f.sync();
        QCOMPARE(f.model.rowCount(), static_cast<int>(f.known.alarms().size()));
        QVERIFY(!f.model.rowOf(f.id(QStringLiteral("1"))));
        QCOMPARE(kept.data(AlarmTableModel::IdRole).toString(), QStringLiteral("15"));
    }

    void mostUrgentComesFirst()
    {
        Fixture f;
        f.apply(report(QStringLiteral("over"), AlarmPriority::Critical, 9s, AlarmCondition::Resolved));
        f.apply(report(QStringLiteral("old"), AlarmPriority::Warning, 1s));
        f.apply(report(QStringLiteral("new"), AlarmPriority::Warning, 2s));
        f.apply(report(QStringLiteral("seen"), AlarmPriority::Critical, 3s, AlarmCondition::Acknowledged));
        f.apply(report(QStringLiteral("worst"), AlarmPriority::Critical, 0s));
        f.sync();
        QCOMPARE(f.ids(), QStringList({QStringLiteral("worst"), QStringLiteral("new"), QStringLiteral("old"),
                                       QStringLiteral("seen"), QStringLiteral("over")}));
        f.model.sort(AlarmTableModel::SinceColumn, Qt::DescendingOrder);
        QCOMPARE(f.ids().first(), QStringLiteral("over"));
    }

    void floodIsTakenInBatches()
    {
        Fixture f(5'000);
        for (int i = 0; i < 2'000; ++i)
            f.apply(report(QString::number(i), static_cast<AlarmPriority>(i % 3), std::chrono::milliseconds(i)));
        f.sync();
        QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
        QSignalSpy inserts(&f.model, &QAbstractItemModel::rowsInserted);
        QSignalSpy layouts(&f.model, &QAbstractItemModel::layoutChanged);
        for (int i = 0; i < 400; ++i) {
            AlarmEvent event = report(QString::number(i * 7 % 2'000), static_cast<AlarmPriority>(i % 3), 20s + i * 1ms);
            event.actual = i;
            f.apply(event);
        }
        for (int i = 0; i < 100; ++i)
            f.apply(report(QStringLiteral("n%1").arg(i)));
        f.sync();
        QCOMPARE(f.model.rowCount(), 2'100);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(inserts.size(), 1);
        QVERIFY(layouts.size() <= 2);
    }

    void historyShowsTheNewestFirst()
    {
        alarm::AlarmJournal journal({}, 5);
        const auto entry = [](int number) {
            alarm::AlarmEntry made;
            made.at = start + std::chrono::seconds(number);
            made.id = {alarm::AlarmOrigin::Rule, source, QString::number(number)};
            made.content.title =
                QStringLiteral("Title %1").arg(number % 2 ? QStringLiteral("odd") : QStringLiteral("even"));
            return made;
        };
        journal.append({entry(0), entry(1)});
        AlarmHistoryModel model(journal, QTimeZone::utc());
        QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.entryAt(0).id.id, QStringLiteral("1"));
        for (int i = 2; i < 8; ++i)
            journal.append({entry(i)});
        model.sync();
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.entryAt(0).id.id, QStringLiteral("7"));
        QCOMPARE(model.entryAt(4).id.id, QStringLiteral("3"));
        alarm::HistoryFilter filter;
        filter.text = QStringLiteral("even");
        model.setFilter(filter);
        QCOMPARE(model.rowCount(), 2);
        journal.append({entry(8), entry(9)});
        model.sync();
        QCOMPARE(model.rowCount(), 2); // 8 came, 4 went
        QCOMPARE(model.entryAt(0).id.id, QStringLiteral("8"));
    }
};

QTEST_MAIN(TestAlarmTableModel)
#include "tst_alarm_table_model.moc"
