#pragma once

#include "app/watchglass/errand.h"
#include "app/watchglass/replay_control.h"
#include "ui/dialogs/sample_export_dialog.h"

#include <QPointer>

namespace watchglass::app {

/// Writes samples to files of other programs: what the window holds, or an open recording. The work is done on a thread
/// of its own; a file is only there when it is whole.
/// Thread: GUI. Requires: window, replay and store outlive it.
class ExportControl : public QObject
{
    Q_OBJECT

public:
    ExportControl(ui::MainWindow &window, ReplayControl &replay, const store::SeriesStore &store);
    ~ExportControl() override;

    void openDialog();
    /// Null while it is closed.
    ui::SampleExportDialog *dialog() { return m_dialog; }

private:
    std::optional<ui::SampleExportDialog::View> view() const;
    void list();
    void start();
    void written(const QString &path, const Result<exchange::ExportReport> &report);

    ui::MainWindow &m_window;
    ReplayControl &m_replay;
    const store::SeriesStore &m_store;
    QPointer<ui::SampleExportDialog> m_dialog;
    Errand m_work;
};

} // namespace watchglass::app
