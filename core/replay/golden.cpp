#include "core/replay/golden.h"

#include "core/ingest/source_ingest.h"
#include "core/recording/past_samples.h"
#include "core/replay/session_replay.h"

#include <QCoreApplication>

#include <algorithm>
#include <bit>

namespace watchglass::replay {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::replay::Golden)
};

/// Lets everything through that is announced, and the rest from the moment on at which the recording began.
class GatedSink final : public protocol::SourceSink
{
public:
    GatedSink(protocol::SourceSink &to)
        : m_to(to)
    {}
    void open() { m_isOpen = true; }

    protocol::SeriesHandle series(const SeriesInfo &info) override { return m_to.series(info); }
    void sample(protocol::SeriesHandle series, Sample sample) override
    {
        if (m_isOpen)
            m_to.sample(series, sample);
    }
    void gap(const QString &, const Gap &) override {}
    void notRequested(protocol::SeriesHandle, TimeRange) override {}
    void requested(protocol::SeriesHandle, TimeRange) override {}
    void grant(const Grant &) override {}
    void device(const DeviceUpdate &) override {}
    void alarm(const AlarmEvent &event) override
    {
        if (m_isOpen)
            m_to.alarm(event);
    }
    void event(const DeviceEvent &) override {}
    void systemStatus(const SystemStatus &) override {}
    void state(const SourceState &) override {}
    void frameReceived(std::size_t) override {}
    void problem(protocol::Problem, const QString &) override {}

private:
    protocol::SourceSink &m_to;
    bool m_isOpen = false;
};

struct Source
{
    Source(store::SeriesStore &store, const recording::SessionSource &recorded)
        : opening(recorded.openingFrames)
        , ingest(store, {.sourceId = recorded.name})
        , gate(ingest)
    {}
    std::uint64_t opening; ///< Frames that are still to come before the recording began.
    ingest::SourceIngest ingest;
    GatedSink gate;
    std::vector<AlarmEvent> alarms;
};

bool isSame(const Sample &a, const Sample &b)
{
    return a.time == b.time && std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
}

QString timeText(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time));
}

/// `recorded` without what was taken along from before the recording, of which there are no frames.
std::vector<Sample> withoutPast(std::vector<Sample> recorded, const std::vector<Sample> &decoded, TimeRange past)
{
    const auto isBefore = [](const Sample &a, const Sample &b) { return a.time < b.time; };
    std::erase_if(recorded, [&](const Sample &sample) {
        const auto [first, last] = std::equal_range(decoded.begin(), decoded.end(), sample, isBefore);
        return past.contains(sample.time)
               && std::none_of(first, last, [&sample](const Sample &one) { return isSame(one, sample); });
    });
    return recorded;
}

/// By source: in which span samples were taken along.
Result<std::map<recording::SourceId, TimeRange>> pastOf(const recording::SessionFile &file)
{
    const auto entries = file.ledger(recording::pastKind);
    if (!entries)
        return entries.error();
    std::map<recording::SourceId, TimeRange> found;
    for (const auto &entry : entries.value()) {
        if (const auto past = recording::PastSamples::fromJson(entry.value.what))
            found[entry.source] = past->range;
    }
    return found;
}

void compareSeries(const recording::SessionSeries &series, const std::vector<Sample> &recorded,
                   const std::vector<Sample> &decoded, GoldenReport &report)
{
    std::size_t same = 0;
    while (same < recorded.size() && same < decoded.size() && isSame(recorded[same], decoded[same]))
        ++same;
    report.samples += decoded.size();
    report.sameSamples += same;
    const QString name = series.info.key.toString();
    if (recorded.size() != decoded.size())
        report.differences << Texts::tr("%1: %2 samples were recorded, %3 are decoded.")
                                  .arg(name)
                                  .arg(recorded.size())
                                  .arg(decoded.size());
    if (same < recorded.size() && same < decoded.size()) {
        report.differences << Texts::tr("%1: the first difference is at %2: %3 was recorded, %4 at %5 is decoded.")
                                  .arg(name, timeText(recorded[same].time))
                                  .arg(recorded[same].value, 0, 'g', 17)
                                  .arg(decoded[same].value, 0, 'g', 17)
                                  .arg(timeText(decoded[same].time));
    }
}

QString alarmText(const AlarmEvent &alarm)
{
    return QStringLiteral("%1 \"%2\" %3").arg(alarm.id, alarm.title).arg(static_cast<int>(alarm.condition));
}

void compareAlarms(const QString &source, const std::vector<AlarmEvent> &recorded,
                   const std::vector<AlarmEvent> &decoded, GoldenReport &report)
{
    report.alarms += decoded.size();
    for (std::size_t i = 0; i < std::max(recorded.size(), decoded.size()); ++i) {
        const QString was = i < recorded.size() ? alarmText(recorded[i]) : Texts::tr("nothing");
        const QString is = i < decoded.size() ? alarmText(decoded[i]) : Texts::tr("nothing");
        if (was == is)
            continue;
        report.differences << Texts::tr("%1: alarm report %2 was %3 and is %4.").arg(source).arg(i + 1).arg(was, is);
        return;
    }
}

} // namespace

Result<GoldenReport> compareWithDecoders(const recording::SessionFile &file,
                                         const std::function<bool(std::uint64_t)> &progress)
{
    constexpr std::uint64_t framesBetweenLooks = 10'000;
    // Nothing may be forgotten, so there is no budget.
    store::SeriesStore store(SIZE_MAX / 2);
    std::map<recording::SourceId, std::unique_ptr<Source>> sources;
    const auto replay = SessionReplay::make(file, [&](const recording::SessionSource &source) {
        auto &made = sources[source.id];
        made = std::make_unique<Source>(store, source);
        return &made->gate;
    });
    if (!replay)
        return replay.error();
    GoldenReport report;
    while (true) {
        const auto next = replay.value()->next();
        if (!next)
            return next.error();
        if (!next.value())
            break;
        Source &source = *sources.at(replay.value()->source());
        if (source.opening == 0)
            source.gate.open();
        else
            --source.opening;
        replay.value()->play();
        if (++report.frames % framesBetweenLooks == 0 && progress && !progress(report.frames))
            return report;
        for (const ingest::SourceEvent &event : source.ingest.drainEvents()) {
            if (const auto *alarm = std::get_if<AlarmEvent>(&event))
                source.alarms.push_back(*alarm);
        }
    }
    const auto past = pastOf(file);
    if (!past)
        return past.error();
    for (const recording::SessionSeries &series : file.series()) {
        auto recorded = file.samples(series.id, {Timestamp::min(), Timestamp::max()});
        if (!recorded)
            return recorded.error();
        const auto known = store.find(series.info.key);
        const auto decoded = known ? known->samples({Timestamp::min(), Timestamp::max()}) : std::vector<Sample>();
        const auto taken = past.value().find(series.source);
        compareSeries(series,
                      taken == past.value().end() ? recorded.value()
                                                  : withoutPast(std::move(recorded).value(), decoded, taken->second),
                      decoded, report);
    }
    const auto alarms = file.alarms();
    if (!alarms)
        return alarms.error();
    for (const recording::SessionSource &source : file.sources()) {
        std::vector<AlarmEvent> recorded;
        for (const auto &entry : alarms.value()) {
            if (entry.source == source.id && entry.arrival > source.since) // at it stands what was known before
                recorded.push_back(entry.value);
        }
        compareAlarms(source.name, recorded, sources.at(source.id)->alarms, report);
    }
    return report;
}

} // namespace watchglass::replay
