#pragma once

#include "app/watchglass/comparison_plot.h"
#include "app/watchglass/errand.h"
#include "app/watchglass/replay_control.h"
#include "core/replay/session_comparison.h"
#include "ui/shell/comparison_dialog.h"

#include <QPointer>

namespace watchglass::app {

/// The comparison of two open recordings: asks for it, has it done on a thread of its own, lists what differs, and
/// shows it on the desk. Thread: GUI. Requires: window, replay and store outlive it.
class ComparisonControl : public QObject
{
    Q_OBJECT

public:
    /// `forget`: see ComparisonPlot.
    ComparisonControl(ui::MainWindow &window, ReplayControl &replay, store::SeriesStore &store,
                      std::function<void(const QString &source)> forget);

    void openDialog();
    /// Null while it is closed.
    ui::ComparisonDialog *dialog() { return m_dialog; }
    /// A tick.
    void advance() { m_plot.advance(m_replay.now()); }

Q_SIGNALS:
    /// The operator wants another recording to be opened.
    void openRequested();

private:
    using Session = ReplayControl::Session;

    void connectDialog();
    void list();
    void compare();
    void compared(const Result<replay::SessionComparison> &comparison);
    void look(int row);
    std::optional<SeriesKey> here(int session, const std::optional<SeriesKey> &key) const;

    ui::MainWindow &m_window;
    ReplayControl &m_replay;
    ComparisonPlot m_plot;
    QPointer<ui::ComparisonDialog> m_dialog;
    Errand m_work;
    ui::ComparisonDialog::Wish m_wish;                    ///< What goes on, or was compared last.
    std::vector<replay::SessionComparison::Pair> m_pairs; ///< Of the rows about series.
};

} // namespace watchglass::app
