#include "core/protocol/disruptive/recent_ids.h"
#include "core/protocol/disruptive/sse_parser.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::disruptive;

namespace {

QString shown(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

/// Bytes of a stream to messages, and which of them are new.
class TestDisruptiveFraming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void linesAreFoundWhereverTheyAreCut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("lf") << QByteArray("one\n\xc3\xa4\xf0\x9f\xa7\x80\n\nlast\n");
        QTest::newRow("cr lf") << QByteArray("one\r\n\xc3\xa4\xf0\x9f\xa7\x80\r\n\r\nlast\r\n");
        QTest::newRow("cr") << QByteArray("one\r\xc3\xa4\xf0\x9f\xa7\x80\r\rlast\r");
        QTest::newRow("mixed, mark in front") << QByteArray("\xef\xbb\xbfone\n\xc3\xa4\xf0\x9f\xa7\x80\r\n\rlast\r\n");
    }
    void linesAreFoundWhereverTheyAreCut()
    {
        QFETCH(QByteArray, text);
        for (qsizetype size = 1; size <= text.size(); ++size) {
            LineSplitter splitter(100);
            QStringList lines;
            for (qsizetype at = 0; at < text.size(); at += size)
                splitter.take(view(text.mid(at, size)), [&](std::string_view line) { lines << shown(line); });
            QCOMPARE(lines, QStringList({QStringLiteral("one"), QString::fromUtf8("ä🧀"), QString(),
                                         QStringLiteral("last")}));
            QCOMPARE(splitter.takeRefused(), 0);
        }
    }

    void aLineOverTheLimitIsDroppedAndCounted()
    {
        for (const int size : {1, 3, 1000}) {
            LineSplitter splitter(10);
            QStringList lines;
            const QByteArray text = "short\n" + QByteArray(5000, 'x') + "\n1234567890\n12345678901\nend";
            for (qsizetype at = 0; at < text.size(); at += size)
                splitter.take(view(text.mid(at, size)), [&](std::string_view line) { lines << shown(line); });
            splitter.finish([&](std::string_view line) { lines << shown(line); });
            QCOMPARE(lines,
                     QStringList({QStringLiteral("short"), QStringLiteral("1234567890"), QStringLiteral("end")}));
            QCOMPARE(splitter.takeRefused(), 2);
            QCOMPARE(splitter.takeRefused(), 0);
        }
    }

    void eventStreamsAreReadWhereverTheyAreCut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("messages");
        const auto row = [](const char *name, const QByteArray &text, std::initializer_list<const char *> messages) {
            QStringList all;
            for (const char *one : messages)
                all << QString::fromUtf8(one);
            QTest::newRow(name) << text << all;
        };
        row("with a space", "data: {}\n\n", {"{}"});
        row("without", "data:{}\n\n", {"{}"});
        row("two spaces", "data:  x\n\n", {" x"});
        row("comments", ": hello\n:\ndata: 1\n: inside\n\n:\n\n", {"1"});
        row("other fields", "event: message\nid: 7\nretry: 3000\nfoo: bar\ndata: 1\n\n", {"1"});
        row("field without colon", "foo\ndata: 1\nbar\n\n", {"1"});
        row("data without colon", "data\n\n", {""});
        row("several lines", "data: a\ndata: b\ndata: c\n\n", {"a\nb\nc"});
        row("empty data line", "data: a\ndata:\n\n", {"a\n"});
        row("two messages", "data: 1\n\ndata: 2\n\n", {"1", "2"});
        row("no data, no message", "event: x\n\ndata: 1\n\n", {"1"});
        row("cr lf", "data: 1\r\n\r\ndata: 2\r\n\r\n", {"1", "2"});
        row("cr", "data: 1\r\rdata: 2\r\r", {"1", "2"});
        row("cut off at the end", "data: 1\n\ndata: 2\n", {"1"});
        row("byte order mark",
            "\xef\xbb\xbf"
            "data: 1\n\n",
            {"1"});
        row("utf-8", "data: \xc3\xa4\n\n", {"ä"});
    }
    void eventStreamsAreReadWhereverTheyAreCut()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, messages);
        for (qsizetype size = 1; size <= text.size(); ++size) {
            SseParser parser(1000);
            QStringList got;
            for (qsizetype at = 0; at < text.size(); at += size)
                parser.take(view(text.mid(at, size)), [&](SseMessage &message) { got << shown(message.data()); });
            QCOMPARE(got, messages);
            if (text.contains("retry"))
                QVERIFY(parser.retryMs() == 3000 && parser.lastId() == "7");
        }
    }

    void aStringCutIntoTwoDataLinesIsJoinedWithNothing()
    {
        SseParser parser(1000);
        int messages = 0;
        parser.take("data: {\"temper\ndata: ature\":\ndata: 1}\n\n", [&messages](SseMessage &message) {
            ++messages;
            QVERIFY(message.hasSeveralLines());
            QCOMPARE(shown(message.data()), QStringLiteral("{\"temper\nature\":\n1}"));
            QCOMPARE(shown(message.joinWithNothing()), QStringLiteral("{\"temperature\":1}"));
        });
        QCOMPARE(messages, 1);
    }

    void aMessageOverTheLimitIsDroppedAndCounted()
    {
        SseParser parser(10);
        QStringList got;
        parser.take("data: 123456\ndata: 123456\n\ndata: 1\n\n",
                    [&](SseMessage &message) { got << shown(message.data()); });
        QCOMPARE(got, QStringList(QStringLiteral("1")));
        QCOMPARE(parser.takeRefused(), 1);
    }

    void anIdIsNewOnce()
    {
        RecentIds ids(100);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(ids.insert("id" + std::to_string(i)));
        for (int i = 900; i < 1000; ++i)
            QVERIFY(!ids.insert("id" + std::to_string(i)));
        QVERIFY(ids.insert("id0")); // forgotten
        QVERIFY(ids.insert({}) && ids.insert({}));
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveFraming)
#include "tst_disruptive_framing.moc"
