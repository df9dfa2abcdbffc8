#pragma once

#include "core/base/error.h"
#include "core/exchange/export.h"
#include "core/exchange/import_report.h"

#include <QJsonObject>

namespace watchglass::cli {

/// Lines of `import` and `export`; counts that are 0 are left out, but for rows and samples.
QJsonObject importJson(const QString &file, const exchange::ImportReport &report);
QJsonObject refusalJson(const QString &file, const Error &error);
QJsonObject exportJson(const QString &file, const exchange::ExportReport &report);

} // namespace watchglass::cli
