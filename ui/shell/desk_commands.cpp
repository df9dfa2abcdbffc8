#include "ui/shell/desk_commands.h"

#include "ui/desk/panel_frame.h"
#include "ui/shell/command_registry.h"

#include <QAction>
#include <QFileDialog>

namespace watchglass::ui {

namespace {

QString recentCommand(int index)
{
    return QStringLiteral("desk.recent.%1").arg(index + 1);
}

QString suffix()
{
    return QStringLiteral("wgdesk");
}

} // namespace

DeskCommands::DeskCommands(CommandRegistry &commands, Workspaces &workspaces, QWidget &window)
    : QObject(&window)
    , m_commands(commands)
    , m_workspaces(workspaces)
    , m_window(window)
    , m_history(workspaces)
{
    addFileCommands();
    addSteps();
    setRecent({});
}

void DeskCommands::addFileCommands()
{
    const QString menu = tr("Desk");
    m_commands.add({QStringLiteral("desk.open"), menu, tr("Open…"), QKeySequence::Open, [this] { askForFile(); }});
    m_commands.add({QStringLiteral("desk.save"), menu, tr("Save"), QKeySequence::Save, [this] { save(); }});
    m_commands.add({QStringLiteral("desk.saveAs"), menu, tr("Save as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
                    [this] { saveAs(); }});
    for (int i = 0; i < mostRecent; ++i)
        m_commands.add({recentCommand(i), menu, {}, {}, [this, i] { Q_EMIT openRequested(m_recent.value(i)); }});
    m_commands.add({QStringLiteral("desk.earlier"), menu, tr("Restore an earlier desk…"), {}, [this] {
                        Q_EMIT earlierRequested();
                    }});
}

void DeskCommands::addSteps()
{
    const QString menu = tr("Desk");
    QAction *undo =
        m_commands.add({QStringLiteral("desk.undo"), menu, {}, QKeySequence::Undo, [this] { m_history.undo(); }});
    QAction *redo =
        m_commands.add({QStringLiteral("desk.redo"), menu, {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), [this] {
                            m_history.redo();
                        }});
    const auto nameUndo = [undo](const QString &step) {
        undo->setText(step.isEmpty() ? tr("Undo") : tr("Undo %1").arg(step));
    };
    const auto nameRedo = [redo](const QString &step) {
        redo->setText(step.isEmpty() ? tr("Redo") : tr("Redo %1").arg(step));
    };
    QUndoStack &steps = m_history.steps();
    connect(&steps, &QUndoStack::undoTextChanged, undo, nameUndo);
    connect(&steps, &QUndoStack::redoTextChanged, redo, nameRedo);
    connect(&steps, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
    nameUndo({});
    nameRedo({});
    // Undo stays enabled: a step that was just made is looked for when it is asked for.
    redo->setEnabled(false);
}

void DeskCommands::addWorkspaceCommands()
{
    const QString menu = tr("Workspace");
    QAction *lock = m_commands.add(
        {QStringLiteral("workspace.lock"), menu, tr("Lock workspace"), QKeySequence(Qt::CTRL | Qt::Key_L),
         [this] { m_workspaces.setLocked(m_workspaces.currentIndex(), !m_workspaces.current().isLocked()); }});
    lock->setCheckable(true);
    m_commands.add(
        {QStringLiteral("panel.toNewWorkspace"), tr("Panel"), tr("Move panel to a new workspace"), {}, [this] {
             if (const PanelFrame *frame = m_workspaces.current().currentFrame())
                 m_workspaces.movePanel(frame->name(), m_workspaces.currentIndex(), -1);
         }});
    connect(&m_workspaces, &Workspaces::deskChanged, this, &DeskCommands::followDesk);
    followDesk();
}

void DeskCommands::setRecent(const QStringList &paths)
{
    m_recent = paths.mid(0, mostRecent);
    for (int i = 0; i < mostRecent; ++i) {
        QAction *action = m_commands.action(recentCommand(i));
        action->setVisible(i < m_recent.size());
        action->setText(tr("Open %1").arg(QFileInfo(m_recent.value(i)).fileName()));
        action->setToolTip(m_recent.value(i));
    }
}

void DeskCommands::askForFile()
{
    QFileDialog *dialog = makeFileDialog(tr("Open a desk"), tr("Desks (*.%1);;All files (*)").arg(suffix()));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &DeskCommands::openRequested);
    dialog->open();
}

void DeskCommands::save()
{
    if (m_file.isEmpty())
        saveAs();
    else
        Q_EMIT saveRequested(m_file);
}

void DeskCommands::saveAs()
{
    QFileDialog *dialog = makeFileDialog(tr("Save the desk"), tr("Desks (*.%1)").arg(suffix()));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix());
    if (!m_file.isEmpty())
        dialog->selectFile(QFileInfo(m_file).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, &DeskCommands::saveRequested);
    dialog->open();
}

/// To be opened when it is complete: a native one takes nothing any more once it is shown. The desk goes on behind it.
QFileDialog *DeskCommands::makeFileDialog(const QString &title, const QString &filter)
{
    auto *dialog = new QFileDialog(&m_window, title, QFileInfo(m_file).path(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

/// On a locked desk the commands that would change it are not there to be chosen.
void DeskCommands::followDesk()
{
    const Desk &desk = m_workspaces.current();
    m_commands.action(QStringLiteral("workspace.lock"))->setChecked(desk.isLocked());
    m_commands.action(QStringLiteral("panel.toNewWorkspace"))->setEnabled(!desk.isLocked() && desk.currentFrame());
    for (const auto &id :
         {QStringLiteral("panel.add"), QStringLiteral("panel.close"), QStringLiteral("workspace.close")}) {
        if (QAction *action = m_commands.action(id))
            action->setEnabled(!desk.isLocked());
    }
}

} // namespace watchglass::ui
