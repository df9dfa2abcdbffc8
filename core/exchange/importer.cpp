#include "core/exchange/importer.h"

#include "core/exchange/csv_cells.h"
#include "core/exchange/csv_detect.h"
#include "core/exchange/csv_known.h"
#include "core/exchange/moonsense_import.h"
#include "core/exchange/texts.h"

#include <QFileInfo>

namespace watchglass::exchange {

namespace {

bool isTar(std::string_view text)
{
    return text.size() > 262 && text.substr(257, 5) == "ustar";
}

FileFormat formatOf(std::string_view text)
{
    if (isTar(text))
        return FileFormat::Moonsense;
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    const std::string_view start = from == std::string_view::npos ? std::string_view() : text.substr(from, 4096);
    // "[" alone begins the sections of an INI file as well.
    const std::size_t second = start.empty() ? std::string_view::npos : start.find_first_not_of(" \t\r\n", 1);
    const bool isList = start.starts_with('[') && second != std::string_view::npos
                        && (start[second] == '{' || start[second] == ']' || start[second] == '[');
    if (start.starts_with('{') || isList)
        return FileFormat::Json;
    return start.starts_with('<') ? FileFormat::Gpx : FileFormat::Csv;
}

} // namespace

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
                         sink);
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

} // namespace watchglass::exchange
