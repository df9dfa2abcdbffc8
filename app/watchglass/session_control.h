#pragma once

#include "app/watchglass/errand.h"
#include "app/watchglass/replay_control.h"
#include "core/replay/session_alignment.h"
#include "ui/shell/sessions_dialog.h"

#include <QPointer>

namespace watchglass::app {

/// The window of open recordings: lists them, moves them against each other, and finds out by how much.
/// Thread: GUI; series are compared on a thread of its own. Requires: window and replay outlive it.
class SessionControl : public QObject
{
    Q_OBJECT

public:
    SessionControl(ui::MainWindow &window, ReplayControl &replay);

    void openDialog();
    /// Null while it is closed.
    ui::SessionsDialog *dialog() { return m_dialog; }

private:
    using Session = ReplayControl::Session;

    void connectDialog();
    void list();
    void offerSeries(int session, int reference);
    void alignBegins(int session, int reference);
    void alignMarkers(int session, int reference);
    void search(int session, int reference, const QString &series, Duration mostShift);
    void found(const Result<exchange::Alignment> &alignment, Duration referenceOffset);

    ui::MainWindow &m_window;
    ReplayControl &m_replay;
    QPointer<ui::SessionsDialog> m_dialog;
    std::vector<replay::SharedSeries> m_shared; ///< Of the two that are chosen.
    Errand m_search;
};

} // namespace watchglass::app
