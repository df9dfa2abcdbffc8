#pragma once

#include "ui/plot/ink.h"

#include <cstddef>

namespace watchglass::ui {

/// Where a CoverageMask is laid onto an image: strips of 16 pixel columns, which are a cache line of pixels each, row
/// by row downwards. What rows have in common is worked out once for all of them.
class StripPainter
{
public:
    static constexpr int width = 16;

    /// `first` is the pixel at the strip's left in row 0, lines are `stride` pixels apart; only rows
    /// [top, bottom) and columns [from, to) of the strip are written.
    struct Place
    {
        std::uint32_t *first;
        std::ptrdiff_t stride;
        int top;
        int bottom;
        int from;
        int to;
    };

    StripPainter(const Ink &ink, const Place &place)
        : m_ink(ink)
        , m_place(place)
        , m_isWhole(place.from <= 0 && place.to >= width)
    {}

    /// Rows [from, to), a coverage of 16 for each at `cover`.
    void paintRows(const std::uint8_t *cover, int from, int to) const;
    /// Rows [from, to) that are all covered by `common`, and by what `cover` (may be null) holds for each where that is
    /// more.
    void paintRows(const std::uint8_t *common, const std::uint8_t *cover, int from, int to) const;

private:
    static constexpr int groups = width / 4;
    /// What a coverage makes of a row, four pixels at a time.
    struct Plan
    {
        std::array<int, groups> solid; ///< Where four are just the ink.
        std::array<int, groups> mixed;
        std::array<Ink::Mixture, groups> mixtures;
        std::size_t solids = 0;
        std::size_t mixes = 0;
    };
    Plan plan(const std::uint8_t *cover) const;
    void paintRun(const Plan &plan, int from, int to) const;
    void paintEdge(const std::uint8_t *cover, int y) const;
    void paintEach(const std::uint8_t *common, const std::uint8_t *cover, int from, int to) const;
    std::uint32_t *line(int y) const { return m_place.first + y * m_place.stride; }
    void paintRow(const std::uint8_t *cover, int y) const;

    const Ink &m_ink;
    Place m_place;
    bool m_isWhole;
};

} // namespace watchglass::ui
