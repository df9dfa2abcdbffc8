#include "core/alarm/alarm_journal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::alarm;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

AlarmEntry entry(int number, AlarmDeed deed = AlarmDeed::Raised)
{
    AlarmEntry made;
    made.at = start + std::chrono::seconds(number) + 1ns;
    made.deed = deed;
    made.id = {AlarmOrigin::Rule, QStringLiteral("s"), QString::number(number)};
    made.content.series = {QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), QStringLiteral("x")};
    made.content.title = QStringLiteral("Title %1").arg(number);
    made.content.cause = QStringLiteral("Cause, with \"marks\"\nand lines");
    made.content.guidance = QStringLiteral("Do");
    made.content.unit = QStringLiteral("°C");
    made.content.limit = 8.5;
    made.content.value = -1e-300;
    made.priority = AlarmPriority::Critical;
    made.raisedAt = start;
    made.latches = true;
    made.who = QStringLiteral("Ann");
    made.note = QStringLiteral("=SUM(1)");
    made.until = start + 1h;
    return made;
}

void addBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(bytes);
}

} // namespace

class TestAlarmJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entriesComeBackWhole()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("sub/alarms.jsonl"));
        AlarmJournal journal(path);
        QVERIFY(journal.open().empty());
        journal.append({entry(1), entry(2, AlarmDeed::Shelved)});
        // Not closed: what a kill leaves behind is what another reader finds.
        AlarmJournal again(path);
        const std::vector<AlarmEntry> read = again.open();
        QCOMPARE(read.size(), 2u);
        QVERIFY(read[0] == entry(1));
        QVERIFY(read[1] == entry(2, AlarmDeed::Shelved));
        QVERIFY(again.problems().isEmpty());
        QCOMPARE(again.total(), 2u);
    }

    void tornTailIsCutOff()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("alarms.jsonl"));
        {
            AlarmJournal journal(path);
            QVERIFY(journal.open().empty());
            journal.append({entry(1)});
        }
        addBytes(path, "{\"at\":\"17672");
        AlarmJournal journal(path);
        QCOMPARE(journal.open().size(), 1u);
        QCOMPARE(journal.problems().size(), 1);
        journal.append({entry(2)});
        AlarmJournal third(path);
        QCOMPARE(third.open().size(), 2u);
        QVERIFY(third.problems().isEmpty());
    }

    void brokenLinesArePassedOver()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("alarms.jsonl"));
        {
            AlarmJournal journal(path);
            QVERIFY(journal.open().empty());
            journal.append({entry(1)});
        }
        addBytes(path, QByteArray("\xff\0\n{}\n[]\n{\"at\":5}\n\n", 19));
        {
            AlarmJournal journal(path);
            QCOMPARE(journal.open().size(), 1u);
            QCOMPARE(journal.problems().size(), 1);
            journal.append({entry(2)});
        }
        AlarmJournal journal(path);
        QCOMPARE(journal.open().size(), 2u);
    }

    void longFileIsWrittenAnewWithWhatStillHolds()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("alarms.jsonl"));
        {
            AlarmJournal journal(path, 10);
            QVERIFY(journal.open().empty());
            journal.append(
                {entry(0, AlarmDeed::OutOfService), entry(1, AlarmDeed::Shelved), entry(1, AlarmDeed::Unshelved)});
            for (int i = 2; i < 30; ++i)
                journal.append({entry(i)});
            QCOMPARE(journal.entries().size(), 10u);
        }
        AlarmJournal journal(path, 10);
        const std::vector<AlarmEntry> read = journal.open();
        QCOMPARE(read.size(), 11u);
        QVERIFY(read[0] == entry(0, AlarmDeed::OutOfService));
        QVERIFY(read.back() == entry(29));
        QVERIFY(QFile::exists(path + QStringLiteral(".old")));
        AlarmJournal again(path, 10);
        QCOMPARE(again.open().size(), 11u);
    }

    void placeThatCannotBeWrittenIsSaid()
    {
        QTemporaryDir dir;
        AlarmJournal journal(dir.path()); // a folder
        QVERIFY(journal.open().empty());
        journal.append({entry(1)});
        QCOMPARE(journal.entries().size(), 1u);
        QVERIFY(!journal.problems().isEmpty());
    }

    void searchFindsWordsAndDeeds()
    {
        const AlarmEntry one = entry(1, AlarmDeed::Acknowledged);
        QVERIFY(matches(one, {}));
        QVERIFY(matches(one, {.text = QStringLiteral("title ann"), .deed = {}, .leastPriority = {}, .range = {}}));
        QVERIFY(!matches(one, {.text = QStringLiteral("title bob"), .deed = {}, .leastPriority = {}, .range = {}}));
        QVERIFY(!matches(one, {.text = {}, .deed = AlarmDeed::Raised, .leastPriority = {}, .range = {}}));
        QVERIFY(!matches(one, {.text = {}, .deed = {}, .leastPriority = {}, .range = TimeRange{start, start + 1s}}));
    }

    void tableIsSafeForSpreadsheets()
    {
        const QString line = historyCsvLine(entry(1));
        QVERIFY2(line.contains(QStringLiteral("'=SUM(1)")), qPrintable(line));
        QVERIFY(line.contains(QStringLiteral("\"Cause, with \"\"marks\"\"\nand lines\"")));
        QVERIFY(line.startsWith(QStringLiteral("2026-01-01T00:00:01.000Z,Raised,critical,s,d,a.x,Title 1")));
        QCOMPARE(historyCsvHeader().count(QLatin1Char(',')), 14);
    }
};

QTEST_GUILESS_MAIN(TestAlarmJournal)
#include "tst_alarm_journal.moc"
