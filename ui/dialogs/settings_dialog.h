#pragma once

#include "core/settings/settings_book.h"

#include <QDialog>
#include <QUndoStack>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace watchglass::ui {

class SettingsPage;

/// The settings, by pages, with a search over all of them. What is chosen holds at once and can be undone; the window
/// behind it goes on, so that one sees what it does.
/// Owns: its pages. Thread: GUI. Requires: the book outlives it.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(settings::SettingsBook &book, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    /// Behind the pages of the book's topics.
    void addPage(SettingsPage *page);
    SettingsPage *currentPage() const;
    const std::vector<SettingsPage *> &pages() const { return m_pages; }
    void showPage(int index);
    QLineEdit &search() { return *m_search; }
    QListWidget &list() { return *m_list; }
    QUndoStack &undoStack() { return m_undo; }

private:
    QWidget *makeSide();
    QWidget *makeFoot();
    void filter(const QString &text);
    void tellUndo();

    settings::SettingsBook &m_book;
    QUndoStack m_undo;
    std::vector<SettingsPage *> m_pages;
    QLineEdit *m_search;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QLabel *m_nothing;
    QPushButton *m_undoButton;
    QPushButton *m_redoButton;
    QPushButton *m_resetButton;
};

} // namespace watchglass::ui
