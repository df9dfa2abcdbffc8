#pragma once

namespace watchglass::ui {

/// A stretch of the header's line, in device-independent pixels: [left, left + width).
struct HeaderPlace
{
    int left = 0;
    int width = 0; ///< 0: not shown.

    constexpr int right() const { return left + width; }
    constexpr bool contains(int x) const { return left <= x && x < right(); }
    friend bool operator==(const HeaderPlace &, const HeaderPlace &) = default;
};

/// How wide the parts of a panel's header would like to be; 0 for what is not there.
struct HeaderWidths
{
    int title = 0;
    int pin = 0;
    int attention = 0;
    int badge = 0;
};

/// Where title, pin, attention badge and badge stand in a header. The badges stand at the right end, the pin behind the
/// title.
/// Invariant: they stand in that order and never overlap. Where there is no room for all, the title gives way first,
/// down to leastTitlePx; then the attention badge, down to leastTextPx and then altogether; the badge last.
struct HeaderPlaces
{
    static constexpr int leastTitlePx = 96;
    static constexpr int leastTextPx = 48;

    HeaderPlace title;
    HeaderPlace pin;
    HeaderPlace attention;
    HeaderPlace badge;

    /// Within [left, left + width), `gap` apart.
    static HeaderPlaces within(int left, int width, const HeaderWidths &wanted, int gap);
};

} // namespace watchglass::ui
