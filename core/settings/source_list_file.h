#pragma once

#include "core/base/result.h"
#include "core/settings/source_settings.h"

#include <QCoreApplication>

#include <vector>

namespace watchglass::settings {

/// The operator's sources in a file of text, without secrets. Written whole or not at all. A file that cannot be read
/// is put aside before another takes its place.
class SourceListFile
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::settings::SourceListFile)

public:
    explicit SourceListFile(QString fileName);

    /// None when there is no file yet. An error says what is wrong with the file and where it was put.
    Result<std::vector<SourceSettings>> load() const;
    Result<void> save(const std::vector<SourceSettings> &sources) const;

private:
    Error putAside(const QString &why) const;

    const QString m_fileName;
};

} // namespace watchglass::settings
