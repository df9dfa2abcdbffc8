#include "core/store/packed_ints.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

namespace watchglass::store {

namespace {

/// Lengths of a frame that are tried, as powers of two. The longest first: where values keep to one line, it is best.
constexpr std::array<std::uint8_t, 4> frameBitsTried{12, 10, 8, 6};
/// Steps of a slope that are tried, the finest first.
constexpr std::array<std::uint8_t, 3> fractionsTried{12, 6, 0};
/// A residual of up to this many bits lies within 8 bytes from the byte in which it begins.
constexpr std::uint32_t narrow = 57;
constexpr std::int64_t mostSlope = (std::int64_t(1) << 39) - 1;
/// Between values up to this, differences and lines do not overflow.
constexpr std::int64_t mostLinear = std::int64_t(1) << 61;
/// Words of a frame without its residuals.
constexpr std::uint32_t frameWords = 2;
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

/// A line through values and the room that their distance from it takes.
struct PackedInts::Fit
{
    std::int64_t base = 0;
    std::int64_t slope = 0;
    std::uint32_t width = 0;
};

PackedInts::Fit PackedInts::fit(std::span<const std::int64_t> values, std::uint8_t fraction)
{
    const auto [least, greatest] = rangeAbove(values, [](std::int64_t) { return 0; });
    const Fit flat{least, 0, static_cast<std::uint32_t>(std::bit_width(distance(least, greatest)))};
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
    return width < flat.width ? Fit{low, slope, width} : flat;
}

PackedInts::Layout PackedInts::pack(std::span<const std::int64_t> values, std::vector<std::uint64_t> &words)
{
    // One fraction for all frames: the finest with which the average step still fits.
    Layout best;
    const std::uint64_t step = distance(values.front(), values.back()) / values.size();
    best.fraction = fractionsTried.back();
    for (const std::uint8_t fraction : fractionsTried) {
        if (step >> (36 - fraction) == 0) {
            best.fraction = fraction;
            break;
        }
    }
    std::vector<Fit> fits;
    best.words = std::numeric_limits<std::uint32_t>::max();
    for (const std::uint8_t frameBits : frameBitsTried) {
        const std::size_t length = std::size_t(1) << frameBits;
        if (length / 2 >= values.size() && frameBits != frameBitsTried.back())
            continue; // one frame, as with the next shorter one
        std::vector<Fit> tried;
        std::uint32_t residuals = 0;
        for (std::size_t begin = 0; begin < values.size(); begin += length) {
            const auto frame = values.subspan(begin, std::min(length, values.size() - begin));
            tried.push_back(fit(frame, best.fraction));
            residuals += wordsFor(frame.size(), tried.back().width);
        }
        const auto needed = static_cast<std::uint32_t>(tried.size()) * frameWords + residuals + padding;
        if (needed < best.words) {
            best.words = needed;
            best.frameBits = frameBits;
            fits = std::move(tried);
        }
        if (residuals == 0)
            break;
    }

    const std::size_t begin = words.size();
    words.resize(begin + best.words, 0);
    std::uint64_t *const frames = words.data() + begin;
    std::uint64_t *const bits = frames + fits.size() * frameWords;
    std::uint32_t offset = 0;
    for (std::size_t f = 0; f < fits.size(); ++f) {
        const Fit &fit = fits[f];
        const Frame frame{fit.base, (fit.slope * (1 << 24)) | (std::int64_t(fit.width) << 16) | offset};
        static_assert(sizeof frame == frameWords * sizeof(std::uint64_t));
        std::memcpy(frames + f * frameWords, &frame, sizeof frame);
        const std::size_t first = f << best.frameBits;
        const std::size_t count = std::min(std::size_t(1) << best.frameBits, values.size() - first);
        if (fit.width == 0)
            continue;
        BitWriter writer(bits + offset, fit.width);
        for (std::size_t i = 0; i < count; ++i)
            writer.put(distance(frame.line(static_cast<std::uint32_t>(i), best.fraction), values[first + i]));
        writer.finish();
        offset += wordsFor(count, fit.width);
    }
    return best;
}

PackedInts::PackedInts(const std::uint64_t *words, std::uint32_t count, Layout layout)
    : m_frames(reinterpret_cast<const Frame *>(words))
    , m_frameBits(layout.frameBits)
    , m_fraction(layout.fraction)
{
    const std::uint32_t frames = ((count - 1) >> m_frameBits) + 1;
    m_bits = words + frames * frameWords;
    m_line = m_frames[0];
    m_isOneLine = frames == 1 && m_line.width() == 0;
}

/// Calls take(residual) for i in [begin, end) of one frame.
template <typename Take>
void PackedInts::each(const Frame &frame, std::uint32_t begin, std::uint32_t end, Take take) const
{
    const std::uint64_t *const words = m_bits + frame.offset();
    const std::uint32_t width = frame.width();
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
        take(m_frames[begin >> m_frameBits], begin - first, last - first);
        begin = last;
    }
}

void PackedInts::unpack(std::uint32_t begin, std::uint32_t end, std::int64_t *out) const
{
    eachFrame(begin, end, [&](const Frame &frame, std::uint32_t from, std::uint32_t to) {
        const std::int64_t slope = frame.slope();
        const std::int64_t base = frame.base;
        std::int64_t line = static_cast<std::int64_t>(from) * slope;
        if (frame.width() == 0) {
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
        const std::int64_t slope = frame.slope();
        const std::int64_t base = frame.base;
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        std::int64_t greatest = std::numeric_limits<std::int64_t>::min();
        const auto take = [&](std::int64_t value) {
            least = std::min(least, value);
            greatest = std::max(greatest, value);
        };
        if (frame.width() == 0) {
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
