#pragma once

#include "core/base/result.h"
#include "ui/models/alarm_history_model.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;
class QTimer;

namespace watchglass::ui {

/// What happened to alarms, the newest first, with a search, and as a file for spreadsheets.
/// Thread: GUI. Requires: the journal outlives it.
class AlarmHistoryDialog : public QDialog
{
    Q_OBJECT

public:
    AlarmHistoryDialog(const alarm::AlarmJournal &journal, QTimeZone zone, QWidget *parent = nullptr);

    /// Takes over what happened since.
    void refresh();
    AlarmHistoryModel &model() { return *m_model; }
    QLineEdit &search() { return *m_search; }
    /// Writes what is found, the newest first, as CSV in UTF-8.
    Result<void> exportTo(const QString &path) const;

private:
    void setUpSearch();
    void setUpTable();
    void applyFilter();
    void askAndExport();
    void showCount();

    const alarm::AlarmJournal &m_journal;
    AlarmHistoryModel *m_model;
    QLineEdit *m_search;
    QComboBox *m_deed;
    QComboBox *m_priority;
    QTableView *m_table;
    QLabel *m_count;
    QTimer *m_settle;
};

} // namespace watchglass::ui
