#include "ui/desk/desk_archive.h"

#include <QDir>
#include <QSaveFile>
#include <QTimeZone>

namespace watchglass::ui {

namespace {

QString suffix()
{
    return QStringLiteral(".wgdesk");
}

QString nameFormat()
{
    return QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'");
}

/// Newest first: their names sort as their times.
QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList({QLatin1Char('*') + suffix()}, QDir::Files, QDir::Name | QDir::Reversed);
}

/// What went wrong; empty for nothing.
QString write(const QString &path, const QByteArray &text)
{
    const QString folder = QFileInfo(path).path();
    QDir().mkpath(folder);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return file.errorString();
    const QStringList files = filesIn(folder);
    for (qsizetype i = DeskArchive::mostVersions; i < files.size(); ++i)
        QFile::remove(QDir(folder).filePath(files.at(i)));
    return {};
}

} // namespace

DeskArchive::DeskArchive(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
{
    m_writer.setMaxThreadCount(1); // in the order in which they came
}

DeskArchive::~DeskArchive()
{
    finish();
}

std::vector<DeskArchive::Version> DeskArchive::versions() const
{
    std::vector<Version> versions;
    for (const QString &name : filesIn(m_folder)) {
        QDateTime savedAt = QDateTime::fromString(name.chopped(suffix().size()), nameFormat());
        savedAt.setTimeZone(QTimeZone::utc());
        if (savedAt.isValid())
            versions.push_back({QDir(m_folder).filePath(name), savedAt});
    }
    return versions;
}

void DeskArchive::keep(const QByteArray &text, As as, Timestamp now)
{
    if (as == As::NewVersion || m_current.isEmpty())
        m_current = pathFor(now);
    m_writer.start([this, path = m_current, text] {
        const QString trouble = write(path, text);
        if (!trouble.isEmpty())
            QMetaObject::invokeMethod(
                this, [this, path, trouble] { Q_EMIT failed(tr("%1: %2").arg(path, trouble)); }, Qt::QueuedConnection);
    });
}

void DeskArchive::finish()
{
    m_writer.waitForDone();
}

/// Later than all that are there, also when the clock was put back.
QString DeskArchive::pathFor(Timestamp now) const
{
    QDateTime at = QDateTime::fromMSecsSinceEpoch(now.ns() / 1'000'000, QTimeZone::utc());
    const std::vector<Version> known = versions();
    if (!known.empty() && at <= known.front().savedAt)
        at = known.front().savedAt.addMSecs(1);
    if (!m_current.isEmpty()) {
        // The one before may not be on the disk yet.
        QDateTime last = QDateTime::fromString(QFileInfo(m_current).completeBaseName(), nameFormat());
        last.setTimeZone(QTimeZone::utc());
        if (last.isValid() && at <= last)
            at = last.addMSecs(1);
    }
    return QDir(m_folder).filePath(at.toString(nameFormat()) + suffix());
}

} // namespace watchglass::ui
