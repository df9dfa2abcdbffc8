#include "core/exchange/json_import.h"

#include "core/exchange/json_reader.h"
#include "core/exchange/json_texts.h"
#include "core/exchange/moonsense_import.h"
#include "core/exchange/texts.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace watchglass::exchange {

namespace {

enum class Shape { Own, Terra, Disruptive, Moonsense, Flat };

bool isOwn(const QJsonObject &object)
{
    const QString event = object.value(QLatin1String("event")).toString();
    return !event.isEmpty() && object.contains(QLatin1String("source"));
}

Shape shapeOf(const QJsonObject &object)
{
    const auto value = [&object](const char *name) { return object.value(QLatin1String(name)); };
    if (isOwn(object))
        return Shape::Own;
    if (value("bundle").isObject())
        return Shape::Moonsense;
    if (value("op").isDouble())
        return Shape::Terra;
    if (value("result").isObject() || value("event").isObject() || value("events").isArray()
        || value("devices").isArray() || (value("eventType").isString() && value("targetName").isString()))
        return Shape::Disruptive;
    return Shape::Flat;
}

/// The line of a fault that Qt found.
std::int64_t lineOf(std::string_view text, int offset, std::int64_t first)
{
    const std::string_view before = text.substr(0, static_cast<std::size_t>(offset));
    return first + std::count(before.begin(), before.end(), '\n');
}

Result<Shape> firstShape(const JsonTexts &texts)
{
    const std::string_view text = texts.text().text();
    QJsonParseError fault;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), &fault);
    if (fault.error != QJsonParseError::NoError)
        return Error{ErrorCode::Malformed, Texts::tr("line %1: this is no JSON: %2")
                                               .arg(lineOf(text, fault.offset, texts.line()))
                                               .arg(fault.errorString())};
    if (document.isArray() && document.array().isEmpty())
        return Error{ErrorCode::Missing, Texts::tr("line %1: the list is empty").arg(texts.line())};
    const QJsonObject object = document.isArray() ? document.array().first().toObject() : document.object();
    return shapeOf(object);
}

struct Chosen
{
    QString format;
    std::unique_ptr<JsonReader> reader;
};

Chosen readerFor(Shape shape, const JsonContext &context)
{
    switch (shape) {
    case Shape::Own:
        return {QStringLiteral("watchglass json lines"), makeOwnLines(context)};
    case Shape::Terra:
        return {QStringLiteral("terra"), makeTerraLines(context)};
    case Shape::Disruptive:
        return {QStringLiteral("disruptive"), makeDisruptive(context)};
    case Shape::Moonsense:
    case Shape::Flat:
        break;
    }
    return {QStringLiteral("json"), makeFlatObjects(context)};
}

} // namespace

bool holdsBundles(TextFile &file)
{
    JsonTexts texts(file);
    const auto found = texts.next();
    if (!found || !found.value())
        return false;
    const auto shape = firstShape(texts);
    return shape && shape.value() == Shape::Moonsense;
}

Result<ImportReport> importJson(TextFile &file, const QString &path, const CsvOptions &options, ImportSink &sink,
                                const Progress &progress)
{
    JsonTexts texts(file);
    auto found = texts.next();
    if (!found)
        return found.error();
    if (!found.value())
        return Error{ErrorCode::Missing, Texts::tr("line 1: there is no JSON")};
    const auto shape = firstShape(texts);
    if (!shape)
        return shape.error();
    if (shape.value() == Shape::Moonsense)
        return importMoonsense(path, options.source, sink, progress);

    ImportReport report;
    const Timestamp untimed = Timestamp::fromMs(QFileInfo(path).lastModified().toMSecsSinceEpoch());
    Chosen chosen = readerFor(shape.value(), {options, sink, report, untimed});
    report.format = chosen.format;
    for (std::int64_t n = 0; found.value(); ++n) {
        const auto rows = chosen.reader->take(texts.text(), texts.line());
        if (rows) {
            report.rows += rows.value();
        } else {
            ++report.badRows;
            report.complain(texts.line(), {}, rows.error().text);
        }
        if (progress && n % 4096 == 0 && !progress(file.position(), file.size()))
            return Error{ErrorCode::Refused, Texts::tr("stopped")};
        found = texts.next();
        if (!found)
            return found.error();
    }
    chosen.reader->finish();
    if (report.rows == 0 && !report.complaints.empty())
        return Error{ErrorCode::Malformed,
                     Texts::tr("line %1: %2").arg(report.complaints.front().line).arg(report.complaints.front().text)};
    return report;
}

} // namespace watchglass::exchange
