#include "core/protocol/valtronics/subscription_plan.h"

#include "core/protocol/valtronics/encoder.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

QString frequency(AttentionLevel level)
{
    const Duration interval = demandInterval(level);
    if (interval == Duration::zero())
        return QStringLiteral("real-time");
    const auto ms = interval / std::chrono::milliseconds(1);
    return ms % 1000 == 0 ? QStringLiteral("%1s").arg(ms / 1000) : QStringLiteral("%1ms").arg(ms);
}

bool fitsIntoMessage(const Subject &subject)
{
    return encodeSubscribe(subject, AttentionLevel::High).toUtf8().size() <= maxMessageBytes;
}

/// In as few subjects as the size of a message allows.
std::vector<Subject> listed(const QString &device, const QStringList &metrics, MetricLists lists)
{
    std::vector<Subject> all;
    for (const QString &metric : metrics) {
        if (!fitsIntoMessage({device, {metric}}))
            continue;
        if (!all.empty() && lists == MetricLists::Joined) {
            Subject longer = all.back();
            longer.metrics.append(metric);
            if (fitsIntoMessage(longer)) {
                all.back() = longer;
                continue;
            }
        }
        all.push_back({device, {metric}});
    }
    return all;
}

} // namespace

std::map<Subject, AttentionLevel> planSubscriptions(const QString &device, const DemandBook::Levels &levels,
                                                    AttentionLevel others, MetricLists lists)
{
    std::map<Subject, AttentionLevel> plan;
    std::map<AttentionLevel, QStringList> byLevel;
    for (const auto &[metric, level] : levels)
        byLevel[std::max(level, others)].append(metric);
    byLevel.erase(byLevel.begin(), byLevel.upper_bound(others));
    const auto covered =
        std::count_if(levels.begin(), levels.end(), [others](const auto &one) { return one.second <= others; });
    if (byLevel.size() == 1 && covered == 0) {
        if (fitsIntoMessage({device, {}}))
            plan.emplace(Subject{device, {}}, byLevel.begin()->first);
        return plan;
    }
    for (const auto &[level, metrics] : byLevel) {
        for (Subject &subject : listed(device, metrics, lists))
            plan.emplace(std::move(subject), level);
    }
    return plan;
}

QString encodeSubscribe(const Subject &subject, AttentionLevel level)
{
    Filters filters;
    filters.deviceId = subject.device;
    filters.metrics = subject.metrics;
    filters.frequency = frequency(level);
    return encodeSubscribe(Channel::Telemetry, filters);
}

} // namespace watchglass::protocol::valtronics
