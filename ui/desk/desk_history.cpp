#include "ui/desk/desk_history.h"

#include "ui/desk/desk_steps.h"

#include <QUndoCommand>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr int mostSteps = 100;

bool isSameLayout(const DeskState &a, const DeskState &b)
{
    DesksState before;
    before.desks.push_back(a);
    DesksState after;
    after.desks.push_back(b);
    return !stepBetween(before, after);
}

} // namespace

/// The desks on both sides of a step.
class DeskHistory::Step : public QUndoCommand
{
public:
    Step(DeskHistory &history, const QString &text, DesksState before, DesksState after, Desk::Restore how)
        : QUndoCommand(text)
        , m_history(history)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_how(how)
    {}

    const DesksState &before() const { return m_before; }
    const DesksState &after() const { return m_after; }
    void undo() override { m_history.apply(m_before, m_how); }
    /// The stack calls it when the step is put on it, too: by then it is done.
    void redo() override
    {
        if (m_isDone)
            m_history.apply(m_after, m_how);
        m_isDone = true;
    }

private:
    DeskHistory &m_history;
    const DesksState m_before;
    const DesksState m_after;
    const Desk::Restore m_how;
    bool m_isDone = false;
};

DeskHistory::DeskHistory(Workspaces &workspaces, QObject *parent)
    : QObject(parent)
    , m_workspaces(workspaces)
    , m_last(workspaces.save())
{
    m_steps.setUndoLimit(mostSteps);
    connect(&workspaces, &Workspaces::deskChanged, this, &DeskHistory::look);
    connect(&workspaces, &Workspaces::closing, this, &DeskHistory::refresh);
}

/// Soon: several changes of one order are one step.
void DeskHistory::look()
{
    if (m_isBusy || m_isWaiting)
        return;
    m_isWaiting = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isWaiting = false;
            check();
        },
        Qt::QueuedConnection);
}

DesksState DeskHistory::check()
{
    DesksState is = m_workspaces.save();
    if (m_isBusy)
        return is;
    const auto step = stepBetween(m_last, is);
    if (step)
        m_steps.push(new Step(*this, *step, m_last, is, Desk::Restore::KeepingPanels));
    m_last = is;
    return is;
}

/// What is about to go is kept as it is at that moment. What differs by then belongs to the same step.
void DeskHistory::refresh()
{
    if (m_isBusy)
        return;
    DesksState is = m_workspaces.save();
    if (!stepBetween(m_last, is))
        m_last = std::move(is);
}

void DeskHistory::startAnew()
{
    m_steps.clear();
    m_last = m_workspaces.save();
}

void DeskHistory::replace(const DesksState &state, const QString &step)
{
    check();
    DesksState before = m_last;
    apply(state, Desk::Restore::Everything);
    m_steps.push(new Step(*this, step, std::move(before), state, Desk::Restore::Everything));
}

void DeskHistory::undo()
{
    move(true);
}

void DeskHistory::redo()
{
    move(false);
}

void DeskHistory::move(bool isBack)
{
    check();
    const int index = isBack ? m_steps.index() - 1 : m_steps.index();
    const auto *step = static_cast<const Step *>(m_steps.command(index));
    if (!step)
        return;
    if (isRefused(isBack ? step->before() : step->after())) {
        Q_EMIT refused();
        return;
    }
    if (isBack)
        m_steps.undo();
    else
        m_steps.redo();
}

bool DeskHistory::isRefused(const DesksState &wanted) const
{
    return std::any_of(m_last.desks.begin(), m_last.desks.end(), [&](const DeskState &desk) {
        const DeskState *other = wanted.find(desk.id);
        return desk.isLocked && (!other || !isSameLayout(desk, *other));
    });
}

/// Locks stay as they are: they are no step.
void DeskHistory::apply(const DesksState &state, Desk::Restore how)
{
    m_isBusy = true;
    DesksState wanted = state;
    for (DeskState &desk : wanted.desks) {
        if (const DeskState *is = m_last.find(desk.id); is && how == Desk::Restore::KeepingPanels)
            desk.isLocked = is->isLocked;
    }
    m_workspaces.restore(wanted, how);
    m_last = m_workspaces.save();
    m_isBusy = false;
}

} // namespace watchglass::ui
