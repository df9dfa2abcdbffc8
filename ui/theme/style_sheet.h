#pragma once

#include <QString>

namespace watchglass::ui {

struct Theme;

/// The program's one style sheet in the theme's colours. Widgets choose a part by the dynamic property "role"
/// ("title", "muted", "display", "bar", "flat", "primary", "error", "card" …).
QString styleSheet(const Theme &theme);

} // namespace watchglass::ui
