#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QStringList>

#include <memory>

class QLocalSocket;

namespace watchglass::app {

/// What a second start asks of the running program.
struct HandOver
{
    QStringList files; ///< Absolute paths, to be opened.
    bool demo = false;

    QByteArray toJson() const;
    /// What is missing or of another kind counts as not asked for.
    static HandOver fromJson(const QByteArray &text);

    friend bool operator==(const HandOver &, const HandOver &) = default;
};

/// One program for one folder of data. The first holds a lock and listens on a local socket; a second hands over what
/// it was asked for and ends. A lock and a socket that a crash has left behind are taken over.
/// Thread: GUI. Only this user can connect.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataDir, QObject *parent = nullptr);
    ~SingleInstance() override;

    enum class Role {
        First,      ///< It is the one: handedOver() comes when others start.
        HandedOver, ///< Another one runs and has taken it.
        Unanswered, ///< Another one runs and does not answer.
    };
    /// Waits for the other one's answer, but not for long.
    Role claim(const HandOver &wanted);
    /// Becomes the first when there is none; asks nobody.
    bool claimIfFree();
    QString serverName() const { return m_serverName; }

Q_SIGNALS:
    void handedOver(const watchglass::app::HandOver &wanted);

private:
    bool handOver(const HandOver &wanted) const;
    bool listen();
    void greet();
    void read(QLocalSocket &socket);

    const QString m_serverName;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace watchglass::app
