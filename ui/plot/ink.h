#pragma once

#include <QRgb>

#include <array>
#include <cstdint>
#include <cstring>

namespace watchglass::ui {

/// One colour with one opacity, ready to be laid over 32-bit pixels, opaque or premultiplied, through a coverage of 0
/// to 255 each. Nothing covered stays bit for bit; fully covered by an opaque ink becomes it bit for bit; between, a
/// channel is within 1 of the exact mixture. A pixel comes out the same whether it is laid alone or with others.
class Ink
{
    using Words = std::uint16_t [[gnu::vector_size(16)]];

public:
    using Pixels = std::uint32_t [[gnu::vector_size(16)]];

    /// What four pixels' coverage makes of them, whatever they are.
    struct Mixture
    {
        Words keep; ///< Of what is there, in 256ths; a word for each two channels of a pixel.
        Words even; ///< What comes to blue and red, in 256ths, and a half for rounding.
        Words odd;  ///< To green and alpha.
    };

    Ink(QRgb colour, double opacity)
        : m_solid(colour | 0xFF000000U)
        , m_even(spread(m_solid & 0x00FF00FFU))
        , m_odd(spread((m_solid >> 8) & 0x00FF00FFU))
    {
        const double clamped = opacity > 0.0 ? (opacity < 1.0 ? opacity : 1.0) : 0.0;
        const auto strength = static_cast<std::uint32_t>(clamped * 256.0 + 0.5);
        for (std::uint32_t cover = 0; cover < 256; ++cover)
            m_share[cover] = ((cover + (cover >> 7)) * strength + 128) / 256 * 0x00010001U;
        m_isOpaque = strength == 256;
    }

    bool isOpaque() const { return m_isOpaque; }
    /// What opaque ink makes of four pixels that it covers fully.
    Pixels solidFour() const { return Pixels{} + m_solid; }

    Mixture mixture(const std::uint8_t *cover) const
    {
        const Pixels shares{m_share[cover[0]], m_share[cover[1]], m_share[cover[2]], m_share[cover[3]]};
        const auto share = reinterpret_cast<Words>(shares);
        return {256 - share, m_even * share + 128, m_odd * share + 128};
    }

    /// Four pixels.
    static void lay(std::uint32_t *pixels, const Mixture &mixture)
    {
        Pixels old;
        std::memcpy(&old, pixels, sizeof(old));
        const Words even = reinterpret_cast<Words>(old & 0x00FF00FFU) * mixture.keep + mixture.even;
        const Words odd = reinterpret_cast<Words>((old >> 8) & 0x00FF00FFU) * mixture.keep + mixture.odd;
        const Pixels mixed = reinterpret_cast<Pixels>(Words(even >> 8)) | (reinterpret_cast<Pixels>(odd) & 0xFF00FF00U);
        std::memcpy(pixels, &mixed, sizeof(mixed));
    }

    /// One pixel.
    void lay(std::uint32_t &pixel, std::uint8_t cover) const
    {
        const std::uint32_t share = m_share[cover] & 0xFFFFU;
        const std::uint32_t keep = 256 - share;
        std::uint32_t mixed = 0;
        for (unsigned bit = 0; bit < 32; bit += 8)
            mixed |= (((pixel >> bit & 0xFFU) * keep + (m_solid >> bit & 0xFFU) * share + 128) / 256) << bit;
        pixel = mixed;
    }

private:
    static Words spread(std::uint32_t pair) { return reinterpret_cast<Words>(Pixels{} + pair); }

    std::uint32_t m_solid;
    Words m_even;
    Words m_odd;
    std::array<std::uint32_t, 256> m_share; ///< By coverage, in 256ths, twice.
    bool m_isOpaque = false;
};

} // namespace watchglass::ui
