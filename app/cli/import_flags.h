#pragma once

#include "core/exchange/importer.h"

#include <QCommandLineParser>

namespace watchglass::cli {

/// The flags that say how files of other programs are to be read; what is not said is detected.
class ImportFlags
{
public:
    explicit ImportFlags(QCommandLineParser &parser);

    /// Errors: a value that is none of its flag's.
    Result<exchange::ImportOptions> read(const QCommandLineParser &parser) const;

private:
    Result<void> readTimes(const QCommandLineParser &parser, exchange::CsvOptions &csv) const;
    Result<void> readShape(const QCommandLineParser &parser, exchange::CsvOptions &csv) const;

    const QCommandLineOption m_as;
    const QCommandLineOption m_source;
    const QCommandLineOption m_device;
    const QCommandLineOption m_delimiter;
    const QCommandLineOption m_decimalComma;
    const QCommandLineOption m_header;
    const QCommandLineOption m_time;
    const QCommandLineOption m_clock;
    const QCommandLineOption m_timeUnit;
    const QCommandLineOption m_start;
    const QCommandLineOption m_zone;
    const QCommandLineOption m_dayFirst;
    const QCommandLineOption m_year;
    const QCommandLineOption m_rate;
    const QCommandLineOption m_intervals;
    const QCommandLineOption m_columns;
    const QCommandLineOption m_use;
    const QCommandLineOption m_missing;
    const QCommandLineOption m_missingTimes;
};

/// Splits "a,b" and drops what is empty.
QStringList listOf(const QStringList &values);

} // namespace watchglass::cli
