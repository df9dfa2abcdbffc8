#pragma once

#include <QColor>
#include <QFont>
#include <QString>
#include <QStringList>

#include <vector>

class QApplication;

namespace watchglass::ui {

/// Sizes that every widget shares, in device-independent pixels. One spacing step, one radius.
namespace metrics {
inline constexpr int step = 4;
inline constexpr int radius = 4;
inline constexpr int textSmall = 11;
inline constexpr int text = 13;
inline constexpr int textLarge = 16;
inline constexpr int textDisplay = 28;
} // namespace metrics

/// Every colour of the program by its duty. Data has the most contrast, chrome the least; red, amber, cyan and
/// magenta are for alarms and invalid data alone, never for a trace.
struct Theme
{
    QString name; ///< "dark", "light" or "contrast".
    bool isDark = true;
    int focusWidth = 1; ///< Of the line round what has the focus, in device-independent pixels.

    QColor window;    ///< Behind everything.
    QColor surface;   ///< Panels, tables, tree.
    QColor raised;    ///< Menus, tool tips, hovered rows.
    QColor hairline;  ///< Lines between regions, one physical pixel.
    QColor grid;      ///< Grid of plots.
    QColor text;      ///< Values and titles.
    QColor textMuted; ///< Labels, axes, units.
    QColor textFaint; ///< Disabled, placeholders.
    QColor accent;    ///< Primary buttons, what is switched on, the live mark.
    QColor onAccent;  ///< Text on that.
    QColor focus;     ///< Line round what has the focus.
    QColor selection; ///< Background of selected rows.

    QColor critical;    ///< Alarm ▲.
    QColor warning;     ///< Alarm ◆.
    QColor information; ///< Alarm ●.
    QColor invalid;     ///< Not to be believed.

    std::vector<QColor>
        series; ///< Traces, in order of assignment; told apart also by the three common colour-blindnesses.
};

/// The themes by name; the first is the default.
QStringList themeNames();
/// The named theme; the default one when there is none of that name.
const Theme &themeByName(const QString &name);
/// Sets palette, style sheet and fonts of the whole program. Widgets that paint themselves get a PaletteChange.
void applyTheme(QApplication &application, const Theme &theme);
/// What applyTheme() set last; the default before.
const Theme &currentTheme();

/// The program's font at a size of `metrics`. Figures may have different widths: for numbers, numberFont().
QFont textFont(int sizePx = metrics::text);
/// A font whose figures are all equally wide, so that columns of changing numbers do not dance: the program's own
/// where it has such figures, else the nearest installed one.
QFont numberFont(int sizePx = metrics::text);

} // namespace watchglass::ui
