#include "core/store/block_tree.h"

#include <QTest>

#include <vector>

using namespace watchglass;
using namespace watchglass::store;

namespace {

std::shared_ptr<const Block> blockOf(std::int64_t from, std::uint32_t count)
{
    auto block = Block::make(count);
    for (std::uint32_t i = 0; i < count; ++i)
        block->append({Timestamp::fromNs(from + i), static_cast<double>(from + i)});
    return block;
}

/// Blocks of ten samples at 0…9, 100…109, 200…209 …
BlockTree treeOf(std::int64_t blocks)
{
    BlockTree tree;
    for (std::int64_t i = 0; i < blocks; ++i)
        tree = tree.appended(blockOf(i * 100, 10));
    return tree;
}

std::vector<std::int64_t> timesOf(const BlockTree &tree)
{
    std::vector<std::int64_t> times;
    for (std::uint64_t rank = 0; rank < tree.count(); ++rank) {
        const auto place = tree.at(rank);
        times.push_back(place.block->time(place.index).ns());
    }
    return times;
}

} // namespace

class TestBlockTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void countsAndFinds_data()
    {
        QTest::addColumn<int>("blocks");
        for (const int blocks : {1, 2, 16, 17, 255, 256, 257, 4097})
            QTest::addRow("%d blocks", blocks) << blocks;
    }

    void countsAndFinds()
    {
        QFETCH(int, blocks);
        const BlockTree tree = treeOf(blocks);
        QCOMPARE(tree.count(), static_cast<std::uint64_t>(blocks) * 10);
        QCOMPARE(tree.first().ns(), 0);
        QCOMPARE(tree.last().ns(), (blocks - 1) * 100 + 9);
        for (std::int64_t block = 0; block < blocks; ++block) {
            const auto before = static_cast<std::uint64_t>(block) * 10;
            QCOMPARE(tree.countBefore(Timestamp::fromNs(block * 100)), before);
            QCOMPARE(tree.countBefore(Timestamp::fromNs(block * 100 + 4)), before + 4);
            QCOMPARE(tree.countBefore(Timestamp::fromNs(block * 100 + 50)), before + 10);
            QCOMPARE(tree.blockFor(Timestamp::fromNs(block * 100 + 50))->time(0).ns(), block * 100);
            const auto place = tree.at(before + 3);
            QCOMPARE(place.block->time(place.index).ns(), block * 100 + 3);
        }
        QCOMPARE(tree.countBefore(Timestamp::min()), 0U);
        QCOMPARE(tree.countBefore(Timestamp::max()), tree.count());
        QCOMPARE(tree.blockFor(Timestamp::fromNs(-5))->time(0).ns(), 0);
    }

    void aChangeLeavesTheOldTreeAsItWas()
    {
        const BlockTree before = treeOf(300);
        const auto times = timesOf(before);
        const std::vector<std::shared_ptr<const Block>> three{blockOf(5000, 3), blockOf(5010, 4), blockOf(5020, 5)};
        const BlockTree after = before.replaced(Timestamp::fromNs(5007), three);
        QCOMPARE(timesOf(before), times);
        QCOMPARE(after.count(), before.count() + 2);
        QCOMPARE(after.countBefore(Timestamp::fromNs(5011)), 504U);
        QCOMPARE(after.blockFor(Timestamp::fromNs(5015))->count(), 4U);
    }

    void endsAreTakenAwayOneByOne_data() { countsAndFinds_data(); }

    void endsAreTakenAwayOneByOne()
    {
        QFETCH(int, blocks);
        BlockTree fromFront = treeOf(blocks);
        BlockTree fromBack = fromFront;
        for (std::int64_t left = blocks; left > 0; --left) {
            QCOMPARE(fromFront.count(), static_cast<std::uint64_t>(left) * 10);
            QCOMPARE(fromFront.first().ns(), (blocks - left) * 100);
            QCOMPARE(fromFront.front()->time(0), fromFront.first());
            QCOMPARE(fromFront.last().ns(), (blocks - 1) * 100 + 9);
            QCOMPARE(fromBack.count(), static_cast<std::uint64_t>(left) * 10);
            QCOMPARE(fromBack.back()->time(9).ns(), (left - 1) * 100 + 9);
            fromFront = fromFront.withoutFront();
            fromBack = fromBack.withoutBack();
        }
        QVERIFY(fromFront.isEmpty() && fromBack.isEmpty());
        QCOMPARE(fromFront.count(), 0U);
        QCOMPARE(fromFront.appended(blockOf(5, 3)).count(), 3U);
    }

    void manyReplacementsKeepOrderAndTotals()
    {
        BlockTree tree = treeOf(40);
        for (std::int64_t turn = 0; turn < 500; ++turn) {
            const Timestamp time = Timestamp::fromNs(turn * 7919 % 4000);
            const Block &block = *tree.blockFor(time);
            const std::int64_t first = block.time(0).ns();
            std::vector<std::shared_ptr<const Block>> parts;
            for (std::uint32_t i = 0; i < block.count(); i += 2) {
                parts.push_back(Block::copyOf(block, i, std::min(i + 2, block.count()), 2));
                if (parts.size() == 3 || first % 3 == 0)
                    break;
            }
            std::uint32_t kept = 0;
            for (const auto &part : parts)
                kept += part->count();
            if (kept < block.count())
                parts.push_back(Block::copyOf(block, kept, block.count(), block.count() - kept));
            tree = tree.replaced(time, parts);
        }
        QCOMPARE(timesOf(tree), timesOf(treeOf(40)));
        std::uint64_t counted = 0;
        double max = 0;
        for (std::uint32_t i = 0; i < tree.root()->size; ++i) {
            counted += tree.root()->total[i].count;
            max = std::max(max, tree.root()->total[i].max);
        }
        QCOMPARE(counted, 400U);
        QCOMPARE(max, 3909.0);
    }
};

QTEST_GUILESS_MAIN(TestBlockTree)
#include "tst_block_tree.moc"
