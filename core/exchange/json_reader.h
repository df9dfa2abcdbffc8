#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_plan.h"
#include "core/exchange/import_report.h"
#include "core/exchange/import_sink.h"
#include "core/protocol/padded_text.h"

#include <memory>

namespace watchglass::exchange {

/// Reads JSON texts of one kind.
class JsonReader
{
public:
    virtual ~JsonReader() = default;
    /// How many rows it held; an error when it could not be read.
    virtual Result<std::int64_t> take(const protocol::PaddedText &text, std::int64_t line) = 0;
    /// Delivers what waits.
    virtual void finish() {}
};

/// What an import's readers share. Sink and report outlive them.
struct JsonContext
{
    const CsvOptions &options;
    ImportSink &sink;
    ImportReport &report;
    Timestamp untimed; ///< For what carries no time.
};

std::unique_ptr<JsonReader> makeOwnLines(const JsonContext &context);
std::unique_ptr<JsonReader> makeTerraLines(const JsonContext &context);
std::unique_ptr<JsonReader> makeDisruptive(const JsonContext &context);
std::unique_ptr<JsonReader> makeFlatObjects(const JsonContext &context);

} // namespace watchglass::exchange
