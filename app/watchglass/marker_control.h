#pragma once

#include "app/watchglass/replay_control.h"
#include "ui/shell/markers_dialog.h"

#include <QPointer>

namespace watchglass::app {

/// Remarks on recordings that are open: set, changed and deleted in their files, listed, and gone to. A file that
/// cannot be changed is said, and stays as it is. Thread: GUI. Requires: window and replay outlive it.
class MarkerControl : public QObject
{
    Q_OBJECT

public:
    MarkerControl(ui::MainWindow &window, ReplayControl &replay);

    /// A marker where the playhead stands.
    void mark();
    /// Asks for what to remark; begins with the loop, or with the instant at which the playhead stands.
    void annotate();
    void openList();
    /// Brings back what was deleted last.
    void undo();
    /// Null while it is closed.
    ui::MarkersDialog *list() { return m_list; }

private:
    using Session = ReplayControl::Session;

    const Session *sessionHere() const;
    void add(const Session &session, const recording::Marker &marker);
    void change(const ui::MarkerRow &row, const recording::Marker &marker);
    void edit(const ui::MarkerRow &row);
    void remove(const ui::MarkerRow &row);
    void ask(const Session &session, const recording::Marker &marker,
             std::function<void(const recording::Marker &)> then);
    void told(int session, const Result<void> &done);
    void showList();

    ui::MainWindow &m_window;
    ReplayControl &m_replay;
    QPointer<ui::MarkersDialog> m_list;
    std::vector<ui::MarkerRow> m_removed; ///< The newest last; times as recorded.
};

} // namespace watchglass::app
