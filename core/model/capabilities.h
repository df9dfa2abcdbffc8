#pragma once

namespace watchglass {

/// What a source can be asked for, as far as its client knows by now.
struct Capabilities
{
    bool rate = false;        ///< To send less often.
    bool subset = false;      ///< To send chosen devices or series only.
    bool history = false;     ///< Samples of the past, so that gaps can be filled.
    bool acknowledge = false; ///< To take note of alarms.
    bool publish = false;     ///< To take samples from us.

    friend bool operator==(const Capabilities &, const Capabilities &) = default;
};

} // namespace watchglass
