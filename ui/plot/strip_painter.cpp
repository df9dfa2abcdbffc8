#include "ui/plot/strip_painter.h"

#include <algorithm>
#include <array>

namespace watchglass::ui {
namespace {

constexpr std::uint32_t full = 0xFFFFFFFFU;
constexpr int worthAPlan = 3; // rows
constexpr int rowsAhead = 6;  // fetched meanwhile: the next line is too far off for the machine to guess

using Bytes = std::uint8_t [[gnu::vector_size(16)]];

std::uint32_t four(const std::uint8_t *cover, int group)
{
    std::uint32_t value = 0;
    std::memcpy(&value, cover + 4 * group, sizeof(value));
    return value;
}

bool isEmpty(const std::uint8_t *cover)
{
    std::array<std::uint64_t, 2> halves;
    std::memcpy(halves.data(), cover, sizeof(halves));
    return (halves[0] | halves[1]) == 0;
}

} // namespace

/// A strip that is not wanted as a whole.
void StripPainter::paintEdge(const std::uint8_t *cover, int y) const
{
    std::uint32_t *pixels = line(y);
    for (int x = m_place.from; x < m_place.to; ++x) {
        if (cover[x] != 0)
            m_ink.lay(pixels[x], cover[x]);
    }
}

void StripPainter::paintEach(const std::uint8_t *common, const std::uint8_t *cover, int from, int to) const
{
    Bytes base;
    std::memcpy(&base, common, sizeof(base));
    for (int y = from; y < to; ++y) {
        Bytes joint = base;
        if (cover != nullptr) {
            Bytes own;
            std::memcpy(&own, cover, sizeof(own));
            joint = own > base ? own : base;
            cover += width;
        }
        if (y >= m_place.top && y < m_place.bottom)
            paintRow(reinterpret_cast<const std::uint8_t *>(&joint), y);
    }
}

void StripPainter::paintRow(const std::uint8_t *cover, int y) const
{
    if (!m_isWhole) {
        paintEdge(cover, y);
        return;
    }
    std::uint32_t *pixels = line(y);
    const Ink::Pixels ink = m_ink.solidFour();
    for (int group = 0; group < groups; ++group, pixels += 4) {
        const std::uint32_t value = four(cover, group);
        if (value == 0)
            continue;
        if (value == full && m_ink.isOpaque())
            std::memcpy(pixels, &ink, sizeof(ink));
        else
            Ink::lay(pixels, m_ink.mixture(cover + 4 * group));
    }
}

void StripPainter::paintRows(const std::uint8_t *cover, int from, int to) const
{
    const int begin = std::max(from, m_place.top);
    const int end = std::min(to, m_place.bottom);
    cover += static_cast<std::ptrdiff_t>(begin - from) * width;
    for (int y = begin; y < end; ++y, cover += width) {
        __builtin_prefetch(line(y) + rowsAhead * m_place.stride, 1);
        if (!isEmpty(cover))
            paintRow(cover, y);
    }
}

void StripPainter::paintRows(const std::uint8_t *common, const std::uint8_t *cover, int from, int to) const
{
    if (to - from < worthAPlan || !m_isWhole) {
        paintEach(common, cover, from, to);
        return;
    }
    const Plan whole = plan(common);
    int begin = from; // of rows with nothing of their own
    for (int y = from; cover != nullptr && y < to; ++y, cover += width) {
        if (isEmpty(cover))
            continue;
        paintRun(whole, begin, y);
        paintEach(common, cover, y, y + 1);
        begin = y + 1;
    }
    paintRun(whole, begin, to);
}

StripPainter::Plan StripPainter::plan(const std::uint8_t *cover) const
{
    Plan plan;
    for (int group = 0; group < groups; ++group) {
        const std::uint32_t value = four(cover, group);
        if (value == full && m_ink.isOpaque()) {
            plan.solid[plan.solids++] = 4 * group;
        } else if (value != 0) {
            plan.mixtures[plan.mixes] = m_ink.mixture(cover + 4 * group);
            plan.mixed[plan.mixes++] = 4 * group;
        }
    }
    return plan;
}

void StripPainter::paintRun(const Plan &plan, int from, int to) const
{
    const int begin = std::max(from, m_place.top);
    const int end = std::min(to, m_place.bottom);
    if (begin >= end)
        return;
    const Ink::Pixels ink = m_ink.solidFour();
    std::uint32_t *pixels = line(begin);
    if (plan.solids == groups) {
        for (int y = begin; y < end; ++y, pixels += m_place.stride) {
            __builtin_prefetch(pixels + rowsAhead * m_place.stride, 1);
            for (int group = 0; group < groups; ++group)
                std::memcpy(pixels + 4 * group, &ink, sizeof(ink));
        }
        return;
    }
    for (int y = begin; y < end; ++y, pixels += m_place.stride) {
        __builtin_prefetch(pixels + rowsAhead * m_place.stride, 1);
        for (std::size_t i = 0; i < plan.solids; ++i)
            std::memcpy(pixels + plan.solid[i], &ink, sizeof(ink));
        for (std::size_t i = 0; i < plan.mixes; ++i)
            Ink::lay(pixels + plan.mixed[i], plan.mixtures[i]);
    }
}

} // namespace watchglass::ui
