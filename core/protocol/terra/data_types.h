#pragma once

#include <array>
#include <string_view>

namespace watchglass::protocol::terra {

/// How a type's payload is to be read.
enum class Shape {
    Scalar,   ///< `val`, one number.
    Vector,   ///< `d`, one number for each component.
    Waveform, ///< `d`, successive samples of one quantity; or `val`, one of them.
};

/// One type of the gateway's `t`, by what the service publishes of it.
struct DataType
{
    std::string_view name;
    std::string_view unit; ///< Empty when there is none.
    Shape shape = Shape::Scalar;
    std::array<std::string_view, 3> components = {}; ///< Of vectors.
    bool isStepped = false; ///< Counts and states: a value holds until the next. Counts may fall back to 0.
    /// False: published texts disagree about the unit, so it is shown with a question mark until somebody says which.
    bool isUnitVerified = true;
};

/// The type that `name` (in capitals) ends with, the longest there is, at the start or after an underscore:
/// "RUNNING_STEPS_CADENCE" is a STEPS_CADENCE. Null when no known type does.
const DataType *dataType(std::string_view name);

} // namespace watchglass::protocol::terra
