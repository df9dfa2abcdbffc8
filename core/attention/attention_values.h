#pragma once

#include "core/model/attention.h"

#include <QtGlobal>

#include <array>
#include <cstdint>

namespace watchglass::attention {

/// Names a panel for as long as the program runs; AttentionTracker::makePanel() gives it.
enum class PanelId : std::uint64_t {};

/// Whether a panel can be seen at all.
enum class Exposure : std::uint8_t {
    Exposed,   ///< Some of it is on some screen, whichever window is active.
    HiddenTab, ///< Behind another tab.
    Minimised, ///< Its window is.
    Covered,   ///< Its window is behind others, or off every screen.
};

/// What the desk sees of a panel.
struct PanelSight
{
    Exposure exposure = Exposure::Exposed;
    qint64 visiblePx = 0; ///< Of all screens together. Exposed with none counts as covered.
    bool isFocused = false;
    bool isHovered = false;
    bool isPinned = false;     ///< Its series are wanted whole, seen or not.
    bool isAlwaysFull = false; ///< At the display's rate whenever it is exposed.
    bool showsShape = false;   ///< Thinned, its picture would be another one: what is exposed of it is wanted whole.

    friend bool operator==(const PanelSight &, const PanelSight &) = default;
};

/// Why a level is what it is. Ordered: of several causes of the same level the last in this list is told.
enum class Reason : std::uint8_t {
    NothingShows, ///< No panel shows the series.
    HiddenTab,
    Minimised,
    Covered,
    InView,
    ShapeInView,  ///< In view, and worth nothing with samples left out.
    OperatorIdle, ///< Focused or hovered, but nobody has touched anything for long.
    JustLeft,     ///< Focused or hovered a moment ago.
    Hovered,
    Focused,
    NearLimit,  ///< The series is close to its limit or beyond it.
    AlarmRule,  ///< An armed rule looks at the series.
    Recorder,   ///< The series is being recorded.
    AlwaysFull, ///< This panel, or the whole program, is set to always draw at full rate.
    Pinned,
};

/// What raises a series to High whatever the screen shows.
enum class Override : std::uint8_t { Pin, Recorder, AlarmRule, NearLimit };

/// How much of what painting may take is wanted. The more, the sooner attention falls.
enum class Load : std::uint8_t { Normal, Elevated, High, Critical };

/// What a panel comes to. The two levels differ for a pinned panel that is not exposed (its series are wanted whole,
/// and there is nothing to draw), and for one that was left a moment ago: it is drawn as any other in view, while its
/// series still come whole.
struct PanelAttention
{
    AttentionLevel level = AttentionLevel::Low;     ///< What it asks for its series.
    AttentionLevel drawLevel = AttentionLevel::Low; ///< How often it is drawn.
    Reason reason = Reason::Covered;                ///< Of `level`.

    friend bool operator==(const PanelAttention &, const PanelAttention &) = default;
};

/// What a series comes to: the highest of the panels that show it and of its overrides.
struct SeriesAttention
{
    AttentionLevel level = AttentionLevel::None;
    Reason reason = Reason::NothingShows;

    friend bool operator==(const SeriesAttention &, const SeriesAttention &) = default;
};

/// A series whose level changed.
struct SeriesChange
{
    SeriesKey key;
    AttentionLevel from = AttentionLevel::None;
    AttentionLevel to = AttentionLevel::None;
    Reason reason = Reason::NothingShows; ///< Of `to`.

    friend bool operator==(const SeriesChange &, const SeriesChange &) = default;
};

/// How long a panel stays High for its series after it was left.
struct Decay
{
    Duration hover;
    Duration focus;

    friend bool operator==(const Decay &, const Decay &) = default;
};

/// By Load. For focus the Sensocto server's own table (github.com/adiibanez/sensocto at 9ad01e3: 15, 8, 5, 2 s), so
/// that both ends forget at the same pace. For hover shorter than the server's (8, 4, 2, 1 s), as a pointer crosses
/// panels on its way elsewhere.
constexpr std::array<Decay, 4> decays{{
    {std::chrono::milliseconds(2000), std::chrono::seconds(15)},
    {std::chrono::milliseconds(1500), std::chrono::seconds(8)},
    {std::chrono::milliseconds(1000), std::chrono::seconds(5)},
    {std::chrono::milliseconds(500), std::chrono::seconds(2)},
}};

/// How long a panel that was left is drawn as before: a pointer that strays over its edge and back changes nothing.
constexpr Duration drawHold = std::chrono::milliseconds(250);

} // namespace watchglass::attention
