#include "core/protocol/moonsense/chunk_text.h"
#include "tests/protocol/moonsense/moonsense_bench.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::test::moon;

namespace {

using Verdict = moonsense::ChunkCheck::Verdict;

QByteArray md5(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Md5);
}

/// Verdicts on a chunk of this md5, when these come one after the other.
QList<Verdict> verdicts(moonsense::ChunkCheck &check, const QByteArray &sum, const QByteArrayList &bodies,
                        const QString &id = QStringLiteral("c"))
{
    QList<Verdict> out;
    for (const QByteArray &body : bodies)
        out << check.judge({id, sum, {}}, body);
    return out;
}

} // namespace

class TestMoonsenseChunks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsAnMd5InEverySpelling_data();
    void readsAnMd5InEverySpelling();
    void judgesChunksByTheirMd5_data();
    void judgesChunksByTheirMd5();
    void aSumThatNeverFitsIsOfSomethingElse();
    void aSumThatFittedOnceIsLookedAtAgain();
    void fetchesAChunkWithAWrongMd5Again_data();
    void fetchesAChunkWithAWrongMd5Again();
    void takesInTheEndWhatIsWrongForGood_data();
    void takesInTheEndWhatIsWrongForGood();
    void fetchesADamagedChunkAgain();
    void readsNoMoreTextThanAChunkMayHold();
};

void TestMoonsenseChunks::readsAnMd5InEverySpelling_data()
{
    QTest::addColumn<QByteArray>("listed");
    QTest::addColumn<bool>("isRead");
    const QByteArray sum = md5("x");
    QTest::newRow("hex") << "\"" + sum.toHex() + "\"" << true;
    QTest::newRow("hex in capitals") << "\"" + sum.toHex().toUpper() + "\"" << true;
    QTest::newRow("base64") << "\"" + sum.toBase64() + "\"" << true;
    QTest::newRow("too short") << QByteArray("\"0\"") << false;
    QTest::newRow("of another kind") << "\"" + QCryptographicHash::hash("x", QCryptographicHash::Sha1).toHex() + "\""
                                     << false;
    QTest::newRow("empty") << QByteArray("\"\"") << false;
    QTest::newRow("null") << QByteArray("null") << false;
    QTest::newRow("no text") << QByteArray("[1]") << false;
}

void TestMoonsenseChunks::readsAnMd5InEverySpelling()
{
    QFETCH(QByteArray, listed);
    QFETCH(bool, isRead);
    const QByteArray body =
        R"({"chunks":[{"chunk_id":"c","md5":)" + listed + R"(,"created_at":"2026-01-01T00:00:00Z"}]})";
    moonsense::RestDecoder decoder;
    const auto page = decoder.chunks({body.constData(), static_cast<std::size_t>(body.size())});
    QVERIFY(page.ok());
    QCOMPARE(page.value().items.front().md5, isRead ? md5("x") : QByteArray());
    QVERIFY(page.value().items.front().created.has_value());
}

void TestMoonsenseChunks::judgesChunksByTheirMd5_data()
{
    QTest::addColumn<QByteArray>("sum");
    QTest::addColumn<QByteArrayList>("bodies");
    QTest::addColumn<QList<Verdict>>("wanted");
    const QByteArray text = "text\n";
    const QByteArray packed = gzipOf(text);
    const auto good = Verdict::Good;
    const auto wrong = Verdict::Wrong;
    const auto settled = Verdict::Settled;
    QTest::newRow("of the text") << md5(text) << QByteArrayList{text} << QList<Verdict>{good};
    QTest::newRow("of the text, compressed") << md5(text) << QByteArrayList{packed} << QList<Verdict>{good};
    QTest::newRow("of the compressed") << md5(packed) << QByteArrayList{packed} << QList<Verdict>{good};
    QTest::newRow("none") << QByteArray() << QByteArrayList{text, packed} << QList<Verdict>{good, good};
    QTest::newRow("wrong, then good") << md5(text) << QByteArrayList{"tixt\n", text} << QList<Verdict>{wrong, good};
    QTest::newRow("wrong in two ways") << md5(text) << QByteArrayList{"a", "b"} << QList<Verdict>{wrong, wrong};
    QTest::newRow("wrong in one way") << md5(text) << QByteArrayList{"a", "a"} << QList<Verdict>{wrong, settled};
    QTest::newRow("cut short") << md5(text) << QByteArrayList{packed.chopped(9), packed} << QList<Verdict>{wrong, good};
    QTest::newRow("empty") << md5(text) << QByteArrayList{QByteArray(), text} << QList<Verdict>{wrong, good};
}

void TestMoonsenseChunks::judgesChunksByTheirMd5()
{
    QFETCH(QByteArray, sum);
    QFETCH(QByteArrayList, bodies);
    QFETCH(QList<Verdict>, wanted);
    moonsense::ChunkCheck check;
    QCOMPARE(verdicts(check, sum, bodies), wanted);
}

void TestMoonsenseChunks::aSumThatNeverFitsIsOfSomethingElse()
{
    moonsense::ChunkCheck check;
    QCOMPARE(verdicts(check, md5("x"), {"a", "a"}), (QList<Verdict>{Verdict::Wrong, Verdict::Settled}));
    QCOMPARE(verdicts(check, md5("x"), {"b"}, QStringLiteral("d")), QList<Verdict>{Verdict::Good});
}

