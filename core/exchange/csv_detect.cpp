#include "core/exchange/csv_detect.h"

#include "core/exchange/column_name.h"
#include "core/exchange/csv_known.h"
#include "core/exchange/csv_times.h"
#include "core/exchange/csv_uses.h"
#include "core/exchange/texts.h"
#include "core/format/value_format.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace watchglass::exchange {

namespace {

/// More different words than these are texts, not states.
constexpr std::size_t mostStates = 64;
constexpr qsizetype longestState = 64;

/// What the sampled cells of a column are.
struct Kinds
{
    std::size_t numbers = 0;
    std::size_t times = 0;
    std::size_t words = 0;
    std::size_t missing = 0;
    QSet<QByteArray> different; ///< Words.
    bool hasLong = false;

    std::size_t filled() const { return numbers + times + words; }
};

Kinds kindsOf(const CsvLayout &layout, std::size_t column)
{
    Kinds out;
    for (const std::vector<CsvCell> &row : layout.sample) {
        const CsvCell &cell = row[column];
        switch (kindOf(cell, layout.isDecimalComma)) {
        case CellKind::Missing:
            ++out.missing;
            break;
        case CellKind::Number:
            ++out.numbers;
            break;
        case CellKind::Time:
            ++out.times;
            break;
        case CellKind::Word:
            ++out.words;
            out.hasLong = out.hasLong || static_cast<qsizetype>(cell.text.size()) > longestState;
            if (static_cast<std::size_t>(out.different.size()) <= mostStates)
                out.different.insert(QByteArray(cell.text.data(), static_cast<qsizetype>(cell.text.size())));
            break;
        }
    }
    return out;
}

ColumnUse useOf(const Kinds &kinds)
{
    // A column that is empty so far may be filled later.
    if (kinds.filled() == 0 || (kinds.numbers > 0 && (kinds.words + kinds.times) * 4 <= kinds.numbers))
        return ColumnUse::Number;
    if (kinds.times > kinds.words + kinds.numbers)
        return ColumnUse::Skip;
    return static_cast<std::size_t>(kinds.different.size()) <= mostStates && !kinds.hasLong ? ColumnUse::State
                                                                                            : ColumnUse::Event;
}

/// "# Units:= m/s^2", for tables whose columns name none.
QString unitOfNotes(const QStringList &notes)
{
    static const QRegularExpression pattern(QStringLiteral("^#\\s*Units?\\s*:=\\s*(.+)$"));
    for (const QString &note : notes) {
        const auto match = pattern.match(note);
        if (match.hasMatch())
            return format::canonicalUnit(match.captured(1).trimmed());
    }
    return {};
}

QString decoded(QString part)
{
    part.replace(QLatin1String("%2F"), QLatin1String("/"));
    return part.replace(QLatin1String("%25"), QLatin1String("%"));
}

/// Takes "source/device/attribute [unit]" from every column but the first, as an export writes them; false when one is
/// something else.
bool takeKeys(const CsvLayout &layout, CsvPlan &plan)
{
    static const QRegularExpression pattern(QStringLiteral("^([^/]+)/([^/]+)/([^/]+?)(?: \\[([^\\]]+)\\])?$"));
    if (layout.headerLine == 0 || layout.width < 2 || columnName(layout.names[0]).name != QLatin1String("time"))
        return false;
    std::vector<ColumnPlan> columns{{layout.names[0], {}, ColumnUse::Skip}};
    for (std::size_t c = 1; c < layout.width; ++c) {
        const auto match = pattern.match(layout.names[c]);
        if (!match.hasMatch())
            return false;
        columns.push_back({decoded(match.captured(3)), match.captured(4), ColumnUse::Skip, decoded(match.captured(1)),
                           decoded(match.captured(2))});
    }
    plan.columns = std::move(columns);
    return true;
}

void nameColumns(const CsvLayout &layout, CsvPlan &plan)
{
    if (takeKeys(layout, plan))
        return;
    QSet<QString> taken;
    const QString general = unitOfNotes(layout.notes);
    for (std::size_t c = 0; c < layout.width; ++c) {
        ColumnName read = columnName(layout.names[c]);
        if (!layout.units[c].isEmpty())
            read.unit = format::canonicalUnit(layout.units[c]);
        else if (read.unit.isEmpty())
            read.unit = general;
        QString name = read.name.isEmpty() ? QStringLiteral("column %1").arg(c + 1) : read.name;
        // "Altitude (m)" and "Altitude (ft)" are told apart by what makes them different.
        if (taken.contains(name) && !read.unit.isEmpty() && !taken.contains(layout.names[c]))
            name = layout.names[c];
        const QString base = name;
        for (int n = 2; taken.contains(name); ++n)
            name = QStringLiteral("%1 %2").arg(base).arg(n);
        taken.insert(name);
        plan.columns.push_back({name, read.unit, ColumnUse::Skip});
    }
}

bool isOneOf(const QString &name, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&name](const char *word) {
        return name.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    });
}

