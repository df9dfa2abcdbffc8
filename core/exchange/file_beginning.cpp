#include "core/exchange/file_beginning.h"

#include "core/exchange/csv_detect.h"
#include "core/exchange/text_file.h"
#include "core/exchange/texts.h"

#include <QFileInfo>

namespace watchglass::exchange {

namespace {

bool isTar(std::string_view text)
{
    return text.size() > 262 && text.substr(257, 5) == "ustar";
}

} // namespace

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

Result<FileBeginning> beginningOf(const QString &path)
{
    if (QFileInfo(path).isDir())
        return FileBeginning{FileFormat::Moonsense, {}, false};
    const auto opened = TextFile::open(path);
    if (!opened)
        return opened.error();
    TextFile &file = *opened.value();
    const auto text = file.peek(detectedBytes);
    if (!text)
        return text.error();
    if (text.value().empty())
        return Error{ErrorCode::Missing, Texts::tr("line 1: the file is empty")};
    return FileBeginning{formatOf(text.value()), std::string(text.value()),
                         file.isAtEnd() && text.value().size() < detectedBytes};
}

} // namespace watchglass::exchange
