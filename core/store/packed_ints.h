#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace watchglass::store {

/// Up to 4096 integers in few bits, any of which can be read by itself.
///
/// They are cut into frames of equal length. A frame is a straight line and, bit-packed, how far each value lies above
/// it (frame-of-reference coding over a linear prediction: Goldstein, Ramakrishnan, Shaft, "Compressing Relations and
/// Indexes", ICDE 1998; Liu, Zhang, Wang, "LeCo: Lightweight Compression via Learning Serial Correlations", SIGMOD
/// 2024). Even steps, as of a clock that keeps time, thus cost nothing; a spike costs its own frame only. The length
/// is what makes the whole the smallest.
///
/// Any values come back exactly, whatever their range: all arithmetic is modulo 2^64.
/// Owns: nothing; it reads words that pack() wrote and that outlive it.
/// Thread: any.
class PackedInts
{
public:
    static constexpr std::uint32_t mostValues = 4096;

    /// How a run was packed: what is needed to read it again besides the words.
    struct Layout
    {
        std::uint32_t words = 0;    ///< How many were written.
        std::uint8_t frameBits = 0; ///< A frame has 2^frameBits values.
        std::uint8_t fraction = 0;  ///< Slopes are multiples of 2^-fraction.
    };

    /// Appends 1 to mostValues values to `words`.
    static Layout pack(std::span<const std::int64_t> values, std::vector<std::uint64_t> &words);

    PackedInts() = default;
    /// `count` values that were packed as `layout` says, at `words`.
    PackedInts(const std::uint64_t *words, std::uint32_t count, Layout layout);

    std::int64_t at(std::uint32_t index) const
    {
        const Frame &frame = m_isOneLine ? m_line : m_frames[index >> m_frameBits];
        const std::uint32_t i = index & ((1U << m_frameBits) - 1);
        const std::int64_t line = frame.line(i, m_fraction);
        return frame.width() == 0 ? line : above(line, residual(frame, i));
    }
    /// Writes values [begin, end) to `out`.
    void unpack(std::uint32_t begin, std::uint32_t end, std::int64_t *out) const;
    /// Asks the processor to fetch what at(index) will read.
    void prefetch(std::uint32_t index) const { __builtin_prefetch(&m_frames[index >> m_frameBits]); }

    /// The least and the greatest of values [begin, end), which are not none.
    struct Range
    {
        std::int64_t least;
        std::int64_t greatest;
    };
    Range range(std::uint32_t begin, std::uint32_t end) const;

private:
    struct Frame
    {
        std::int64_t base;
        std::int64_t shape; ///< Slope << 24 | width << 16 | offset.

        std::int64_t slope() const { return shape >> 24; }
        /// Bits of a residual.
        std::uint32_t width() const { return static_cast<std::uint32_t>(shape >> 16) & 0xff; }
        /// Where the residuals begin, in words after the last frame.
        std::uint32_t offset() const { return static_cast<std::uint32_t>(shape) & 0xffff; }
        std::int64_t line(std::uint32_t i, std::uint8_t fraction) const
        {
            return base + ((static_cast<std::int64_t>(i) * slope()) >> fraction);
        }
    };
    /// `line` + `rest`, modulo 2^64.
    static std::int64_t above(std::int64_t line, std::uint64_t rest)
    {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(line) + rest);
    }
    struct Fit;
    static Fit fit(std::span<const std::int64_t> values, std::uint8_t fraction);

    std::uint64_t residual(const Frame &frame, std::uint32_t i) const;
    template <typename Take>
    void each(const Frame &frame, std::uint32_t begin, std::uint32_t end, Take take) const;
    template <typename Take>
    void eachFrame(std::uint32_t begin, std::uint32_t end, Take take) const;

    const Frame *m_frames = nullptr;
    const std::uint64_t *m_bits = nullptr;
    std::uint8_t m_frameBits = 0;
    std::uint8_t m_fraction = 0;
    bool m_isOneLine = false; ///< Then m_line is all there is, and no other memory need be read.
    Frame m_line{};
};

} // namespace watchglass::store
