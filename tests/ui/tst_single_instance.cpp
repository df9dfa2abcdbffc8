#include "app/watchglass/single_instance.h"
#include "tests/ui/no_warnings.h"

#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

using namespace watchglass::app;

namespace {

/// What another process does, on a thread of its own.
SingleInstance::Role claimElsewhere(const QString &dir, const HandOver &wanted)
{
    auto role = SingleInstance::Role::First;
    const std::unique_ptr<QThread> thread(QThread::create([&] { role = SingleInstance(dir).claim(wanted); }));
    thread->start();
    while (!thread->wait(1))
        QCoreApplication::processEvents();
    return role;
}

} // namespace

class TestSingleInstance : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

private Q_SLOTS:
    void init()
    {
        watchglass::test::failOnAnyWarning();
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void secondHandsOverToTheFirst()
    {
        SingleInstance first(m_dir->path());
        QCOMPARE(first.claim({}), SingleInstance::Role::First);
        HandOver got;
        connect(&first, &SingleInstance::handedOver, this, [&](const HandOver &wanted) { got = wanted; });
        const HandOver wanted{{QStringLiteral("/a.wgdesk"), QStringLiteral("/b ü.wgdesk")}, true};
        QCOMPARE(claimElsewhere(m_dir->path(), wanted), SingleInstance::Role::HandedOver);
        QVERIFY(got == wanted);
        got = {};
        QCOMPARE(claimElsewhere(m_dir->path(), wanted), SingleInstance::Role::HandedOver); // and again
        QVERIFY(got == wanted);
    }

    void otherFolderIsAnotherProgram()
    {
        QTemporaryDir other;
        SingleInstance first(m_dir->path());
        SingleInstance second(other.path());
        QCOMPARE(first.claim({}), SingleInstance::Role::First);
        QCOMPARE(second.claim({}), SingleInstance::Role::First);
        QVERIFY(first.serverName() != second.serverName());
    }

    void afterTheFirstHasEndedTheNextIsFirst()
    {
        {
            SingleInstance first(m_dir->path());
            QCOMPARE(first.claim({}), SingleInstance::Role::First);
        }
        SingleInstance next(m_dir->path());
        QCOMPARE(next.claim({}), SingleInstance::Role::First);
    }

    /// A lock of a process that is no more, and a socket that nobody listens to.
    void whatACrashLeftIsTakenOver()
    {
        const QString name = SingleInstance(m_dir->path()).serverName();
        QFile socket(QDir::temp().filePath(name));
        QVERIFY(socket.open(QIODevice::WriteOnly));
        socket.close();
        QFile lock(m_dir->filePath(QStringLiteral("watchglass.lock")));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write("999999999\nwatchglass\n" + QSysInfo::machineHostName().toUtf8() + '\n');
        lock.close();
        SingleInstance next(m_dir->path());
        QCOMPARE(next.claim({}), SingleInstance::Role::First);
        QCOMPARE(claimElsewhere(m_dir->path(), {}), SingleInstance::Role::HandedOver);
    }

    void oneThatDoesNotAnswerIsNotWaitedForForEver()
    {
        QLockFile lock(m_dir->filePath(QStringLiteral("watchglass.lock")));
        lock.setStaleLockTime(0);
        QVERIFY(lock.tryLock());
        QCOMPARE(claimElsewhere(m_dir->path(), {}), SingleInstance::Role::Unanswered);
    }

    void onlyAFreePlaceIsTakenUnasked()
    {
        SingleInstance first(m_dir->path());
        QVERIFY(first.claimIfFree());
        SingleInstance second(m_dir->path());
        QVERIFY(!second.claimIfFree());
    }

    void oddMessagesAreSurvived_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("text") << QByteArray("hello\n");
        QTest::newRow("array") << QByteArray("[1]\n");
        QTest::newRow("types") << QByteArray(R"({"files": 3, "demo": "yes"})"
                                             "\n");
        QTest::newRow("no end") << QByteArray("{");
        QTest::newRow("huge") << QByteArray(3 << 20, 'x');
    }
    void oddMessagesAreSurvived()
    {
        QFETCH(const QByteArray, message);
        SingleInstance first(m_dir->path());
        QCOMPARE(first.claim({}), SingleInstance::Role::First);
        QSignalSpy spy(&first, &SingleInstance::handedOver);
        QLocalSocket socket;
        socket.connectToServer(first.serverName());
        QVERIFY(socket.waitForConnected());
        socket.write(message);
        socket.flush();
        QTRY_VERIFY(spy.count() > 0 || socket.bytesToWrite() == 0 || socket.state() != QLocalSocket::ConnectedState);
        socket.disconnectFromServer();
        QCOMPARE(claimElsewhere(m_dir->path(), {{QStringLiteral("/a")}, false}), SingleInstance::Role::HandedOver);
    }
};

QTEST_MAIN(TestSingleInstance)
#include "tst_single_instance.moc"
