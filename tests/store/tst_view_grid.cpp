#include "core/store/view_grid.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::store;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

} // namespace

class TestViewGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void columnsCoverTheRange_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        QTest::addColumn<int>("columns");
        QTest::addColumn<qint64>("anchor");
        QTest::addColumn<qint64>("width");
        QTest::addColumn<qint64>("count");
        const auto row = [](const char *name, qint64 from, qint64 to, int columns, qint64 anchor, qint64 width,
                            qint64 count) { QTest::newRow(name) << from << to << columns << anchor << width << count; };
        row("aligned", 1000, 2000, 10, 1000, 100, 10);
        row("shifted", 1050, 2050, 10, 1000, 100, 11);
        row("before 1970", -1050, -50, 10, -1100, 100, 11);
        row("about 1970", -50, 950, 10, -100, 100, 11);
        row("width rounded up", 0, 1001, 10, 0, 101, 10);
        row("one column", 7, 1007, 1, 0, 1000, 2);
        row("no columns count as one", 7, 1007, 0, 0, 1000, 2);
        row("negative columns count as one", 7, 1007, -4, 0, 1000, 2);
        row("shorter than its columns", 5, 8, 100, 5, 1, 3);
        row("one nanosecond", 5, 6, 1, 5, 1, 1);
        row("empty", 5, 5, 100, 5, 1, 0);
        row("backwards", 5, 4, 100, 5, 1, 0);
        row("1970 to 2262", 0, most, 2000, 0, 4'611'686'018'427'388, 2000);
        row("everything", least, most, 2, least, most, 3);
        row("everything, one column", least, most, 1, least, most, 2);
        row("first instants", least, least + 10, 2, least, 5, 2);
        row("anchor before all time", least + 1, least + 4, 1, least, 3, 2);
        row("last instants", most - 10, most, 3, most - 11, 4, 3);
    }

    void columnsCoverTheRange()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, to);
        QFETCH(int, columns);
        const ViewGrid grid({Timestamp::fromNs(from), Timestamp::fromNs(to)}, columns);
        QTEST(static_cast<qint64>(grid.anchor.ns()), "anchor");
        QTEST(static_cast<qint64>(grid.width.count()), "width");
        QTEST(static_cast<qint64>(grid.count), "count");
        if (grid.count == 0)
            return;
        QVERIFY(grid.lastInstant(grid.count - 1).ns() >= to - 1);
        QCOMPARE(grid.columnOf(grid.anchor), 0U);
        for (std::size_t i = 0; i < grid.count; ++i) {
            const Timestamp last = grid.lastInstant(i);
            QCOMPARE(grid.columnOf(last), i);
            if (i + 1 < grid.count)
                QCOMPARE(grid.columnOf(Timestamp::fromNs(last.ns() + 1)), i + 1);
        }
    }

    void scrollingKeepsTheAnchors()
    {
        constexpr std::int64_t length = 10'000'000'000;
        for (std::int64_t from = -3'000'000; from < 3'000'000; from += 10'007) {
            const ViewGrid grid({Timestamp::fromNs(from), Timestamp::fromNs(from + length)}, 2000);
            QCOMPARE(grid.width.count(), 5'000'000);
            QCOMPARE(grid.anchor.ns() % 5'000'000, 0);
            QVERIFY(grid.anchor.ns() <= from && from - grid.anchor.ns() < 5'000'000);
        }
    }
};

QTEST_GUILESS_MAIN(TestViewGrid)
#include "tst_view_grid.moc"
