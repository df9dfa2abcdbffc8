#pragma once

#include "core/alarm/alarm_filter.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QMenu;
class QToolButton;

namespace watchglass::ui {

/// Which alarms the list shows: by state, by words, and in a menu by priority, source and whether repeats are one row.
/// Thread: GUI.
class AlarmFilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit AlarmFilterBar(QWidget *parent = nullptr);

    const alarm::AlarmFilter &filter() const { return m_filter; }
    bool isGrouped() const { return m_isGrouped; }
    void setShow(alarm::AlarmShow show);
    /// Offered in the menu.
    /// Each source's id with what people call it.
    void setSources(QList<std::pair<QString, QString>> sources) { m_sources = std::move(sources); }
    QLineEdit &search() { return *m_search; }
    QMenu &menu() { return *m_menu; }

Q_SIGNALS:
    void changed();

private:
    void fillMenu();
    void addPriorities();
    void addSources();
    void take();

    alarm::AlarmFilter m_filter;
    bool m_isGrouped = false;
    QList<std::pair<QString, QString>> m_sources;
    QComboBox *m_show;
    QLineEdit *m_search;
    QToolButton *m_more;
    QMenu *m_menu;
};

} // namespace watchglass::ui
