#pragma once

#include "ui/desk/workspaces.h"

#include <QUndoStack>

namespace watchglass::ui {

/// Undo and redo for the layout of all workspaces.
///
/// Nobody tells it what is being done: it compares the desks with what they were when it looked last, after each
/// change that they announce and now and then besides, and what differs is a step. So whatever changes the layout can
/// be undone. A step back leaves the panels alive that are the same on both sides of it.
/// Thread: GUI. Requires: the workspaces outlive it.
class DeskHistory : public QObject
{
    Q_OBJECT

public:
    explicit DeskHistory(Workspaces &workspaces, QObject *parent = nullptr);

    QUndoStack &steps() { return m_steps; }
    /// Looks for a step. Returns what the desks are now.
    DesksState check();
    /// What is there was put there by no one: it cannot be undone.
    void startAnew();
    /// Everything becomes `state`, and that is a step.
    void replace(const DesksState &state, const QString &step);
    void undo();
    void redo();
    /// Locked workspaces stay as they are: an undo or redo that would change one is refused.
    bool isRefused(const DesksState &wanted) const;

Q_SIGNALS:
    /// An undo or redo would have changed a locked workspace.
    void refused();

private:
    void look();
    void refresh();
    void move(bool isBack);
    void apply(const DesksState &state, Desk::Restore how);

    class Step;
    Workspaces &m_workspaces;
    QUndoStack m_steps;
    DesksState m_last;
    bool m_isBusy = false; ///< It changes the desks itself.
    bool m_isWaiting = false;
};

} // namespace watchglass::ui
