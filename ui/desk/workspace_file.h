#pragma once

#include "core/base/result.h"
#include "ui/desk/desk_state.h"
#include "ui/desk/screen_places.h"

namespace watchglass::ui {

/// Workspaces as text (`*.wgdesk`): JSON, one thing a line, keys in the order of the alphabet, so that two versions
/// can be compared line by line. What a reader does not know it keeps, and writes it again.
///
///     {
///         "current": 0,
///         "format": "watchglass-desk",
///         "version": 1,
///         "workspaces": [
///             {
///                 "current": "panel-1",
///                 "id": "desk-1",
///                 "layout": { "top": { "row": [ { "panel": "panel-1", "size": 800 }, … ], "height": …, "width": … } },
///                 "locked": false,
///                 "name": "Ward",
///                 "panels": [ { "name": "panel-1", "panel": { "kind": "plot", … } }, … ]
///             }
///         ]
///     }
///
/// A layout's part is a panel, or a "row", "column" or "tabs" of parts; its size is in pixels along what it stands in.
/// Torn-off panels have their place relative to a named screen.
namespace workspace_file {

inline constexpr int version = 1;

QByteArray write(const DesksState &state, const std::vector<ScreenPlace> &screens);
/// An error's text says what is wrong with the text and what to do.
Result<DesksState> read(const QByteArray &text, const std::vector<ScreenPlace> &screens);

} // namespace workspace_file

} // namespace watchglass::ui
