#include "app/watchglass/marker_control.h"

#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/marker_dialog.h"
#include "ui/shell/notice_bar.h"

#include <QAction>

#include <algorithm>

namespace watchglass::app {

namespace {

/// As the file holds it, which knows of no offset.
recording::Marker asRecorded(recording::Marker marker, Duration offset)
{
    marker.time = marker.time - offset;
    if (marker.to)
        marker.to = *marker.to - offset;
    return marker;
}

} // namespace

MarkerControl::MarkerControl(ui::MainWindow &window, ReplayControl &replay)
    : m_window(window)
    , m_replay(replay)
{
    constexpr int ctrlAlt = static_cast<int>(Qt::CTRL) | static_cast<int>(Qt::ALT);
    m_replay.addCommand("replay.mark", tr("Set a marker in the recording"), QKeySequence(ctrlAlt | Qt::Key_K),
                        [this] { mark(); });
    m_replay.addCommand("replay.annotate", tr("Annotate the recording…"), QKeySequence(ctrlAlt | Qt::Key_N),
                        [this] { annotate(); });
    m_replay.addCommand("replay.markers", tr("Markers and annotations…"),
                        QKeySequence(ctrlAlt | static_cast<int>(Qt::SHIFT) | Qt::Key_K), [this] { openList(); });
    connect(&m_replay, &ReplayControl::sessionsChanged, this, [this] {
        std::erase_if(m_removed, [this](const ui::MarkerRow &row) { return !m_replay.find(row.session); });
        showList();
    });
    connect(&m_replay, &ReplayControl::markersChanged, this, &MarkerControl::showList);
}

/// The one that was going on at the playhead; where none was, the nearest.
const MarkerControl::Session *MarkerControl::sessionHere() const
{
    const auto now = m_replay.now();
    const Session *nearest = nullptr;
    Duration least = Duration::max();
    for (const Session &session : m_replay.sessions()) {
        const Duration away = std::max({session.extent.from - *now, *now - session.extent.to, Duration::zero()});
        if (away < least) {
            least = away;
            nearest = &session;
        }
    }
    return nearest;
}

void MarkerControl::mark()
{
    const Session *session = sessionHere();
    if (!session)
        return;
    const auto number = session->timeline.markers().size() + 1;
    add(*session, {0, *m_replay.now(), {}, tr("Marker %1").arg(number), QStringLiteral("marker")});
}

void MarkerControl::annotate()
{
    const Session *session = sessionHere();
    if (!session)
        return;
    recording::Marker marker{0, *m_replay.now(), {}, {}, {}};
    if (const auto &loop = m_replay.playhead()->loop()) {
        marker.time = loop->from;
        marker.to = loop->to;
    }
    ask(*session, marker, [this, id = session->id](const recording::Marker &made) {
        if (const Session *still = m_replay.find(id))
            add(*still, made);
    });
}

void MarkerControl::ask(const Session &session, const recording::Marker &marker,
                        std::function<void(const recording::Marker &)> then)
{
    QWidget *parent = m_list && m_list->isActiveWindow() ? static_cast<QWidget *>(m_list) : &m_window;
    auto *dialog = new ui::MarkerDialog(marker, session.extent, QTimeZone::systemTimeZone(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [dialog, then = std::move(then)] {
        if (const auto made = dialog->marker())
            then(*made);
    });
    dialog->open();
}

void MarkerControl::add(const Session &session, const recording::Marker &marker)
{
    const auto added = recording::addMarker(session.fileName, asRecorded(marker, session.offset));
    told(session.id, added ? Result<void>() : added.error());
}

void MarkerControl::change(const ui::MarkerRow &row, const recording::Marker &marker)
{
    if (const Session *session = m_replay.find(row.session))
        told(row.session, recording::changeMarker(session->fileName, asRecorded(marker, session->offset)));
}

void MarkerControl::edit(const ui::MarkerRow &row)
{
    if (const Session *session = m_replay.find(row.session))
        ask(*session, row.marker, [this, row](const recording::Marker &made) { change(row, made); });
}

void MarkerControl::remove(const ui::MarkerRow &row)
{
    const Session *session = m_replay.find(row.session);
    if (!session)
        return;
    const auto removed = recording::removeMarker(session->fileName, row.marker.id);
    if (removed)
        m_removed.push_back({row.session, row.sessionName, asRecorded(row.marker, session->offset)});
    told(row.session, removed);
}

void MarkerControl::undo()
{
    if (m_removed.empty())
        return;
    const ui::MarkerRow row = m_removed.back();
    const Session *session = m_replay.find(row.session);
    if (!session)
        return;
    const auto added = recording::addMarker(session->fileName, row.marker);
    if (added)
        m_removed.pop_back();
    told(row.session, added ? Result<void>() : added.error());
}

void MarkerControl::told(int session, const Result<void> &done)
{
    if (!done) {
        m_window.notices().say(done.error().text);
        if (m_list)
            m_list->showProblem(done.error().text);
        return;
    }
    m_replay.reloadMarkers(session);
}

void MarkerControl::openList()
{
    if (!m_list) {
        m_list = new ui::MarkersDialog(QTimeZone::systemTimeZone(), &m_window);
        m_list->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_list, &ui::MarkersDialog::goRequested, this,
                [this](const ui::MarkerRow &row) { m_replay.seek(row.marker.time); });
        connect(m_list, &ui::MarkersDialog::addRequested, this, &MarkerControl::annotate);
        connect(m_list, &ui::MarkersDialog::editRequested, this, &MarkerControl::edit);
        connect(m_list, &ui::MarkersDialog::removeRequested, this, &MarkerControl::remove);
        connect(m_list, &ui::MarkersDialog::undoRequested, this, &MarkerControl::undo);
        connect(m_list, &ui::MarkersDialog::textChosen, this, [this](const ui::MarkerRow &row, const QString &text) {
            recording::Marker marker = row.marker;
            marker.text = text;
            change(row, marker);
        });
        showList();
    }
    m_list->show();
    m_list->raise();
    m_list->activateWindow();
}

void MarkerControl::showList()
{
    if (!m_list)
        return;
    if (!m_replay.isOpen()) {
        m_list->close();
        return;
    }
    std::vector<ui::MarkerRow> rows;
    for (const Session &session : m_replay.sessions()) {
        for (const recording::Marker &marker : session.timeline.markers())
            rows.push_back({session.id, session.name(), marker});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const ui::MarkerRow &a, const ui::MarkerRow &b) { return a.marker.time < b.marker.time; });
    m_list->setMarkers(std::move(rows));
    m_list->setRemoved(m_removed.empty() ? QString() : m_removed.back().marker.text);
}

} // namespace watchglass::app
