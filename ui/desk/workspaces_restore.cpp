#include "ui/desk/panel_frame.h"
#include "ui/desk/workspaces.h"
#include "ui/theme/icon.h"

#include <QEvent>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr int lockPx = 12;

} // namespace

Desk *Workspaces::makeDesk(const QString &id)
{
    Desk *made = m_makeDesk().release();
    made->setObjectName(id);
    connect(made, &Desk::changed, this, &Workspaces::deskChanged);
    connect(made, &Desk::closing, this, &Workspaces::closing);
    connect(made, &Desk::ruleRequested, this, &Workspaces::ruleRequested);
    connect(made, &Desk::panelMenuShown, this, [this](PanelFrame *frame, QMenu *menu) { addMoves(*frame, *menu); });
    return made;
}

void Workspaces::dropDesk(int index)
{
    QWidget *closed = m_desks->widget(index);
    m_tabs->removeTab(index); // another one becomes current, by the old indices
    m_desks->removeWidget(closed);
    closed->setObjectName(QString());
    closed->deleteLater();
    m_desks->setCurrentIndex(m_tabs->currentIndex());
    showTabs();
}

void Workspaces::setLocked(int index, bool locked)
{
    if (index < 0 || index >= count() || desk(index).isLocked() == locked)
        return;
    desk(index).setLocked(locked);
    showTabs();
    Q_EMIT currentChanged();
}

void Workspaces::movePanel(const QString &panel, int from, int to)
{
    if (from < 0 || from >= count() || from == to || desk(from).isLocked())
        return;
    if (to >= 0 && to < count() && desk(to).isLocked())
        return;
    PanelFrame *frame = desk(from).find(panel);
    if (!frame)
        return;
    const PanelState state = desk(from).save(*frame);
    const bool isNew = to < 0 || to >= count();
    Desk &target = isNew ? add() : desk(to);
    desk(from).closePanel(frame);
    target.adopt(state);
    show(m_desks->indexOf(&target));
}

void Workspaces::addMoves(PanelFrame &frame, QMenu &menu)
{
    int from = 0;
    while (from < count() && !desk(from).isAncestorOf(&frame))
        ++from;
    if (from == count())
        return;
    QMenu *moves = menu.addMenu(tr("Move to workspace"));
    const QString name = frame.name();
    for (int to = 0; to < count(); ++to) {
        if (to != from)
            moves->addAction(this->name(to), this, [this, name, from, to] { movePanel(name, from, to); })
                ->setEnabled(!desk(to).isLocked());
    }
    moves->addAction(tr("New workspace"), this, [this, name, from] { movePanel(name, from, -1); });
    moves->setEnabled(!frame.isLocked());
}

DesksState Workspaces::save() const
{
    DesksState state;
    state.current = currentIndex();
    state.unknown = m_unknown;
    for (int i = 0; i < count(); ++i) {
        state.desks.push_back(desk(i).save());
        state.desks.back().name = name(i);
    }
    return state;
}

void Workspaces::restore(const DesksState &state, Desk::Restore how)
{
    if (state.desks.empty())
        return;
    {
        const QSignalBlocker quiet(m_tabs);
        m_unknown = state.unknown;
        for (int at = 0; at < static_cast<int>(state.desks.size()); ++at) {
            const DeskState &wanted = state.desks[static_cast<std::size_t>(at)];
            int found = at;
            while (found < count() && desk(found).objectName() != wanted.id)
                ++found;
            if (found == count()) {
                m_desks->insertWidget(at, makeDesk(wanted.id));
                m_tabs->insertTab(at, wanted.name);
            } else if (found != at) {
                QWidget *moved = m_desks->widget(found);
                m_desks->removeWidget(moved);
                m_desks->insertWidget(at, moved);
                m_tabs->moveTab(found, at);
            }
            m_tabs->setTabText(at, wanted.name);
            const QString number = wanted.id.mid(wanted.id.lastIndexOf(QLatin1Char('-')) + 1);
            m_made = std::max(m_made, number.toInt());
        }
        while (count() > static_cast<int>(state.desks.size()))
            dropDesk(count() - 1);
        const int current = std::clamp(state.current, 0, count() - 1);
        m_tabs->setCurrentIndex(current);
        m_desks->setCurrentIndex(current);
    }
    for (int i = 0; i < count(); ++i)
        desk(i).restore(state.desks[static_cast<std::size_t>(i)], how);
    showTabs();
    Q_EMIT currentChanged();
}

void Workspaces::setTabsShown(bool shown)
{
    m_areTabsShown = shown;
    showTabs();
}

/// The tabs are there for several workspaces, and for one that is locked, to say so.
void Workspaces::showTabs()
{
    m_tabs->setIconSize({lockPx, lockPx}); // no higher than the text, so that nothing moves
    bool isAnyLocked = false;
    for (int i = 0; i < m_tabs->count(); ++i) {
        const bool isLocked = desk(i).isLocked();
        isAnyLocked = isAnyLocked || isLocked;
        m_tabs->setTabIcon(i, isLocked ? icon(QStringLiteral("lock")) : QIcon());
        m_tabs->setTabToolTip(i, isLocked ? tr("Locked: panels stay as they are (Ctrl+L)") : QString());
    }
    m_tabs->setVisible(m_areTabsShown && (count() > 1 || isAnyLocked));
}

void Workspaces::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showTabs();
    QWidget::changeEvent(event);
}

void Workspaces::bringFloatingIntoView()
{
    for (int i = 0; i < count(); ++i)
        desk(i).bringFloatingIntoView();
}

} // namespace watchglass::ui
