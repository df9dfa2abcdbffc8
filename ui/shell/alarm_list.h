#pragma once

#include "ui/models/mark.h"

#include <QWidget>

class QLabel;
class QModelIndex;
class QPushButton;
class QSortFilterProxyModel;
class QSpacerItem;
class QTableView;

namespace watchglass::ui {

class AlarmTableModel;

/// Alarms, the most urgent first, and what can be told to their service about them.
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
    /// Unacknowledged ones, and the mark of the most urgent of them (Mark::None without any).
    std::size_t unacknowledged() const { return m_unacknowledged; }
    Mark mark() const { return m_mark; }
    /// At the left of its first line, where whoever shows it has something of its own.
    void setLeadingRoom(int widthPx);

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void acknowledgeRequested(const QString &source, const QString &id);
    void resolveRequested(const QString &source, const QString &id);
    /// unacknowledged() or mark() is another.
    void urgencyChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QList<QModelIndex> selectedRows() const;
    void updateButtons();
    void placeHint();
    void tellUrgency();

    AlarmTableModel &m_model;
    QSortFilterProxyModel *m_sorted;
    QTableView *m_table;
    QSpacerItem *m_room;
    QLabel *m_summary;
    QLabel *m_hint;
    QPushButton *m_acknowledge;
    QPushButton *m_resolve;
    std::size_t m_unacknowledged = 0;
    Mark m_mark = Mark::None;
};

} // namespace watchglass::ui
