#include "core/protocol/disruptive/narrowing.h"

#include <utility>

namespace watchglass::protocol::disruptive {

namespace {

std::uint64_t sum(const TypeCounts &counts, const TypeSet &types)
{
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        sum += types.test(i) ? counts[i] : 0;
    return sum;
}

} // namespace

Narrowing::Narrowing(Clock &clock, SourceSink &sink, const ProjectAddress &address, Calls calls)
    : m_sink(sink)
    , m_calls(std::move(calls))
    , m_offered(offeredTypes(address))
    , m_threshold(static_cast<std::size_t>(address.narrow))
    , m_asked(m_offered)
    , m_timer(clock.makeTimer([this] { look(); }))
{}

void Narrowing::setDemand(const DemandChange &change)
{
    m_demand.take(change);
    weigh();
    answer(change.series);
}

void Narrowing::setDevices(std::size_t count)
{
    const bool wasLarge = isLarge();
    m_devices = count;
    if (wasLarge == isLarge())
        return;
    weigh();
    answerAll();
}

void Narrowing::resume()
{
    m_isRunning = true;
    weigh();
}

void Narrowing::pause()
{
    m_isRunning = false;
    m_timer->stop();
}

bool Narrowing::isLarge() const
{
    return m_threshold > 0 && m_devices > m_threshold;
}

TypeSet Narrowing::wanted() const
{
    const TypeSet types = isLarge() ? m_demand.types() & m_offered : m_offered;
    return types.none() ? m_offered : types;
}

void Narrowing::weigh()
{
    const TypeSet wanted = this->wanted();
    if ((wanted & ~m_asked).any())
        change(m_asked | wanted);
    if ((m_asked & ~wanted).none()) {
        m_timer->stop();
    } else if (m_isRunning && !m_timer->isActive()) {
        m_calls.takeCounts();
        m_timer->start(interval);
    }
}

void Narrowing::look()
{
    const TypeSet wanted = this->wanted();
    const TypeCounts counts = m_calls.takeCounts();
    const std::uint64_t all = sum(counts, allTypes());
    if (all > 0 && 3 * sum(counts, m_asked & ~wanted) >= all)
        change(wanted);
    else
        m_timer->start(interval);
}

void Narrowing::change(const TypeSet &types)
{
    const TypeSet before = std::exchange(m_asked, types);
    answerAll();
    m_calls.changed(before);
}

void Narrowing::answer(const std::vector<SeriesDemand> &named)
{
    answerOthers();
    for (const SeriesDemand &one : named)
        answerOne(one.key, one.level);
}

void Narrowing::answerAll()
{
    answerOthers();
    for (const auto &[key, level] : m_demand.named())
        answerOne(key, level);
}

void Narrowing::answerOthers()
{
    if (!m_demand.isGiven())
        return;
    const bool isWhole = m_asked == m_offered;
    Grant grant;
    grant.level = m_demand.others();
    grant.delivery = isWhole ? Delivery::Whole : Delivery::Withheld;
    grant.isFillable = !isWhole;
    grant.isFixed = !isLarge();
    if (m_toldOthers == grant)
        return;
    m_toldOthers = grant;
    m_sink.grant(grant);
}

void Narrowing::answerOne(const SeriesKey &key, AttentionLevel level)
{
    const auto type = typeIndex(key.attribute.toStdString());
    const bool isWhole = !type || m_asked.test(*type);
    Grant grant;
    grant.device = key.device;
    grant.attribute = key.attributePath();
    grant.level = level;
    grant.delivery = isWhole ? Delivery::Whole : Delivery::Withheld;
    grant.isFillable = !isWhole;
    grant.isFixed = !isLarge() || !type || steadyTypes().test(*type);
    const auto [told, isNew] = m_told.try_emplace(key, grant);
    if (!isNew && told->second == grant)
        return;
    told->second = grant;
    m_sink.grant(grant);
}

} // namespace watchglass::protocol::disruptive
