#pragma once

#include "core/exchange/export.h"
#include "core/exchange/merged_samples.h"
#include "core/exchange/text_out.h"

namespace watchglass::exchange {

/// Writes one format. Samples come in the order of MergedSamples.
class ExportWriter
{
public:
    virtual ~ExportWriter() = default;
    virtual void begin(const std::vector<SeriesInfo> &series) = 0;
    virtual void sample(std::size_t series, Sample sample) = 0;
    virtual void end(const std::vector<SourcedEvent> &events, const std::vector<SourcedAlarm> &alarms) = 0;

    std::int64_t rows = 0;
    std::int64_t leftOut = 0;
};

std::unique_ptr<ExportWriter> makeCsvWriter(TextOut &out, bool isLong, TimeStyle style);
std::unique_ptr<ExportWriter> makeJsonLinesWriter(TextOut &out);
std::unique_ptr<ExportWriter> makeMcapWriter(TextOut &out);

/// The word of a state, or nothing when the series has none for it.
const QString *stateWord(const SeriesInfo &info, double value);

} // namespace watchglass::exchange
