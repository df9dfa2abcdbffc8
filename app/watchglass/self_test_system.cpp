#include "app/watchglass/self_test_parts.h"

#include <QAudioDevice>
#include <QEventLoop>
#include <QMediaDevices>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSslSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

#include <qt6keychain/keychain.h>
#include <simdjson.h>

namespace watchglass::app {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 5s;

/// A database in memory; gives SQLite's version, or nothing and why.
QString askDatabase(const QString &connection, QString &trouble)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
    database.setDatabaseName(QStringLiteral(":memory:"));
    QString version;
    if (database.open()) {
        QSqlQuery query(database);
        const bool works = query.exec(QStringLiteral("create table t (a)"))
                           && query.exec(QStringLiteral("insert into t values (42)"))
                           && query.exec(QStringLiteral("select a, sqlite_version() from t")) && query.next()
                           && query.value(0).toInt() == 42;
        version = works ? query.value(1).toString() : QString();
        trouble = query.lastError().text();
    } else {
        trouble = database.lastError().text();
    }
    return version;
}

} // namespace

CheckOutcome checkJson()
{
    simdjson::ondemand::parser parser;
    const simdjson::padded_string text(std::string_view(R"({"a":[1,2,42]})"));
    simdjson::ondemand::document document;
    std::int64_t value = 0;
    if (parser.iterate(text).get(document) || document["a"].at(2).get_int64().get(value) || value != 42)
        return CheckOutcome::failed(QStringLiteral("a number was not read"));
    const std::string name = simdjson::get_active_implementation()->name();
    return CheckOutcome::held(QStringLiteral("simdjson %1.%2.%3, %4")
                                  .arg(int(simdjson::SIMDJSON_VERSION_MAJOR))
                                  .arg(int(simdjson::SIMDJSON_VERSION_MINOR))
                                  .arg(int(simdjson::SIMDJSON_VERSION_REVISION))
                                  .arg(QString::fromStdString(name)));
}

CheckOutcome checkDatabase()
{
    const QString connection = QStringLiteral("watchglass-selftest");
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")))
        return CheckOutcome::failed(QStringLiteral("no driver: is the plugin sqldrivers/qsqlite there?"));
    QString trouble;
    const QString version = askDatabase(connection, trouble);
    QSqlDatabase::removeDatabase(connection);
    return version.isEmpty() ? CheckOutcome::failed(trouble) : CheckOutcome::held(version);
}

CheckOutcome checkTls()
{
    if (!QSslSocket::supportsSsl())
        return CheckOutcome::failed(QStringLiteral("no library: backends %1, built with %2")
                                        .arg(QSslSocket::availableBackends().join(QLatin1Char(' ')),
                                             QSslSocket::sslLibraryBuildVersionString()));
    return CheckOutcome::held(
        QStringLiteral("%1, %2").arg(QSslSocket::activeBackend(), QSslSocket::sslLibraryVersionString()));
}

CheckOutcome checkWebSocket()
{
    const QString sent = QStringLiteral("{\"hello\":\"wörld\"}");
    QWebSocketServer server(QStringLiteral("self test"), QWebSocketServer::NonSecureMode);
    if (!server.listen(QHostAddress::LocalHost))
        return CheckOutcome::failed(server.errorString());
    QEventLoop loop;
    std::unique_ptr<QWebSocket> peer; // whoever takes a connection owns it
    QObject::connect(&server, &QWebSocketServer::newConnection, &server, [&server, &peer] {
        peer.reset(server.nextPendingConnection());
        QObject::connect(peer.get(), &QWebSocket::textMessageReceived, peer.get(),
                         [&peer](const QString &text) { peer->sendTextMessage(text); });
    });
    QString received;
    QWebSocket client;
    QObject::connect(&client, &QWebSocket::connected, &client, [&] { client.sendTextMessage(sent); });
    QObject::connect(&client, &QWebSocket::textMessageReceived, &client, [&](const QString &text) {
        received = text;
        loop.quit();
    });
    client.open(server.serverUrl());
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
    if (received != sent)
        return CheckOutcome::failed(QStringLiteral("no answer on loopback: %1").arg(client.errorString()));
    return CheckOutcome::held(QStringLiteral("there and back on loopback"));
}

CheckOutcome checkKeychain()
{
    QKeychain::ReadPasswordJob job(QStringLiteral("Watchglass"));
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.setKey(QStringLiteral("self-test, never written"));
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    if (job.error() == QKeychain::EntryNotFound)
        return CheckOutcome::held(QStringLiteral("it answers"));
    return CheckOutcome::absent(QStringLiteral("credentials last for a session: %1").arg(job.errorString()));
}

CheckOutcome checkSound()
{
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.isNull())
        return CheckOutcome::absent(QStringLiteral("no device: alarms are silent"));
    return CheckOutcome::held(device.description());
}

} // namespace watchglass::app
