#include "core/store/slot_pools.h"

#include <QTest>

#include <algorithm>
#include <cstring>
#include <random>
#include <vector>

using namespace watchglass::store;

namespace {

struct Slot
{
    unsigned char *memory;
    std::size_t bytes;
    unsigned char mark;

    bool isWhole() const
    {
        return std::all_of(memory, memory + bytes, [this](unsigned char byte) { return byte == mark; });
    }
};

} // namespace

class TestSlotPools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void slotsAreALittleLargerThanAskedFor()
    {
        for (std::size_t bytes = 1; bytes <= SlotPools::mostBytes; bytes += 37) {
            const std::size_t slot = SlotPools::slotBytes(bytes);
            QVERIFY(slot >= bytes && slot % 64 == 0);
            QVERIFY(slot < bytes + std::max<std::size_t>(bytes / 16, 64) + 1);
            QCOMPARE(SlotPools::slotBytes(slot), slot);
        }
    }

    void slotsNeverOverlap()
    {
        SlotPools pools;
        std::mt19937 random(1);
        std::vector<Slot> slots;
        for (int i = 0; i < 20'000; ++i) {
            const std::size_t bytes =
                std::uniform_int_distribution<std::size_t>(1, i % 50 == 0 ? 65'536 : 3'000)(random);
            auto *const memory = static_cast<unsigned char *>(pools.take(bytes));
            QCOMPARE(reinterpret_cast<std::uintptr_t>(memory) % 64, std::uintptr_t(0));
            slots.push_back({memory, bytes, static_cast<unsigned char>(i)});
            std::memset(memory, slots.back().mark, bytes);
            while (slots.size() > 1'000 || (!slots.empty() && i > 19'000)) {
                const auto at = slots.begin()
                                + std::uniform_int_distribution<std::ptrdiff_t>(
                                    0, static_cast<std::ptrdiff_t>(slots.size()) - 1)(random);
                QVERIFY(at->isWhole());
                pools.give(at->memory, at->bytes);
                *at = slots.back();
                slots.pop_back();
            }
        }
        QVERIFY(slots.empty());
    }

    void whatIsGivenBackServesOtherSizes()
    {
        SlotPools pools;
        std::vector<void *> slots;
        for (int i = 0; i < 20'000; ++i)
            slots.push_back(pools.take(1'000));
        const std::size_t full = pools.idleBytes();
        for (void *slot : slots)
            pools.give(slot, 1'000);
        slots.clear();
        QVERIFY2(pools.idleBytes() <= 5'000'000, qPrintable(QString::number(pools.idleBytes()))); // of 20 MB
        for (int i = 0; i < 7; ++i)
            slots.push_back(pools.take(60'000));
        QVERIFY(pools.idleBytes() <= full + 5'000'000);
        for (void *slot : slots)
            pools.give(slot, 60'000);
    }
};

QTEST_GUILESS_MAIN(TestSlotPools)
#include "tst_slot_pools.moc"
