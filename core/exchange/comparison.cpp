#include "core/exchange/comparison.h"

#include "core/exchange/alignment.h"
#include "core/exchange/export.h"
#include "core/exchange/texts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace watchglass::exchange {

namespace {

/// Samples of a series one by one, moved in time.
class Walk
{
public:
    Walk(std::unique_ptr<SampleCursor> cursor, Duration offset)
        : m_cursor(std::move(cursor))
        , m_offset(offset)
    {
        refill();
    }

    bool atEnd() const { return m_waiting.empty(); }
    Sample sample() const { return {m_waiting.front().time + m_offset, m_waiting.front().value}; }
    void advance()
    {
        m_waiting = m_waiting.subspan(1);
        refill();
    }

private:
    void refill()
    {
        if (m_waiting.empty())
            m_waiting = m_cursor->next();
    }

    std::unique_ptr<SampleCursor> m_cursor;
    const Duration m_offset;
    std::span<const Sample> m_waiting;
};

using KeyIndex = std::map<QString, std::size_t>;

using Renames = std::vector<std::pair<QString, QString>>;

QString renamed(const QString &key, const Renames &renames)
{
    for (const auto &[from, to] : renames) {
        if (key == from || key.startsWith(from + QLatin1Char('/')))
            return to + key.mid(from.size());
    }
    return key;
}

KeyIndex indexOf(const SampleSource &source, const CompareOptions &options, const Renames &renames = {})
{
    KeyIndex out;
    for (std::size_t i = 0; i < source.series().size(); ++i) {
        const QString key = renamed(comparedName(source.series()[i].key, options.matchesSource), renames);
        if (isChosen(key, options.series))
            out.emplace(key, i);
    }
    return out;
}

Tolerance toleranceOf(const QString &key, const QString &unit, const CompareOptions &options)
{
    for (const ToleranceRule &rule : options.rules) {
        if (rule.pattern == unit || isChosen(key, {rule.pattern}))
            return rule.tolerance;
    }
    return options.tolerance;
}

void note(SeriesComparison &out, Timestamp time)
{
    out.firstTime = out.firstTime ? std::min(*out.firstTime, time) : time;
}

void comparePair(SeriesComparison &out, Sample a, Sample b, Tolerance tolerance)
{
    ++out.compared;
    if (isWithin(a.value, b.value, tolerance))
        return;
    ++out.different;
    note(out, a.time);
    // What is no number on one side only differs without measure.
    const double apart = std::fabs(a.value - b.value);
    const double size = std::isnan(apart) ? std::numeric_limits<double>::infinity() : apart;
    if (!out.largestTime || size > out.largest) {
        out.largest = size;
        out.largestTime = a.time;
        out.largestFirst = a.value;
        out.largestSecond = b.value;
    }
}

void compareWalks(SeriesComparison &out, Walk &a, Walk &b, Duration timeTolerance, Tolerance tolerance)
{
    while (!a.atEnd() || !b.atEnd()) {
        const bool isOnlyA = b.atEnd() || (!a.atEnd() && a.sample().time + timeTolerance < b.sample().time);
        const bool isOnlyB = a.atEnd() || (!b.atEnd() && b.sample().time + timeTolerance < a.sample().time);
        if (isOnlyA || isOnlyB) {
            Walk &walk = isOnlyA ? a : b;
            ++(isOnlyA ? out.missingInSecond : out.missingInFirst);
            note(out, walk.sample().time);
            walk.advance();
            continue;
        }
        comparePair(out, a.sample(), b.sample(), tolerance);
        a.advance();
        b.advance();
    }
}

std::vector<Sample> allSamples(const SampleSource &source, std::size_t series)
{
    std::vector<Sample> out;
    const auto cursor = source.samples(series, everything);
    for (auto samples = cursor->next(); !samples.empty(); samples = cursor->next())
        out.insert(out.end(), samples.begin(), samples.end());
    return out;
}

/// Compares two recordings, series by series.
class Comparison
{
public:
    Comparison(const SampleSource &first, const SampleSource &second, const CompareOptions &options)
        : m_first(first)
        , m_second(second)
        , m_options(options)
        , m_firstKeys(indexOf(first, options))
        , m_secondKeys(indexOf(second, options, options.renames))
    {
        m_report.offset = options.offset;
    }

    Result<void> findOffset()
    {
        if (!m_options.alignBy)
            return {};
        std::optional<Alignment> best;
        bool isThere = false;
        for (const auto &[key, index] : m_firstKeys) {
            const auto partner = m_secondKeys.find(key);
            if (partner == m_secondKeys.end()
                || (!m_options.alignBy->isEmpty() && !isChosen(key, {*m_options.alignBy})))
                continue;
            isThere = true;
            const auto found = align(allSamples(m_first, index), allSamples(m_second, partner->second),
                                     m_options.offset, m_options.mostShift);
            if (found && (!best || found->correlation > best->correlation))
                best = found;
        }
        if (!isThere)
            return Error{ErrorCode::Missing,
                         Texts::tr("There is no series %1 in both, to align them by.")
                             .arg(m_options.alignBy->isEmpty() ? QStringLiteral("*") : *m_options.alignBy)};
        if (!best)
            return Error{ErrorCode::Unsupported,
                         Texts::tr("The series do not overlap, or do not change enough to align them by.")};
        m_report.offset = best->offset;
        m_report.correlation = best->correlation;
        return {};
    }

