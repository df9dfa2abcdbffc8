#include "app/watchglass/derived_control.h"

#include "ui/shell/derived_dialog.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QSaveFile>

namespace watchglass::app {
namespace {

Q_LOGGING_CATEGORY(log, "watchglass.derived")

constexpr Duration workedEachTick = std::chrono::milliseconds(2);

} // namespace

DerivedControl::DerivedControl(store::SeriesStore &store, attention::AttentionTracker &tracker, const Clock &clock,
                               const QString &folder)
    : m_store(store)
    , m_tracker(tracker)
    , m_clock(clock)
    , m_file(QDir(folder).filePath(QStringLiteral("derived.json")))
    , m_book(store)
{
    load();
    askForInputs();
}

DerivedControl::~DerivedControl()
{
    if (m_asking)
        m_tracker.removePanel(*m_asking, m_clock.monotonic());
}

void DerivedControl::advance()
{
    m_book.advance(workedEachTick);
}

void DerivedControl::openDialog(QWidget *parent)
{
    auto *dialog = new ui::DerivedDialog(m_book, m_store, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ui::DerivedDialog::bookChanged, this, [this] {
        askForInputs();
        save();
    });
    dialog->open();
}

void DerivedControl::load()
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return; // there are none yet
    const auto loaded = m_book.load(file.readAll());
    if (loaded)
        return;
    m_problem = loaded.error().text;
    // What could not be read is not lost when the rest is written.
    file.close();
    QFile::remove(m_file + QStringLiteral(".unreadable"));
    QFile::copy(m_file, m_file + QStringLiteral(".unreadable"));
    qCInfo(log, "%s: %s", qUtf8Printable(m_file), qUtf8Printable(m_problem));
}

void DerivedControl::save()
{
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    m_problem.clear();
    if (file.open(QIODevice::WriteOnly) && file.write(m_book.toJson()) >= 0 && file.commit())
        return;
    m_problem = tr("%1 cannot be written: %2.").arg(m_file, file.errorString());
    qCInfo(log, "%s", qUtf8Printable(m_problem));
}

/// Nobody need look at the inputs for them to be wanted whole.
void DerivedControl::askForInputs()
{
    const QList<SeriesKey> inputs = m_book.inputs();
    if (inputs.isEmpty()) {
        if (m_asking)
            m_tracker.removePanel(*m_asking, m_clock.monotonic());
        m_asking.reset();
        return;
    }
    if (!m_asking)
        m_asking = m_tracker.makePanel();
    m_tracker.setSeries(*m_asking, inputs);
    attention::PanelSight sight;
    sight.isPinned = true;
    m_tracker.setSight(*m_asking, sight, m_clock.monotonic());
}

} // namespace watchglass::app
