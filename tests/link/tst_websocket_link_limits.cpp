#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include "core/link/websocket_link.h"
#include "tests/link/fast_server.h"
#include "tests/support/fake_clock.h"

#include <unistd.h>

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;

namespace {

/// A frame header that announces `length` bytes, and nothing of them.
QByteArray bareHeader(quint64 length)
{
    QByteArray header("\x82\x7f", 2);
    char bytes[8];
    qToBigEndian(length, bytes);
    return header + QByteArray(bytes, 8);
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

} // namespace

class TestWebSocketLinkLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void hugeFramesAreRefusedUnread_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("1 GB") << bareHeader(1'000'000'000);
        QTest::newRow("one byte too many") << bareHeader(16 * 1024 * 1024 + 1);
        QTest::newRow("2^62") << bareHeader(quint64(1) << 62);
        QByteArray fragments;
        for (int i = 0; i < 5; ++i)
            fragments += QByteArray(i == 0 ? "\x02" : "\x00", 1) + bareHeader(4 * 1024 * 1024).mid(1)
                         + QByteArray(4 * 1024 * 1024, 'x');
        QTest::newRow("in fragments") << fragments;
    }
    void hugeFramesAreRefusedUnread()
    {
        QFETCH(QByteArray, bytes);
        FakeClock clock;
        FastServer server(false);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        const qint64 before = residentBytes();
        server.peer->write(bytes);
        QTRY_COMPARE(link.state(), LinkState::Waiting);
        QVERIFY2(residentBytes() - before < 100'000'000, qPrintable(QString::number(residentBytes() - before)));
        QCOMPARE(listener.refused.size(), 1);
        QVERIFY2(listener.refused.at(0).contains(QLatin1String("16 MiB")), qPrintable(listener.refused.at(0)));
        QCOMPARE(listener.closes.at(0).code, 1009);
        QCOMPARE(listener.events.mid(3),
                 QStringList({QStringLiteral("refused"), QStringLiteral("closed"), QStringLiteral("Waiting")}));
        QCOMPARE(link.counters().framesRefused, 1u);
        QTRY_VERIFY(server.received.contains("\r\n\r\n\x88")); // the server is told
        clock.advance(link.retryIn().value());
        QTRY_COMPARE(link.state(), LinkState::Open);
    }

    void largestAllowedMessageArrives()
    {
        FakeClock clock;
        FastServer server(false);
        RecordingListener listener;
        auto options = server.options();
        options.maxMessageBytes = 2'000'000;
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        server.peer->write(numberedFrame(0, 2'000'000));
        QTRY_COMPARE(listener.texts.size(), 1);
        QCOMPARE(listener.texts.at(0).size(), 2'000'000);
        server.peer->write(numberedFrame(0, 2'000'001));
        QTRY_COMPARE(listener.refused.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketLinkLimits)
#include "tst_websocket_link_limits.moc"
