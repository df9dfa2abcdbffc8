#pragma once

#include "core/protocol/moonsense/client.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <map>

namespace watchglass::test {

using namespace std::chrono_literals;

inline QByteArray bundle(const QByteArray &session, int index, const QByteArray &fields = {})
{
    const QByteArray timer = QByteArray::number(index * 1000);
    return R"({"bundle":{"client_time":{"wall_time_millis":")" + QByteArray::number(1'678'467'000'000 + index * 1000)
           + R"(","timer_millis":")" + timer + R"("},"index":)" + QByteArray::number(index)
           + R"(,"accelerometer_data":[{"determined_at":")" + timer + R"(","x":)" + QByteArray::number(index) + "}]"
           + (fields.isEmpty() ? "" : ",") + fields + R"(},"session_id":")" + session + "\"}\n";
}

/// A folder of files, and a client that imports from it.
struct ImportBench
{
    void write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }
    /// A client by the machine's clock that is to read a.json.
    std::unique_ptr<protocol::moonsense::Client> inEventLoop()
    {
        protocol::SourceAddress address;
        address.url = QUrl::fromLocalFile(folder.filePath(QStringLiteral("a.json")));
        return std::make_unique<protocol::moonsense::Client>(address, sink, system);
    }
    /// Runs an import to its end.
    void import(const QString &path, const QString &query = {})
    {
        protocol::SourceAddress address;
        address.url = QUrl::fromLocalFile(path);
        address.url.setQuery(query);
        client = std::make_unique<protocol::moonsense::Client>(address, sink, clock);
        client->start();
        while (clock.activeTimers() > 0)
            clock.advance(0ms);
    }
    void import() { import(folder.path()); }
    QString text() const { return sink.current().text; }

    QTemporaryDir folder;
    FakeClock clock;
    SystemClock system;
    RecordingSink sink;
    std::unique_ptr<protocol::moonsense::Client> client;
};

/// gzip as its own program writes it: not by our reader's library.
inline QByteArray gzip(const QByteArray &bytes)
{
    QProcess process;
    process.start(QStringLiteral("gzip"), {QStringLiteral("-c")});
    process.write(bytes);
    process.closeWriteChannel();
    return process.waitForFinished() ? process.readAllStandardOutput() : QByteArray();
}

/// tar as its own program writes it; `options` such as "-c" or "-cz".
inline QByteArray tar(const char *options, const std::map<QString, QByteArray> &members)
{
    const QTemporaryDir folder;
    QStringList arguments{QLatin1String(options), QStringLiteral("-C"), folder.path()};
    for (const auto &[name, bytes] : members) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        arguments << name;
    }
    QProcess process;
    process.start(QStringLiteral("tar"), arguments);
    return process.waitForFinished() ? process.readAllStandardOutput() : QByteArray();
}

} // namespace watchglass::test
