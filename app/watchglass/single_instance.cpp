#include "app/watchglass/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QThread>

namespace watchglass::app {

namespace {

constexpr QLatin1String filesKey("files");
constexpr QLatin1String demoKey("demo");

constexpr char taken = '+';
constexpr int patienceMs = 3000;
constexpr int retryMs = 50;
constexpr qint64 longestMessage = qint64(1) << 20;

/// Short, because a socket's path may have about 100 characters, and one for each folder.
QString nameFor(const QString &dataDir)
{
    const QByteArray path = QDir(dataDir).absolutePath().toUtf8();
    return QStringLiteral("watchglass-")
           + QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(24));
}

QString lockPath(const QString &dataDir)
{
    QDir().mkpath(dataDir);
    return QDir(dataDir).filePath(QStringLiteral("watchglass.lock"));
}

} // namespace

QByteArray HandOver::toJson() const
{
    const QJsonObject object{{filesKey, QJsonArray::fromStringList(files)}, {demoKey, demo}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

HandOver HandOver::fromJson(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    HandOver wanted;
    for (const QJsonValue &file : object.value(filesKey).toArray()) {
        if (!file.toString().isEmpty())
            wanted.files << file.toString();
    }
    wanted.demo = object.value(demoKey).toBool();
    return wanted;
}

SingleInstance::SingleInstance(const QString &dataDir, QObject *parent)
    : QObject(parent)
    , m_serverName(nameFor(dataDir))
    , m_lock(lockPath(dataDir))
{
    m_lock.setStaleLockTime(0); // the lock of a program that lives never gets old
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::greet);
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Role SingleInstance::claim(const HandOver &wanted)
{
    QElapsedTimer timer;
    timer.start();
    // The other one may be starting, and not listen yet, or ending, and soon be gone.
    do {
        if (claimIfFree())
            return Role::First;
        if (handOver(wanted))
            return Role::HandedOver;
        QThread::msleep(retryMs);
    } while (timer.elapsed() < patienceMs);
    return Role::Unanswered;
}

bool SingleInstance::claimIfFree()
{
    return m_lock.tryLock(0) && listen();
}

bool SingleInstance::handOver(const HandOver &wanted) const
{
    QLocalSocket socket;
    socket.connectToServer(m_serverName);
    if (!socket.waitForConnected(patienceMs))
        return false;
    socket.write(wanted.toJson());
    if (!socket.waitForBytesWritten(patienceMs) || !socket.waitForReadyRead(patienceMs))
        return false;
    return socket.read(1) == QByteArray(1, taken);
}

bool SingleInstance::listen()
{
    // With the lock in our hands, a socket of that name is what a crash has left.
    QLocalServer::removeServer(m_serverName);
    return m_server.listen(m_serverName);
}

void SingleInstance::greet()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        read(*socket);
    }
}

void SingleInstance::read(QLocalSocket &socket)
{
    if (socket.bytesAvailable() > longestMessage) {
        socket.abort();
        return;
    }
    if (!socket.canReadLine())
        return;
    const HandOver wanted = HandOver::fromJson(socket.readLine());
    socket.write(QByteArray(1, taken));
    socket.flush();
    Q_EMIT handedOver(wanted);
}

} // namespace watchglass::app
