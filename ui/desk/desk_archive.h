#pragma once

#include "core/base/timestamp.h"

#include <QDateTime>
#include <QObject>
#include <QThreadPool>

#include <vector>

namespace watchglass::ui {

/// The desks as they were, a file each in one folder, named by when; the newest is what the next start restores.
///
/// Files are written whole or not at all, on a thread of their own: a slow disk stops no picture.
/// Thread: GUI. Owns: the writing thread, which it waits for at the end.
class DeskArchive : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostVersions = 50;

    struct Version
    {
        QString path;
        QDateTime savedAt; ///< UTC.
    };

    explicit DeskArchive(const QString &folder, QObject *parent = nullptr);
    ~DeskArchive() override;

    /// Newest first.
    std::vector<Version> versions() const;
    /// The version that keep() changes as long as it makes no new one.
    void resume(const QString &path) { m_current = path; }
    /// Writes a version: a new one, or over the one before, where only what nobody would look for differs.
    enum class As { NewVersion, SameVersion };
    void keep(const QByteArray &text, As as, Timestamp now);
    /// Until all is written.
    void finish();

Q_SIGNALS:
    /// A version could not be written. From the GUI thread.
    void failed(const QString &text);

private:
    QString pathFor(Timestamp now) const;

    const QString m_folder;
    QString m_current; ///< Empty before the first.
    QThreadPool m_writer;
};

} // namespace watchglass::ui
