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
    dialog->setTrouble(m_problem);
    connect(dialog, &ui::DerivedDialog::bookChanged, this, [this, dialog] {
        askForInputs();
        save();
        dialog->setTrouble(m_problem);
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
    // What could not be read is not lost when the rest is written.
    const QString kept = m_file + QStringLiteral(".unreadable");
    file.close();
    QFile::remove(kept);
    QFile::copy(m_file, kept);
    m_problem = tr("%1\nThe file is kept as %2.").arg(loaded.error().text, kept);
    qCInfo(log, "%s: %s", qUtf8Printable(m_file), qUtf8Printable(m_problem));
}

void DerivedControl::save()
{
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    const QString before = std::exchange(m_problem, QString());
    if (file.open(QIODevice::WriteOnly) && file.write(m_book.toJson()) >= 0 && file.commit())
        return;
    m_problem = tr("%1 cannot be written: %2.").arg(m_file, file.errorString());
    if (m_problem == before)
        return; // it was said
    qCInfo(log, "%s", qUtf8Printable(m_problem));
    Q_EMIT noticed(m_problem);
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
