#pragma once

#include "ui/plot/live_edge.h"
#include "ui/plot/time_window.h"
#include "ui/plot/value_span.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace watchglass::ui {

/// What plots that are linked have in common: the window in time with its history, the live edge, the cursor and a
/// second one to measure from. A plot by itself has one of its own.
///
/// All plots of a link end at one live edge, that of the newest sample of any of them. A plot whose samples are of
/// another time than the others' (a recording beside live sensors) has its own edge while live.
/// Thread: GUI. Plain arithmetic: nobody is told; plots look with each frame.
class TimeLink
{
public:
    /// Who takes part; only compared.
    using Plot = const void *;

    TimeWindow &window() { return m_window; }
    const TimeWindow &window() const { return m_window; }

    /// A frame of `plot`: our clock and the newest sample that it shows.
    void advance(Plot plot, Timestamp now, std::optional<Timestamp> newest);
    /// Where the right end of a live `plot` is; of one that has not had a frame the common edge.
    Timestamp edge(Plot plot) const;
    /// Whether the times that `plot` shows are those of a file instead of this moment.
    bool isFileTime(Plot plot) const;
    /// Whether `plot` is of another time than the link.
    bool isApart(Plot plot) const;
    /// It shows other series from the next frame on.
    void reset(Plot plot);
    void leave(Plot plot);
    /// Whether nobody but `plot` takes part.
    bool isAlone(Plot plot) const;

    /// The value axes of a plot as they are, to be kept with the window's history.
    using Values = std::vector<ValueSpan>;
    void setValues(Plot plot, std::span<const ValueSpan> values)
    {
        m_members[plot].values.assign(values.begin(), values.end());
    }
    /// TimeWindow's history, with the value axes of all plots.
    void remember(Plot plot, Duration monotonic);
    void goBack(Plot plot);
    void goForward(Plot plot);
    /// What a plot's axes are to be again since somebody went through the history; once.
    std::optional<Values> takeValues(Plot plot);

    /// While nobody has chosen a window, the shortest span that any plot suggests is shown.
    void suggest(Duration span);
    /// Nobody has chosen, zoomed or panned.
    bool isAutomatic() const;
    void setChosen() { m_isChosen = true; }

    /// Where the operator points, on whichever plot.
    std::optional<Timestamp> cursor() const { return m_cursor; }
    void setCursor(std::optional<Timestamp> cursor) { m_cursor = cursor; }
    /// The second cursor, from which differences are measured.
    std::optional<Timestamp> mark() const { return m_mark; }
    void setMark(std::optional<Timestamp> mark) { m_mark = mark; }

private:
    struct Member
    {
        LiveEdge edge;
        std::optional<Timestamp> newest;
        std::uint64_t serial = 0; ///< Never that of another one.
        Values values;
        std::optional<Values> wanted;
    };
    using AllValues = std::map<std::uint64_t, Values>; ///< By serial.
    std::optional<Timestamp> newest() const;
    AllValues allValues();
    void giveValues(const std::any &kept);

    TimeWindow m_window;
    LiveEdge m_edge;
    std::map<Plot, Member> m_members;
    std::uint64_t m_serial = 0;
    std::optional<Timestamp> m_now; ///< Of the newest frame of any plot.
    std::optional<Duration> m_suggested;
    bool m_isChosen = false;
    std::optional<Timestamp> m_cursor;
    std::optional<Timestamp> m_mark;
};

} // namespace watchglass::ui
