#include "core/settings/source_list_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSet>

namespace watchglass::settings {

namespace {

constexpr int version = 1;

} // namespace

SourceListFile::SourceListFile(QString fileName)
    : m_fileName(std::move(fileName))
{}

Result<std::vector<SourceSettings>> SourceListFile::load() const
{
    QFile file(m_fileName);
    if (!file.exists())
        return std::vector<SourceSettings>();
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::File,
                     tr("The sources of last time cannot be read from %1: %2").arg(m_fileName, file.errorString())};
    QJsonParseError problem;
    const QJsonObject document = QJsonDocument::fromJson(file.readAll(), &problem).object();
    file.close();
    if (problem.error != QJsonParseError::NoError)
        return putAside(problem.errorString());
    if (const int written = document.value(QLatin1String("version")).toInt(); written > version)
        return putAside(tr("it was written by a newer Watchglass"));
    std::vector<SourceSettings> sources;
    QSet<QString> ids;
    for (const QJsonValue &value : document.value(QLatin1String("sources")).toArray()) {
        auto source = sourceFromJson(value.toObject());
        if (!source || ids.contains(source->id))
            continue;
        ids.insert(source->id);
        sources.push_back(*std::move(source));
    }
    return sources;
}

Result<void> SourceListFile::save(const std::vector<SourceSettings> &sources) const
{
    QJsonArray list;
    for (const SourceSettings &source : sources)
        list.append(toJson(source));
    const QJsonObject document{{QStringLiteral("version"), version}, {QStringLiteral("sources"), list}};
    QDir().mkpath(QFileInfo(m_fileName).absolutePath());
    QSaveFile file(m_fileName);
    const bool isOpen = file.open(QIODevice::WriteOnly);
    if (isOpen)
        file.write(QJsonDocument(document).toJson());
    if (!isOpen || !file.commit())
        return Error{ErrorCode::File,
                     tr("The sources could not be saved to %1: %2. They are there until Watchglass ends.")
                         .arg(m_fileName, file.errorString())};
    return {};
}

Error SourceListFile::putAside(const QString &why) const
{
    const QString aside = m_fileName + QStringLiteral(".broken");
    QFile::remove(aside);
    QFile::rename(m_fileName, aside);
    return {ErrorCode::Malformed,
            tr("The sources of last time could not be read (%1). The file was put aside as %2.").arg(why, aside)};
}

} // namespace watchglass::settings