/// Finds tables of one sample a row: a column of names beside one of values.
bool makeLong(const CsvLayout &layout, const std::vector<Kinds> &kinds, CsvPlan &plan)
{
    std::optional<std::size_t> name;
    std::optional<std::size_t> value;
    for (std::size_t c = 0; c < layout.width; ++c) {
        if (plan.columns[c].use == ColumnUse::Time)
            continue;
        const QString header = layout.names[c];
        const bool isWords = kinds[c].words > 0 && kinds[c].words >= kinds[c].numbers + kinds[c].times;
        if (layout.headerLine == 0 && layout.width == 3) {
            if (isWords && !kinds[c].hasLong)
                name = c;
            else if (useOf(kinds[c]) == ColumnUse::Number)
                value = c;
        } else if (isWords
                   && isOneOf(header, {"attribute", "metric", "series", "signal", "variable", "parameter", "field"})) {
            name = c;
        } else if (isOneOf(header, {"value", "reading"})) {
            value = c;
        }
    }
    if (!name || !value)
        return false;
    for (std::size_t c = 0; c < layout.width; ++c) {
        ColumnPlan &column = plan.columns[c];
        if (c == *name)
            column.use = ColumnUse::Attribute;
        else if (c == *value)
            column.use = ColumnUse::Value;
        else if (isOneOf(layout.names[c], {"unit", "units"}))
            column.use = ColumnUse::Unit;
        else if (isOneOf(layout.names[c], {"device", "device_id"}))
            column.use = ColumnUse::Device;
        else if (isOneOf(layout.names[c], {"source"}))
            column.use = ColumnUse::Source;
    }
    plan.reasons << Texts::tr("one value a row, with the name of its series beside it");
    return true;
}

Result<void> chooseColumns(const CsvLayout &layout, const CsvOptions &options, CsvPlan &plan)
{
    std::vector<Kinds> kinds;
    for (std::size_t c = 0; c < layout.width; ++c)
        kinds.push_back(kindsOf(layout, c));
    for (const auto &column : {plan.time.column, plan.time.clockColumn}) {
        // An interval is a value as well as a time.
        if (column && plan.time.form != TimeForm::RunningSum)
            plan.columns[*column].use = ColumnUse::Time;
    }
    if (options.columns.isEmpty() && makeLong(layout, kinds, plan))
        return {};
    QSet<std::size_t> wanted;
    for (const QString &name : options.columns) {
        const auto column = columnOf(layout, name);
        if (!column)
            return Error{ErrorCode::Missing, Texts::tr("line %1: there is no column \"%2\"")
                                                 .arg(layout.headerLine ? layout.headerLine : layout.firstRowLine)
                                                 .arg(name)};
        wanted.insert(*column);
    }
    bool hasNumbers = false;
    for (std::size_t c = 0; c < layout.width; ++c) {
        ColumnPlan &column = plan.columns[c];
        if (column.use == ColumnUse::Time || (!wanted.isEmpty() && !wanted.contains(c)))
            continue;
        column.use = useOf(kinds[c]);
        hasNumbers = hasNumbers || (column.use == ColumnUse::Number && kinds[c].numbers > 0);
        if (column.use == ColumnUse::Skip)
            plan.reasons << Texts::tr("\"%1\" is another time and is left out").arg(column.name);
    }
    // A table of nothing but words tells what happened.
    for (ColumnPlan &column : plan.columns) {
        if (column.use == ColumnUse::State && !hasNumbers)
            column.use = ColumnUse::Event;
    }
    return {};
}

bool isIntervalList(const CsvLayout &layout, const CsvOptions &options, const QString &fileName)
{
    static const QRegularExpression pattern(QStringLiteral("(^|[^a-z])(rri?|ibi|ppi|nni?)([^a-z]|$)"),
                                            QRegularExpression::CaseInsensitiveOption);
    return options.timeColumn.isEmpty() && !options.rateHz && layout.width == 1
           && pattern.match(stemOf(fileName)).hasMatch();
}

QString delimiterName(char delimiter)
{
    return delimiter == '\t'  ? Texts::tr("tab")
           : delimiter == ' ' ? Texts::tr("space")
                              : QString(QLatin1Char(delimiter));
}

} // namespace

Result<CsvPlan> detectCsv(std::string_view text, bool isWhole, const CsvOptions &options, const QString &fileName)
{
    if (const QString binary = binaryFormat(text); !binary.isEmpty())
        return Error{ErrorCode::Unsupported, Texts::tr("this is no table but %1").arg(binary)};
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    CsvPlan plan;
    if (auto known = knownTable(text, options, fileName)) {
        plan = std::move(*known);
        if (const auto used = applyUses(options, nullptr, plan); !used)
            return used.error();
    } else {
        auto found = findLayout(text, isWhole, options);
        if (!found)
            return found.error();
        const CsvLayout &layout = found.value();
        CsvOptions adjusted = options;
        if (isIntervalList(layout, options, fileName)) {
            adjusted.isRunningSum = true;
            plan.reasons << Texts::tr("by its name the file lists heart beat intervals, in ms");
        }
        plan.delimiter = layout.delimiter;
        plan.isDecimalComma = layout.isDecimalComma;
        plan.comment = layout.comment;
        plan.headerLine = layout.headerLine;
        plan.firstRowLine = layout.firstRowLine;
        if (layout.width > 1)
            plan.reasons
                << Texts::tr("%1 columns, parted by \"%2\"").arg(layout.width).arg(delimiterName(layout.delimiter));
        nameColumns(layout, plan);
        auto times = findTimes(layout, adjusted, plan.reasons);
        if (!times)
            return times.error();
        plan.time = times.value();
        if (adjusted.isRunningSum && layout.headerLine == 0 && layout.width == 1)
            plan.columns.front() = {QStringLiteral("RR"), QStringLiteral("ms"), ColumnUse::Skip};
        if (const auto chosen = chooseColumns(layout, options, plan); !chosen)
            return chosen.error();
        if (const auto used = applyUses(options, &layout, plan); !used)
            return used.error();
    }
    for (const QString &text8 : options.missing)
        plan.missing.push_back(text8.toStdString());
    plan.source = options.source.isEmpty() ? QStringLiteral("file") : options.source;
    plan.device = options.device.isEmpty() ? stemOf(fileName) : options.device;
    return plan;
}

} // namespace watchglass::exchange
