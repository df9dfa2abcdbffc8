#pragma once

#include "core/alarm/alarm_filter.h"
#include "core/alarm/alarm_life.h"
#include "ui/models/mark.h"

#include <QWidget>

class QLabel;
class QLayout;
class QModelIndex;
class QPushButton;
class QSpacerItem;
class QSplitter;
class QTableView;
class QTimer;

namespace watchglass::ui {

class AlarmColumns;
class AlarmDetails;
class AlarmFilterBar;
class AlarmTableModel;
class ElidedLabel;

/// Alarms, the most urgent first, details of the one that is selected, and what operators can do: the list asks, others
/// do. There is no order for all alarms at once, only for those that are selected.
/// Thread: GUI.
class AlarmList : public QWidget
{
    Q_OBJECT

public:
    explicit AlarmList(AlarmTableModel &model, QWidget *parent = nullptr);

    /// Brings the table and the counts up to date.
    void refresh();
    /// With what stands in the details' note.
    void acknowledgeSelected();
    void resolveSelected();
    void resetSelected();
    void shelveSelected(Duration length);
    /// Asks for how long.
    void shelveSelectedFor();
    void unshelveSelected();
    void withdrawSelected(alarm::Withdrawal how);
    void showSelected();
    QTableView &table() { return *m_table; }
    AlarmDetails &details() { return *m_details; }
    AlarmFilterBar &filterBar() { return *m_filterBar; }
    /// Unacknowledged ones, and the mark of the most urgent of them (Mark::None without any).
    std::size_t unacknowledged() const { return m_unacknowledged; }
    Mark mark() const { return m_mark; }
    QString summary() const;
    /// A flood of this many new alarms in 10 s; 0: none.
    void setFlood(std::uint64_t recent);
    /// For how long sounds are muted.
    void setMuteLeft(std::optional<Duration> left);
    /// Something to know of alarms as a whole, e.g. that there is no audio device.
    void setNote(const QString &note);
    void setFlashing(bool isFlashing);
    /// At the left of its first line, where whoever shows it has something of its own.
    void setLeadingRoom(int widthPx);

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void acknowledgeRequested(const QList<watchglass::alarm::AlarmId> &alarms, const QString &note);
    void resolveRequested(const QList<watchglass::alarm::AlarmId> &alarms);
    void resetRequested(const QList<watchglass::alarm::AlarmId> &alarms);
    void shelveRequested(const QList<watchglass::alarm::AlarmId> &alarms, watchglass::Duration length);
    void unshelveRequested(const QList<watchglass::alarm::AlarmId> &alarms);
    /// Off when all of them are withdrawn in that way already.
    void withdrawRequested(const QList<watchglass::alarm::AlarmId> &alarms, watchglass::alarm::Withdrawal how,
                           bool isWithdrawn);
    void showRequested(const watchglass::alarm::AlarmId &alarm);
    /// Zero or less: no longer.
    void muteRequested(watchglass::Duration length);
    void rulesRequested();
    void newRuleRequested();
    void historyRequested();
    /// unacknowledged() or mark() is another.
    void urgencyChanged();

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpTable();
    void layOut();
    QPushButton *menuButton(const QString &text, const QString &toolTip);
    void fillMenus();
    QList<QModelIndex> selectedRows() const;
    /// Alarms of the selected rows for which `isMeant` holds.
    QList<alarm::AlarmId> selected(const std::function<bool(const alarm::Alarm &)> &isMeant) const;
    void applyFilter();
    void followSelection();
    void flash();
    void placeHint();
    void fitHead();
    void tellUrgency();
    void showSummary();

    AlarmTableModel &m_model;
    QTableView *m_table;
    AlarmColumns *m_columns = nullptr;
    AlarmDetails *m_details;
    AlarmFilterBar *m_filterBar;
    QLayout *m_head = nullptr;
    QSplitter *m_split;
    QSpacerItem *m_room;
    ElidedLabel *m_summary;
    QLabel *m_hint;
    QPushButton *m_acknowledge;
    QPushButton *m_shelve;
    QPushButton *m_mute;
    QPushButton *m_more;
    QTimer *m_flash;
    QString m_note;
    std::uint64_t m_flood = 0;
    bool m_isDark = false;
    bool m_isSplitChosen = false; ///< By the operator.
    std::size_t m_unacknowledged = 0;
    Mark m_mark = Mark::None;
};

} // namespace watchglass::ui
