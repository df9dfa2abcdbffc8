#include "core/replay/timeline.h"

#include "core/recording/session_book.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using replay::Timeline;

namespace {

Timestamp second(int number)
{
    return Timestamp::fromMs(1'700'000'000'000 + number * 1'000);
}

AlarmEvent alarm(const char *id, AlarmCondition condition, int at)
{
    AlarmEvent event;
    event.id = QLatin1String(id);
    event.title = QStringLiteral("Too warm");
    event.condition = condition;
    event.raisedAt = second(at);
    return event;
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_name = m_folder.filePath(QStringLiteral("one.wgrec"));
        auto book = recording::SessionBook::create(m_name, {QStringLiteral("test"), second(0), {}, 1, {}, {}});
        QVERIFY(book.ok());
        recording::SessionSource source;
        source.name = QStringLiteral("ward");
        const auto id = book.value()->addSource(source);
        book.value()->add(id, second(5), alarm("a", AlarmCondition::Active, 5));
        book.value()->add(id, second(2),
                          DeviceEvent{QStringLiteral("bed"), QStringLiteral("touch"), {}, second(1), true});
        book.value()->add(id, second(9), alarm("a", AlarmCondition::Resolved, 5));
        book.value()->add(id, second(7), alarm("b", AlarmCondition::Active, 7));
        book.value()->add(recording::Marker{0, second(4), {}, QStringLiteral("here"), QStringLiteral("marker")});
        recording::GapNote gap;
        gap.gap = {{second(6), second(8)}, GapCause::LinkLost};
        book.value()->add(id, second(8), gap);
        QVERIFY(book.value()->close(second(10)).ok());
    }

    void isInOrderOfArrival()
    {
        const auto file = recording::SessionFile::open(m_name);
        const auto line = Timeline::of(*file.value());
        QVERIFY(line.ok());
        QList<Timestamp> times;
        for (const Timeline::Entry &entry : line.value().entries()) {
            times << entry.at;
            QCOMPARE(entry.source, QStringLiteral("ward"));
        }
        QCOMPARE(times, (QList<Timestamp>{second(2), second(5), second(7), second(9)}));
    }

    void givesWhatLiesBetweenAndAtTheEnd()
    {
        const auto file = recording::SessionFile::open(m_name);
        const auto line = Timeline::of(*file.value());
        QCOMPARE(line.value().between(second(2), second(7)).size(), std::size_t(2));
        QCOMPARE(line.value().between(Timestamp::min(), second(2)).size(), std::size_t(1));
        QCOMPARE(line.value().between(second(9), Timestamp::max()).size(), std::size_t(0));
    }

    void jumpsFromPointToPoint()
    {
        const auto file = recording::SessionFile::open(m_name);
        const auto line = Timeline::of(*file.value());
        const std::vector<const Timeline *> all{&line.value()};
        using Point = Timeline::Point;
        QCOMPARE(Timeline::next(all, Point::Alarm, second(0)), second(5)); // an end is no point
        QCOMPARE(Timeline::next(all, Point::Alarm, second(5)), second(7));
        QVERIFY(!Timeline::next(all, Point::Alarm, second(7)));
        QCOMPARE(Timeline::previous(all, Point::Alarm, second(7)), second(5));
        QVERIFY(!Timeline::previous(all, Point::Alarm, second(5)));
        QCOMPARE(Timeline::next(all, Point::Marker, second(0)), second(4));
        QCOMPARE(Timeline::next(all, Point::Gap, second(0)), second(6));
    }

    void anOffsetMovesAllOfIt()
    {
        const auto file = recording::SessionFile::open(m_name);
        const auto line = Timeline::of(*file.value(), std::chrono::seconds(100));
        QCOMPARE(line.value().entries().front().at, second(102));
        QCOMPARE(line.value().points(Timeline::Point::Gap).front(), second(106));
        QCOMPARE(line.value().markers().front().time, second(104));
    }

    void otherMarkersTakeTheirPlace()
    {
        const auto file = recording::SessionFile::open(m_name);
        auto line = Timeline::of(*file.value());
        line.value().setMarkers({{2, second(3), second(4), QStringLiteral("b"), {}}, {1, second(8), {}, {}, {}}},
                                std::chrono::seconds(10));
        QCOMPARE(line.value().markers().size(), std::size_t(2));
        QCOMPARE(*line.value().markers().front().to, second(14));
        QCOMPARE(line.value().points(Timeline::Point::Marker), (std::vector<Timestamp>{second(13), second(18)}));
        QCOMPARE(line.value().points(Timeline::Point::Gap).front(), second(6));
    }

private:
    QTemporaryDir m_folder;
    QString m_name;
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