void TestMoonsenseChunks::aSumThatFittedOnceIsLookedAtAgain()
{
    moonsense::ChunkCheck check;
    QCOMPARE(verdicts(check, md5("x"), {"x"}), QList<Verdict>{Verdict::Good});
    QCOMPARE(verdicts(check, md5("x"), {"a", "a"}, QStringLiteral("d")),
             (QList<Verdict>{Verdict::Wrong, Verdict::Settled}));
    QCOMPARE(verdicts(check, md5("x"), {"b"}, QStringLiteral("e")), QList<Verdict>{Verdict::Wrong});
}

void TestMoonsenseChunks::fetchesAChunkWithAWrongMd5Again_data()
{
    QTest::addColumn<bool>("isPacked");
    QTest::addColumn<bool>("isSumOfPacked");
    QTest::addColumn<QByteArray>("headers");
    const QByteArray encoding = "Content-Encoding: gzip\r\n";
    QTest::newRow("plain") << false << false << QByteArray();
    QTest::newRow("compressed on the way, sum of the text") << true << false << encoding;
    QTest::newRow("compressed on the way, sum of the compressed") << true << true << encoding;
    QTest::newRow("compressed as it is stored, sum of the compressed") << true << true << QByteArray();
}

void TestMoonsenseChunks::fetchesAChunkWithAWrongMd5Again()
{
    QFETCH(bool, isPacked);
    QFETCH(bool, isSumOfPacked);
    QFETCH(QByteArray, headers);
    const auto packed = [isPacked](const QByteArray &text) { return isPacked ? gzipOf(text) : text; };
    const QByteArray text = line("s", 1) + line("s", 2);
    QByteArray spoilt = text;
    spoilt.replace("\"value\":2", "\"value\":3"); // nothing but the sum can tell
    Bench bench(QStringLiteral("chunks=1s"));
    bench.oneSession();
    bench.chunks({chunkItem("c1", 1, md5(isSumOfPacked ? packed(text) : text).toHex())});
    bench.cloud.answer(QStringLiteral("/v2/sessions/s/chunks/c1"), [&, asked = 0](const QUrlQuery &) mutable {
        return CloudReply{200, packed(++asked == 1 ? spoilt : text), headers};
    });
    bench.client.start();
    QVERIFY(bench.reaches([&] { return !bench.sink.samples.empty(); }));
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2}));
    QCOMPARE(bench.sink.countOf(Problem::BadFrame), 1);
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c1")), 2);
}

void TestMoonsenseChunks::takesInTheEndWhatIsWrongForGood_data()
{
    QTest::addColumn<bool>("differs"); // each time
    QTest::addColumn<int>("tries");
    QTest::newRow("always the same") << false << 2;
    QTest::newRow("always another") << true << moonsense::FollowedSession::mostTries;
}

void TestMoonsenseChunks::takesInTheEndWhatIsWrongForGood()
{
    QFETCH(bool, differs);
    QFETCH(int, tries);
    Bench bench(QStringLiteral("chunks=1s"));
    bench.oneSession();
    bench.chunks({chunkItem("c1", 1, md5("x").toHex())});
    bench.cloud.answer(QStringLiteral("/v2/sessions/s/chunks/c1"), [&, asked = 0](const QUrlQuery &) mutable {
        return CloudReply{200, line("s", 1) + line("s", 2) + QByteArray(differs ? asked++ : 0, '\n')};
    });
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c1")), tries);
    QCOMPARE(bench.sink.countOf(Problem::BadFrame), tries);
    const int lists = bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks"));
    QVERIFY(bench.reaches([&] { return bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")) > lists + 1; }));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c1")), tries);
}

void TestMoonsenseChunks::fetchesADamagedChunkAgain()
{
    const QByteArray packed = gzipOf(line("s", 1) + line("s", 2));
    for (const bool isMended : {true, false}) {
        Bench bench(QStringLiteral("chunks=1s"));
        bench.oneSession();
        const QString chunk = QStringLiteral("/v2/sessions/s/chunks/c1");
        bench.cloud.answer(chunk, [&, asked = 0](const QUrlQuery &) mutable {
            return CloudReply{200, isMended && ++asked > 1 ? packed : packed.chopped(30)};
        });
        bench.client.start();
        const int tries = isMended ? 2 : moonsense::FollowedSession::mostTries;
        QVERIFY(bench.reaches([&] { return bench.cloud.count(chunk) == tries; }));
        const int lists = bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks"));
        QVERIFY(bench.reaches([&] { return bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")) > lists + 1; }));
        QCOMPARE(bench.cloud.count(chunk), tries);
        QVERIFY(bench.sink.countOf(Problem::BadFrame) >= tries - isMended);
        if (isMended)
            QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2})); // each once
    }
}

void TestMoonsenseChunks::readsNoMoreTextThanAChunkMayHold()
{
    // A part of zeros after the other: gzip takes its parts for one text.
    const QByteArray part = gzipOf(QByteArray(16 * 1024 * 1024, '\n'));
    std::size_t size = 0;
    const auto read =
        moonsense::readChunkText(part.repeated(17), [&size](std::string_view block) { size += block.size(); });
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::TooLarge);
    QVERIFY(size <= moonsense::mostChunkText);
}

QTEST_GUILESS_MAIN(TestMoonsenseChunks)
#include "tst_moonsense_chunks.moc"
