#pragma once

#include "core/model/alarm_event.h"

#include <cstdint>
#include <vector>

namespace watchglass::alarm {

inline constexpr int soundRateHz = 44'100;

/// What an alarm sounds like: one channel of 16-bit samples at soundRateHz. Three patterns that are told apart by
/// rhythm and not only by pitch: critical five quick pulses, warning three slower ones, information one low pair.
/// Pulses swell and fade within 20 ms, so that nothing clicks.
std::vector<std::int16_t> soundPattern(AlarmPriority priority);

} // namespace watchglass::alarm
