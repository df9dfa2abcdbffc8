#include "ui/dialogs/import_words.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "core/format/value_format.h"

#include <QCoreApplication>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::ImportWords)
};

QString counted(std::int64_t count)
{
    return format::count(static_cast<std::uint64_t>(count));
}

void add(QStringList &lines, std::int64_t count, const QString &text)
{
    if (count > 0)
        lines << text.arg(counted(count));
}

/// What was not taken, in words; empty for nothing.
QString leftOut(const exchange::ImportReport &report)
{
    const int rows = static_cast<int>(report.badRows);
    const int cells = static_cast<int>(report.badCells);
    if (rows > 0 && cells > 0)
        return Texts::tr("%1 and %2 were left out.")
            .arg(Texts::tr("%n row(s)", nullptr, rows), Texts::tr("%n cell(s)", nullptr, cells));
    if (rows > 0)
        return Texts::tr("%n row(s) were left out.", nullptr, rows);
    return cells > 0 ? Texts::tr("%n cell(s) were left out.", nullptr, cells) : QString();
}

} // namespace

QString importSummary(const QString &fileName, const exchange::ImportReport &report)
{
    const QString what =
        report.events > 0 && report.series > 0
            ? Texts::tr("%1: %2 rows, %3 series, %4 events.")
                  .arg(fileName, counted(report.rows), counted(report.series), counted(report.events))
        : report.events > 0
            ? Texts::tr("%1: %2 rows, %3 events.").arg(fileName, counted(report.rows), counted(report.events))
            : Texts::tr("%1: %2 rows, %3 series.").arg(fileName, counted(report.rows), counted(report.series));
    const QString rest = leftOut(report);
    return rest.isEmpty() ? what : what + QLatin1Char(' ') + rest;
}

QStringList importDetails(const exchange::ImportReport &report)
{
    QStringList lines;
    add(lines, report.rows, Texts::tr("Rows taken: %1"));
    add(lines, report.samples, Texts::tr("Samples: %1"));
    add(lines, report.series, Texts::tr("Series: %1"));
    add(lines, report.events, Texts::tr("Events: %1"));
    if (report.first && report.last)
        lines << Texts::tr("From %1 to %2")
                     .arg(format::dateTime(*report.first, QTimeZone::utc()),
                          format::dateTime(*report.last, QTimeZone::utc()));
    add(lines, report.missingCells, Texts::tr("Cells without a value: %1"));
    add(lines, report.blankRows, Texts::tr("Blank rows: %1"));
    add(lines, report.shortRows, Texts::tr("Rows that are too short, taken as far as they go: %1"));
    add(lines, report.longRows, Texts::tr("Rows with something behind the last column: %1"));
    add(lines, report.equalTimes, Texts::tr("Rows with the time of the row before: %1"));
    if (report.stepsBack > 0)
        lines << Texts::tr("Rows earlier than the row before: %1, by up to %2")
                     .arg(counted(report.stepsBack), format::duration(report.largestStepBack));
    add(lines, report.badRows, Texts::tr("Rows left out: %1"));
    add(lines, report.badCells, Texts::tr("Cells left out: %1"));
    for (const exchange::Complaint &complaint : report.complaints) {
        const QString line = QString::number(complaint.line);
        lines << (complaint.column.isEmpty()
                      ? Texts::tr("Line %1: %2").arg(line, complaint.text)
                      : Texts::tr("Line %1, %2: %3").arg(line, complaint.column, complaint.text));
    }
    if (report.badRows + report.badCells > static_cast<std::int64_t>(report.complaints.size()))
        lines << Texts::tr("Only the first of them are named.");
    if (!report.reasons.isEmpty())
        lines << Texts::tr("Read so: %1").arg(report.reasons.join(QStringLiteral("; ")));
    return lines;
}

QString importProblem(const Error &error)
{
    QString text = error.text;
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

} // namespace watchglass::ui
