#include "app/watchglass/session_control.h"

#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/replay_bar.h"

#include <QAction>

#include <algorithm>

namespace watchglass::app {

namespace {

Result<exchange::Alignment> alignFiles(const QString &first, const QString &second, const replay::SharedSeries &by,
                                       Duration around, Duration mostShift, const std::function<bool()> &isWanted)
{
    const auto firstFile = recording::SessionFile::open(first);
    if (!firstFile)
        return firstFile.error();
    const auto secondFile = recording::SessionFile::open(second);
    if (!secondFile)
        return secondFile.error();
    return replay::alignSessions(*firstFile.value(), *secondFile.value(), by, around, mostShift, isWanted);
}

bool doOverlap(TimeRange a, TimeRange b)
{
    return a.from < b.to && b.from < a.to;
}

} // namespace

SessionControl::SessionControl(ui::MainWindow &window, ReplayControl &replay)
    : m_window(window)
    , m_replay(replay)
{
    m_replay.addCommand("replay.sessions", tr("Recordings, offsets and alignment…"),
                        QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_S), [this] { openDialog(); });
    connect(&m_window.replay(), &ui::ReplayBar::sessionsRequested, this, &SessionControl::openDialog);
    connect(&m_replay, &ReplayControl::sessionsChanged, this, &SessionControl::list);
}

void SessionControl::openDialog()
{
    if (!m_dialog) {
        m_dialog = new ui::SessionsDialog(QTimeZone::systemTimeZone(), &m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connectDialog();
        list();
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void SessionControl::connectDialog()
{
    connect(m_dialog, &ui::SessionsDialog::offsetChosen, &m_replay, &ReplayControl::setOffset);
    connect(m_dialog, &ui::SessionsDialog::closeRequested, &m_replay, qOverload<int>(&ReplayControl::close));
    connect(m_dialog, &ui::SessionsDialog::pairChosen, this, &SessionControl::offerSeries);
    connect(m_dialog, &ui::SessionsDialog::beginsRequested, this, &SessionControl::alignBegins);
    connect(m_dialog, &ui::SessionsDialog::markersRequested, this, &SessionControl::alignMarkers);
    connect(m_dialog, &ui::SessionsDialog::seriesRequested, this, &SessionControl::search);
    connect(m_dialog, &ui::SessionsDialog::searchGivenUp, this, [this] {
        m_search.giveUp();
        m_dialog->setSearching(false);
    });
    connect(m_dialog, &QObject::destroyed, this, [this] { m_search.giveUp(); });
}

void SessionControl::list()
{
    if (!m_dialog)
        return;
    if (!m_replay.isOpen()) {
        m_dialog->close();
        return;
    }
    m_search.giveUp(); // what it would find is of sessions as they were
    m_dialog->setSearching(false);
    std::vector<ui::SessionRow> rows;
    for (const Session &session : m_replay.sessions())
        rows.push_back({session.id, session.name(), session.fileName, session.extent.from - session.offset,
                        session.extent.length(), session.offset});
    m_dialog->setSessions(std::move(rows));
}

void SessionControl::offerSeries(int session, int reference)
{
    m_search.giveUp();
    m_dialog->setSearching(false);
    const recording::SessionFile *first = m_replay.fileOf(reference);
    const recording::SessionFile *second = m_replay.fileOf(session);
    m_shared = first && second ? replay::sharedSeries(*first, *second) : std::vector<replay::SharedSeries>();
    QStringList names;
    for (const replay::SharedSeries &one : m_shared)
        names << one.name;
    // What was sampled most often tells most exactly.
    const auto most = std::max_element(m_shared.begin(), m_shared.end(),
                                       [](const auto &a, const auto &b) { return a.count < b.count; });
    m_dialog->setSharedSeries(names, static_cast<int>(most - m_shared.begin()));
}

void SessionControl::alignBegins(int session, int reference)
{
    const Session *moved = m_replay.find(session);
    const Session *other = m_replay.find(reference);
    if (moved && other)
        m_replay.setOffset(session, other->extent.from - (moved->extent.from - moved->offset));
}

void SessionControl::alignMarkers(int session, int reference)
{
    const Session *moved = m_replay.find(session);
    const Session *other = m_replay.find(reference);
    if (!moved || !other)
        return;
    const auto by = replay::alignMarkers(other->timeline.markers(), moved->timeline.markers());
    if (by)
        m_replay.setOffset(session, moved->offset + *by);
    else
        m_dialog->showProblem(tr("Both recordings need a marker to be aligned by it."));
}

void SessionControl::search(int session, int reference, const QString &series, Duration mostShift)
{
    const Session *moved = m_replay.find(session);
    const Session *other = m_replay.find(reference);
    const auto by = std::find_if(m_shared.begin(), m_shared.end(),
                                 [&series](const replay::SharedSeries &one) { return one.name == series; });
    if (!moved || !other || by == m_shared.end())
        return;
    // Between the times as they were recorded. Sessions that do not even touch are taken to have begun together.
    const Duration around = doOverlap(moved->extent, other->extent)
                                ? moved->offset - other->offset
                                : other->extent.from - other->offset - (moved->extent.from - moved->offset);
    m_dialog->setSearching(true);
    m_search.start([this, first = other->fileName, second = moved->fileName, by = *by, around, mostShift,
                    offset = other->offset](Errand::Watch &watch) -> Errand::Then {
        auto alignment = alignFiles(first, second, by, around, mostShift, [&watch] { return watch.isWanted(); });
        return [this, alignment = std::move(alignment), offset] { found(alignment, offset); };
    });
}

void SessionControl::found(const Result<exchange::Alignment> &alignment, Duration referenceOffset)
{
    if (!m_dialog)
        return;
    m_dialog->setSearching(false);
    if (alignment)
        m_dialog->showFound(alignment.value().offset + referenceOffset, alignment.value().correlation);
    else
        m_dialog->showProblem(alignment.error().text);
}

} // namespace watchglass::app