    Result<ComparisonReport> run(const std::function<bool(std::size_t, std::size_t)> &progress)
    {
        std::size_t done = 0;
        const std::size_t total = m_firstKeys.size();
        for (const auto &[key, index] : m_firstKeys) {
            compareSeries(key, index);
            if (progress && !progress(++done, total))
                return Error{ErrorCode::Refused, Texts::tr("stopped")};
        }
        for (const auto &[key, index] : m_secondKeys) {
            if (m_firstKeys.count(key) == 0)
                addLone(key, m_second.series()[index].unit, SeriesComparison::Finding::OnlyInSecond);
        }
        if (m_options.comparesAlarms)
            compareAlarms();
        return std::move(m_report);
    }

private:
    void addLone(const QString &key, const QString &unit, SeriesComparison::Finding finding)
    {
        SeriesComparison out;
        out.key = key;
        out.unit = unit;
        out.finding = finding;
        m_report.series.push_back(std::move(out));
    }

    void compareSeries(const QString &key, std::size_t index)
    {
        const SeriesInfo &info = m_first.series()[index];
        const auto partner = m_secondKeys.find(key);
        if (partner == m_secondKeys.end())
            return addLone(key, info.unit, SeriesComparison::Finding::OnlyInFirst);
        SeriesComparison out;
        out.key = key;
        out.unit = info.unit;
        const QString &other = m_second.series()[partner->second].unit;
        if (m_options.comparesUnits && other != info.unit)
            out.otherUnit = other;
        Walk a(m_first.samples(index, everything), Duration::zero());
        Walk b(m_second.samples(partner->second, everything), m_report.offset);
        compareWalks(out, a, b, m_options.timeTolerance, toleranceOf(key, info.unit, m_options));
        const bool isEqual =
            out.different == 0 && out.missingInFirst == 0 && out.missingInSecond == 0 && !out.otherUnit;
        out.finding = isEqual ? SeriesComparison::Finding::Equal : SeriesComparison::Finding::Different;
        m_report.series.push_back(std::move(out));
    }

    using AlarmName = std::tuple<QString, QString, AlarmCondition>;
    using AlarmTimes = std::map<AlarmName, std::vector<Timestamp>>;

    static AlarmTimes alarmTimes(const SampleSource &source, Duration offset)
    {
        AlarmTimes out;
        for (const SourcedAlarm &sourced : source.alarms(everything)) {
            const AlarmEvent &alarm = sourced.alarm;
            const Timestamp time =
                alarm.condition == AlarmCondition::Resolved       ? alarm.resolvedAt.value_or(alarm.raisedAt)
                : alarm.condition == AlarmCondition::Acknowledged ? alarm.acknowledgedAt.value_or(alarm.raisedAt)
                                                                  : alarm.raisedAt;
            out[{alarm.device, alarm.title, alarm.condition}].push_back(time + offset);
        }
        for (auto &[name, times] : out)
            std::sort(times.begin(), times.end());
        return out;
    }

    void compareAlarms()
    {
        AlarmTimes a = alarmTimes(m_first, Duration::zero());
        AlarmTimes b = alarmTimes(m_second, m_report.offset);
        for (const auto &[name, times] : a)
            b.try_emplace(name);
        for (const auto &[name, seconds] : b) {
            const std::vector<Timestamp> &firsts = a[name];
            std::size_t i = 0;
            std::size_t j = 0;
            while (i < firsts.size() || j < seconds.size()) {
                const bool isOnlyA =
                    j == seconds.size() || (i < firsts.size() && firsts[i] + m_options.timeTolerance < seconds[j]);
                const bool isOnlyB =
                    i == firsts.size() || (j < seconds.size() && seconds[j] + m_options.timeTolerance < firsts[i]);
                if (isOnlyA || isOnlyB) {
                    m_report.alarms.push_back({isOnlyA, std::get<0>(name), std::get<1>(name), std::get<2>(name),
                                               isOnlyA ? firsts[i] : seconds[j]});
                    ++(isOnlyA ? i : j);
                    continue;
                }
                ++m_report.comparedAlarms;
                ++i;
                ++j;
            }
        }
        std::stable_sort(m_report.alarms.begin(), m_report.alarms.end(),
                         [](const AlarmDifference &x, const AlarmDifference &y) { return x.time < y.time; });
    }

    const SampleSource &m_first;
    const SampleSource &m_second;
    const CompareOptions &m_options;
    const KeyIndex m_firstKeys;
    const KeyIndex m_secondKeys;
    ComparisonReport m_report;
};

} // namespace

bool ComparisonReport::isEqual() const
{
    return alarms.empty() && std::all_of(series.begin(), series.end(), [](const SeriesComparison &one) {
               return one.finding == SeriesComparison::Finding::Equal;
           });
}

bool isWithin(double a, double b, Tolerance tolerance)
{
    if (a == b || (std::isnan(a) && std::isnan(b)))
        return true;
    if (!std::isfinite(a) || !std::isfinite(b))
        return false;
    return std::fabs(a - b) <= tolerance.absolute + tolerance.relative * std::max(std::fabs(a), std::fabs(b));
}

QString comparedName(const SeriesKey &key, bool matchesSource)
{
    if (matchesSource)
        return key.toString();
    SeriesKey plain = key;
    plain.source.clear();
    return plain.toString().mid(1);
}

Result<ComparisonReport> compareSamples(const SampleSource &first, const SampleSource &second,
                                        const CompareOptions &options,
                                        const std::function<bool(std::size_t, std::size_t)> &progress)
{
    Comparison comparison(first, second, options);
    if (const auto found = comparison.findOffset(); !found)
        return found.error();
    return comparison.run(progress);
}

} // namespace watchglass::exchange
