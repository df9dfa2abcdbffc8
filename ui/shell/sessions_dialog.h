#pragma once

#include "ui/models/session_list_model.h"

#include <QDialog>

#include <optional>
#include <utility>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace watchglass::ui {

/// The sessions that are open beside each other, by how much each is moved, and the ways to find that out: by their
/// begins, by their markers, by a series that both have. Knows nothing of files: it shows what it is told and says what
/// the operator wants.
/// Thread: GUI.
class SessionsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SessionsDialog(QTimeZone zone, QWidget *parent = nullptr);

    void setSessions(std::vector<SessionRow> rows);
    /// Of the two that are chosen, those that both have, and which of these to begin with.
    void setSharedSeries(const QStringList &names, int chosen);
    /// While an offset is being looked for, it can be given up.
    void setSearching(bool isSearching);
    /// An offset that was found, to be taken or not.
    void showFound(Duration offset, double correlation);
    /// What went wrong, or that nothing did when empty.
    void showProblem(const QString &text);

    SessionListModel &model() { return *m_model; }
    /// The session that the buttons are about, and the one that it is aligned with.
    std::optional<int> current() const;
    std::optional<int> reference() const;
    void select(int session);

Q_SIGNALS:
    void offsetChosen(int session, watchglass::Duration offset);
    void closeRequested(int session);
    /// Other two are chosen: setSharedSeries() is wanted.
    void pairChosen(int session, int reference);
    void beginsRequested(int session, int reference);
    void markersRequested(int session, int reference);
    void seriesRequested(int session, int reference, const QString &series, watchglass::Duration mostShift);
    void searchGivenUp();

private:
    void layOut();
    QWidget *alignCard();
    QWidget *buttonColumn();
    void connectParts();
    void follow();
    void listReferences();
    void search();
    void forgetFound();

    SessionListModel *m_model;
    QTableView *m_table;
    QComboBox *m_reference;
    QPushButton *m_begins;
    QPushButton *m_markers;
    QComboBox *m_series;
    QComboBox *m_within;
    QPushButton *m_search;
    QLabel *m_outcome;
    QPushButton *m_apply;
    QPushButton *m_edit;
    QPushButton *m_reset;
    QPushButton *m_close;
    QWidget *m_card = nullptr;
    bool m_isSearching = false;
    std::optional<Duration> m_found;           ///< For the current session.
    std::optional<std::pair<int, int>> m_pair; ///< That was told last.
};

} // namespace watchglass::ui
