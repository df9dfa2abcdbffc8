#pragma once

#include "ui/models/alarm_table_model.h"

#include <QObject>

#include <array>

class QTableView;

namespace watchglass::ui {

/// How wide the columns of the alarm table are, in letters (each as wide as a heavy digit), when there are `letters`
/// for all of them; 0 for one that has no room. What an operator must read comes first: what happened is always whole
/// words, and columns that the mark, the weight of a row and the tool tips say as well go before it is cut.
std::array<int, AlarmTableModel::ColumnCount> fitAlarmColumns(int letters);

/// Gives the columns of the alarm table the room that there is, each time that becomes another, until the operator
/// gives one a width of their own. The header's menu goes back to that.
/// Thread: GUI. Owned by the table.
class AlarmColumns : public QObject
{
    Q_OBJECT

public:
    explicit AlarmColumns(QTableView &table);

    /// What the operator chose; empty while they chose nothing.
    QByteArray save() const;
    void restore(const QByteArray &state);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void fitAgain();

    QTableView &m_table;
    bool m_isChosen = false;
    bool m_isFitting = false;
};

} // namespace watchglass::ui
