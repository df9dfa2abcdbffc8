#pragma once

#include "core/model/sample.h"

#include <string_view>
#include <vector>

namespace watchglass::protocol::sensocto {

/// Samples of one attribute as the server packs them: base64 of, in little-endian order, a version byte (1), the first
/// time in ms (int64), the first value (float32), then for each further sample a step of 0.01 (int8) and the ms since
/// the one before (uint16); a step of -128 means that the value itself follows (float32), and then the ms. Rounding
/// errors of the steps add up until such a reset.
///
/// Appends to `out`; false when the text is no base64, of another version or cut short. What was whole before the cut
/// is in `out` all the same.
bool decodeDelta(std::string_view base64, std::vector<Sample> &out);

} // namespace watchglass::protocol::sensocto
