#pragma once

#include <QColor>
#include <QIcon>

namespace watchglass::ui {

/// An icon of resources/icons by its name without ending, drawn in `colour`; its disabled state in the theme's faint
/// text colour. Null when there is no such icon.
QIcon icon(const QString &name, const QColor &colour);
/// The same in the current theme's colour for labels. Ask anew after a change of theme.
QIcon icon(const QString &name);

} // namespace watchglass::ui
