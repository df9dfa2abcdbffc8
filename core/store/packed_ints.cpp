#include "core/store/packed_ints.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

namespace watchglass::store {

namespace {

/// Lengths of a frame that are tried, as powers of two, after one frame of all.
constexpr std::array<std::uint8_t, 4> frameBitsTried{10, 8, 7, 6};
constexpr std::uint8_t frameBitsOfAll = std::countr_zero(PackedInts::mostValues);
/// Slopes are multiples of 2^-12 or, where that takes too many bits, of more.
constexpr int mostFraction = 12;
/// A residual of up to this many bits lies within 8 bytes from the byte in which it begins.
constexpr std::uint32_t narrow = 57;
constexpr std::int64_t mostSlope = (std::int64_t(1) << 39) - 1;
/// Between values up to this, differences and lines do not overflow.
constexpr std::int64_t mostLinear = std::int64_t(1) << 61;
/// Words after the last residual, so that it may be read as 8 bytes from anywhere.
constexpr std::uint32_t padding = 1;

std::uint64_t distance(std::int64_t from, std::int64_t to)
{
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

std::uint64_t maskOf(std::uint32_t width)
{
    return width == 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << width) - 1;
}

std::uint32_t wordsFor(std::size_t count, std::uint32_t width)
{
    return static_cast<std::uint32_t>((count * width + 63) / 64);
}

/// Writes numbers of `width` bits one after the other.
class BitWriter
{
public:
    BitWriter(std::uint64_t *words, std::uint32_t width)
        : m_words(words)
        , m_width(width)
    {}

    void put(std::uint64_t value)
    {
        m_pending |= value << m_used;
        m_used += m_width;
        if (m_used < 64)
            return;
        *m_words++ = m_pending;
        m_used -= 64;
        m_pending = m_used > 0 ? value >> (m_width - m_used) : 0;
    }
    void finish()
    {
        if (m_used > 0)
            *m_words = m_pending;
    }

private:
    std::uint64_t *m_words;
    const std::uint32_t m_width;
    std::uint64_t m_pending = 0;
    std::uint32_t m_used = 0; ///< Bits of it, less than 64.
};

/// The least and the greatest of what `values` are above a line.
template <typename LineOf>
std::pair<std::int64_t, std::int64_t> rangeAbove(std::span<const std::int64_t> values, LineOf lineOf)
{
    std::int64_t low = std::numeric_limits<std::int64_t>::max();
    std::int64_t high = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::int64_t rest = values[i] - lineOf(static_cast<std::int64_t>(i));
        low = rest < low ? rest : low;
        high = rest > high ? rest : high;
    }
    return {low, high};
}

} // namespace

PackedInts::Frame PackedInts::fit(std::span<const std::int64_t> values, std::uint8_t fraction)
{
    const auto [least, greatest] = rangeAbove(values, [](std::int64_t) { return 0; });
    const Frame flat{least, 0, static_cast<std::uint32_t>(std::bit_width(distance(least, greatest))), 0};
    if (flat.width == 0 || values.size() < 3 || least < -mostLinear || greatest > mostLinear)
        return flat;
    const std::int64_t rise = values.back() - values.front();
    const std::int64_t limit = mostSlope >> fraction;
    const auto steps = static_cast<std::int64_t>(values.size() - 1);
    if (rise / steps > limit - 1 || rise / steps < 1 - limit)
        return flat;
    // Whole steps first: what is left is less than `steps`, so that nothing overflows.
    const std::int64_t slope =
        rise / steps * (std::int64_t(1) << fraction) + (rise % steps) * (std::int64_t(1) << fraction) / steps;
    if (slope == 0)
        return flat;
    const auto [low, high] = rangeAbove(values, [&](std::int64_t i) { return (i * slope) >> fraction; });
    const auto width = static_cast<std::uint32_t>(std::bit_width(distance(low, high)));
    return width < flat.width ? Frame{low, slope, width, 0} : flat;
}

void PackedInts::LongHead::write(const Frame &frame, std::uint64_t *at)
{
    at[0] = static_cast<std::uint64_t>(frame.base);
    at[1] = static_cast<std::uint64_t>(frame.slope) << 24 | std::uint64_t(frame.width) << 16 | frame.offset;
}

std::uint64_t PackedInts::ShortHead::of(const Frame &frame, const Frame &line, unsigned baseBits)
{
    const auto slope = static_cast<std::uint64_t>(frame.slope - line.slope) << (64 - lineBits + baseBits) >> baseBits;
    return distance(line.base, frame.base) << (64 - baseBits) | slope | std::uint64_t(frame.width) << offsetBits
           | frame.offset;
}

/// Values cut into frames of one length.
struct PackedInts::Cut
{
    Layout layout;
    std::vector<Frame> frames;
    Frame line; ///< What short heads are above, if they are short.

