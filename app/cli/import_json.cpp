#include "app/cli/import_json.h"

#include <QJsonArray>

namespace watchglass::cli {

namespace {

void put(QJsonObject &json, const char *name, std::int64_t count)
{
    if (count != 0)
        json.insert(QLatin1String(name), static_cast<qint64>(count));
}

void put(QJsonObject &json, const char *name, std::optional<Timestamp> time)
{
    if (time)
        json.insert(QLatin1String(name), QString::fromStdString(formatIsoTimestamp(*time)));
}

QJsonArray complaintsJson(const std::vector<exchange::Complaint> &complaints)
{
    QJsonArray out;
    for (const exchange::Complaint &complaint : complaints) {
        QJsonObject one{{QStringLiteral("line"), static_cast<qint64>(complaint.line)},
                        {QStringLiteral("text"), complaint.text}};
        if (!complaint.column.isEmpty())
            one.insert(QStringLiteral("column"), complaint.column);
        out.append(one);
    }
    return out;
}

} // namespace

QJsonObject importJson(const QString &file, const exchange::ImportReport &report)
{
    QJsonObject json{{QStringLiteral("event"), QStringLiteral("import")},
                     {QStringLiteral("file"), file},
                     {QStringLiteral("format"), report.format},
                     {QStringLiteral("rows"), static_cast<qint64>(report.rows)},
                     {QStringLiteral("samples"), static_cast<qint64>(report.samples)}};
    put(json, "series", report.series);
    put(json, "events", report.events);
    put(json, "first", report.first);
    put(json, "last", report.last);
    put(json, "missingCells", report.missingCells);
    put(json, "badCells", report.badCells);
    put(json, "badRows", report.badRows);
    put(json, "blankRows", report.blankRows);
    put(json, "shortRows", report.shortRows);
    put(json, "longRows", report.longRows);
    put(json, "stepsBack", report.stepsBack);
    if (report.stepsBack > 0)
        json.insert(QStringLiteral("largestStepBackSeconds"),
                    std::chrono::duration<double>(report.largestStepBack).count());
    put(json, "equalTimes", report.equalTimes);
    if (!report.reasons.isEmpty())
        json.insert(QStringLiteral("detected"), QJsonArray::fromStringList(report.reasons));
    if (!report.complaints.empty())
        json.insert(QStringLiteral("complaints"), complaintsJson(report.complaints));
    return json;
}

QJsonObject refusalJson(const QString &file, const Error &error)
{
    return {{QStringLiteral("event"), QStringLiteral("refused")},
            {QStringLiteral("file"), file},
            {QStringLiteral("text"), error.text}};
}

QJsonObject exportJson(const QString &file, const exchange::ExportReport &report)
{
    QJsonObject json{{QStringLiteral("event"), QStringLiteral("export")},
                     {QStringLiteral("file"), file},
                     {QStringLiteral("series"), static_cast<qint64>(report.series)},
                     {QStringLiteral("samples"), static_cast<qint64>(report.samples)},
                     {QStringLiteral("rows"), static_cast<qint64>(report.rows)}};
    put(json, "leftOut", report.leftOut);
    return json;
}

} // namespace watchglass::cli
