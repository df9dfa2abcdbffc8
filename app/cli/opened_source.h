#pragma once

#include "app/cli/exchange_commands.h"
#include "core/exchange/store_exchange.h"
#include "core/recording/session_source.h"

#include <memory>
#include <optional>

namespace watchglass::cli {

/// What can be exported and compared, from a file: a session is read where it is, anything else is imported into
/// memory.
class OpenedSource
{
public:
    static Result<std::unique_ptr<OpenedSource>> open(const QString &path, const exchange::ImportOptions &options,
                                                      const ExchangeContext &context);

    const exchange::SampleSource &source() const { return *m_source; }
    /// What could not be read so far.
    std::optional<Error> problem() const;

private:
    OpenedSource() = default;

    std::unique_ptr<recording::SessionFile> m_file;
    std::unique_ptr<store::SeriesStore> m_store;
    std::unique_ptr<exchange::SampleSource> m_source;
};

} // namespace watchglass::cli
