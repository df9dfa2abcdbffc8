#pragma once

#include "ui/dialogs/settings_page.h"
#include "ui/shell/shortcut_change.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTableView;
class QUndoStack;

namespace watchglass::ui {

class CommandRegistry;

/// All commands with their keys. Thread: GUI. Requires: the registry outlives it.
class ShortcutModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { CommandColumn, MenuColumn, KeysColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole, SearchRole };

    explicit ShortcutModel(CommandRegistry &commands, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    CommandRegistry &m_commands;
    QStringList m_ids; ///< Of those that have a text.
};

/// The page of the settings where keys are given to commands. Keys that another command has are not taken from it
/// unasked: the page names it and offers to.
class ShortcutsPage : public SettingsPage
{
    Q_OBJECT

public:
    /// Requires: both outlive it.
    ShortcutsPage(CommandRegistry &commands, QUndoStack &undo);

    QString title() const override { return tr("Keys"); }
    bool filter(const QString &search) override;
    void reset() override;

    QTableView &table() { return *m_table; }
    QKeySequenceEdit &field() { return *m_field; }
    QLabel &note() { return *m_note; }
    QPushButton &takeButton() { return *m_take; }

private:
    QWidget *makeEditor();
    QString currentId() const;
    void showCurrent();
    void change(const ShortcutChange::Keys &keys);
    void choose(const QKeySequence &keys);
    void take();
    void print();
    void tell(const QString &text, bool canTake);

    CommandRegistry &m_commands;
    QUndoStack &m_undo;
    ShortcutModel m_model;
    QSortFilterProxyModel m_shown;
    QTableView *m_table;
    QKeySequenceEdit *m_field;
    QLabel *m_note;
    QPushButton *m_take;
    QPushButton *m_none;
    QPushButton *m_standard;
};

} // namespace watchglass::ui
