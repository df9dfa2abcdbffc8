#include "ui/panels/event_choice.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

DeviceEvent happened(const char *device, const char *kind, const char *text, int second)
{
    return {QString::fromLatin1(device), QString::fromLatin1(kind), QString::fromLatin1(text),
            start + Duration(std::chrono::seconds(second))};
}

QString texts(const std::vector<ingest::EventRecord> &records)
{
    QStringList list;
    for (const ingest::EventRecord &record : records)
        list << record.event.text;
    return list.join(QLatin1Char(' '));
}

const QString source = QStringLiteral("s");

/// Five events of three devices, two of which have the same id.
struct Fixture
{
    ingest::EventLog log;

    Fixture()
    {
        log.add(source, happened("a", "touch", "1", 1));
        log.add(source, happened("b", "touch", "2", 2));
        log.add(QStringLiteral("other"), happened("a", "touch", "3", 3));
        log.add(source, happened("a", "labels", "4", 4));
        log.add(source, happened("a", "touch", "5", 5));
    }
};

/// One pixel a second, from `start` on.
TimeGrid grid(int width = 100)
{
    return {start, Duration(1s).count(), width};
}

} // namespace

class TestEventChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void withoutDevicesAllAreShownNewestFirst()
    {
        Fixture f;
        QCOMPARE(texts(EventChoice().newest(f.log, 100)), QStringLiteral("5 4 3 2 1"));
        QCOMPARE(texts(EventChoice().newest(f.log, 2)), QStringLiteral("5 4"));
    }

    void aDeviceIsThatOfItsSource()
    {
        Fixture f;
        const EventChoice choice{{{source, QStringLiteral("a")}}, {}};
        QCOMPARE(texts(choice.newest(f.log, 100)), QStringLiteral("5 4 1"));
        QCOMPARE(choice.kinds(f.log), (QStringList{QStringLiteral("labels"), QStringLiteral("touch")}));
    }

    void hiddenKindsAreLeftOutButListed()
    {
        Fixture f;
        const EventChoice choice{{}, {QStringLiteral("touch")}};
        QCOMPARE(texts(choice.newest(f.log, 100)), QStringLiteral("4"));
        QCOMPARE(choice.kinds(f.log).size(), 2);
    }

    void theNewestTextOfEachKindKeepsItsPlace()
    {
        Fixture f;
        f.log.add(source, happened("a", "touch", "", 6)); // says nothing in words
        QCOMPARE(texts(EventChoice().newestTexts(f.log, 100)), QStringLiteral("3 4 5 2"));
        f.log.add(source, happened("b", "touch", "7", 7));
        QCOMPARE(texts(EventChoice().newestTexts(f.log, 100)), QStringLiteral("3 4 5 7"));
        QCOMPARE(EventChoice().newestTexts(f.log, 1).size(), std::size_t(1));
    }

    void nothingGivesNothing()
    {
        const ingest::EventLog empty;
        QVERIFY(EventChoice().newest(empty, 10).empty());
        QVERIFY(EventChoice().kinds(empty).isEmpty());
        QVERIFY(placeMarks({}, QStringLiteral("touch"), grid(), 5).empty());
    }

    void marksThatWouldTouchAreOne()
    {
        std::vector<ingest::EventRecord> events;
        for (const int second : {50, 10, 12, 14, 200, -1, 11}) // out of order, and out of the picture
            events.push_back({source, happened("a", "touch", "", second), 0});
        events.push_back({source, happened("a", "labels", "", 30), 0});
        const auto marks = placeMarks(events, QStringLiteral("touch"), grid(), 5);
        QCOMPARE(marks.size(), std::size_t(2));
        QCOMPARE(marks[0], (EventMark{10.0, 4, 3}));
        QCOMPARE(marks[1], (EventMark{50.0, 1, 0}));
    }
};

QTEST_APPLESS_MAIN(TestEventChoice)
#include "tst_event_choice.moc"
