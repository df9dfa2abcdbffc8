#pragma once

#include "core/base/error.h"
#include "core/exchange/import_report.h"

#include <QStringList>

namespace watchglass::ui {

/// What came of an import in one sentence or two: "walk.csv: 1 204 rows, 6 series. 3 cells were left out."
QString importSummary(const QString &fileName, const exchange::ImportReport &report);
/// All that there is to say of it, a line each; what was left out at the end, with the lines of the file.
QStringList importDetails(const exchange::ImportReport &report);
/// Why a file cannot be imported, as a sentence.
QString importProblem(const Error &error);

} // namespace watchglass::ui
