#include "ui/desk/desk.h"
#include "ui/desk/panel_frame.h"
#include "ui/desk/screen_places.h"
#include "ui/panels/absent_panel.h"

#include <QEvent>
#include <QTabBar>

#include <algorithm>

namespace watchglass::ui {

namespace {

QJsonObject merged(QJsonObject object, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it) {
        if (!object.contains(it.key()))
            object.insert(it.key(), it.value());
    }
    return object;
}

/// What the panel does not write again right after it was restored: it does not know these.
QJsonObject unknownTo(const Panel &panel, QJsonObject state)
{
    for (const QString &key : panel.save().keys())
        state.remove(key);
    return state;
}

} // namespace

PanelState Desk::save(const PanelFrame &frame) const
{
    const Panel &panel = frame.panel();
    const auto locked = m_lockedPanels.constFind(frame.name());
    return {.name = frame.name(),
            .panel = locked != m_lockedPanels.constEnd() ? *locked : merged(panel.save(), frame.unknownOfPanel()),
            .isPinned = frame.isPinned(),
            .isFullRate = frame.isAlwaysFull(),
            .series = panel.series(),
            .title = panel.title(),
            .unknown = frame.unknownOfFrame()};
}

DeskState Desk::save() const
{
    DeskState state;
    state.id = objectName();
    state.isLocked = m_isLocked;
    state.isMaximised = m_maximised;
    state.current = m_current ? m_current->name() : QString();
    state.unknown = m_unknown;
    QSet<QString> names;
    for (const PanelFrame *frame : m_frames) {
        state.panels.push_back(save(*frame));
        names.insert(frame->name());
    }
    const QByteArray docks = m_maximised ? m_layoutBeforeMaximise : saveState();
    if (const auto tree = DockTree::read(docks))
        state.docks = tree->with(names);
    else
        state.qtDocks = docks;
    return state;
}

void Desk::restore(const DeskState &state, Restore how)
{
    setLocked(false);
    if (m_maximised)
        toggleMaximised();
    const auto isWanted = [&](const PanelFrame *frame) {
        return how == Restore::KeepingPanels
               && std::any_of(state.panels.begin(), state.panels.end(), [&](const PanelState &panel) {
                      return panel.name == frame->name() && panel.kind() == frame->panel().kind();
                  });
    };
    const std::vector<PanelFrame *> before = m_frames;
    for (PanelFrame *frame : before) {
        if (!isWanted(frame))
            closeFrame(frame);
    }
    for (const PanelState &panel : state.panels)
        restorePanel(panel, how);
    m_unknown = state.unknown;
    restoreDocks(state);
    PanelFrame *current = find(state.current);
    setCurrent(current || m_frames.empty() ? current : m_frames.front());
    if (state.isMaximised)
        toggleMaximised();
    if (m_maximised && state.docks.panels().size() == m_frames.size())
        m_layoutBeforeMaximise = state.docks.write(); // not as it is before it has been laid out
    setLocked(state.isLocked);
    for (const PanelState &panel : state.panels) {
        if (m_isLocked)
            m_lockedPanels.insert(panel.name, panel.panel);
    }
    Q_EMIT changed();
}

void Desk::adopt(PanelState state)
{
    if (m_maximised)
        toggleMaximised();
    state.name = QStringLiteral("panel-%1").arg(m_nextName);
    PanelFrame *neighbour = m_current;
    restorePanel(state, Restore::Everything);
    PanelFrame *frame = m_frames.back();
    dockBeside(frame, neighbour);
    setCurrent(frame);
    Q_EMIT changed();
}

void Desk::restorePanel(const PanelState &state, Restore how)
{
    PanelFrame *frame = find(state.name);
    const bool isNew = !frame;
    if (isNew) {
        std::unique_ptr<Panel> panel = m_makePanel(state.kind(), {});
        if (panel->kind() != state.kind())
            panel = std::make_unique<AbsentPanel>(state.panel);
        frame = addFrame(std::move(panel));
        frame->setObjectName(state.name);
        const QString number = state.name.mid(state.name.lastIndexOf(QLatin1Char('-')) + 1);
        m_nextName = std::max(m_nextName, number.toInt() + 1);
    }
    if (isNew || how == Restore::Everything || frame->panel().series() != state.series) {
        frame->panel().restore(state.panel);
        frame->setUnknown(unknownTo(frame->panel(), state.panel), state.unknown);
    }
    frame->setPinned(state.isPinned);
    frame->setAlwaysFull(state.isFullRate);
    // In the order of the state.
    std::erase(m_frames, frame);
    m_frames.push_back(frame);
}

void Desk::restoreDocks(const DeskState &state)
{
    QSet<QString> names;
    for (const PanelFrame *frame : m_frames)
        names.insert(frame->name());
    const DockTree tree = state.docks.with(names);
    const auto is = DockTree::read(saveState());
    if (is && is->with(names) == tree && tree.panels().size() == m_frames.size())
        return; // nothing moves that stands right
    const QByteArray docks = !state.qtDocks.isEmpty() ? state.qtDocks
                             : tree.areas.empty()     ? QByteArray()
                                                      : tree.write();
    const bool isRestored = !docks.isEmpty() && restoreState(docks);
    QSet<QString> placed;
    if (isRestored) {
        const auto known = DockTree::read(saveState());
        for (const QString &name : known ? known->panels() : tree.panels())
            placed.insert(name);
    }
    // Those that the layout does not name, or all when it cannot be used: beside each other.
    PanelFrame *neighbour = nullptr;
    for (PanelFrame *frame : m_frames) {
        if (!placed.contains(frame->name()))
            dockBeside(frame, neighbour);
        neighbour = frame;
        if (frame->isHidden())
            frame->show();
    }
    m_rowsToEven.clear();
    bringFloatingIntoView();
}

void Desk::setLocked(bool locked)
{
    m_isLocked = locked;
    m_lockedPanels.clear();
    for (PanelFrame *frame : m_frames) {
        if (locked)
            m_lockedPanels.insert(frame->name(), merged(frame->panel().save(), frame->unknownOfPanel()));
        frame->setLocked(locked);
    }
    for (QTabBar *tabs : findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        tabs->removeEventFilter(this);
        if (locked)
            tabs->installEventFilter(this);
    }
    unsetCursor();
    Q_EMIT changed();
}

/// Tabs of a locked desk can be chosen, not dragged.
bool Desk::eventFilter(QObject *watched, QEvent *event)
{
    if (m_isLocked && event->type() == QEvent::MouseMove && qobject_cast<QTabBar *>(watched))
        return true;
    return QMainWindow::eventFilter(watched, event);
}

void Desk::bringFloatingIntoView()
{
    const std::vector<ScreenPlace> screens = currentScreens();
    for (const PanelFrame *frame : m_frames) {
        QWidget *floating = frame->window();
        if (floating == window() || !frame->isVisible())
            continue;
        const QRect place = visiblePlace(floating->geometry(), screens);
        if (place != floating->geometry())
            floating->setGeometry(place);
    }
}

PanelFrame *Desk::find(const QString &name) const
{
    const auto found =
        std::find_if(m_frames.begin(), m_frames.end(), [&](const PanelFrame *frame) { return frame->name() == name; });
    return found == m_frames.end() ? nullptr : *found;
}

} // namespace watchglass::ui
