#pragma once

#include "ui/models/marker_list_model.h"

#include <QDialog>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace watchglass::ui {

/// What was remarked in the open recordings, to be searched, gone to, changed and deleted, and brought back. Knows
/// nothing of files: it shows what it is told and says what the operator wants.
/// Thread: GUI.
class MarkersDialog : public QDialog
{
    Q_OBJECT

public:
    explicit MarkersDialog(QTimeZone zone, QWidget *parent = nullptr);

    /// By time. The one that was chosen stays so, or the next one when it is gone.
    void setMarkers(std::vector<MarkerRow> rows);
    /// What was deleted last and can be brought back; empty for nothing.
    void setRemoved(const QString &text);
    void showProblem(const QString &text);

    MarkerListModel &model() { return *m_model; }
    QLineEdit &search() { return *m_search; }
    /// Null for none.
    const MarkerRow *current() const;
    void select(int row);

Q_SIGNALS:
    void goRequested(const watchglass::ui::MarkerRow &row);
    void addRequested();
    void editRequested(const watchglass::ui::MarkerRow &row);
    void textChosen(const watchglass::ui::MarkerRow &row, const QString &text);
    void removeRequested(const watchglass::ui::MarkerRow &row);
    void undoRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    QWidget *buttonColumn();
    void connectParts();
    void follow();

    MarkerListModel *m_model;
    QSortFilterProxyModel *m_found;
    QTableView *m_table;
    QLineEdit *m_search;
    QLabel *m_note;
    QPushButton *m_go;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_remove;
    QPushButton *m_undo;
};

} // namespace watchglass::ui
