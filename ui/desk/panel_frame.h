#pragma once

#include "core/attention/attention_values.h"
#include "ui/desk/steady_text.h"
#include "ui/models/panel_figures.h"
#include "ui/panels/panel.h"

#include <QDockWidget>
#include <QElapsedTimer>

#include <memory>

class QAction;
class QMenu;

namespace watchglass::ui {

class PanelHeader;

/// A panel with its header, as the desk docks it. Takes series dropped anywhere on it: on the panel they are added,
/// on the header they open a panel beside.
/// Owns: its panel.
class PanelFrame : public QDockWidget
{
    Q_OBJECT

public:
    PanelFrame(std::unique_ptr<Panel> panel, attention::PanelId id, QWidget *parent);

    Panel &panel() const { return *m_panel; }
    void setCurrent(bool current);
    attention::PanelId id() const { return m_id; }
    /// What can be seen of it now. What other programs' windows cover, only some platforms tell.
    attention::PanelSight sight() const;
    /// What the header says about the panel's attention. May come with every tick: what is shown changes about once a
    /// second, and at once with the level.
    void setFigures(const PanelFigures &figures);
    /// The operator wants its series whole, seen or not.
    bool isPinned() const;
    void setPinned(bool pinned);
    /// The operator wants it drawn at the display's rate whenever it is in view.
    bool isAlwaysFull() const;
    void setAlwaysFull(bool full);

Q_SIGNALS:
    void activated();
    void maximiseRequested();
    void closeRequested();
    void besideRequested(const QList<SeriesKey> &keys);
    /// isPinned() or isAlwaysFull() is another.
    void attentionChoiceChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    attention::Exposure exposure() const;
    qint64 visiblePx() const;
    void fillMenu();

    Panel *m_panel;
    PanelHeader *m_header;
    QMenu *m_menu;
    QAction *m_pin;
    QAction *m_alwaysFull;
    SteadyText m_attention;
    QElapsedTimer m_clock;
    const attention::PanelId m_id;
    bool m_isCurrent = false;
};

} // namespace watchglass::ui
