#pragma once

#include "ui/dialogs/source_directory.h"
#include "ui/dialogs/source_test.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace watchglass::ui {

class SourceListModel;

/// All sources in the operator's order, and what can be done about each: change, try, duplicate, enable, order, remove
/// and bring back. Follows the directory while it is open. Requires: directory and clock outlive it.
class SourcesWindow : public QDialog
{
    Q_OBJECT

public:
    SourcesWindow(SourceDirectory &directory, Clock &clock, QWidget *parent = nullptr,
                  SourceTest::ClientMaker makeClient = protocol::makeClient);

    SourceListModel &model() { return *m_model; }
    /// The source that the buttons are about; empty for none.
    QString current() const;
    void select(const QString &source);
    /// Lets the operator type another name for the current one, in its row.
    void rename();

Q_SIGNALS:
    void addRequested();
    void editRequested(const QString &source);
    void duplicateRequested(const QString &source);
    void detailsRequested(const QString &source);

protected:
    void done(int result) override;

private:
    void layOut();
    void addActions();
    QWidget *buttonColumn();
    QWidget *removeBar();
    QWidget *undoBar();
    void takeName(const QString &source, const QString &name);
    void refresh();
    void follow();
    void test();
    void askToRemove();
    void remove();
    void move(int rows);

    SourceDirectory &m_directory;
    SourceListModel *m_model;
    QTableView *m_table;
    QLabel *m_hint;
    SourceTest *m_test;
    QString m_tested;
    QWidget *m_removeBar;
    QLabel *m_removeText;
    QCheckBox *m_forget;
    QWidget *m_undoBar;
    QLabel *m_undoText;
    QLabel *m_notice;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_rename;
    QPushButton *m_duplicate;
    QPushButton *m_details;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_remove;
};

} // namespace watchglass::ui
