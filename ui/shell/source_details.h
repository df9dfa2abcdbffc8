#pragma once

#include "core/base/clock.h"
#include "ui/dialogs/source_directory.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace watchglass::ui {

class SourceHistoryModel;

/// One source's truthful state with its history: what it is doing and why, since when, when it tries again, what came
/// in and what was lost; and what can be done about it. Follows the source while it is open.
/// Requires: directory and clock outlive it.
class SourceDetails : public QDialog
{
    Q_OBJECT

public:
    SourceDetails(SourceDirectory &directory, const Clock &clock, const QString &source, QWidget *parent = nullptr);

    const QString &source() const { return m_source; }

Q_SIGNALS:
    void editRequested(const QString &source);

private:
    void layOut();
    QWidget *buttonRow();
    void refresh();
    void showFigures();
    bool isEnabledSource() const;

    SourceDirectory &m_directory;
    const Clock &m_clock;
    const QString m_source;
    SourceHistoryModel *m_history;
    QLabel *m_state;
    QLabel *m_text;
    QFormLayout *m_figures;
    QList<std::pair<QLabel *, QLabel *>> m_rows;
    QTableView *m_table;
    QPushButton *m_reconnect;
    QPushButton *m_toggle;
};

} // namespace watchglass::ui
