#include "app/watchglass/replay_control.h"

#include "app/watchglass/alarm_control.h"
#include "app/watchglass/source_control.h"
#include "core/replay/session_client.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/replay_bar.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace watchglass::app {

using replay::Timeline;

namespace {

/// From the earliest sample or arrival to the latest: what there is to be seen.
TimeRange extentOf(const recording::SessionFile &file)
{
    TimeRange extent = file.arrivals();
    if (!extent.isEmpty())
        extent.to = extent.to - Duration(1); // the last thing itself, not behind it
    for (const recording::SessionSeries &series : file.series()) {
        if (series.count == 0)
            continue;
        extent.from = extent.isEmpty() ? series.first : std::min(extent.from, series.first);
        extent.to = std::max(extent.to, series.last);
    }
    return extent;
}

std::vector<Timestamp> together(const std::vector<const Timeline *> &lines, Timeline::Point point)
{
    std::vector<Timestamp> all;
    for (const Timeline *line : lines)
        all.insert(all.end(), line->points(point).begin(), line->points(point).end());
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace

QString ReplayControl::Session::name() const
{
    return QFileInfo(fileName).fileName();
}

bool ReplayControl::isSession(const QString &path)
{
    if (path.endsWith(QLatin1String(".wgrec"), Qt::CaseInsensitive))
        return true;
    QFile file(path);
    constexpr qint64 applicationIdAt = 68; // in the header of an SQLite file
    return file.open(QIODevice::ReadOnly) && file.seek(applicationIdAt) && file.read(4) == "WGRE";
}

bool ReplayControl::open(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const auto file = recording::SessionFile::open(path);
    if (!file) {
        m_parts.window.notices().say(file.error().text);
        return false;
    }
    const auto timeline = Timeline::of(*file.value());
    if (!timeline) {
        m_parts.window.notices().say(timeline.error().text);
        return false;
    }
    Session session{++m_lastSession, path, extentOf(*file.value()), timeline.value(), {}, {}, nullptr};
    if (session.extent.isEmpty()) {
        m_parts.window.notices().say(tr("%1 holds nothing to look at.").arg(name));
        return false;
    }
    for (const recording::SessionSource &source : file.value()->sources())
        addSource(session, source, source.name);
    m_sessions.push_back(std::move(session));
    gather();
    return true;
}

void ReplayControl::addSource(Session &session, const recording::SessionSource &source, const QString &wantedId)
{
    auto address = protocol::parseSourceAddress(source.address);
    const protocol::SourceAddress shown = address ? address.value() : protocol::SourceAddress();
    const replay::SessionClient::Options options{session.fileName, source.name, session.offset};
    const QString id = m_parts.sources.addForSession(
        shown, wantedId, [options](const protocol::SourceAddress &, protocol::SourceSink &sink, Clock &clock) {
            return std::make_unique<replay::SessionClient>(options, sink, clock);
        });
    session.sources.insert(source.name, id);
    m_parts.alarms.setReplayed(id, true);
    m_parts.store.setHorizon(id, session.extent.to);
}

/// The playhead's extent is that of all sessions; without one, everything is live again.
void ReplayControl::gather()
{
    if (m_sessions.empty()) {
        m_head.reset();
        m_applied.reset();
        ask(false);
        return Q_EMIT sessionsChanged();
    }
    TimeRange extent = m_sessions.front().extent;
    for (const Session &session : m_sessions)
        extent = {std::min(extent.from, session.extent.from), std::max(extent.to, session.extent.to)};
    if (m_head)
        m_head->setExtent(extent);
    else
        m_head.emplace(extent);
    showMarks();
    // What is rare is told anew, of all of them.
    for (const Session &session : m_sessions) {
        for (const QString &source : session.sources)
            m_parts.events.removeSource(source);
    }
    m_applied.reset();
    ask(true);
    moved();
    Q_EMIT sessionsChanged();
}

const ReplayControl::Session *ReplayControl::find(int session) const
{
    const auto found =
        std::find_if(m_sessions.begin(), m_sessions.end(), [session](const Session &one) { return one.id == session; });
    return found == m_sessions.end() ? nullptr : &*found;
}

std::vector<ReplayControl::Session>::iterator ReplayControl::placeOf(int session)
{
    return std::find_if(m_sessions.begin(), m_sessions.end(),
                        [session](const Session &one) { return one.id == session; });
}

const recording::SessionFile *ReplayControl::fileOf(int session)
{
    const auto found = placeOf(session);
    if (found == m_sessions.end())
        return nullptr;
    if (!found->file) {
        auto opened = recording::SessionFile::open(found->fileName);
        if (!opened) {
            m_parts.window.notices().say(opened.error().text);
            return nullptr;
        }
        found->file = std::move(opened.value());
    }
    return found->file.get();
}

void ReplayControl::setOffset(int session, Duration offset)
{
    const recording::SessionFile *file = fileOf(session);
    const auto place = placeOf(session);
    if (!file || place->offset == offset)
        return;
    const auto timeline = Timeline::of(*file, offset);
    if (!timeline)
        return m_parts.window.notices().say(timeline.error().text);
    // While its sources go and come again it stands aside: nobody took them away.
    const auto row = place - m_sessions.begin();
    Session placed = std::move(*place);
    m_sessions.erase(place);
    const QHash<QString, QString> before = std::exchange(placed.sources, {});
    takeSources(before.values());
    placed.extent = {placed.extent.from - placed.offset + offset, placed.extent.to - placed.offset + offset};
    placed.offset = offset;
    placed.timeline = timeline.value();
    for (const recording::SessionSource &source : file->sources()) {
        if (before.contains(source.name)) // or the operator took it away earlier
            addSource(placed, source, before.value(source.name));
    }
    m_sessions.insert(m_sessions.begin() + row, std::move(placed));
    gather();
}

void ReplayControl::reloadMarkers(int session)
{
    const recording::SessionFile *file = fileOf(session);
    if (!file)
        return;
    const auto markers = file->markers();
    if (!markers)
        return m_parts.window.notices().say(markers.error().text);
    const auto place = placeOf(session);
    place->timeline.setMarkers(markers.value(), place->offset);
    showMarks();
    Q_EMIT markersChanged();
}

void ReplayControl::showMarks()
{
    std::vector<const Timeline *> lines;
    std::vector<ui::ReplayStrip::Remark> remarks;
    for (const Session &session : m_sessions) {
        lines.push_back(&session.timeline);
        for (const recording::Marker &marker : session.timeline.markers())
            remarks.push_back({marker.time, marker.to, marker.text});
    }
    std::stable_sort(remarks.begin(), remarks.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    m_parts.window.replay().strip().setMarks(
        {together(lines, Timeline::Point::Alarm), std::move(remarks), together(lines, Timeline::Point::Gap)});
}

void ReplayControl::close(int session)
{
    const Session *found = find(session);
    if (!found)
        return;
    const QStringList sources = found->sources.values();
    std::erase_if(m_sessions, [session](const Session &one) { return one.id == session; });
    takeSources(sources);
    gather();
}

void ReplayControl::close()
{
    QStringList sources;
    for (const Session &session : m_sessions)
        sources << session.sources.values();
    m_sessions.clear();
    takeSources(sources);
    gather();
}

void ReplayControl::takeSources(const QStringList &sources)
{
    for (const QString &source : sources) {
        m_parts.sources.remove(source, true);
        m_parts.alarms.setReplayed(source, false);
        m_parts.store.setHorizon(source, Timestamp::max());
    }
}

/// The operator took one away where sources are managed.
void ReplayControl::sourceTaken(const QString &source)
{
    bool isMine = false;
    for (Session &session : m_sessions) {
        const QString name = session.sources.key(source);
        isMine = isMine || session.sources.remove(name) > 0;
    }
    if (!isMine)
        return;
    std::erase_if(m_sessions, [](const Session &session) { return session.sources.isEmpty(); });
    m_parts.alarms.setReplayed(source, false);
    m_parts.store.setHorizon(source, Timestamp::max());
    gather();
}

} // namespace watchglass::app
