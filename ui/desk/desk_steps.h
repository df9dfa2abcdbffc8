#pragma once

#include "ui/desk/desk_state.h"

#include <optional>

namespace watchglass::ui {

/// What an operator did between two states of the desks, in words that follow "Undo ": "close panel". Nothing when the
/// layout is the same: sizes, which workspace and panel is in front, zoom, pins and locks are no steps.
std::optional<QString> stepBetween(const DesksState &before, const DesksState &after);

} // namespace watchglass::ui
