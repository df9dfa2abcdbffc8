#include "app/simulator/websocket_codec.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass::sim::websocket;

namespace {

/// As a client sends it, with the mask 1,2,3,4.
QByteArray masked(unsigned firstByte, const QByteArray &payload)
{
    std::string head;
    appendHead(head, Opcode::Text, static_cast<std::uint64_t>(payload.size()));
    head[0] = static_cast<char>(firstByte);
    head[1] = static_cast<char>(static_cast<unsigned char>(head[1]) | 0x80U);
    QByteArray out = QByteArray::fromStdString(head) + QByteArray("\1\2\3\4", 4);
    for (qsizetype i = 0; i < payload.size(); ++i)
        out += static_cast<char>(payload.at(i) ^ ("\1\2\3\4"[i % 4]));
    return out;
}

} // namespace

class TestWebsocketCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void acceptKeyIsThatOfTheStandard()
    {
        QCOMPARE(acceptKey("dGhlIHNhbXBsZSBub25jZQ=="), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    void framesOfEveryLengthAreReadByteByByte()
    {
        for (const int size : {0, 1, 125, 126, 127, 65'535, 65'536}) {
            const QByteArray payload(size, 'p');
            const QByteArray frame = masked(0x81, payload);
            for (qsizetype n = 0; n < frame.size(); n = n < 20 ? n + 1 : frame.size())
                QCOMPARE(readFrame(QByteArrayView(frame).first(n), 1 << 20).status, ReadStatus::Incomplete);
            const ReadFrame read = readFrame(frame + "rest", 1 << 20);
            QCOMPARE(read.status, ReadStatus::Complete);
            QCOMPARE(read.payload, payload);
            QCOMPARE(read.consumed, frame.size());
        }
    }

    void whatIsNoClientFrameIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, ReadStatus status) {
            QTest::newRow(name) << bytes << static_cast<int>(status);
        };
        row("unmasked", QByteArray("\x81\x01x", 3), ReadStatus::ProtocolError);
        row("reserved bit", masked(0xc1, "x"), ReadStatus::ProtocolError);
        row("unknown opcode", masked(0x83, "x"), ReadStatus::ProtocolError);
        row("fragmented ping", masked(0x09, "x"), ReadStatus::ProtocolError);
        row("long ping", masked(0x89, QByteArray(126, 'x')), ReadStatus::ProtocolError);
        row("larger than allowed", masked(0x81, QByteArray(1001, 'x')).left(8), ReadStatus::TooLarge);
        row("as large as allowed", masked(0x81, QByteArray(1000, 'x')), ReadStatus::Complete);
    }
    void whatIsNoClientFrameIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QCOMPARE(static_cast<int>(readFrame(bytes, 1000).status), status);
    }

    void closeReasonsAreCutToFit()
    {
        const std::string payload = closePayload(1008, std::string(500, 'r'));
        QCOMPARE(payload.size(), 125U);
        QCOMPARE(payload.substr(0, 2), std::string("\x03\xf0"));
    }
};

QTEST_GUILESS_MAIN(TestWebsocketCodec)
#include "tst_websocket_codec.moc"
