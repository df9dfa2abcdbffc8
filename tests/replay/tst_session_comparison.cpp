#include "core/replay/session_comparison.h"

#include "core/recording/session_book.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

using Finding = exchange::SeriesComparison::Finding;

Timestamp second(int number)
{
    return Timestamp::fromMs(1'700'000'000'000 + number * 1'000);
}

} // namespace

class TestSessionComparison : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;

    /// Ten samples of a series called as `attribute`, the third of which is `third`.
    std::unique_ptr<recording::SessionFile> session(const char *source, const char *attribute, double third, int from)
    {
        const QString name = m_folder.filePath(QString::number(++m_files));
        auto book = recording::SessionBook::create(name, {QStringLiteral("test"), second(from), {}, 1, {}, {}});
        recording::SessionSource made;
        made.name = QLatin1String(source);
        const auto id = book.value()->addSource(made);
        SeriesInfo info;
        info.key = {made.name, QStringLiteral("bed"), QStringLiteral("pulse"), {}};
        const auto pulse = book.value()->addSeries(id, info);
        info.key.attribute = QLatin1String(attribute);
        const auto other = book.value()->addSeries(id, info);
        for (int i = 0; i < 10; ++i) {
            book.value()->addSample(pulse, {second(from + i), i == 2 ? third : double(i)});
            book.value()->addSample(other, {second(from + i), 0.0});
        }
        if (!book.value()->close(second(from + 10)))
            qFatal("the session cannot be closed");
        return std::move(recording::SessionFile::open(name)).value();
    }

private Q_SLOTS:
    void eachLineNamesTheSeriesOfBoth()
    {
        const auto first = session("ward", "own", 2.0, 0);
        const auto later = session("other", "another", 7.0, 100);
        exchange::CompareOptions options;
        options.offset = -100s;
        const auto compared = replay::compareSessions(*first, *later, options, {});
        QVERIFY(compared.ok());
        const auto &[report, pairs] = compared.value();
        QCOMPARE(report.series.size(), std::size_t(3));
        QCOMPARE(pairs.size(), report.series.size());
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            QCOMPARE(pairs[i].first.has_value(), report.series[i].finding != Finding::OnlyInSecond);
            QCOMPARE(pairs[i].second.has_value(), report.series[i].finding != Finding::OnlyInFirst);
            if (report.series[i].key != QStringLiteral("bed/pulse"))
                continue;
            QCOMPARE(pairs[i].first->source, QStringLiteral("ward"));
            QCOMPARE(pairs[i].second->source, QStringLiteral("other"));
            QCOMPARE(report.series[i].different, std::int64_t(1));
            QCOMPARE(report.series[i].largest, 5.0);
            QCOMPARE(*report.series[i].largestTime - second(2), Duration::zero());
        }
    }

    void sourcesThatAreCalledTheSameCount()
    {
        const auto first = session("ward", "own", 2.0, 0);
        const auto same = session("ward", "own", 2.0, 0);
        const auto compared = replay::compareSessions(*first, *same, {}, {});
        QVERIFY(compared.ok());
        QVERIFY(compared.value().report.isEqual());
        QCOMPARE(compared.value().report.series.front().key, QStringLiteral("ward/bed/own"));
    }

    void isGivenUp()
    {
        const auto first = session("ward", "own", 2.0, 0);
        const auto ended = replay::compareSessions(*first, *first, {}, [](std::size_t, std::size_t) { return false; });
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, ErrorCode::Refused);
    }
};

QTEST_GUILESS_MAIN(TestSessionComparison)
#include "tst_session_comparison.moc"
