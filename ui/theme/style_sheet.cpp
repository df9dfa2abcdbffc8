#include "ui/theme/style_sheet.h"

#include "ui/theme/theme.h"

namespace watchglass::ui {

namespace {

// Names in @ are colours of the theme; see styleSheet().
constexpr auto sheet = R"(
* { outline: none; }
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @window; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: @accent; }
QSplitter::handle { background: @hairline; }
QSplitter::handle:hover { background: @accent; }
QToolTip { background: @raised; color: @text; border: 1px solid @hairline; padding: 6px 8px; }

QLabel[role="title"] { font-weight: 600; }
QLabel[role="display"] { font-size: 28px; font-weight: 600; }
QLabel[role="heading"] { font-size: 16px; font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="faint"] { color: @faint; }
QLabel[role="caption"] { color: @muted; font-size: 11px; font-weight: 600; }
QLabel[role="small"] { color: @muted; font-size: 11px; }
QLabel[role="replay"] { background: @accent; color: @onAccent; border-radius: @radius; padding: 2px 6px; font-size: 11px; font-weight: 600; }
QLabel[role="error"] { color: @text; }
QWidget[role="bar"] { background: @surface; }
QWidget[role="surface"] { background: @surface; }
QFrame[role="notice"] { background: @raised; border-bottom: 1px solid @hairline; }
QWidget[role="card"] { background: @surface; border: 1px solid @hairline; border-radius: @radius; }

QMenuBar { background: @surface; color: @muted; border-bottom: 1px solid @hairline; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: @radius; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @raised; color: @text; }
QMenu { background: @raised; color: @text; border: 1px solid @hairline; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 24px; border-radius: @radius; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }
QMenu::indicator { width: 8px; height: 8px; left: 8px; border-radius: 4px; }
QMenu::indicator:checked { background: @accent; }

QPushButton { background: @raised; color: @text; border: 1px solid @hairline; border-radius: @radius;
              padding: 4px 12px; min-height: 20px; }
QPushButton:hover { border-color: @faint; }
QPushButton:focus { border: @focusWidth solid @focus; }
QPushButton:pressed { background: @selection; }
QPushButton:disabled { color: @faint; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[role="primary"]:hover { border-color: @text; }
QPushButton[role="primary"]:focus { border: @focusWidth solid @text; }
QPushButton[role="primary"]:disabled { background: @raised; color: @faint; border-color: @hairline; }
QToolButton { background: transparent; color: @muted; border: 1px solid transparent; border-radius: @radius; padding: 2px; }
QToolButton:hover { background: @raised; color: @text; }
QToolButton:focus { border: @focusWidth solid @focus; }
QToolButton:pressed, QToolButton:checked { background: @selection; color: @text; }
QToolButton:disabled { color: @faint; }
QToolButton::menu-indicator { image: none; }

QToolButton[role="switch"] { padding: 4px 6px; min-height: 20px; }
QCheckBox { color: @muted; spacing: 6px; }
QCheckBox:hover, QCheckBox:focus { color: @text; }
QCheckBox::indicator { width: 12px; height: 12px; background: @window; border: 1px solid @faint; border-radius: 2px; }
QCheckBox::indicator:focus { border: @focusWidth solid @focus; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check.svg); }

QTableView::indicator { width: 12px; height: 12px; background: @window; border: 1px solid @faint; border-radius: 2px; }
QTableView::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check.svg); }

QLineEdit { background: @window; color: @text; border: 1px solid @hairline; border-radius: @radius; padding: 3px 6px;
            min-height: 20px; selection-background-color: @selection; selection-color: @text; }
QLineEdit:hover { border-color: @faint; }
QLineEdit:focus { border: @focusWidth solid @focus; }

QComboBox, QSpinBox, QDoubleSpinBox { background: @window; color: @text; border: 1px solid @hairline;
    border-radius: @radius; padding: 3px 6px; min-height: 20px; selection-background-color: @selection;
    selection-color: @text; }
QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover { border-color: @faint; }
QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: @focusWidth solid @focus; }
QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/chevron-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @raised; color: @text; border: 1px solid @hairline; padding: 4px;
    selection-background-color: @selection; selection-color: @text; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: 18px; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; width: 18px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/icons/chevron-up.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/icons/chevron-down.svg); width: 10px; height: 10px; }

QListView { background: @surface; color: @text; border: 1px solid transparent; selection-background-color: @selection;
    selection-color: @text; }
QListView::item { padding: 4px 8px; border: none; }
QListView::item:hover { background: @raised; }
QListView::item:selected { background: @selection; color: @text; }
QListView:focus { border: @focusWidth solid @focus; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: @window; border: none; }
QFrame[role="palette"] { background: @raised; border: 1px solid @hairline; border-radius: @radius; }
QFrame[role="palette"] QListView { background: @raised; border: none; }

QTreeView, QTableView { background: @surface; color: @text; border: 1px solid transparent; selection-background-color: @selection;
                        selection-color: @text; }
QTreeView:focus, QTableView:focus { border: @focusWidth solid @focus; }
QTreeView::item, QTableView::item { border: none; padding: 0 4px; }
QTreeView::item:hover, QTableView::item:hover { background: @raised; }
QTreeView::item:selected, QTableView::item:selected { background: @selection; color: @text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:selected { background: @selection; }
QTreeView::branch:has-children:closed { image: url(:/icons/chevron-right.svg); }
QTreeView::branch:has-children:open { image: url(:/icons/chevron-down.svg); }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @hairline;
                       padding: 0 5px; font-size: 11px; min-height: 24px; }
QHeaderView::section:vertical { border: none; min-height: 0; }
QTableCornerButton::section { background: @surface; border: none; border-bottom: 1px solid @hairline; }
QHeaderView::section:hover { color: @text; }
QHeaderView::down-arrow { image: url(:/icons/chevron-down.svg); width: 12px; height: 12px; subcontrol-position: right; }
QHeaderView::up-arrow { image: url(:/icons/chevron-up.svg); width: 12px; height: 12px; subcontrol-position: right; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QDockWidget { color: @muted; font-size: 11px; }
QTabBar { background: @window; border: none; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-top: 2px solid transparent;
               padding: 4px 12px; min-height: 18px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { background: @surface; color: @text; border-top-color: @accent; }
QTabBar[role="inline"] { background: transparent; }
QTabBar[role="inline"]::tab { font-weight: 600; padding: 7px 8px 9px 8px; min-height: 20px; }
QTabBar::tab:focus, QTabBar[role="inline"]::tab:focus { color: @focus; }

QStatusBar { background: @surface; color: @muted; border-top: 1px solid @hairline; }
QStatusBar::item { border: none; }
)";

} // namespace

QString styleSheet(const Theme &theme)
{
    QString text = QString::fromLatin1(sheet);
    const auto put = [&text](const char *name, const QString &value) { text.replace(QLatin1String(name), value); };
    put("@window", theme.window.name());
    put("@surface", theme.surface.name());
    put("@raised", theme.raised.name());
    put("@hairline", theme.hairline.name());
    put("@scroll", theme.isDark ? theme.hairline.lighter(125).name() : theme.hairline.darker(108).name());
    put("@text", theme.text.name());
    put("@muted", theme.textMuted.name());
    put("@faint", theme.textFaint.name());
    put("@accent", theme.accent.name());
    put("@onAccent", theme.onAccent.name());
    put("@focusWidth", QStringLiteral("%1px").arg(theme.focusWidth));
    put("@focus", theme.focus.name());
    put("@selection", theme.selection.name());
    put("@radius", QStringLiteral("%1px").arg(metrics::radius));
    return text;
}

} // namespace watchglass::ui
