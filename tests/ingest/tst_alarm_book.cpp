#include "core/ingest/alarm_book.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ingest;
using namespace std::chrono_literals;

namespace {

const QString plant = QStringLiteral("plant");
const Timestamp start = Timestamp::fromMs(1'767'225'600'000);

AlarmEvent report(AlarmCondition condition, Duration raised, AlarmPriority priority = AlarmPriority::Warning,
                  const QString &id = QStringLiteral("5"))
{
    AlarmEvent event;
    event.id = id;
    event.condition = condition;
    event.raisedAt = start + raised;
    event.priority = priority;
    event.severity = QString::number(static_cast<int>(priority));
    return event;
}

} // namespace

Q_DECLARE_METATYPE(watchglass::AlarmEvent)

class TestAlarmBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void keepsTheOrderOfAnAlarmsLife_data();
    void keepsTheOrderOfAnAlarmsLife();
    void fillsInWhatAReportLeavesOut();
    void staysWithItsDeviceWhateverARowCallsIt();
    void keepsSourcesApartAndCounts();
    void dropsTheOldestResolvedFirst();
    void staysBoundedUnderAFlood();
};

void TestAlarmBook::keepsTheOrderOfAnAlarmsLife_data()
{
    QTest::addColumn<AlarmEvent>("known");
    QTest::addColumn<AlarmEvent>("next");
    QTest::addColumn<AlarmChange>("change");
    QTest::addColumn<AlarmCondition>("condition");
    const auto active = AlarmCondition::Active;
    const auto acknowledged = AlarmCondition::Acknowledged;
    const auto resolved = AlarmCondition::Resolved;
    const auto critical = AlarmPriority::Critical;
    QTest::newRow("duplicate") << report(active, 0s) << report(active, 0s) << AlarmChange::Unchanged << active;
    QTest::newRow("acknowledged") << report(active, 0s) << report(acknowledged, 0s) << AlarmChange::Changed
                                  << acknowledged;
    QTest::newRow("resolved") << report(acknowledged, 0s) << report(resolved, 0s) << AlarmChange::Changed << resolved;
    QTest::newRow("resolved unacknowledged")
        << report(active, 0s) << report(resolved, 0s) << AlarmChange::Changed << resolved;
    QTest::newRow("own earlier report does not reopen")
        << report(resolved, 0s) << report(active, 0s) << AlarmChange::Outdated << resolved;
    QTest::newRow("nor does a late acknowledgement")
        << report(resolved, 0s) << report(acknowledged, 0s) << AlarmChange::Outdated << resolved;
    QTest::newRow("older one does not reopen")
        << report(resolved, 10s) << report(active, 0s, critical) << AlarmChange::Outdated << resolved;
    QTest::newRow("raised again after it was over")
        << report(resolved, 0s) << report(active, 10s) << AlarmChange::Raised << active;
    QTest::newRow("own earlier report does not un-acknowledge")
        << report(acknowledged, 0s) << report(active, 0s) << AlarmChange::Outdated << acknowledged;
    QTest::newRow("newer and higher un-acknowledges")
        << report(acknowledged, 0s) << report(active, 10s, critical) << AlarmChange::Raised << active;
    QTest::newRow("newer but not higher stays acknowledged")
        << report(acknowledged, 0s) << report(active, 10s) << AlarmChange::Changed << acknowledged;
    QTest::newRow("newer but lower stays acknowledged")
        << report(acknowledged, 0s, critical) << report(active, 10s) << AlarmChange::Changed << acknowledged;
    QTest::newRow("older report of the same state")
        << report(active, 10s) << report(active, 0s, critical) << AlarmChange::Outdated << active;
    QTest::newRow("escalated") << report(active, 0s) << report(active, 0s, critical) << AlarmChange::Changed << active;
}

void TestAlarmBook::keepsTheOrderOfAnAlarmsLife()
{
    QFETCH(AlarmEvent, known);
    QFETCH(AlarmEvent, next);
    QFETCH(AlarmChange, change);
    QFETCH(AlarmCondition, condition);
    AlarmBook book;
    book.apply(plant, known, start);
    const auto revision = book.revision();
    QCOMPARE(book.apply(plant, next, start + 1s), change);
    const AlarmRecord *record = book.find(plant, known.id);
    QCOMPARE(record->event.condition, condition);
    QCOMPARE(record->reports, 2U);
    const bool isChanged = change == AlarmChange::Raised || change == AlarmChange::Changed;
    QCOMPARE(book.revision() > revision, isChanged);
    QCOMPARE(record->lastReported, isChanged ? start + 1s : start);
    QCOMPARE(book.alarms().size(), std::size_t(1));
}

