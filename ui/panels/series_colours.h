#pragma once

#include "core/model/series_key.h"

#include <QColor>
#include <QHash>

#include <cstdint>

namespace watchglass::ui {

/// Which colour of the theme's palette each series has: the same in every panel, for as long as this object lives, in
/// dark and light. Given out in the order in which they are asked for; beyond the palette's end they come round again.
/// Thread: GUI.
class SeriesColours
{
public:
    /// The place in the palette; given out now when the series has none yet.
    int index(const SeriesKey &key);
    /// As index(), in the current theme.
    QColor colour(const SeriesKey &key);
    /// Gives a series the place that it had when a layout was saved, unless it has one already.
    void claim(const SeriesKey &key, int index);
    /// The operator chose a place, in every panel.
    void choose(const SeriesKey &key, int index);
    /// Grows by one with each choice.
    std::uint64_t revision() const { return m_revision; }

private:
    QHash<SeriesKey, int> m_index;
    int m_next = 0;
    std::uint64_t m_revision = 0;
};

} // namespace watchglass::ui
