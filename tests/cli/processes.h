#pragma once

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>

#include <optional>

namespace watchglass::test {

inline constexpr int patienceMs = 30'000;
/// Each service reads it in its own way; the simulator's doors are open to any.
inline const QString token = QStringLiteral("qa-device:S3cretKey99xyz");

/// The simulator as a process that serves on a port of its own.
class Simulator
{
public:
    explicit Simulator(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(SIMULATOR_PROGRAM),
                        QStringList{QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--no-limits")}
                            + arguments);
        while (m_addresses.size() < 5 && (m_process.canReadLine() || m_process.waitForReadyRead(patienceMs)))
            m_addresses << QString::fromUtf8(m_process.readLine()).trimmed().section(QLatin1Char(' '), 1);
    }
    ~Simulator()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    const QStringList &addresses() const { return m_addresses; }
    QString addressOf(const char *service) const { return m_addresses.filter(QLatin1String(service)).value(0); }

    struct Sent
    {
        double samples = 0;
        double seconds = 0;
    };
    /// What it wrote of the connection that ended last.
    std::optional<Sent> lastConnection()
    {
        static const QRegularExpression pattern(
            QStringLiteral("connection \\d+ ended: [^,]*, ([0-9.]+) s, .* (\\d+) samples"));
        QElapsedTimer patience;
        patience.start();
        while (patience.elapsed() < patienceMs) {
            m_said += m_process.readAllStandardError();
            auto all = pattern.globalMatch(QString::fromUtf8(m_said));
            std::optional<Sent> last;
            while (all.hasNext()) {
                const auto match = all.next();
                last = Sent{match.captured(2).toDouble(), match.captured(1).toDouble()};
            }
            if (last)
                return last;
            m_process.waitForReadyRead(100);
        }
        return std::nullopt;
    }

private:
    QProcess m_process;
    QStringList m_addresses;
    QByteArray m_said;
};

/// watchglass-cli with a subcommand.
class Cli
{
public:
    explicit Cli(const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("WATCHGLASS_TOKEN"), token);
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(CLI_PROGRAM), arguments);
    }
    int finish()
    {
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(2 * patienceMs))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
    }
    QList<QJsonObject> lines(const char *event)
    {
        m_out += m_process.readAllStandardOutput();
        QList<QJsonObject> found;
        for (const QByteArray &line : m_out.split('\n')) {
            const QJsonObject json = QJsonDocument::fromJson(line).object();
            if (json.value(QLatin1String("event")) == QLatin1String(event))
                found << json;
        }
        return found;
    }
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
    QByteArray m_out;
};

} // namespace watchglass::test