void TestAlarmBook::fillsInWhatAReportLeavesOut()
{
    AlarmBook book;
    AlarmEvent first = report(AlarmCondition::Active, 0s);
    first.title = QStringLiteral("Hot");
    first.threshold = 30.0;
    first.actionable = true;
    book.apply(plant, first, start);
    AlarmEvent second = report(AlarmCondition::Acknowledged, 0s);
    second.acknowledgedAt = start + 3s;
    second.severity.clear();
    second.priority = AlarmPriority::Information;
    book.apply(plant, second, start + 3s);
    const AlarmEvent &merged = book.alarms()[0].event;
    QCOMPARE(merged.title, QStringLiteral("Hot"));
    QCOMPARE(merged.threshold, std::optional(30.0));
    QVERIFY(merged.actionable);
    QCOMPARE(merged.priority, AlarmPriority::Warning);
    QCOMPARE(merged.acknowledgedAt, std::optional(start + 3s));
}

void TestAlarmBook::staysWithItsDeviceWhateverARowCallsIt()
{
    AlarmBook book;
    AlarmEvent pushed = report(AlarmCondition::Active, 0s);
    pushed.device = QStringLiteral("Store door");
    book.apply(plant, pushed, start);
    AlarmEvent row = report(AlarmCondition::Acknowledged, 400ms);
    row.device = QStringLiteral("21");
    QCOMPARE(book.apply(plant, row, start + 1s), AlarmChange::Changed);
    QCOMPARE(book.find(plant, pushed.id)->event.device, QStringLiteral("Store door"));
    AlarmEvent later = report(AlarmCondition::Active, 1h); // the service began to count anew
    later.device = QStringLiteral("Van");
    book.apply(plant, later, start + 1h);
    QCOMPARE(book.find(plant, pushed.id)->event.device, QStringLiteral("Van"));
}

void TestAlarmBook::keepsSourcesApartAndCounts()
{
    AlarmBook book;
    const QString other = QStringLiteral("other");
    book.apply(plant, report(AlarmCondition::Active, 0s, AlarmPriority::Critical), start);
    book.apply(other, report(AlarmCondition::Acknowledged, 0s), start);
    book.apply(other, report(AlarmCondition::Resolved, 0s, AlarmPriority::Warning, QStringLiteral("6")), start);
    AlarmCounts counts = book.counts();
    QCOMPARE(counts.unacknowledged[static_cast<std::size_t>(AlarmPriority::Critical)], std::size_t(1));
    QCOMPARE(counts.acknowledged, std::size_t(1));
    QCOMPARE(counts.resolved, std::size_t(1));
    book.removeSource(other);
    counts = book.counts();
    QCOMPARE(counts.acknowledged + counts.resolved, std::size_t(0));
    QVERIFY(book.find(plant, QStringLiteral("5")) != nullptr);
    QVERIFY(book.find(other, QStringLiteral("5")) == nullptr);
}

void TestAlarmBook::dropsTheOldestResolvedFirst()
{
    AlarmBook book(4);
    const auto add = [&book](const QString &id, AlarmCondition condition, Duration when) {
        book.apply(plant, report(condition, when, AlarmPriority::Warning, id), start + when);
    };
    add(QStringLiteral("active"), AlarmCondition::Active, 0s);
    add(QStringLiteral("acknowledged"), AlarmCondition::Acknowledged, 1s);
    add(QStringLiteral("over late"), AlarmCondition::Resolved, 3s);
    add(QStringLiteral("over early"), AlarmCondition::Resolved, 2s);
    const auto has = [&book](const char *id) { return book.find(plant, QString::fromUtf8(id)) != nullptr; };
    add(QStringLiteral("n1"), AlarmCondition::Active, 4s);
    QVERIFY(!has("over early") && has("over late"));
    add(QStringLiteral("n2"), AlarmCondition::Active, 5s);
    QVERIFY(!has("over late") && has("acknowledged"));
    add(QStringLiteral("n3"), AlarmCondition::Active, 6s);
    QVERIFY(!has("acknowledged") && has("active"));
    add(QStringLiteral("n4"), AlarmCondition::Active, 7s);
    QVERIFY(!has("active") && has("n1") && has("n4"));
    QCOMPARE(book.evicted(), 4U);
}

void TestAlarmBook::staysBoundedUnderAFlood()
{
    AlarmBook book(1000);
    for (int i = 0; i < 50'000; ++i)
        book.apply(plant,
                   report(AlarmCondition::Active, std::chrono::seconds(i), AlarmPriority::Warning, QString::number(i)),
                   start + std::chrono::seconds(i));
    QVERIFY(book.alarms().size() <= 1000);
    QVERIFY(book.find(plant, QStringLiteral("49999")) != nullptr);
    QCOMPARE(book.evicted() + book.alarms().size(), 50'000U);
}

QTEST_GUILESS_MAIN(TestAlarmBook)
#include "tst_alarm_book.moc"
