#pragma once

#include "core/alarm/rule_book.h"

#include <QDialog>

#include <functional>
#include <utility>
#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace watchglass::ui {

/// All alarm rules: armed or not by their boxes, to be edited, doubled and deleted; what was deleted can be had back.
/// Thread: GUI. Requires: the book outlives it.
class AlarmRulesDialog : public QDialog
{
    Q_OBJECT

public:
    AlarmRulesDialog(alarm::RuleBook &rules, std::function<QString(const SeriesKey &)> nameOf,
                     QWidget *parent = nullptr);

    QTreeWidget &list() { return *m_list; }
    /// The rules changed elsewhere.
    void refresh();

public Q_SLOTS:
    void duplicateSelected();
    void deleteSelected();
    void undo();

Q_SIGNALS:
    void newRequested();
    void editRequested(const QString &rule);
    /// The dialog changed the book.
    void rulesChanged();

private:
    void layOut();
    QPushButton *addButton(const QString &text, const char *objectName);
    void armByBox(QTreeWidgetItem *item);
    void edit();
    void followSelection();
    QString selected() const;
    void changed(const QString &select);

    alarm::RuleBook &m_rules;
    const std::function<QString(const SeriesKey &)> m_nameOf;
    QTreeWidget *m_list;
    QLabel *m_hint;
    QPushButton *m_new;
    QPushButton *m_edit;
    QPushButton *m_duplicate;
    QPushButton *m_delete;
    QPushButton *m_undo;
    std::vector<std::pair<std::size_t, alarm::AlarmRule>> m_deleted; ///< With where they stood.
};

} // namespace watchglass::ui
