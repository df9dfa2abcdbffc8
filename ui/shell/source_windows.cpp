#include "ui/shell/source_windows.h"

#include "ui/dialogs/source_dialog.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/main_window.h"
#include "ui/shell/source_details.h"
#include "ui/shell/sources_window.h"

#include <QAction>
#include <QFileDialog>
#include <QTreeView>

namespace watchglass::ui {

namespace {

void present(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (dialog->isVisible())
        dialog->raise();
    else
        dialog->show();
    dialog->activateWindow();
}

} // namespace

SourceWindows::SourceWindows(MainWindow &window, SourceDirectory &directory, Clock &clock)
    : m_window(window)
    , m_directory(directory)
    , m_clock(clock)
{
    connect(&window, &MainWindow::addSourceRequested, this, &SourceWindows::add);
    connect(&window, &MainWindow::sourcesRequested, this, &SourceWindows::manage);
    connect(&window, &MainWindow::sourceDetailsRequested, this, &SourceWindows::showDetails);
    connect(&window, &MainWindow::recordingRequested, this, &SourceWindows::openRecording);
    offerInTree();
}

/// Where the tree has no menu of its own, it offers what there is to do about the current row's source.
void SourceWindows::offerInTree()
{
    QTreeView &tree = m_window.devices().tree();
    if (tree.contextMenuPolicy() != Qt::DefaultContextMenu)
        return;
    tree.setContextMenuPolicy(Qt::ActionsContextMenu);
    for (const QString &id : {QStringLiteral("source.details"), QStringLiteral("source.manage")})
        tree.addAction(m_window.commands().action(id));
}

void SourceWindows::add()
{
    present(new SourceDialog(m_directory, m_clock, &m_window));
}

void SourceWindows::edit(const QString &source)
{
    if (source.isEmpty())
        return;
    auto *dialog = new SourceDialog(m_directory, m_clock, &m_window);
    dialog->edit(source);
    present(dialog);
}

void SourceWindows::duplicate(const QString &source)
{
    auto *dialog = new SourceDialog(m_directory, m_clock, &m_window);
    dialog->duplicate(source);
    present(dialog);
}

void SourceWindows::manage()
{
    if (!m_list) {
        m_list = new SourcesWindow(m_directory, m_clock, &m_window);
        connect(m_list, &SourcesWindow::addRequested, this, &SourceWindows::add);
        connect(m_list, &SourcesWindow::editRequested, this, &SourceWindows::edit);
        connect(m_list, &SourcesWindow::duplicateRequested, this, &SourceWindows::duplicate);
        connect(m_list, &SourcesWindow::detailsRequested, this, &SourceWindows::showDetails);
    }
    present(m_list);
}

void SourceWindows::showDetails(const QString &source)
{
    if (source.isEmpty())
        return manage();
    if (m_details && m_details->source() != source)
        delete m_details;
    if (!m_details) {
        m_details = new SourceDetails(m_directory, m_clock, source, &m_window);
        connect(m_details, &SourceDetails::editRequested, this, &SourceWindows::edit);
    }
    present(m_details);
}

void SourceWindows::openRecording()
{
    auto *dialog = new QFileDialog(&m_window, tr("Open a recording"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Recordings (*.wgrec *.json *.gz *.tar *.tgz)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &SourceWindows::fileRequested);
    present(dialog);
}

} // namespace watchglass::ui
