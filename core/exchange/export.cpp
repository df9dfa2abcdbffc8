#include "core/exchange/export.h"

#include "core/exchange/export_writer.h"
#include "core/exchange/texts.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace watchglass::exchange {

namespace {

constexpr std::size_t mostMcapSeries = 65'000; ///< Channels are numbered in 16 bits.
constexpr std::int64_t samplesBetweenTells = 65'536;

std::unique_ptr<ExportWriter> writerFor(const ExportOptions &options, TextOut &out)
{
    switch (options.format) {
    case ExportFormat::CsvWide:
    case ExportFormat::CsvLong:
        return makeCsvWriter(out, options.format == ExportFormat::CsvLong, options.timeStyle);
    case ExportFormat::JsonLines:
        return makeJsonLinesWriter(out);
    case ExportFormat::Mcap:
        break;
    }
    return makeMcapWriter(out);
}

std::unique_ptr<SampleCursor> cursorOf(const SampleSource &source, std::size_t series, const ExportOptions &options)
{
    auto cursor = source.samples(series, options.range);
    if (!options.resampling)
        return cursor;
    Resampling resampling = *options.resampling;
    // There is no mean of states.
    if (!source.series()[series].states.isEmpty())
        resampling.take = Take::Last;
    return std::make_unique<ResampledCursor>(std::move(cursor), resampling);
}

} // namespace

bool isChosen(const QString &key, const QStringList &patterns)
{
    return patterns.isEmpty() || std::any_of(patterns.begin(), patterns.end(), [&key](const QString &pattern) {
               // Unlike a file's path, a key is matched as a whole: * is anything, slashes included.
               QString text = QRegularExpression::escape(pattern);
               text.replace(QLatin1String("\\*"), QLatin1String(".*"))
                   .replace(QLatin1String("\\?"), QLatin1String("."));
               return QRegularExpression(QRegularExpression::anchoredPattern(text)).match(key).hasMatch();
           });
}

const QString *stateWord(const SeriesInfo &info, double value)
{
    const bool isIndex = value >= 0.0 && value < static_cast<double>(info.states.size()) && value == std::floor(value);
    return isIndex ? &info.states[static_cast<qsizetype>(value)] : nullptr;
}

Result<ExportReport> exportSamples(const SampleSource &source, const ExportOptions &options, QIODevice &out,
                                   const ExportProgress &progress)
{
    std::vector<SeriesInfo> chosen;
    std::vector<std::unique_ptr<SampleCursor>> cursors;
    for (std::size_t i = 0; i < source.series().size(); ++i) {
        if (!isChosen(source.series()[i].key.toString(), options.series))
            continue;
        chosen.push_back(source.series()[i]);
        cursors.push_back(cursorOf(source, i, options));
    }
    if (chosen.empty() && !options.series.isEmpty())
        return Error{ErrorCode::Missing,
                     Texts::tr("There is no series %1.").arg(options.series.join(QStringLiteral(", ")))};
    if (options.format == ExportFormat::Mcap && chosen.size() > mostMcapSeries)
        return Error{ErrorCode::Unsupported,
                     Texts::tr("MCAP has room for %1 series, not for %2.").arg(mostMcapSeries).arg(chosen.size())};
    TextOut text(out);
    const auto writer = writerFor(options, text);
    writer->begin(chosen);
    MergedSamples merged(std::move(cursors));
    ExportReport report;
    report.series = static_cast<std::int64_t>(chosen.size());
    while (const auto item = merged.next()) {
        writer->sample(item->series, item->sample);
        if (++report.samples % samplesBetweenTells == 0 && progress && !progress(item->sample.time))
            return Error{ErrorCode::Refused, Texts::tr("stopped")};
        if (!text.isGood())
            break;
    }
    writer->end(options.series.isEmpty() ? source.events(options.range) : std::vector<SourcedEvent>(),
                options.series.isEmpty() ? source.alarms(options.range) : std::vector<SourcedAlarm>());
    if (!text.flush())
        return Error{ErrorCode::File, Texts::tr("Not all could be written: %1").arg(out.errorString())};
    report.rows = writer->rows;
    report.leftOut = writer->leftOut;
    report.samples -= report.leftOut;
    return report;
}

} // namespace watchglass::exchange