    Frame lineAt(std::size_t frame) const
    {
        return {line.line(static_cast<std::uint32_t>(frame << layout.frameBits), layout.fraction), line.slope, 0, 0};
    }
    int shorten(std::int64_t slope);
    void write(std::span<const std::int64_t> values, std::vector<std::uint64_t> &words) const;
};

PackedInts::Cut PackedInts::cut(std::span<const std::int64_t> values, std::uint8_t frameBits, std::uint8_t fraction)
{
    Cut cut{{0, frameBits, fraction, 0}, {}, {}};
    const std::size_t length = std::size_t(1) << frameBits;
    std::uint32_t residuals = 0;
    for (std::size_t begin = 0; begin < values.size(); begin += length) {
        const auto part = values.subspan(begin, std::min(length, values.size() - begin));
        Frame frame = fit(part, fraction);
        frame.offset = residuals;
        residuals += wordsFor(part.size(), frame.width);
        cut.frames.push_back(frame);
    }
    cut.layout.words = static_cast<std::uint32_t>(cut.frames.size()) * LongHead::words + residuals + padding;
    return cut;
}

/// Makes heads one word each, above a line of `slope`, if they fit; gives how many bits they lack.
int PackedInts::Cut::shorten(std::int64_t slope)
{
    line.slope = slope;
    line.base = std::numeric_limits<std::int64_t>::max();
    for (std::size_t f = 0; f < frames.size(); ++f) {
        const std::int64_t rise = (static_cast<std::int64_t>(f << layout.frameBits) * slope) >> layout.fraction;
        line.base = std::min(line.base, frames[f].base - rise);
    }
    std::uint64_t bases = 1;
    std::uint64_t slopes = 0;
    std::uint32_t widths = 0;
    std::uint32_t offsets = 0;
    for (std::size_t f = 0; f < frames.size(); ++f) {
        const std::int64_t above = frames[f].slope - slope;
        bases |= distance(lineAt(f).base, frames[f].base);
        slopes |= static_cast<std::uint64_t>(above < 0 ? ~above : above);
        widths |= frames[f].width;
        offsets |= frames[f].offset;
    }
    if (widths >> ShortHead::widthBits != 0 || offsets >> ShortHead::offsetBits != 0)
        return static_cast<int>(ShortHead::lineBits);
    const auto needed = static_cast<int>(std::bit_width(bases) + std::bit_width(slopes)) + 1;
    const int lacking = needed - static_cast<int>(ShortHead::lineBits);
    if (lacking > 0)
        return lacking;
    layout.baseBits = static_cast<std::uint8_t>(std::bit_width(bases));
    layout.words -= static_cast<std::uint32_t>(frames.size()) * (LongHead::words - ShortHead::words);
    layout.words += LongHead::words; // of the line
    return 0;
}

void PackedInts::Cut::write(std::span<const std::int64_t> values, std::vector<std::uint64_t> &words) const
{
    const std::size_t begin = words.size();
    words.resize(begin + layout.words, 0);
    std::uint64_t *at = words.data() + begin;
    const bool isShort = layout.baseBits > 0;
    const std::uint32_t headWords = isShort ? ShortHead::words : LongHead::words;
    if (isShort) {
        LongHead::write(line, at);
        at += LongHead::words;
    }
    std::uint64_t *const bits = at + frames.size() * headWords;
    for (std::size_t f = 0; f < frames.size(); ++f, at += headWords) {
        const Frame &frame = frames[f];
        if (isShort)
            *at = ShortHead::of(frame, lineAt(f), layout.baseBits);
        else
            LongHead::write(frame, at);
        if (frame.width == 0)
            continue;
        const std::size_t first = f << layout.frameBits;
        const std::size_t count = std::min(std::size_t(1) << layout.frameBits, values.size() - first);
        BitWriter writer(bits + frame.offset, frame.width);
        for (std::size_t i = 0; i < count; ++i)
            writer.put(distance(frame.line(static_cast<std::uint32_t>(i), layout.fraction), values[first + i]));
        writer.finish();
    }
}

PackedInts::Layout PackedInts::pack(std::span<const std::int64_t> values, std::vector<std::uint64_t> &words)
{
    // Slopes as fine as the average one allows.
    const auto [low, high] = std::minmax(values.front(), values.back());
    const auto stepBits = static_cast<int>(std::bit_width(distance(low, high) / values.size()));
    const int fraction = std::clamp(36 - stepBits, 0, mostFraction);
    Cut best = cut(values, frameBitsOfAll, static_cast<std::uint8_t>(fraction));
    const std::int64_t slope = best.frames[0].slope;
    const bool isOneLine = best.frames[0].width == 0;
    for (const std::uint8_t frameBits : frameBitsTried) {
        if (isOneLine || values.size() >> frameBits == 0)
            continue;
        const auto take = [&](int coarser) {
            Cut tried = cut(values, frameBits, static_cast<std::uint8_t>(fraction - coarser));
            const int lacking = tried.shorten(slope >> coarser);
            if (tried.layout.words < best.layout.words)
                best = std::move(tried);
            return lacking;
        };
        const int lacking = take(0);
        if (lacking > 0 && lacking <= fraction)
            take(lacking);
    }
    best.write(values, words);
    return best.layout;
}

