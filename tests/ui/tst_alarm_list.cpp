#include "tests/ui/no_warnings.h"
#include "ui/models/alarm_table_model.h"
#include "ui/shell/alarm_commands.h"
#include "ui/shell/alarm_details.h"
#include "ui/shell/alarm_filter_bar.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/command_registry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);
const QString source = QStringLiteral("s");

struct Fixture
{
    ingest::AlarmBook book;
    ingest::DeviceRegistry registry;
    alarm::AlarmRegister known;
    AlarmTableModel model{known, registry, QTimeZone::utc()};
    AlarmList list{model};

    void raise(const QString &id, AlarmCondition condition = AlarmCondition::Active)
    {
        AlarmEvent event;
        event.id = id;
        event.actionable = true;
        event.device = QStringLiteral("Fridge");
        event.metric = QStringLiteral("temperature");
        event.title = QStringLiteral("Title %1").arg(id);
        event.message = QStringLiteral("Warmer than it may be");
        event.threshold = 8;
        event.actual = 9.5;
        event.condition = condition;
        event.raisedAt = start;
        book.apply(source, event, start);
        known.takeOver(book, start);
        list.refresh();
    }
    void select(const QString &id)
    {
        const auto row = model.rowOf({alarm::AlarmOrigin::Service, source, id});
        QVERIFY(row);
        list.table().selectRow(*row);
    }
};

QStringList idsOf(const QVariant &argument)
{
    QStringList ids;
    for (const alarm::AlarmId &id : argument.value<QList<alarm::AlarmId>>())
        ids << id.id;
    ids.sort();
    return ids;
}

} // namespace

