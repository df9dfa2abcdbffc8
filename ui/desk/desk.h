#pragma once

#include "ui/panels/panel.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <vector>

namespace watchglass::ui {

class FrameClock;
class PanelFrame;

/// The workspace: panels docked to each other, to be tiled, tabbed, torn off, maximised and closed. With every frame
/// of the clock it draws those panels that are due and no others. Series dropped on free space make a new panel.
/// Thread: GUI.
class Desk : public QMainWindow
{
    Q_OBJECT

public:
    using PanelFactory = std::function<std::unique_ptr<Panel>()>;

    Desk(FrameClock &clock, PanelFactory makePanel, QWidget *parent = nullptr);
    ~Desk() override;

    /// A panel with these series, beside the current one or as the first.
    Panel *addPanel(const QList<SeriesKey> &keys);
    /// Replaces everything by these panels in rows, few above many.
    void arrange(const QList<QList<SeriesKey>> &panels);

    std::vector<Panel *> panels() const;
    bool isEmpty() const { return m_frames.empty(); }
    /// The panel touched last; null on an empty desk.
    Panel *currentPanel() const;

    void closeCurrent();
    /// Shows the current panel alone, or all again.
    void toggleMaximised();
    bool isMaximised() const { return m_maximised; }

Q_SIGNALS:
    /// A panel came or went, or another one is current.
    void changed();

protected:
    bool event(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    PanelFrame *makeFrame(const QList<SeriesKey> &keys);
    void evenOut();
    void dockBeside(PanelFrame *frame, PanelFrame *neighbour);
    void setCurrent(PanelFrame *frame);
    void closeFrame(PanelFrame *frame);
    void drawDue(Timestamp now);

    FrameClock &m_clock;
    PanelFactory m_makePanel;
    std::vector<PanelFrame *> m_frames;
    std::vector<QList<QDockWidget *>> m_rowsToEven; ///< Arranged, but not laid out yet.
    PanelFrame *m_current = nullptr;
    std::uint64_t m_nextSlot = 0;
    bool m_maximised = false;
    QByteArray m_layoutBeforeMaximise;
};

} // namespace watchglass::ui
