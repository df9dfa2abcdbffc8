#pragma once

#include "core/exchange/importer.h"
#include "ui/dialogs/import_columns.h"
#include "ui/dialogs/import_memory.h"
#include "ui/dialogs/import_run.h"

#include <QDialog>

#include <map>
#include <optional>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSettings;

namespace watchglass::ui {

class ImportFileFields;
class ImportSeries;
class ImportTableFields;
class ImportTimeFields;

/// Says how a file of another program is to be read, shows at once what would come of it, and imports it into a session
/// file. Of a table the first rows are shown as they would be taken; of other files, which are read whole for that, the
/// series. What keeps the file from being imported stands in the dialog, with the line.
/// Thread: GUI; files are read in a thread of their own, which can be stopped.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr std::size_t shownRows = 60;

    /// `folder`: where the session goes, made when it is not there. `program`: as which it is written. `settings`:
    /// where is kept what was said of a table, and outlives it.
    ImportDialog(QString path, QString folder, QString program, QSettings &settings, QWidget *parent = nullptr);
    ~ImportDialog() override;

    const QString &path() const { return m_path; }
    /// What would be imported; nothing of it was when there is a problem.
    exchange::ImportOptions options() const;
    QString problem() const;
    bool canImport() const;
    ImportColumns &columns() { return *m_columns; }
    ImportTimeFields &times() { return *m_times; }
    bool isImporting() const { return m_isImporting; }

public Q_SLOTS:
    /// Imports; closes the dialog when the session is there.
    void start();
    /// While it imports, stops that first.
    void reject() override;

Q_SIGNALS:
    void imported(const QString &session, const exchange::ImportReport &report);

private:
    void layOut();
    QWidget *makeFields();
    QWidget *makePreview();
    QWidget *buttonRow();
    void load();
    void recall();
    void read();
    void readTable();
    void takeUse(int column, exchange::ColumnUse use);
    void runEnded();
    void tried(const Result<exchange::Trial> &trial);
    void ended(const Result<exchange::Trial> &outcome);
    void showRefusal();
    void showProblem(const QString &text);
    void setImporting(bool isImporting);
    QString freeName() const;

    const QString m_path;
    const QString m_folder;
    const QString m_program;
    QSettings &m_settings;
    std::optional<ImportMemory> m_memory; ///< Of the table at hand.
    exchange::FileBeginning m_beginning;
    std::map<int, exchange::ColumnUse> m_uses; ///< As chosen, by the column's number from 0.
    QString m_session;                         ///< What is being written.
    bool m_isImporting = false;
    QLineEdit *m_source;
    QLineEdit *m_device;
    QWidget *m_fields = nullptr;
    QWidget *m_preview = nullptr;
    ImportTableFields *m_table;
    ImportTimeFields *m_times;
    ImportFileFields *m_others = nullptr; ///< Null for a table.
    ImportColumns *m_columns;
    ImportSeries *m_series; ///< Of what is no table.
    QLabel *m_found;
    QLabel *m_problem;
    QProgressBar *m_progress;
    QPushButton *m_import;
    QTimer m_soon; ///< Until a file that is read whole is read again.
    ImportRun m_run;
};

} // namespace watchglass::ui
