#pragma once

#include "core/exchange/import_report.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>

class QSettings;

namespace watchglass::ui {
class ImportDialog;
class MainWindow;
} // namespace watchglass::ui

namespace watchglass::app {

/// Files of other programs in the window: asks how each is to be read, one after the other, opens the session that came
/// of it, and says what was left out.
/// Thread: GUI. Requires: the window outlives it.
class ImportControl : public QObject
{
    Q_OBJECT

public:
    /// `folder`: where sessions go. `settings`: where is kept what was said of files; outlives it. `open` shows one.
    ImportControl(ui::MainWindow &window, QString folder, QSettings &settings,
                  std::function<bool(const QString &session)> open);
    ~ImportControl() override;

    /// Asks for files.
    void choose();
    /// Asks how to read this one, as soon as no other is asked about.
    void ask(const QString &path);
    /// Null while nothing is asked.
    ui::ImportDialog *dialog() const;
    /// What came of the last import.
    void showReport();

private:
    void next();
    void imported(const QString &path, const QString &session, const exchange::ImportReport &report);

    ui::MainWindow &m_window;
    const QString m_folder;
    QSettings &m_settings;
    const std::function<bool(const QString &)> m_open;
    QStringList m_waiting;
    QPointer<ui::ImportDialog> m_dialog;
    QString m_reported; ///< The file that m_report is of.
    QStringList m_report;
};

} // namespace watchglass::app
