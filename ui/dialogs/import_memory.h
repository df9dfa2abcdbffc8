#pragma once

#include "core/exchange/csv_plan.h"

class QSettings;

namespace watchglass::ui {

/// What was said of tables, kept for the next one with the same columns.
/// Thread: GUI. Requires: the settings outlive it.
class ImportMemory
{
public:
    /// Tables of which is kept what was said; beyond that, the oldest are forgotten.
    static constexpr qsizetype mostTables = 50;

    /// `plan`: as the table was detected before anything was said.
    ImportMemory(QSettings &settings, const exchange::CsvPlan &plan);

    /// Nothing: of no such table anything was said. The device is not kept: it is another in each file.
    std::optional<exchange::CsvOptions> recall() const;
    void keep(const exchange::CsvOptions &options);

private:
    QSettings &m_settings;
    const QString m_key;
};

} // namespace watchglass::ui
