#pragma once

#include <QByteArray>
#include <QRect>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace watchglass::ui {

/// Panels beside, above or behind each other: one panel, or parts in a row, a column or tabs.
struct DockNode
{
    enum class Kind { Panel, Row, Column, Tabs };

    Kind kind = Kind::Panel;
    QString panel;                 ///< Name of the one panel.
    std::optional<QRect> floating; ///< A panel that is torn off: where it stands; its place in the tree waits for it.
    int sizePx = 0;                ///< Along the row or column that it is a part of; 0 where nothing is known.
    int current = 0;               ///< Which of the tabs is in front.
    std::vector<DockNode> parts;

    friend bool operator==(const DockNode &, const DockNode &) = default;
};

/// What is docked to one side of a desk.
struct DockArea
{
    Qt::DockWidgetArea side = Qt::TopDockWidgetArea;
    QSize size;
    DockNode root;

    friend bool operator==(const DockArea &, const DockArea &) = default;
};

/// Panels torn off together: a window of tabs.
struct FloatingDocks
{
    QRect place;
    DockNode root;

    friend bool operator==(const FloatingDocks &, const FloatingDocks &) = default;
};

/// How the panels of a desk are docked, by their names.
///
/// QMainWindow keeps this as bytes whose layout is no public interface but has stayed the same since Qt 5.0, because
/// programs keep such bytes on disk. Read and written here, they become text that people can compare; where a later
/// Qt writes something else, read() says so and the caller keeps the bytes as they are.
struct DockTree
{
    std::vector<DockArea> areas;
    std::vector<FloatingDocks> floating;

    /// What QMainWindow::saveState() gave; nothing when it is of another form.
    static std::optional<DockTree> read(const QByteArray &state);
    /// What QMainWindow::restoreState() takes.
    QByteArray write() const;

    /// All panels, each once, in the order of the tree.
    std::vector<QString> panels() const;
    /// The same with these panels only: each where it is named first, nothing empty, no row of one.
    DockTree with(const QSet<QString> &panels) const;
    /// The same without anything that a larger or smaller window changes: what is beside what.
    DockTree shape() const;

    friend bool operator==(const DockTree &, const DockTree &) = default;
};

} // namespace watchglass::ui
