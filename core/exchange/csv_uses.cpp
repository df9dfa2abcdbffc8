#include "core/exchange/csv_uses.h"

#include "core/exchange/csv_times.h"
#include "core/exchange/texts.h"

#include <algorithm>

namespace watchglass::exchange {

namespace {

std::optional<std::size_t> columnIn(const CsvPlan &plan, const QString &nameOrNumber)
{
    for (std::size_t c = 0; c < plan.columns.size(); ++c) {
        if (plan.columns[c].name == nameOrNumber)
            return c;
    }
    bool isNumber = false;
    const uint number = nameOrNumber.toUInt(&isNumber);
    return isNumber && number >= 1 && number <= plan.columns.size() ? std::optional<std::size_t>(number - 1)
                                                                    : std::nullopt;
}

bool has(const CsvPlan &plan, std::initializer_list<ColumnUse> uses)
{
    return std::any_of(plan.columns.begin(), plan.columns.end(), [uses](const ColumnPlan &column) {
        return std::find(uses.begin(), uses.end(), column.use) != uses.end();
    });
}

} // namespace

Result<void> applyUses(const CsvOptions &options, const CsvLayout *layout, CsvPlan &plan)
{
    if (options.uses.empty())
        return {};
    const std::int64_t line = plan.headerLine ? plan.headerLine : plan.firstRowLine;
    for (const ColumnChoice &choice : options.uses) {
        const auto column = layout ? columnOf(*layout, choice.column) : columnIn(plan, choice.column);
        if (!column)
            return Error{ErrorCode::Missing,
                         Texts::tr("line %1: there is no column \"%2\"").arg(line).arg(choice.column)};
        plan.columns[*column].use = choice.use;
    }
    if (plan.isLong() && !has(plan, {ColumnUse::Attribute}))
        return Error{ErrorCode::Missing, Texts::tr("line %1: a column of values needs one beside it that names their "
                                                   "series; or take the values as numbers")
                                             .arg(line)};
    if (!has(plan, {ColumnUse::Number, ColumnUse::State, ColumnUse::Event, ColumnUse::Value}))
        return Error{ErrorCode::Missing, Texts::tr("line %1: no column is taken: choose one").arg(line)};
    return {};
}

} // namespace watchglass::exchange
