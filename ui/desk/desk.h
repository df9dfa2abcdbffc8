#pragma once

#include "core/attention/attention_tracker.h"
#include "core/attention/frame_governor.h"
#include "ui/panels/panel.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <vector>

namespace watchglass::ui {

class FrameClock;
class PanelFrame;

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
    /// named.
    Panel *addPanel(const QList<SeriesKey> &keys, const QString &kind = {});
    /// Replaces everything by these panels in rows, few above many.
    void arrange(const QList<QList<SeriesKey>> &panels);

    std::vector<Panel *> panels() const;
    const std::vector<PanelFrame *> &frames() const { return m_frames; }
    /// Whether nothing of it can be seen, as far as that can be told without looking at each panel.
    bool isOutOfSight() const;
    bool isEmpty() const { return m_frames.empty(); }
    /// The panel touched last; null on an empty desk.
    Panel *currentPanel() const;
    PanelFrame *currentFrame() const { return m_current; }

    void closeCurrent();
    /// Shows the current panel alone, or all again.
    void toggleMaximised();
    bool isMaximised() const { return m_maximised; }

Q_SIGNALS:
    /// A panel came or went, another one is current, or the operator chose what attention one gets.
    void changed();

protected:
    bool event(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    PanelFrame *makeFrame(const QList<SeriesKey> &keys, const QString &kind = {});
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
    std::vector<PanelFrame *> m_frames;
    std::vector<QList<QDockWidget *>> m_rowsToEven; ///< Arranged, but not laid out yet.
    PanelFrame *m_current = nullptr;
    bool m_maximised = false;
    bool m_isKnownHidden = false; ///< The tracker and the governor were told that nothing of it can be seen.
    QByteArray m_layoutBeforeMaximise;
};

} // namespace watchglass::ui
