#pragma once

#include "core/base/result.h"

#include <QString>

#include <string>

namespace watchglass::exchange {

/// What a file is to be read as.
enum class FileFormat {
    Detected, ///< By its beginning.
    Csv,
    Json, ///< JSON lines, or one JSON text, of whatever shape; see importJson().
    Gpx,
    Moonsense, ///< Session data in any packing, a folder as well.
};

/// What a file is by its first bytes; never Detected. Whatever is nothing else may be a table.
FileFormat formatOf(std::string_view beginning);

/// The first of a file, unpacked: enough to find out how it is to be read.
struct FileBeginning
{
    FileFormat format = FileFormat::Csv;
    std::string text;     ///< Empty for a folder.
    bool isWhole = false; ///< There is no more.
};

/// Errors: File (not there, not readable), Missing (nothing in it).
Result<FileBeginning> beginningOf(const QString &path);

} // namespace watchglass::exchange
