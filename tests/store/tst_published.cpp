#include "core/store/published.h"

#include <QTest>

#include <array>
#include <atomic>
#include <thread>

using namespace watchglass::store;

class TestPublished : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readersGetTheNewestAndMayKeepIt()
    {
        Published<int> published(std::make_shared<const int>(1));
        const auto kept = published.read();
        published.publish(std::make_shared<const int>(2));
        QCOMPARE(*kept, 1);
        QCOMPARE(*published.read(), 2);
    }

    void withoutReadersNothingIsRetained()
    {
        auto first = std::make_shared<const int>(1);
        const std::weak_ptr<const int> watched = first;
        Published<int> published(std::move(first));
        published.publish(std::make_shared<const int>(2));
        QVERIFY(watched.expired());
        QCOMPARE(published.retired(), 0U);
    }

    void readersWithoutPauseNeitherSeeFreedValuesNorHoldThemUp()
    {
        struct Twice
        {
            std::uint64_t value;
            std::uint64_t same;
            ~Twice() { same = ~value; }
        };
        constexpr std::uint64_t turns = 20'000;
        Published<Twice> published(std::make_shared<const Twice>(Twice{0, 0}));
        std::atomic<bool> stop = false;
        std::atomic<int> bad = 0;
        std::array<std::thread, 3> readers;
        for (std::thread &reader : readers) {
            reader = std::thread([&] {
                std::uint64_t seen = 0;
                while (!stop) {
                    const auto share = published.read();
                    if (share->value != share->same || share->value < seen)
                        ++bad;
                    seen = share->value;
                }
            });
        }
        std::size_t most = 0;
        for (std::uint64_t i = 1; i <= turns; ++i) {
            published.publish(std::make_shared<const Twice>(Twice{i, i}));
            most = std::max(most, published.retired());
        }
        stop = true;
        for (std::thread &reader : readers)
            reader.join();
        QCOMPARE(bad.load(), 0);
        QVERIFY2(most < turns / 2, qPrintable(QString::number(most)));
        published.publish(std::make_shared<const Twice>(Twice{0, 0}));
        QCOMPARE(published.retired(), 0U);
    }
};

QTEST_GUILESS_MAIN(TestPublished)
#include "tst_published.moc"