class TestAlarmList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { watchglass::test::failOnAnyWarning(); }

    void currentAlarmsAreListedAndWhatIsOverIsNot()
    {
        Fixture f;
        f.raise(QStringLiteral("1"));
        f.raise(QStringLiteral("old"), AlarmCondition::Resolved);
        QCOMPARE(f.model.rowCount(), 1);
        f.list.filterBar().setShow(alarm::AlarmShow::All);
        QCOMPARE(f.model.rowCount(), 2);
    }

    void acknowledgesTheSelectedWithTheNote()
    {
        Fixture f;
        for (const auto id : {"1", "2", "3"})
            f.raise(QLatin1String(id));
        QSignalSpy asked(&f.list, &AlarmList::acknowledgeRequested);
        f.list.acknowledgeSelected();
        QCOMPARE(asked.size(), 0);
        f.select(QStringLiteral("2"));
        f.list.details().note().setText(QStringLiteral(" the door "));
        f.list.acknowledgeSelected();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(idsOf(asked[0][0]), QStringList{QStringLiteral("2")});
        QCOMPARE(asked[0][1].toString(), QStringLiteral("the door"));
        QVERIFY(f.list.details().note().text().isEmpty());
    }

    void ordersNameWhatTheyCanDo()
    {
        Fixture f;
        f.raise(QStringLiteral("1"));
        f.raise(QStringLiteral("2"));
        f.list.table().selectAll();
        QSignalSpy shelved(&f.list, &AlarmList::shelveRequested);
        QSignalSpy unshelved(&f.list, &AlarmList::unshelveRequested);
        QSignalSpy reset(&f.list, &AlarmList::resetRequested);
        QSignalSpy withdrawn(&f.list, &AlarmList::withdrawRequested);
        QSignalSpy resolved(&f.list, &AlarmList::resolveRequested);
        f.list.shelveSelected(15min);
        QCOMPARE(idsOf(shelved[0][0]).size(), 2);
        QCOMPARE(shelved[0][1].value<Duration>(), Duration(15min));
        f.list.unshelveSelected();
        f.list.resetSelected();
        QVERIFY(unshelved.isEmpty() && reset.isEmpty()); // nothing is shelved or latched
        f.list.withdrawSelected(alarm::Withdrawal::OutOfService);
        QCOMPARE(withdrawn[0][2].toBool(), true);
        f.list.resolveSelected();
        QCOMPARE(resolved.size(), 1);
    }

    void shelvedOnesHaveAListAndComeBack()
    {
        Fixture f;
        f.raise(QStringLiteral("1"));
        const alarm::AlarmId id{alarm::AlarmOrigin::Service, source, QStringLiteral("1")};
        f.known.shelve(id, start + 5min, QStringLiteral("Ann"), start);
        f.list.refresh();
        QCOMPARE(f.model.rowCount(), 0);
        QCOMPARE(f.list.unacknowledged(), 0u);
        QVERIFY(f.list.summary().contains(QLatin1String("1 aside")));
        f.list.filterBar().setShow(alarm::AlarmShow::Aside);
        QCOMPARE(f.model.rowCount(), 1);
        f.select(QStringLiteral("1"));
        QVERIFY(f.list.details().text().contains(QLatin1String("Shelved until")));
        f.known.expire(start + 5min);
        f.list.filterBar().setShow(alarm::AlarmShow::Current);
        QCOMPARE(f.model.rowCount(), 1);
        QCOMPARE(f.list.unacknowledged(), 1u);
    }

    void detailsSayWhatHappenedAndShowTheSeries()
    {
        Fixture f;
        f.raise(QStringLiteral("1"));
        QSignalSpy shown(&f.list, &AlarmList::showRequested);
        f.list.showSelected();
        QCOMPARE(shown.size(), 0);
        f.select(QStringLiteral("1"));
        const QString text = f.list.details().text().simplified();
        for (const auto part :
             {"Title 1 · Fridge", "Warmer than it may be", "9.500 / 8", "temperature", "Unacknowledged"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
        f.list.showSelected();
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown[0][0].value<alarm::AlarmId>().id, QStringLiteral("1"));
    }

    void searchNarrows()
    {
        Fixture f;
        f.raise(QStringLiteral("1"));
        f.raise(QStringLiteral("2"));
        f.list.filterBar().search().setText(QStringLiteral("fridge 2"));
        QCOMPARE(f.model.rowCount(), 1);
        f.list.filterBar().search().clear();
        QCOMPARE(f.model.rowCount(), 2);
    }

    void menuFiltersByPriorityAndSource()
    {
        Fixture f;
        f.raise(QStringLiteral("1")); // a warning
        QMenu &menu = f.list.filterBar().menu();
        const auto trigger = [&menu](const QString &text) {
            Q_EMIT menu.aboutToShow();
            for (QAction *action : menu.actions()) {
                if (action->text() == text) {
                    action->trigger();
                    return;
                }
            }
            QFAIL("no such entry");
        };
        trigger(QStringLiteral("Warning"));
        QCOMPARE(f.model.rowCount(), 0);
        trigger(QStringLiteral("Warning"));
        QCOMPARE(f.model.rowCount(), 1);
        trigger(source);
        QCOMPARE(f.model.rowCount(), 1);
        trigger(QStringLiteral("All sources"));
        trigger(QStringLiteral("Repeats as one row"));
        QVERIFY(f.model.isGrouped());
    }

    void headSaysFloodAndMute()
    {
        Fixture f;
        f.raise(QStringLiteral("1"));
        f.list.setFlood(412);
        QVERIFY2(f.list.summary().startsWith(QLatin1String("Flood: 412 new in 10 s")), qPrintable(f.list.summary()));
        QVERIFY(f.model.isGrouped());
        f.list.setFlood(0);
        QVERIFY(!f.model.isGrouped() && !f.list.summary().contains(QLatin1String("Flood")));
        f.list.setMuteLeft(119500ms);
        bool isCounting = false;
        for (const QPushButton *button : f.list.findChildren<QPushButton *>())
            isCounting = isCounting || button->text().simplified().contains(QLatin1String("2 min"));
        QVERIFY(isCounting);
        f.list.setNote(QStringLiteral("no audio device"));
        QVERIFY(f.list.summary().endsWith(QLatin1String("no audio device")));
    }

    void selectionStaysWhenRowsMove()
    {
        Fixture f;
        f.raise(QStringLiteral("1"));
        f.select(QStringLiteral("1"));
        for (int i = 2; i < 50; ++i)
            f.raise(QString::number(i));
        const QModelIndexList rows = f.list.table().selectionModel()->selectedRows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0].data(AlarmTableModel::IdRole).toString(), QStringLiteral("1"));
    }

    void everyCommandIsThereAndNoneTakesAllAlarms()
    {
        Fixture f;
        QWidget window;
        CommandRegistry commands(window);
        addAlarmCommands(commands, f.list);
        f.raise(QStringLiteral("1"));
        f.raise(QStringLiteral("2"));
        QSignalSpy asked(&f.list, &AlarmList::acknowledgeRequested);
        QSignalSpy shelved(&f.list, &AlarmList::shelveRequested);
        for (const auto id : {"acknowledge", "shelve5", "shelve15", "shelve60", "unshelve", "suppress", "outOfService",
                              "resolve", "reset", "show"})
            commands.action(QLatin1String("alarm.") + QLatin1String(id))->trigger();
        QVERIFY(asked.isEmpty() && shelved.isEmpty()); // nothing is selected
        f.select(QStringLiteral("1"));
        commands.action(QStringLiteral("alarm.shelve60"))->trigger();
        QCOMPARE(shelved[0][1].value<Duration>(), Duration(60min));
        QSignalSpy rules(&f.list, &AlarmList::rulesRequested);
        QSignalSpy muted(&f.list, &AlarmList::muteRequested);
        commands.action(QStringLiteral("alarm.rules"))->trigger();
        commands.action(QStringLiteral("alarm.mute"))->trigger();
        QCOMPARE(rules.size(), 1);
        QCOMPARE(muted[0][0].value<Duration>(), Duration(2min));
        QVERIFY(commands.action(QStringLiteral("alarm.flash"))->isCheckable());
    }
};

QTEST_MAIN(TestAlarmList)
#include "tst_alarm_list.moc"
