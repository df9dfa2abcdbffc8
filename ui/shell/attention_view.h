#pragma once

#include "ui/models/attention_filter_model.h"
#include "ui/models/attention_table_model.h"
#include "ui/models/ledger_model.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QSpacerItem;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace watchglass::ui {

/// What every series is asked for, what comes and what is drawn of it, and behind a switch the ledger of changes.
/// Thread: GUI.
class AttentionView : public QWidget
{
    Q_OBJECT

public:
    explicit AttentionView(QWidget *parent = nullptr);

    /// All series as they are now, about once a second. Not worth the while when isVisible() is false.
    void setRows(std::vector<AttentionRow> rows);
    /// Takes over what is new in the ledger. Likewise.
    void refresh(const attention::AttentionLedger &ledger) { m_ledger.sync(ledger); }
    /// For the ledger; rows bring their own.
    void setDeviceNames(LedgerModel::DeviceNames names) { m_ledger.setDeviceNames(std::move(names)); }
    void focusSearch();

    QTableView &table() { return *m_table; }
    QTableView &ledger() { return *m_ledgerTable; }
    QLineEdit &search() { return *m_search; }
    QString totalsText() const;
    QString hintText() const;

    /// At the left of its first line, where whoever shows it has something of its own.
    void setLeadingRoom(int widthPx);
    /// Of its first line.
    int headHeight() const;

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QTableView *makeTable(QAbstractItemModel *model, const QString &name);
    void setUpTable();
    void setUpLedger();
    QWidget *makeHead();
    void showLedger(bool ledger);
    void showTotals();
    void placeHint();
    void fitSeriesColumn();
    void dress();

    AttentionTableModel m_model;
    LedgerModel m_ledger;
    AttentionFilterModel m_filter;
    QSpacerItem *m_room;
    QLineEdit *m_search;
    QAction *m_searchIcon;
    QCheckBox *m_onlyShown;
    QLabel *m_totals;
    QToolButton *m_seriesButton;
    QToolButton *m_changesButton;
    QStackedWidget *m_pages;
    QTableView *m_table;
    QTableView *m_ledgerTable;
    QLabel *m_hint;
    QWidget *m_head;
    bool m_areColumnsChosen = false; ///< By the operator, now or in an earlier session.
    bool m_isFitting = false;
};

} // namespace watchglass::ui
