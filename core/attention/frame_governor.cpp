#include "core/attention/frame_governor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace watchglass::attention {

namespace {

constexpr double mediumFloorHz = 1;
constexpr double highFloorHz = 10;
/// How fast the factors follow: soon when there is too much to do, more slowly back.
constexpr double thinningS = 0.15;
constexpr double recoveryS = 0.4;
/// A factor this close is there.
constexpr double closeEnough = 0.002;
/// Medium counts as thinned to its floor when it is this close to it: High comes next.
constexpr double floorMargin = 1.1;
/// Longest step of a factor; what a late tick stands for is not known.
constexpr double longestStepS = 0.1;
constexpr double costMemoryS = 0.5;
constexpr double usedMemoryS = 0.5;
constexpr double loadMemoryS = 1;
/// Shares of the budget from which a load counts, by Load; it ends at nine tenths of that.
constexpr std::array loadFrom{0.0, 0.7, 1.0, 2.0};
constexpr double loadEndsAt = 0.9;

double seconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// How much of the way an exponential average goes in a time.
double stepOf(double dtS, double memoryS)
{
    return 1 - std::exp(-dtS / memoryS);
}

double moved(double factor, double target, double dtS)
{
    const double next = factor + (target - factor) * stepOf(dtS, target < factor ? thinningS : recoveryS);
    return std::abs(target - next) < closeEnough ? target : next;
}

bool isDrawable(AttentionLevel level)
{
    return level >= AttentionLevel::Medium;
}

} // namespace

FrameGovernor::FrameGovernor(const Settings &settings)
{
    setSettings(settings);
}

void FrameGovernor::setSettings(const Settings &settings)
{
    m_settings.displayRateHz = std::clamp(settings.displayRateHz, 1.0, 1000.0);
    m_settings.highRateHz = settings.highRateHz;
    if (m_settings.highRateHz)
        m_settings.highRateHz = std::clamp(*m_settings.highRateHz, 0.1, m_settings.displayRateHz);
    m_settings.mediumRateHz = std::clamp(settings.mediumRateHz, 0.1, m_settings.displayRateHz);
    m_settings.budget = std::max(settings.budget, 0.01);
}

void FrameGovernor::beginTick(Duration now)
{
    const double dtS = m_tickAt ? std::max(seconds(now - *m_tickAt), 0.0) : 0.0;
    m_tickAt = now;
    moveFactors(std::min(dtS, longestStepS));
    m_mediumBeat += dtS * rateHz(AttentionLevel::Medium);
    m_highBeat += dtS * rateHz(AttentionLevel::High);
    if (dtS > 0) {
        m_usedShare += (m_paintedS / dtS - m_usedShare) * stepOf(dtS, usedMemoryS);
        m_paintedS = 0;
    }
    moveLoad(dtS);
    for (Panel &panel : m_panels)
        measure(panel, now);
}

bool FrameGovernor::isDue(PanelId id, AttentionLevel drawLevel, Duration now)
{
    Panel &panel = panelOf(id);
    note(panel, drawLevel);
    if (!isDrawable(drawLevel))
        return false;
    if (panel.isOverdue)
        return true;
    if (isDrawnEachTick(drawLevel))
        return panel.paintedAt < m_tickAt.value_or(now);
    return currentBeat(panel) > panel.beat;
}

void FrameGovernor::painted(PanelId id, AttentionLevel drawLevel, Duration cost, Duration now)
{
    Panel &panel = panelOf(id);
    note(panel, drawLevel);
    const double sampleS = std::max(seconds(cost), 0.0);
    const double agoS = panel.paintedAt ? seconds(now - *panel.paintedAt) : 0.0;
    if (panel.paintedAt)
        panel.costS += (sampleS - panel.costS) * std::clamp(stepOf(agoS, costMemoryS), 0.01, 0.9);
    else
        panel.costS = sampleS;
    m_paintedS += sampleS;
    panel.isOverdue = false;
    panel.beat = currentBeat(panel);
    panel.paintedAt = now;
    countFrame(panel, now);
}

void FrameGovernor::remove(PanelId id)
{
    std::erase_if(m_panels, [id](const Panel &panel) { return panel.id == id; });
}

PanelRate FrameGovernor::rate(PanelId id) const
{
    const Panel *panel = find(id);
    if (!panel || !isDrawable(panel->level))
        return {};
    const bool isHigh = panel->level == AttentionLevel::High;
    PanelRate rate{rateHz(panel->level), panel->drawnHz, RateLimit::Nothing};
    if ((isHigh ? m_highFactor : m_mediumFactor) < 1)
        rate.limitedBy = RateLimit::Budget;
    else if ((isHigh ? highHz() : m_settings.mediumRateHz) < m_settings.displayRateHz)
        rate.limitedBy = RateLimit::Level;
    return rate;
}

FrameGovernor::Panel *FrameGovernor::find(PanelId id)
{
    return const_cast<Panel *>(std::as_const(*this).find(id));
}

const FrameGovernor::Panel *FrameGovernor::find(PanelId id) const
{
    const auto found = std::lower_bound(m_panels.begin(), m_panels.end(), id,
                                        [](const Panel &panel, PanelId wanted) { return panel.id < wanted; });
    return found != m_panels.end() && found->id == id ? &*found : nullptr;
}

