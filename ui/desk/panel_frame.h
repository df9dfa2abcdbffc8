#pragma once

#include "ui/desk/frame_clock.h"
#include "ui/panels/panel.h"

#include <QDockWidget>

#include <memory>

namespace watchglass::ui {

class PanelHeader;

/// A panel with its header, as the desk docks it. Takes series dropped anywhere on it: on the panel they are added,
/// on the header they open a panel beside.
/// Owns: its panel.
class PanelFrame : public QDockWidget
{
    Q_OBJECT

public:
    PanelFrame(std::unique_ptr<Panel> panel, std::uint64_t slot, QWidget *parent);

    Panel &panel() const { return *m_panel; }
    void setCurrent(bool current);
    /// How often it is worth drawing now: not at all while no pixel of it can be seen.
    DrawRate drawRate() const;
    /// Its number for FrameClock::isDue().
    std::uint64_t slot() const { return m_slot; }

Q_SIGNALS:
    void activated();
    void maximiseRequested();
    void closeRequested();
    void besideRequested(const QList<SeriesKey> &keys);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void fillMenu();

    Panel *m_panel;
    PanelHeader *m_header;
    QMenu *m_menu;
    const std::uint64_t m_slot;
    bool m_isCurrent = false;
};

} // namespace watchglass::ui
