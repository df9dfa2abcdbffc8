#include "app/cli/opened_source.h"

#include <QFile>

#include <limits>

namespace watchglass::cli {

namespace {

/// Session files are databases of SQLite.
bool isDatabase(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(15) == "SQLite format 3";
}

} // namespace

Result<std::unique_ptr<OpenedSource>> OpenedSource::open(const QString &path, const exchange::ImportOptions &options,
                                                         const ExchangeContext &context)
{
    std::unique_ptr<OpenedSource> out(new OpenedSource);
    if (isDatabase(path)) {
        auto file = recording::SessionFile::open(path);
        if (!file)
            return file.error();
        out->m_file = std::move(file).value();
        out->m_source = std::make_unique<recording::SessionSampleSource>(*out->m_file);
        return out;
    }
    // All of it is wanted: nothing may be forgotten for want of memory.
    out->m_store = std::make_unique<store::SeriesStore>(std::numeric_limits<std::size_t>::max() / 2);
    exchange::StoreSink sink(*out->m_store);
    const auto report = exchange::importFile(path, options, sink,
                                             [&context](std::int64_t, std::int64_t) { return context.isWanted(); });
    if (!report)
        return report.error();
    out->m_source = std::make_unique<exchange::StoreSource>(*out->m_store, sink.alarms(), sink.events());
    return out;
}

std::optional<Error> OpenedSource::problem() const
{
    const auto *session = dynamic_cast<const recording::SessionSampleSource *>(m_source.get());
    return session ? session->failure() : std::nullopt;
}

} // namespace watchglass::cli