FrameGovernor::Panel &FrameGovernor::panelOf(PanelId id)
{
    if (Panel *known = find(id))
        return *known;
    Panel panel;
    panel.id = id;
    const auto isTaken = [this](std::uint64_t slot) {
        return std::any_of(m_panels.begin(), m_panels.end(), [slot](const Panel &other) { return other.slot == slot; });
    };
    while (isTaken(panel.slot))
        ++panel.slot;
    // Multiples of the golden ratio lie evenly in [0, 1), however many there are.
    panel.offset = std::fmod(static_cast<double>(panel.slot) * 0.6180339887498949, 1.0);
    const auto place = std::lower_bound(m_panels.begin(), m_panels.end(), id,
                                        [](const Panel &other, PanelId wanted) { return other.id < wanted; });
    return *m_panels.insert(place, panel);
}

/// Takes in the level that a panel has now.
void FrameGovernor::note(Panel &panel, AttentionLevel level)
{
    if (level == panel.level)
        return;
    const bool isRise = level > panel.level;
    if (!isDrawable(level) || !isDrawable(panel.level)) {
        panel.measuredFrom.reset();
        panel.drawnHz = 0;
    }
    panel.level = level;
    panel.isOverdue = isDrawable(level) && (isRise || panel.isOverdue);
    panel.beat = currentBeat(panel);
}

double FrameGovernor::rateHz(AttentionLevel level) const
{
    if (level == AttentionLevel::High)
        return highHz() * m_highFactor;
    return level == AttentionLevel::Medium ? m_settings.mediumRateHz * m_mediumFactor : 0.0;
}

double FrameGovernor::currentBeat(const Panel &panel) const
{
    return std::floor((panel.level == AttentionLevel::High ? m_highBeat : m_mediumBeat) + panel.offset);
}

/// At the display's rate ticks count, not time, which would leave out a frame or two as ticks are never quite regular.
bool FrameGovernor::isDrawnEachTick(AttentionLevel level) const
{
    return rateHz(level) >= m_settings.displayRateHz;
}

double FrameGovernor::costS(AttentionLevel level) const
{
    double sum = 0;
    for (const Panel &panel : m_panels)
        sum += panel.level == level ? panel.costS : 0.0;
    return sum;
}

void FrameGovernor::moveFactors(double dtS)
{
    const double budget = m_settings.budget;
    const double medium = costS(AttentionLevel::Medium) * m_settings.mediumRateHz;
    const double high = costS(AttentionLevel::High) * highHz();
    const double mediumFloor = std::min(1.0, mediumFloorHz / m_settings.mediumRateHz);
    const double highFloor = std::min(1.0, highFloorHz / highHz());
    m_fullRateShare = medium + high;

    const double mediumTarget = medium > 0 ? std::clamp((budget - high) / medium, mediumFloor, 1.0) : 1.0;
    double highTarget = high > 0 ? std::clamp((budget - medium * mediumFloor) / high, highFloor, 1.0) : 1.0;
    m_mediumFactor = moved(m_mediumFactor, mediumTarget, dtS);
    const bool isMediumSpent = medium <= 0 || m_mediumFactor <= mediumFloor * floorMargin;
    if (!isMediumSpent)
        highTarget = std::max(highTarget, m_highFactor);
    m_highFactor = moved(m_highFactor, highTarget, dtS);
}

void FrameGovernor::moveLoad(double dtS)
{
    const double share = std::max(m_fullRateShare, m_usedShare) / m_settings.budget;
    m_wantedShare += (share - m_wantedShare) * stepOf(dtS, loadMemoryS);
    auto load = static_cast<std::size_t>(m_load);
    while (load + 1 < loadFrom.size() && m_wantedShare >= loadFrom[load + 1])
        ++load;
    while (load > 0 && m_wantedShare < loadFrom[load] * loadEndsAt)
        --load;
    m_load = static_cast<Load>(load);
}

/// Measured from painting to painting, so that a slow panel's rate is as exact as a fast one's.
void FrameGovernor::countFrame(Panel &panel, Duration now)
{
    using namespace std::chrono_literals;
    if (!panel.measuredFrom) {
        panel.measuredFrom = now;
        panel.frames = 0;
        return;
    }
    ++panel.frames;
    const Duration span = now - *panel.measuredFrom;
    if (span < 250ms || (span < 1s && panel.drawnHz > 0))
        return;
    panel.drawnHz = static_cast<double>(panel.frames) / seconds(span);
    panel.measuredFrom = now;
    panel.frames = 0;
}

/// A panel that is not painted any more has a rate as well.
void FrameGovernor::measure(Panel &panel, Duration now)
{
    using namespace std::chrono_literals;
    if (panel.measuredFrom && now - *panel.measuredFrom > 3s) {
        panel.drawnHz = static_cast<double>(panel.frames) / seconds(now - *panel.measuredFrom);
        panel.measuredFrom = now;
        panel.frames = 0;
    }
}

} // namespace watchglass::attention
