#pragma once

#include "core/protocol/source_sink.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <vector>

namespace watchglass::test {

/// Keeps everything that a client delivers.
class RecordingSink final : public protocol::SourceSink
{
public:
    struct Kept
    {
        SeriesInfo info;
        Sample sample;
    };
    struct KeptGap
    {
        QString device;
        Gap gap;
    };

    struct KeptSpan
    {
        SeriesKey key;
        TimeRange range;
        bool isRequested = false;
    };

    protocol::SeriesHandle series(const SeriesInfo &info) override
    {
        infos.push_back(info);
        return static_cast<protocol::SeriesHandle>(infos.size() - 1);
    }
    void sample(protocol::SeriesHandle series, Sample sample) override
    {
        samples.push_back({infos[static_cast<std::size_t>(series)], sample});
    }
    void gap(const QString &device, const Gap &gap) override { gaps.push_back({device, gap}); }
    void notRequested(protocol::SeriesHandle series, TimeRange range) override
    {
        spans.push_back({infos[static_cast<std::size_t>(series)].key, range, false});
    }
    void requested(protocol::SeriesHandle series, TimeRange range) override
    {
        spans.push_back({infos[static_cast<std::size_t>(series)].key, range, true});
    }
    void grant(const Grant &grant) override { grants.push_back(grant); }
    void device(const DeviceUpdate &update) override { devices.push_back(update); }
    void alarm(const AlarmEvent &event) override { alarms.push_back(event); }
    void event(const DeviceEvent &event) override { events.push_back(event); }
    void systemStatus(const SystemStatus &status) override { systems.push_back(status); }
    void state(const SourceState &state) override { states.push_back(state); }
    void frameReceived(std::size_t size) override
    {
        ++frames;
        bytes += size;
    }
    void problem(protocol::Problem kind, const QString &text) override
    {
        problems.push_back(kind);
        texts << text;
    }

    SourceState current() const { return states.empty() ? SourceState() : states.back(); }
    SourcePhase phase() const { return current().phase; }
    int countOf(protocol::Problem kind) const
    {
        return static_cast<int>(std::count(problems.begin(), problems.end(), kind));
    }
    std::vector<double> values() const
    {
        std::vector<double> all;
        for (const Kept &kept : samples)
            all.push_back(kept.sample.value);
        return all;
    }
    /// Every text that a person could see.
    QString allTexts() const
    {
        QString all = texts.join(QLatin1Char('\n'));
        for (const SourceState &state : states)
            all += state.text;
        return all;
    }

    std::vector<SeriesInfo> infos;
    std::vector<Kept> samples;
    std::vector<KeptGap> gaps;
    std::vector<KeptSpan> spans; ///< Not requested, and requested after all, in order.
    std::vector<Grant> grants;
    std::vector<DeviceUpdate> devices;
    std::vector<AlarmEvent> alarms;
    std::vector<DeviceEvent> events;
    std::vector<SystemStatus> systems;
    std::vector<SourceState> states;
    std::vector<protocol::Problem> problems;
    QStringList texts;
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;
};

} // namespace watchglass::test
