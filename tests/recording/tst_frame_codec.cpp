#include "core/recording/compression.h"
#include "core/recording/frame_codec.h"

#include <QTest>

#include <random>

using namespace watchglass;
using namespace watchglass::recording;

namespace {

QByteArray anyBytes(std::mt19937_64 &random, std::uint64_t most)
{
    QByteArray bytes(static_cast<qsizetype>(random() % most), '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(random());
    return bytes;
}

std::vector<RecordedFrame> anyFrames(std::mt19937_64 &random)
{
    std::vector<RecordedFrame> frames(1 + random() % 200);
    std::int64_t ns = 1'767'225'600'000'000'000;
    for (RecordedFrame &recorded : frames) {
        ns += static_cast<std::int64_t>(random() % 3 * (random() % 1'000'000));
        recorded = {5,
                    Timestamp::fromNs(ns),
                    {static_cast<std::uint32_t>(random() % 300), static_cast<link::FrameKind>(random() % 70),
                     anyBytes(random, 20), anyBytes(random, 300)}};
    }
    return frames;
}

FrameBatch batchOf(const std::vector<RecordedFrame> &frames)
{
    FrameBatch batch;
    for (const RecordedFrame &recorded : frames)
        batch.add(recorded.arrival, recorded.frame);
    return batch;
}

} // namespace

class TestFrameCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFrameComesBackAsItWas()
    {
        std::mt19937_64 random(1);
        for (int run = 0; run < 200; ++run) {
            const auto frames = anyFrames(random);
            const FrameBatch batch = batchOf(frames);
            QCOMPARE(batch.count(), static_cast<std::uint32_t>(frames.size()));
            QCOMPARE(batch.first().ns(), frames.front().arrival.ns());
            QCOMPARE(batch.last().ns(), frames.back().arrival.ns());
            std::vector<RecordedFrame> back;
            QVERIFY(decodeFrames(batch.encoded(), 5, back));
            QCOMPARE(back.size(), frames.size());
            for (std::size_t i = 0; i < frames.size(); ++i) {
                QCOMPARE(back[i].source, SourceId(5));
                QCOMPARE(back[i].arrival.ns(), frames[i].arrival.ns());
                QCOMPARE(back[i].frame.channel, frames[i].frame.channel);
                QCOMPARE(static_cast<int>(back[i].frame.kind), static_cast<int>(frames[i].frame.kind));
                QCOMPARE(back[i].frame.head, frames[i].frame.head);
                QCOMPARE(back[i].frame.payload, frames[i].frame.payload);
            }
        }
    }

    void damagedBytesAreRefused()
    {
        std::mt19937_64 random(2);
        std::vector<RecordedFrame> back;
        QVERIFY(!decodeFrames({}, 1, back));
        for (int run = 0; run < 2'000; ++run) {
            QByteArray bytes = batchOf(anyFrames(random)).encoded();
            bytes.truncate(static_cast<qsizetype>(random() % static_cast<std::uint64_t>(bytes.size())));
            QVERIFY(!decodeFrames(bytes, 1, back));
            QVERIFY(back.empty());
        }
        for (int run = 0; run < 2'000; ++run) // must not crash, nor ask for all memory
            (void)decodeFrames(QByteArray("\x01", 1) + anyBytes(random, 100), 1, back);
    }

    void compressionComesBackAndRefusesWhatIsNone()
    {
        std::mt19937_64 random(4);
        Compressor compressor;
        for (int run = 0; run < 100; ++run) {
            const QByteArray bytes = anyBytes(random, 10'000);
            const QByteArray packed = compressor.compress(bytes);
            QCOMPARE(decompress(packed).value(), bytes);
            QVERIFY(!decompress(packed.left(packed.size() - 1)).ok());
        }
        QCOMPARE(decompress("no zstd at all").error().code, ErrorCode::Malformed);
        QCOMPARE(decompress(compressor.compress(QByteArray(1'000, 'a')), 999).error().code, ErrorCode::TooLarge);
    }
};

QTEST_GUILESS_MAIN(TestFrameCodec)
#include "tst_frame_codec.moc"
