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
class PanelMaker;

/// A panel with its header, as the desk docks it. Takes series dropped anywhere on it: on the panel they are added,
/// on the header they open a panel beside.
/// Owns: its panel.
class PanelFrame : public QDockWidget
{
    Q_OBJECT

public:
    PanelFrame(std::unique_ptr<Panel> panel, attention::PanelId id, QWidget *parent);

    Panel &panel() const { return *m_panel; }
    /// Takes the place of the panel that is there; all else about the frame stays.
    void setPanel(std::unique_ptr<Panel> panel);
    /// What kinds the menu offers to show the panel's series as. Outlives it; without, there is no such menu.
    void setKinds(const PanelMaker *kinds) { m_kinds = kinds; }
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
    /// On a locked desk it stays where it is, and keeps its series.
    void setLocked(bool locked);
    bool isLocked() const { return m_isLocked; }
    /// Unique on its desk, and the same for as long as the panel is there, across restarts too.
    QString name() const { return objectName(); }
    /// What a file said of this panel and this program does not know: settings of the panel, and of the frame.
    void setUnknown(const QJsonObject &ofPanel, const QJsonObject &ofFrame);
    /// Only while it shows a panel of that kind.
    QJsonObject unknownOfPanel() const;
    const QJsonObject &unknownOfFrame() const { return m_unknownOfFrame; }
    /// The operator wants it drawn at the display's rate whenever it is in view.
    bool isAlwaysFull() const;
    void setAlwaysFull(bool full);

Q_SIGNALS:
    void activated();
    void maximiseRequested();
    void closeRequested();
    void besideRequested(const QList<SeriesKey> &keys);
    void kindRequested(const QString &kind);
    /// From its menu, or from the panel's own.
    void ruleRequested(const watchglass::SeriesKey &key);
    /// isPinned() or isAlwaysFull() is another.
    void attentionChoiceChanged();
    /// Its menu is about to open: time to add to it.
    void menuShown(QMenu *menu);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    attention::Exposure exposure() const;
    qint64 visiblePx() const;
    void follow();
    void fillMenu();
    void fillKinds();
    void fillRules();

    Panel *m_panel;
    const PanelMaker *m_kinds = nullptr;
    PanelHeader *m_header;
    QMenu *m_menu;
    QAction *m_pin;
    QAction *m_alwaysFull;
    SteadyText m_attention;
    QElapsedTimer m_clock;
    const attention::PanelId m_id;
    bool m_isCurrent = false;
    bool m_isLocked = false;
    QJsonObject m_unknownOfPanel;
    QString m_unknownOfKind; ///< Of the panel then.
    QJsonObject m_unknownOfFrame;
};

} // namespace watchglass::ui
