#include "core/ingest/event_log.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;

namespace {

DeviceEvent touch(const char *text)
{
    return {QStringLiteral("d"), QStringLiteral("touch"), QString::fromLatin1(text), Timestamp::fromNs(1)};
}

} // namespace

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void keepsEventsInOrderAndTheOldestGoFirst()
    {
        ingest::EventLog log(2);
        for (const char *text : {"a", "b", "c"})
            log.add(QStringLiteral("s"), touch(text));
        QCOMPARE(log.events().size(), std::size_t(2));
        QCOMPARE(log.events().front().event.text, QStringLiteral("b"));
        QCOMPARE(log.events().front().number, std::uint64_t(2));
        QCOMPARE(log.events().back().number, std::uint64_t(3));
        QCOMPARE(log.revision(), std::uint64_t(3));
    }

    void keepsTheNewestStatusOfEachSource()
    {
        ingest::EventLog log;
        QVERIFY(!log.status(QStringLiteral("s")));
        log.setStatus(QStringLiteral("s"), {Timestamp::fromNs(1), 10.0, {}, {}, {}});
        log.setStatus(QStringLiteral("s"), {Timestamp::fromNs(2), 20.0, {}, {}, {}});
        QCOMPARE(log.status(QStringLiteral("s"))->cpuPercent, std::optional(20.0));
        QCOMPARE(log.sourcesWithStatus(), QStringList{QStringLiteral("s")});
    }

    void forgetsASourceWithAllThatItTold()
    {
        ingest::EventLog log;
        log.add(QStringLiteral("s"), touch("a"));
        log.add(QStringLiteral("t"), touch("b"));
        log.setStatus(QStringLiteral("s"), {});
        log.removeSource(QStringLiteral("s"));
        QCOMPARE(log.events().size(), std::size_t(1));
        QCOMPARE(log.events().front().source, QStringLiteral("t"));
        QVERIFY(!log.status(QStringLiteral("s")));
    }
};

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_event_log.moc"
