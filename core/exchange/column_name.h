#pragma once

#include <QString>

namespace watchglass::exchange {

/// What a header says of its column.
struct ColumnName
{
    QString name;
    QString unit;     ///< As core/format writes it; empty for none.
    QString unitText; ///< As the header has it.
};

/// "HR[bpm]", "Time (s)", "II_mV", "Engine Speed (RPM) *OBD": name and unit apart. In round brackets and behind an
/// underscore only what is known as a unit is one, so that "CO(GT)" and "acc_x" stay whole, and no index is ("q[0]").
ColumnName columnName(const QString &header);

/// Whether a text alone is a unit that we know: a row of such stands below some headers.
bool isUnit(const QString &text);

} // namespace watchglass::exchange
