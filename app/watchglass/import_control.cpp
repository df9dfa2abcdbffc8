#include "app/watchglass/import_control.h"

#include "app/watchglass/record_control.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/import_report_dialog.h"
#include "ui/dialogs/import_words.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

#include <QAction>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace watchglass::app {

ImportControl::ImportControl(ui::MainWindow &window, QString folder, QSettings &settings,
                             std::function<bool(const QString &)> open)
    : m_window(window)
    , m_folder(std::move(folder))
    , m_settings(settings)
    , m_open(std::move(open))
{
    const QString menu = RecordControl::tr("Recording");
    ui::CommandRegistry &commands = m_window.commands();
    commands.add({QStringLiteral("record.import"), menu, tr("Import a file…"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I), [this] { choose(); }});
    commands.add({QStringLiteral("record.importReport"), menu, tr("What came of the last import…"), {}, [this] {
                      showReport();
                  }});
    commands.explain(QStringLiteral("record.importReport"), tr("Nothing has been imported yet"));
    commands.action(QStringLiteral("record.importReport"))->setEnabled(false);
}

ImportControl::~ImportControl()
{
    delete m_dialog;
}

void ImportControl::choose()
{
    auto *dialog = new QFileDialog(&m_window, tr("Import files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Tables, JSON, tracks and sessions (*.csv *.tsv *.txt *.dat *.hrm *.json *.jsonl "
                               "*.ndjson *.gpx *.tar *.tgz *.gz)"),
                            tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        for (const QString &file : files)
            ask(file);
    });
    dialog->show();
}

void ImportControl::ask(const QString &path)
{
    m_waiting << path;
    next();
}

ui::ImportDialog *ImportControl::dialog() const
{
    return m_dialog;
}

void ImportControl::next()
{
    if (m_dialog || m_waiting.isEmpty())
        return;
    const QString path = m_waiting.takeFirst();
    m_dialog = new ui::ImportDialog(path, m_folder,
                                    QStringLiteral("Watchglass %1").arg(QCoreApplication::applicationVersion()),
                                    m_settings, &m_window);
    connect(m_dialog, &ui::ImportDialog::imported, this,
            [this, path](const QString &session, const exchange::ImportReport &report) {
                imported(path, session, report);
            });
    connect(m_dialog, &QDialog::finished, this, [this] {
        m_dialog->deleteLater();
        m_dialog.clear();
        next();
    });
    m_dialog->setWindowModality(Qt::WindowModal);
    m_dialog->show();
}

void ImportControl::imported(const QString &path, const QString &session, const exchange::ImportReport &report)
{
    m_reported = QFileInfo(path).fileName();
    m_report = ui::importDetails(report);
    m_window.commands().action(QStringLiteral("record.importReport"))->setEnabled(true);
    if (m_open(session))
        m_window.notices().offer(ui::importSummary(m_reported, report), tr("Details…"), [this] { showReport(); });
}

void ImportControl::showReport()
{
    auto *dialog = new ui::ImportReportDialog(m_reported, m_report, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace watchglass::app
