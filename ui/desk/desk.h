#pragma once

#include "core/attention/attention_tracker.h"
#include "core/attention/frame_governor.h"
#include "ui/desk/desk_state.h"
#include "ui/panels/panel.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <vector>

namespace watchglass::ui {

class FrameClock;
class PanelFrame;
class PanelMaker;
class TimeLink;

/// A workspace: panels docked to each other, to be tiled, tabbed, torn off, maximised and closed. With every frame of
/// the clock it tells the tracker what can be seen of each, and draws those panels that the governor says are due and
/// no others. Series dropped on free space make a new panel.
/// Thread: GUI. Requires: clock, tracker and governor outlive it.
class Desk : public QMainWindow
{
    Q_OBJECT

public:
    /// Makes a panel of a kind, or with an empty kind one that suits these series. It need not add them.
    using PanelFactory = std::function<std::unique_ptr<Panel>(const QString &kind, const QList<SeriesKey> &keys)>;

    Desk(FrameClock &clock, attention::AttentionTracker &tracker, attention::FrameGovernor &governor,
         PanelFactory makePanel, QWidget *parent = nullptr);
    ~Desk() override;

    /// A panel with these series, beside the current one or as the first; of the kind that suits them when none is
    /// named. Null on a locked desk.
    Panel *addPanel(const QList<SeriesKey> &keys, const QString &kind = {});
    /// Replaces everything by these panels in rows, few above many; of the kinds that suit them when none is named.
    void arrange(const QList<QList<SeriesKey>> &panels, const QString &kind = {});

    std::vector<Panel *> panels() const;
    const std::vector<PanelFrame *> &frames() const { return m_frames; }
    /// Whether nothing of it can be seen, as far as that can be told without looking at each panel.
    bool isOutOfSight() const;
    bool isEmpty() const { return m_frames.empty(); }
    /// The panel touched last; null on an empty desk.
    Panel *currentPanel() const;
    PanelFrame *currentFrame() const { return m_current; }

    /// What kinds panels can be shown as. Outlives the desk.
    void setKinds(const PanelMaker &kinds);
    /// Shows the frame's series in a panel of another kind, in the same place. Nothing happens for the kind that it is.
    void changeKind(PanelFrame *frame, const QString &kind);
    /// All of it as it is. On a locked desk panels are saved as they were when it was locked.
    DeskState save() const;
    /// Makes it all as it was. With `keeping`, panels that are there by that name and kind stay alive, and keep what
    /// they show when their series are the same.
    enum class Restore { Everything, KeepingPanels };
    void restore(const DeskState &state, Restore how);
    PanelState save(const PanelFrame &frame) const;
    /// A panel from elsewhere, beside the current one; under another name.
    void adopt(PanelState state);
    /// By name; null for none.
    PanelFrame *find(const QString &name) const;
    /// Whether panels stay where they are, with the series they have. Zooming and scrubbing go on, and are not saved.
    bool isLocked() const { return m_isLocked; }
    void setLocked(bool locked);
    void closePanel(PanelFrame *frame) { closeFrame(frame); }
    /// Torn-off panels that no screen shows come back to one.
    void bringFloatingIntoView();

    void closeCurrent();
    /// Shows the current panel alone, or all again.
    void toggleMaximised();
    bool isMaximised() const { return m_maximised; }

Q_SIGNALS:
    /// A panel came, went, moved or got other series, another one is current, or the operator chose what attention one
    /// gets.
    void changed();
    /// A panel is about to go; its state can still be asked for.
    void closing();
    /// The menu of a panel is about to open: time to add to it.
    void panelMenuShown(watchglass::ui::PanelFrame *frame, QMenu *menu);
    /// The operator wants an alarm rule for a series that a panel shows.
    void ruleRequested(const watchglass::SeriesKey &key);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    PanelFrame *makeFrame(const QList<SeriesKey> &keys, const QString &kind = {});
    void followPanel(PanelFrame *frame);
    PanelFrame *addFrame(std::unique_ptr<Panel> panel);
    void restorePanel(const PanelState &state, Restore how);
    void restoreDocks(const DeskState &state);
    void evenOut();
    void dockBeside(PanelFrame *frame, PanelFrame *neighbour);
    void setCurrent(PanelFrame *frame);
    void closeFrame(PanelFrame *frame);
    void drawDue(Timestamp now);
    void forget(PanelFrame &frame);

    FrameClock &m_clock;
    attention::AttentionTracker &m_tracker;
    attention::FrameGovernor &m_governor;
    PanelFactory m_makePanel;
    const PanelMaker *m_kinds = nullptr;
    const std::shared_ptr<TimeLink> m_timeLink; ///< Of all its panels.
    std::vector<PanelFrame *> m_frames;
    std::vector<QList<QDockWidget *>> m_rowsToEven; ///< Arranged, but not laid out yet.
    PanelFrame *m_current = nullptr;
    bool m_maximised = false;
    bool m_isKnownHidden = false; ///< The tracker and the governor were told that nothing of it can be seen.
    QByteArray m_layoutBeforeMaximise;
    bool m_isLocked = false;
    QHash<QString, QJsonObject> m_lockedPanels; ///< By name: what is saved of them while locked.
    int m_nextName = 1;
    QJsonObject m_unknown; ///< What a file had of this desk besides.
};

} // namespace watchglass::ui
