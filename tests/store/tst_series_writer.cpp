#include "core/store/series_writer.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::store;

namespace {

Sample at(std::int64_t ns, double value = 1.0)
{
    return {Timestamp::fromNs(ns), value};
}

std::vector<std::int64_t> timesOf(const SeriesWriter &writer)
{
    const Snapshot all(writer.read());
    std::vector<std::int64_t> times;
    for (const Sample &sample : all.samples(0, all.count()))
        times.push_back(sample.time.ns());
    return times;
}

/// Samples at 0, 10, 20 … of `count`.
void fill(SeriesWriter &writer, std::int64_t from, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        writer.append(at((from + i) * 10));
}

std::shared_ptr<const Block> packed(const SeriesWriter::Job &job)
{
    return Block::packed(job.front.get(), *job.block);
}

void packAll(SeriesWriter &writer)
{
    while (const auto job = writer.takeJob(true))
        writer.finish(*job, packed(*job));
}

} // namespace

/// What happens to a series between the moment a block is taken to be packed and the moment it comes back.
class TestSeriesWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void aSampleThatCameLateMeanwhileIsKept()
    {
        SeriesWriter writer(nullptr);
        fill(writer, 0, 5'000);
        const auto job = writer.takeJob(false);
        QVERIFY(job && !job->front);
        const auto result = packed(*job);
        QVERIFY(writer.append(at(20'005)) == Append::Inserted);
        const auto wanted = timesOf(writer);
        writer.finish(*job, result);
        QCOMPARE(timesOf(writer), wanted);
        packAll(writer);
        QCOMPARE(timesOf(writer), wanted);
    }

    void aSampleThatCameLateIntoWhatIsJoinedIsKept_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::newRow("the block before") << qint64(1'005);
        QTest::newRow("the block itself") << qint64(5'505);
    }

    void aSampleThatCameLateIntoWhatIsJoinedIsKept()
    {
        QFETCH(qint64, ns);
        SeriesWriter writer(nullptr);
        fill(writer, 0, 500);
        packAll(writer);
        fill(writer, 500, 100);
        const auto job = writer.takeJob(true);
        QVERIFY(job && job->front);
        const auto result = packed(*job);
        QVERIFY(writer.append(at(ns)) == Append::Inserted);
        const auto wanted = timesOf(writer);
        writer.finish(*job, result);
        QCOMPARE(timesOf(writer), wanted);
        packAll(writer);
        QCOMPARE(timesOf(writer), wanted);
    }

    void samplesThatWereSealedBehindStayThere()
    {
        SeriesWriter writer(nullptr);
        fill(writer, 0, 500);
        packAll(writer);
        fill(writer, 500, 100);
        const auto job = writer.takeJob(true);
        QVERIFY(job && job->front);
        const auto result = packed(*job);
        fill(writer, 600, 9'000);
        const auto wanted = timesOf(writer);
        writer.finish(*job, result);
        QCOMPARE(timesOf(writer), wanted);
        packAll(writer);
        QCOMPARE(timesOf(writer), wanted);
    }

    void aBlockThatWasForgottenMeanwhileDoesNotComeBack()
    {
        SeriesWriter writer(nullptr);
        fill(writer, 0, 9'000);
        const auto job = writer.takeJob(false);
        QVERIFY(job);
        const auto result = packed(*job);
        QCOMPARE(writer.dropFront(), job->block);
        const auto wanted = timesOf(writer);
        writer.finish(*job, result);
        QCOMPARE(timesOf(writer), wanted);
        QCOMPARE(wanted.front(), 40'960);
    }

    void whatHoldsTheNewestSampleIsNotForgotten()
    {
        SeriesWriter writer(nullptr);
        fill(writer, 0, 100);
        packAll(writer);
        QVERIFY(!writer.dropFront());
        writer.append(at(2'000));
        QVERIFY(writer.dropFront());
        QCOMPARE(timesOf(writer), std::vector<std::int64_t>{2'000});
    }
};

QTEST_GUILESS_MAIN(TestSeriesWriter)
#include "tst_series_writer.moc"
