#pragma once

#include "core/base/clock.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/terra/data_types.h"
#include "core/protocol/terra/frame_handler.h"
#include "core/protocol/terra/waveform_clock.h"

#include <QCoreApplication>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace watchglass::protocol::terra {

/// Units that somebody has made sure of, for the types whose published texts disagree; empty: not known.
struct KnownUnits
{
    QString speed;
    QString stepsCadence;
};

/// DISPATCHes → samples and events of a sink. A series is (user, `t` in capitals, component): both spellings of a type
/// are one series, and a prefixed name ("RUNNING_HEART_RATE") is one of its own, read as the type that it ends with.
/// - Types that nobody documents are series without a unit; of vectors, the components are then numbered from 0.
/// - Vectors are read from `d` and all others from `val`, if that is there.
/// - A word instead of a number is an event of that kind. What carries no time gets ours, and an event "untimed" once
///   for each series says so. Test traffic is kept; an event "synthetic" once for each user says so.
/// Thread: the source's. Requires: sink and clock outlive it.
class Intake
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::terra::Intake)

public:
    Intake(SourceSink &sink, Clock &clock, KnownUnits units = {});

    void take(const DispatchFields &fields);
    /// The session is over: what waits for the next piece of its waveform is delivered.
    void flush();

private:
    /// One (user, type in capitals).
    struct Stream
    {
        QString user;
        QString type;
        const DataType *known = nullptr;
        QString unit;
        std::optional<SeriesHandle> scalar;
        std::vector<SeriesHandle> components;
        WaveformClock waveform;
        bool isToldUntimed = false;
    };
    struct Key
    {
        std::string_view user;
        std::string_view type;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct Hash
    {
        std::size_t operator()(const Key &key) const
        {
            const std::hash<std::string_view> hash;
            return hash(key.user) * 31 + hash(key.type);
        }
    };
    /// One (user, type as it is spelled).
    struct Entry
    {
        std::string user;
        std::string type;
        Stream *stream = nullptr;
        Entry *next = nullptr; ///< What came after it last time; tried first, since sources repeat themselves.
    };

    Stream *streamOf(const DispatchFields &fields);
    Entry *insert(std::string_view user, std::string_view type);
    Stream *made(std::string_view user, std::string_view type);
    void greet(std::string_view user);
    Timestamp arrivalTime(Stream &stream);
    SeriesHandle handle(Stream &stream, const QString &component) const;
    void takeScalar(Stream &stream, Sample sample);
    void takeVector(Stream &stream, Timestamp time, std::span<const double> values);
    void takeWaveform(Stream &stream, Timestamp time, std::span<const double> values);
    void deliver(const Stream &stream, Sample sample);
    void markSynthetic(const DispatchFields &fields, Timestamp time);
    QString unitOf(const DataType *known) const;

    SourceSink &m_sink;
    Clock &m_clock;
    const KnownUnits m_units;
    std::deque<Entry> m_entries; ///< They stay where they are: the index looks into their texts.
    std::unordered_map<Key, Entry *, Hash> m_index;
    Entry *m_last = nullptr;
    std::unordered_map<std::string, std::unique_ptr<Stream>> m_streams; ///< By user and type in capitals.
    std::unordered_set<std::string> m_users;
    std::unordered_set<std::string> m_synthetic;
};

} // namespace watchglass::protocol::terra
