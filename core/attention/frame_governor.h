#pragma once

#include "core/attention/attention_values.h"

#include <optional>
#include <vector>

namespace watchglass::attention {

/// What keeps a panel from being drawn at the display's rate.
enum class RateLimit : std::uint8_t {
    Nothing,
    Level,  ///< It is in view, not in focus.
    Budget, ///< All panels together would take too much of the processor.
    Hidden, ///< There is nothing to draw.
};

/// How often a panel is drawn.
struct PanelRate
{
    double grantedHz = 0;
    double drawnHz = 0; ///< Measured over about a second; 0 in the first quarter of a second after it was revealed.
    RateLimit limitedBy = RateLimit::Hidden;
};

/// Says which panels are drawn in a tick, so that all painting together stays within its share of a core.
///
/// High is drawn with each tick, Medium at Settings::mediumRateHz, Low and None never; a panel that becomes drawable,
/// or rises, is due in that very tick. What painting would take is reckoned from what each panel's frames cost of late
/// times its rate. Beyond the budget Medium is thinned by one common factor down to 1 Hz, and only then High down to
/// 10 Hz. As the factor follows from what full rates would cost, not from what thinned painting took, it comes to rest.
/// Medium panels draw at their own phases of one common beat, so that they spread over the ticks, and do so again after
/// a late tick; frames that a late tick missed are not made up for.
/// Thread: one (the GUI's). Times are monotonic.
/// Requires: in each tick, beginTick() first, then isDue() of every panel, hidden ones too; painted() after each
/// painting.
/// Invariant: no memory is taken but for a panel that was unknown.
class FrameGovernor
{
public:
    struct Settings
    {
        double displayRateHz = 60;
        double mediumRateHz = 15;              ///< Never above the display's.
        double budget = 0.5;                   ///< Share of one core for all painting.
        std::optional<double> highRateHz = {}; ///< Nothing: the display's, which is also the most.
    };

    explicit FrameGovernor(const Settings &settings);

    const Settings &settings() const { return m_settings; }
    void setSettings(const Settings &settings);

    void beginTick(Duration now);
    /// Stays true until painted().
    bool isDue(PanelId id, AttentionLevel drawLevel, Duration now);
    /// Paintings that were not due (a window was uncovered) count as well.
    void painted(PanelId id, AttentionLevel drawLevel, Duration cost, Duration now);
    void remove(PanelId id);

    /// Of an unknown panel: hidden.
    PanelRate rate(PanelId id) const;
    /// From wantedShare(), smoothed, with hysteresis: Elevated from 0.7, High from 1 (Medium is being thinned),
    /// Critical from 2.
    Load load() const { return m_load; }
    /// What painting at full rates would take, or what it took if that is more, as a share of the budget.
    double wantedShare() const { return m_wantedShare; }
    /// What painting took of late, as a share of one core.
    double usedShare() const { return m_usedShare; }

private:
    struct Panel
    {
        PanelId id{};
        double offset = 0; ///< Its phase in the common beats, [0, 1).
        std::uint64_t slot = 0;
        AttentionLevel level = AttentionLevel::None;
        bool isOverdue = false; ///< Revealed or risen, not painted since.
        double beat = 0;        ///< Of its level, when it was last painted.
        double costS = 0;       ///< Of a frame, smoothed; 0 before the first.
        std::optional<Duration> paintedAt;
        std::optional<Duration> measuredFrom; ///< A painting, from which frames are counted.
        std::uint64_t frames = 0;             ///< Since then.
        double drawnHz = 0;
    };

    Panel *find(PanelId id);
    const Panel *find(PanelId id) const;
    Panel &panelOf(PanelId id);
    void note(Panel &panel, AttentionLevel level);
    double highHz() const { return m_settings.highRateHz.value_or(m_settings.displayRateHz); }
    double rateHz(AttentionLevel level) const;
    double currentBeat(const Panel &panel) const;
    bool isDrawnEachTick(AttentionLevel level) const;
    double costS(AttentionLevel level) const;
    void moveFactors(double dtS);
    void moveLoad(double dtS);
    static void countFrame(Panel &panel, Duration now);
    static void measure(Panel &panel, Duration now);

    Settings m_settings;
    std::vector<Panel> m_panels; ///< Ordered by id.
    std::optional<Duration> m_tickAt;
    double m_mediumBeat = 0; ///< Frames that a Medium panel would have had by now.
    double m_highBeat = 0;
    double m_mediumFactor = 1;
    double m_highFactor = 1;
    double m_paintedS = 0;      ///< Since the last tick.
    double m_fullRateShare = 0; ///< Of one core, that full rates would take.
    double m_wantedShare = 0;
    double m_usedShare = 0;
    Load m_load = Load::Normal;
};

} // namespace watchglass::attention
