#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace watchglass::ui {

class AlarmList;
class AttentionView;

/// The foot of the desk: the alarms, and behind a second tab the attention view. The tabs stand in the first line of
/// what they show, so that they take no height from it. What waits to be acknowledged stands on the alarms' tab, also
/// while the other is shown.
/// Owns: both views. Thread: GUI.
class DeskFoot : public QWidget
{
    Q_OBJECT

public:
    DeskFoot(AlarmList *alarms, AttentionView *attention, QWidget *parent = nullptr);

    enum class Page { Alarms, Attention };
    void showPage(Page page);
    Page page() const;
    QTabBar &tabs() { return *m_tabs; }

Q_SIGNALS:
    void pageChanged();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void dress();
    void placeTabs();

    AlarmList *m_alarms;
    AttentionView *m_attention;
    QStackedWidget *m_pages;
    QTabBar *m_tabs;
};

} // namespace watchglass::ui