PackedInts::PackedInts(const std::uint64_t *words, std::uint32_t count, Layout layout)
    : m_heads(words + (layout.baseBits > 0 ? LongHead::words : 0))
    , m_frameBits(layout.frameBits)
    , m_fraction(layout.fraction)
    , m_baseBits(layout.baseBits)
    , m_headWords(layout.baseBits > 0 ? ShortHead::words : LongHead::words)
    , m_line(LongHead::read(words))
{
    const std::uint32_t frames = ((count - 1) >> m_frameBits) + 1;
    m_bits = m_heads + frames * m_headWords;
    m_isOneLine = frames == 1 && m_line.width == 0;
}

/// Calls take(residual) for i in [begin, end) of one frame.
template <typename Take>
void PackedInts::each(const Frame &frame, std::uint32_t begin, std::uint32_t end, Take take) const
{
    const std::uint64_t *const words = m_bits + frame.offset;
    const std::uint32_t width = frame.width;
    const std::uint64_t mask = maskOf(width);
    if (width <= narrow) {
        const auto *const bytes = reinterpret_cast<const unsigned char *>(words);
        std::uint32_t bit = begin * width;
        for (std::uint32_t i = begin; i < end; ++i, bit += width) {
            std::uint64_t chunk = 0;
            std::memcpy(&chunk, bytes + bit / 8, sizeof chunk);
            take((chunk >> (bit % 8)) & mask);
        }
        return;
    }
    for (std::uint32_t i = begin; i < end; ++i) {
        const std::uint32_t bit = i * width;
        const std::uint32_t shift = bit % 64;
        std::uint64_t value = words[bit / 64] >> shift;
        if (shift + width > 64)
            value |= words[bit / 64 + 1] << (64 - shift);
        take(value & mask);
    }
}

std::uint64_t PackedInts::residual(const Frame &frame, std::uint32_t i) const
{
    std::uint64_t rest = 0;
    each(frame, i, i + 1, [&rest](std::uint64_t value) { rest = value; });
    return rest;
}

/// Calls take(frame, begin, end) with the part of [begin, end) that lies in each frame, counted from its start.
template <typename Take>
void PackedInts::eachFrame(std::uint32_t begin, std::uint32_t end, Take take) const
{
    const std::uint32_t length = 1U << m_frameBits;
    while (begin < end) {
        const std::uint32_t first = begin & ~(length - 1);
        const std::uint32_t last = std::min(end, first + length);
        take(frameAt(begin >> m_frameBits), begin - first, last - first);
        begin = last;
    }
}

void PackedInts::unpack(std::uint32_t begin, std::uint32_t end, std::int64_t *out) const
{
    eachFrame(begin, end, [&](const Frame &frame, std::uint32_t from, std::uint32_t to) {
        const std::int64_t slope = frame.slope;
        const std::int64_t base = frame.base;
        std::int64_t line = static_cast<std::int64_t>(from) * slope;
        if (frame.width == 0) {
            for (std::uint32_t i = from; i < to; ++i, ++out, line += slope)
                *out = base + (line >> m_fraction);
        } else if (slope == 0) {
            each(frame, from, to, [&](std::uint64_t rest) {
                *out = above(base, rest);
                ++out;
            });
        } else {
            each(frame, from, to, [&](std::uint64_t rest) {
                *out = above(base + (line >> m_fraction), rest);
                line += slope;
                ++out;
            });
        }
    });
}

PackedInts::Range PackedInts::range(std::uint32_t begin, std::uint32_t end) const
{
    Range all{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
    eachFrame(begin, end, [&](const Frame &frame, std::uint32_t from, std::uint32_t to) {
        const std::int64_t slope = frame.slope;
        const std::int64_t base = frame.base;
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        std::int64_t greatest = std::numeric_limits<std::int64_t>::min();
        const auto take = [&](std::int64_t value) {
            least = std::min(least, value);
            greatest = std::max(greatest, value);
        };
        if (frame.width == 0) {
            take(frame.line(from, m_fraction));
            take(frame.line(to - 1, m_fraction));
        } else if (slope == 0) {
            each(frame, from, to, [&](std::uint64_t rest) { take(above(base, rest)); });
        } else {
            std::int64_t line = static_cast<std::int64_t>(from) * slope;
            each(frame, from, to, [&](std::uint64_t rest) {
                take(above(base + (line >> m_fraction), rest));
                line += slope;
            });
        }
        all.least = std::min(all.least, least);
        all.greatest = std::max(all.greatest, greatest);
    });
    return all;
}

} // namespace watchglass::store
