#pragma once

#include "core/alarm/rule_evaluator.h"
#include "core/store/series.h"

#include <vector>

namespace watchglass::alarm {

/// When a rule would have called.
struct RulePreview
{
    /// An alarm, from its beginning to its end.
    struct Span
    {
        TimeRange range;
        std::optional<double> value; ///< With which it began.

        friend bool operator==(const Span &, const Span &) = default;
    };
    std::vector<Span> alarms;
    TimeRange looked; ///< At samples of this span.
    std::uint64_t samples = 0;
    bool isWhole = true; ///< False: there are older samples that were not looked at.
};

/// The rule over what the store has of `range`, at most `limit` of its newest samples. What goes on ends with the
/// newest.
RulePreview previewRule(const AlarmRule &rule, const store::Series &series, TimeRange range,
                        std::size_t limit = 200'000);

} // namespace watchglass::alarm
