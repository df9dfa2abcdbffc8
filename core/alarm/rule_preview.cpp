#include "core/alarm/rule_preview.h"

namespace watchglass::alarm {

RulePreview previewRule(const AlarmRule &rule, const store::Series &series, TimeRange range, std::size_t limit)
{
    RulePreview preview;
    const std::vector<Sample> samples = series.samples(range, limit);
    preview.samples = samples.size();
    preview.isWhole = samples.size() < limit;
    if (samples.empty())
        return preview;
    RuleEvaluator evaluator(rule);
    evaluator.setRhythm(series.rhythm());
    std::vector<RuleChange> changes;
    for (const Sample &sample : samples)
        evaluator.feed(sample, changes);
    preview.looked = {samples.front().time, samples.back().time};
    for (const RuleChange &change : changes) {
        if (change.isRaised)
            preview.alarms.push_back({{change.at, samples.back().time}, change.value});
        else if (!preview.alarms.empty())
            preview.alarms.back().range.to = change.at;
    }
    return preview;
}

} // namespace watchglass::alarm
