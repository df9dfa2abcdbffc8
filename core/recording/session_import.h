#pragma once

#include "core/exchange/import_sink.h"
#include "core/recording/session_book.h"

#include <map>
#include <optional>

namespace watchglass::recording {

/// Delivers an import into a session file. What was imported has no frames; an event's or alarm's arrival is its own
/// time.
/// Thread: the book's. Requires: the book outlives it.
class SessionImport final : public exchange::ImportSink
{
public:
    /// Samples between two commits.
    static constexpr std::int64_t mostWaiting = 500'000;

    /// `origin` is what a source's address says: where it all came from.
    SessionImport(SessionBook &book, QString origin)
        : m_book(book)
        , m_origin(std::move(origin))
    {}

    exchange::SeriesId series(const SeriesInfo &info) override;
    void samples(exchange::SeriesId series, std::span<const Sample> samples) override;
    void device(const QString &source, const DeviceUpdate &update) override;
    void event(const QString &source, const DeviceEvent &event) override;
    void alarm(const QString &source, const AlarmEvent &event) override;
    void gap(const QString &source, const QString &device, const Gap &gap) override;

    /// From here on things come from another file.
    void setOrigin(const QString &origin) { m_origin = origin; }
    /// Why the file takes nothing more; nothing while all is well. What is delivered afterwards is passed over.
    const std::optional<Error> &failure() const { return m_failure; }
    /// From the earliest to the latest time of all that was delivered; nothing without any.
    std::optional<Timestamp> first() const { return m_first; }
    std::optional<Timestamp> last() const { return m_last; }

private:
    SourceId sourceOf(const QString &name);
    void note(Timestamp time);

    SessionBook &m_book;
    QString m_origin;
    std::map<QString, SourceId> m_sources;
    std::int64_t m_waiting = 0;
    std::optional<Timestamp> m_first;
    std::optional<Timestamp> m_last;
    std::optional<Error> m_failure;
};

} // namespace watchglass::recording
