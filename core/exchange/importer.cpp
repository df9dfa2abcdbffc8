#include "core/exchange/importer.h"

#include "core/exchange/csv_cells.h"
#include "core/exchange/csv_detect.h"
#include "core/exchange/csv_known.h"
#include "core/exchange/moonsense_import.h"
#include "core/exchange/texts.h"

#include <QFileInfo>

namespace watchglass::exchange {

Result<ImportReport> importFile(const QString &path, const ImportOptions &options, ImportSink &sink,
                                const Progress &progress)
{
    ImportOptions used = options;
    if (used.csv.source.isEmpty())
        used.csv.source = QStringLiteral("file");
    if (used.format == FileFormat::Moonsense || QFileInfo(path).isDir())
        return importMoonsense(path, used.csv.source, sink, progress);
    auto opened = TextFile::open(path);
    if (!opened)
        return opened.error();
    TextFile &file = *opened.value();
    const auto beginning = file.peek(detectedBytes);
    if (!beginning)
        return beginning.error();
    if (beginning.value().empty())
        return Error{ErrorCode::Missing, Texts::tr("line 1: the file is empty")};
    const FileFormat format = used.format == FileFormat::Detected ? formatOf(beginning.value()) : used.format;
    if (used.csv.device.isEmpty())
        used.csv.device = stemOf(path);
    switch (format) {
    case FileFormat::Moonsense:
        return importMoonsense(path, used.csv.source, sink, progress);
    case FileFormat::Json:
        return importJson(file, path, used.csv, sink, progress);
    case FileFormat::Gpx:
        return importGpx(file,
                         {used.csv.source, used.csv.device, used.missingTimes, used.pointInterval,
                          used.csv.start.value_or(Timestamp())},
                         sink, progress);
    case FileFormat::Csv:
    case FileFormat::Detected:
        break;
    }
    const auto plan =
        detectCsv(beginning.value(), file.isAtEnd() && beginning.value().size() < detectedBytes, used.csv, path);
    if (!plan)
        return plan.error();
    return importCsv(file, plan.value(), sink, progress);
}

bool isMoonsense(const QString &path)
{
    const auto opened = TextFile::open(path);
    if (!opened)
        return false;
    const auto beginning = opened.value()->peek(detectedBytes);
    if (!beginning)
        return false;
    const FileFormat format = formatOf(beginning.value());
    return format == FileFormat::Moonsense || (format == FileFormat::Json && holdsBundles(*opened.value()));
}

} // namespace watchglass::exchange
