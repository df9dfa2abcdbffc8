#pragma once

#include <QWidget>

class QLabel;
class QModelIndex;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace watchglass::ui {

class AlarmTableModel;

/// The foot of the desk: alarms, the most urgent first, and what can be told to their service about them.
/// Thread: GUI.
class AlarmList : public QWidget
{
    Q_OBJECT

public:
    explicit AlarmList(AlarmTableModel &model, QWidget *parent = nullptr);

    /// Brings the table and the counts up to date with the book.
    void refresh();
    void acknowledgeSelected();
    void resolveSelected();
    QTableView &table() { return *m_table; }

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void acknowledgeRequested(const QString &source, const QString &id);
    void resolveRequested(const QString &source, const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QList<QModelIndex> selectedRows() const;
    void updateButtons();
    void placeHint();

    AlarmTableModel &m_model;
    QSortFilterProxyModel *m_sorted;
    QTableView *m_table;
    QLabel *m_summary;
    QLabel *m_hint;
    QPushButton *m_acknowledge;
    QPushButton *m_resolve;
};

} // namespace watchglass::ui
