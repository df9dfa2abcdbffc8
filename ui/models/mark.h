#pragma once

namespace watchglass::ui {

/// The shape, and with it the colour, that says how something stands. Shape and colour always come together, so that
/// neither is needed alone; what is normal is grey.
enum class Mark {
    None,
    Normal,      ///< Filled grey disc.
    Working,     ///< Half-filled grey disc: under way.
    Absent,      ///< Hollow grey ring: offline, stopped, over.
    Unknown,     ///< Grey dash.
    Information, ///< Cyan disc.
    Warning,     ///< Amber diamond.
    Critical,    ///< Red triangle.
    Invalid,     ///< Magenta cross: not to be believed.
};

} // namespace watchglass::ui
