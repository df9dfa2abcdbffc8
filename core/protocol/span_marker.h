#pragma once

#include "core/base/clock.h"
#include "core/protocol/source_sink.h"

#include <QHash>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace watchglass::protocol {

/// A sink in front of a source's own, for clients that ask for more or less of whole devices. Everything passes through
/// it; of each series it remembers the last sample, and so it can mark what was not asked for.
///
/// A device that is held has each of its series marked from just after its last sample on. After a release a mark goes
/// on until the first sample that is certain to be followed by all others. A series that shows itself only while its
/// device is held, or afterwards, was perhaps there all the time: it is marked for as long as the device was held,
/// counted back from its first sample, so that no clock but ours is asked.
/// Grants are passed on when they differ from the one before.
/// Thread: the source's. Requires: sink and clock outlive it. Its handles are not the sink's.
class SpanMarker final : public SourceSink
{
public:
    SpanMarker(SourceSink &sink, Clock &clock);

    /// Less than everything is asked for from now on. Nothing happens when it was held before. `from`: what is missing
    /// begins there, though later samples came.
    void hold(const QString &device, std::optional<Timestamp> from = {});
    /// Everything is asked for again; what comes in so much time or later is whole. Nothing happens unless it is held.
    void release(const QString &device, Duration after);
    /// Everything that the device was held for has come.
    void fill(const QString &device);
    bool isHeld(const QString &device) const;
    /// Devices that nobody has heard of so far are held or released with others: they count from then on.
    void holdNewcomers();
    void releaseNewcomers(Duration after);
    void forgetNewcomers() { m_newcomers.reset(); }
    /// Of a released device: the attribute is whole from then on, though no sample shows it; without a time it is from
    /// just after its last sample on.
    void whole(const QString &device, const QString &attribute, std::optional<Timestamp> from = {});
    std::span<const SeriesKey> seriesOf(const QString &device) const;

    SeriesHandle series(const SeriesInfo &info) override;
    void sample(SeriesHandle series, Sample sample) override
    {
        Entry &entry = m_entries[static_cast<std::size_t>(series)];
        if (entry.mark != Mark::None) [[unlikely]]
            look(entry, sample.time);
        entry.last = sample.time;
        m_sink.sample(entry.inner, sample);
    }
    void gap(const QString &device, const Gap &gap) override { m_sink.gap(device, gap); }
    void notRequested(SeriesHandle series, TimeRange range) override;
    void requested(SeriesHandle series, TimeRange range) override;
    void grant(const Grant &grant) override;
    void device(const DeviceUpdate &update) override { m_sink.device(update); }
    void alarm(const AlarmEvent &event) override { m_sink.alarm(event); }
    void event(const DeviceEvent &event) override { m_sink.event(event); }
    void systemStatus(const SystemStatus &status) override { m_sink.systemStatus(status); }
    void state(const SourceState &state) override { m_sink.state(state); }
    void frameReceived(std::size_t bytes) override { m_sink.frameReceived(bytes); }
    void problem(Problem kind, const QString &text) override { m_sink.problem(kind, text); }

private:
    enum class Mark : std::uint8_t {
        None,
        Due, ///< With its first sample.
        Set, ///< Until further notice.
    };
    /// Monotonic.
    struct Span
    {
        Duration from{};
        std::optional<Duration> to; ///< What comes from then on is whole; nothing: it is held.
    };
    struct Device
    {
        std::optional<Span> held;
        std::vector<SeriesKey> keys;
        std::vector<std::size_t> entries; ///< As the keys.
    };
    struct Entry
    {
        SeriesHandle inner{};
        Device *device = nullptr;
        std::optional<Timestamp> last; ///< Of the sample that came last: a later time may be nonsense.
        Timestamp from;                ///< Of the mark.
        Mark mark = Mark::None;
    };

    Device &deviceOf(const QString &id);
    void look(Entry &entry, Timestamp time);
    void setMark(Entry &entry, Timestamp from);
    void end(Entry &entry, Timestamp at);

    SourceSink &m_sink;
    Clock &m_clock;
    std::vector<Entry> m_entries;
    QHash<SeriesKey, std::size_t> m_index;
    QHash<QString, std::shared_ptr<Device>> m_devices; ///< Entries point at them.
    std::optional<Span> m_newcomers;
    QHash<std::pair<QString, QString>, Grant> m_grants; ///< By device and attribute.
};

} // namespace watchglass::protocol
