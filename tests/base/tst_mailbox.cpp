#include "core/base/mailbox.h"

#include <QTest>

#include <array>
#include <memory>
#include <thread>

using namespace watchglass;

class TestMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void keepsTheOrder()
    {
        Mailbox<int> box(10);
        for (int i = 0; i < 5; ++i)
            QVERIFY(box.post(i));
        QCOMPARE(box.drain(), (std::vector<int>{0, 1, 2, 3, 4}));
        QVERIFY(box.drain().empty());
    }

    void refusesAndCountsWhatIsTooMuch()
    {
        Mailbox<int> box(2);
        QVERIFY(box.post(1));
        QVERIFY(box.post(2));
        QVERIFY(!box.post(3));
        QVERIFY(!box.post(4));
        QCOMPARE(box.dropped(), 2U);
        QCOMPARE(box.drain(), (std::vector<int>{1, 2}));
        QVERIFY(box.post(5));
        QCOMPARE(box.drain(), (std::vector<int>{5}));
        QCOMPARE(box.dropped(), 2U);
    }

    void withoutRoomNothingGetsIn()
    {
        Mailbox<int> box(0);
        QVERIFY(!box.post(1));
        QVERIFY(box.drain().empty());
        QCOMPARE(box.dropped(), 1U);
    }

    void carriesWhatCanOnlyBeMoved()
    {
        Mailbox<std::unique_ptr<int>> box(1);
        QVERIFY(box.post(std::make_unique<int>(7)));
        const auto values = box.drain();
        QCOMPARE(*values.at(0), 7);
    }

    void losesNothingBetweenThreads()
    {
        struct Letter
        {
            int sender;
            int number;
        };
        constexpr int letters = 5'000;
        Mailbox<Letter> box(500);
        std::array<std::atomic<int>, 3> refused{};
        std::array<std::thread, 3> senders;
        std::atomic<int> running = 3;
        for (int sender = 0; sender < 3; ++sender) {
            senders[static_cast<std::size_t>(sender)] = std::thread([&, sender] {
                for (int number = 0; number < letters; ++number) {
                    if (!box.post({sender, number}))
                        ++refused[static_cast<std::size_t>(sender)];
                }
                --running;
            });
        }
        std::array<int, 3> received{};
        std::array<int, 3> newest{-1, -1, -1};
        bool ordered = true;
        const auto take = [&] {
            for (const Letter &letter : box.drain()) {
                const auto sender = static_cast<std::size_t>(letter.sender);
                ordered = ordered && letter.number > newest[sender];
                newest[sender] = letter.number;
                ++received[sender];
            }
        };
        while (running > 0)
            take();
        for (std::thread &sender : senders)
            sender.join();
        take();
        QVERIFY(ordered);
        for (std::size_t sender = 0; sender < 3; ++sender)
            QCOMPARE(received[sender] + refused[sender], letters);
        QCOMPARE(box.dropped(), static_cast<std::uint64_t>(refused[0] + refused[1] + refused[2]));
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
