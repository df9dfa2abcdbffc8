#include "app/watchglass/replay_control.h"

#include "app/watchglass/alarm_control.h"
#include "app/watchglass/source_control.h"
#include "core/replay/session_client.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/replay_bar.h"

#include <QAction>
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

/// How an alarm stands among the events of a replay, where it raises nothing.
DeviceEvent asEvent(const AlarmEvent &alarm, Timestamp at)
{
    QString state = ReplayControl::tr("raised");
    if (alarm.condition == AlarmCondition::Acknowledged)
        state = ReplayControl::tr("acknowledged");
    else if (alarm.condition == AlarmCondition::Resolved)
        state = ReplayControl::tr("over");
    return {alarm.device, QStringLiteral("alarm"), QStringLiteral("%1 · %2").arg(alarm.title, state), at, true};
}

} // namespace

ReplayControl::ReplayControl(const Parts &parts)
    : m_parts(parts)
{
    addCommands();
    ui::ReplayBar &bar = m_parts.window.replay();
    bar.setSpeeds({replay::Playhead::speeds.begin(), replay::Playhead::speeds.end()});
    connect(&bar, &ui::ReplayBar::playToggled, this, &ReplayControl::togglePlay);
    connect(&bar, &ui::ReplayBar::speedChosen, this, &ReplayControl::setSpeed);
    connect(&bar, &ui::ReplayBar::loopToggled, this, &ReplayControl::toggleLoop);
    connect(&bar, &ui::ReplayBar::closeRequested, this, &ReplayControl::close);
    connect(&bar.strip(), &ui::ReplayStrip::sought, this, &ReplayControl::seek);
    connect(&bar.strip(), &ui::ReplayStrip::stepped, this, &ReplayControl::step);
    connect(&m_parts.sources, &SourceControl::taken, this, &ReplayControl::sourceTaken);
    ask(false);
}

ReplayControl::~ReplayControl() = default;

void ReplayControl::addCommands()
{
    using Point = Timeline::Point;
    const QString menu = tr("Replay");
    const auto add = [&](const char *id, const QString &text, const QKeySequence &keys, std::function<void()> run) {
        m_parts.window.commands().add({QLatin1String(id), menu, text, keys, std::move(run)});
        m_parts.window.commands().explain(QLatin1String(id), tr("No recording is open"));
    };
    const auto keys = [](int key) { return QKeySequence(key); };
    constexpr int ctrlAlt = static_cast<int>(Qt::CTRL) | static_cast<int>(Qt::ALT);
    constexpr int shift = ctrlAlt | static_cast<int>(Qt::SHIFT);
    add("replay.play", tr("Play or pause the recording"), keys(ctrlAlt | Qt::Key_P), [this] { togglePlay(); });
    add("replay.start", tr("Go to the start of the recording"), keys(ctrlAlt | Qt::Key_Home),
        [this] { seek(m_head->extent().from); });
    add("replay.end", tr("Go to the end of the recording"), keys(ctrlAlt | Qt::Key_End),
        [this] { seek(m_head->extent().to); });
    add("replay.back", tr("Back by a second"), keys(ctrlAlt | Qt::Key_Left),
        [this] { step(-std::chrono::seconds(1)); });
    add("replay.forward", tr("Forward by a second"), keys(ctrlAlt | Qt::Key_Right),
        [this] { step(std::chrono::seconds(1)); });
    add("replay.sampleBack", tr("Back by one sample"), keys(shift | Qt::Key_Left), [this] { stepSample(-1); });
    add("replay.sampleForward", tr("Forward by one sample"), keys(shift | Qt::Key_Right), [this] { stepSample(1); });
    add("replay.slower", tr("Play slower"), keys(ctrlAlt | Qt::Key_Minus), [this] { changeSpeed(-1); });
    add("replay.faster", tr("Play faster"), keys(ctrlAlt | Qt::Key_Plus), [this] { changeSpeed(1); });
    add("replay.loop", tr("Loop what the plots show"), keys(ctrlAlt | Qt::Key_L), [this] { toggleLoop(); });
    add("replay.nextAlarm", tr("Next recorded alarm"), keys(ctrlAlt | Qt::Key_A), [this] { jump(Point::Alarm, 1); });
    add("replay.previousAlarm", tr("Previous recorded alarm"), keys(shift | Qt::Key_A),
        [this] { jump(Point::Alarm, -1); });
    add("replay.nextMarker", tr("Next marker"), keys(ctrlAlt | Qt::Key_M), [this] { jump(Point::Marker, 1); });
    add("replay.previousMarker", tr("Previous marker"), keys(shift | Qt::Key_M), [this] { jump(Point::Marker, -1); });
    add("replay.nextGap", tr("Next gap"), keys(ctrlAlt | Qt::Key_G), [this] { jump(Point::Gap, 1); });
    add("replay.previousGap", tr("Previous gap"), keys(shift | Qt::Key_G), [this] { jump(Point::Gap, -1); });
    add("replay.close", tr("Close the recording"), keys(ctrlAlt | Qt::Key_W), [this] { close(); });
}

void ReplayControl::ask(bool isOpen)
{
    for (const ui::CommandRegistry::Entry &entry : m_parts.window.commands().entries()) {
        if (entry.id.startsWith(QLatin1String("replay.")))
            entry.action->setEnabled(isOpen);
    }
    m_parts.window.replay().setVisible(isOpen);
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
    Session session{path, extentOf(*file.value()), timeline.value(), {}};
    if (session.extent.isEmpty()) {
        m_parts.window.notices().say(tr("%1 holds nothing to look at.").arg(name));
        return false;
    }
    for (const recording::SessionSource &source : file.value()->sources())
        addSource(session, source, path);
    m_sessions.push_back(std::move(session));
    gather();
    return true;
}

void ReplayControl::addSource(Session &session, const recording::SessionSource &source, const QString &fileName)
{
    auto address = protocol::parseSourceAddress(source.address);
    const protocol::SourceAddress shown = address ? address.value() : protocol::SourceAddress();
    const replay::SessionClient::Options options{fileName, source.name, {}};
    const QString id = m_parts.sources.addForSession(
        shown, source.name, [options](const protocol::SourceAddress &, protocol::SourceSink &sink, Clock &clock) {
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
        return ask(false);
    }
    TimeRange extent = m_sessions.front().extent;
    std::vector<const Timeline *> lines;
    for (const Session &session : m_sessions) {
        extent = {std::min(extent.from, session.extent.from), std::max(extent.to, session.extent.to)};
        lines.push_back(&session.timeline);
    }
    if (m_head)
        m_head->setExtent(extent);
    else
        m_head.emplace(extent);
    m_parts.window.replay().strip().setMarks({together(lines, Timeline::Point::Alarm),
                                              together(lines, Timeline::Point::Marker),
                                              together(lines, Timeline::Point::Gap)});
    m_applied.reset();
    ask(true);
    moved();
}

void ReplayControl::close()
{
    QStringList sources;
    for (const Session &session : m_sessions)
        sources << session.sources.values();
    m_sessions.clear();
    for (const QString &source : sources) {
        m_parts.sources.remove(source, true);
        m_parts.alarms.setReplayed(source, false);
        m_parts.store.setHorizon(source, Timestamp::max());
    }
    gather();
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

std::optional<Timestamp> ReplayControl::now() const
{
    return m_head ? std::optional(m_head->position()) : std::nullopt;
}

void ReplayControl::advance()
{
    if (!m_head)
        return;
    if (m_head->advance(m_parts.clock.monotonic()))
        moved();
    showBar();
}

void ReplayControl::moved()
{
    const Timestamp position = m_head->position();
    const bool isBack = m_applied && position < *m_applied;
    for (const Session &session : m_sessions) {
        for (const QString &source : session.sources) {
            m_parts.store.setHorizon(source, position);
            if (isBack)
                m_parts.events.removeSource(source);
        }
        const Timestamp after = m_applied && !isBack ? *m_applied : Timestamp::min();
        for (const Timeline::Entry &entry : session.timeline.between(after, position))
            apply(session, entry);
    }
    m_applied = position;
    showBar();
}

void ReplayControl::apply(const Session &session, const Timeline::Entry &entry)
{
    const QString source = session.sources.value(entry.source);
    if (source.isEmpty())
        return;
    if (const auto *device = std::get_if<DeviceUpdate>(&entry.what))
        m_parts.registry.apply(source, *device, entry.at);
    else if (const auto *alarm = std::get_if<AlarmEvent>(&entry.what))
        m_parts.events.add(source, asEvent(*alarm, entry.at));
    else if (const auto *event = std::get_if<DeviceEvent>(&entry.what))
        m_parts.events.add(source, *event);
    else if (const auto *status = std::get_if<SystemStatus>(&entry.what))
        m_parts.events.setStatus(source, *status);
}

void ReplayControl::showBar()
{
    const QString name = m_sessions.size() == 1 ? QFileInfo(m_sessions.front().fileName).fileName()
                                                : tr("%n recording(s)", nullptr, static_cast<int>(m_sessions.size()));
    m_parts.window.replay().setState(
        {name, m_head->extent(), m_head->position(), m_head->speed(), m_head->isPlaying(), m_head->loop().has_value()});
    m_parts.window.replay().strip().setLoop(m_head->loop());
}

void ReplayControl::togglePlay()
{
    if (m_head->isPlaying())
        m_head->pause(m_parts.clock.monotonic());
    else
        m_head->play(m_parts.clock.monotonic());
    moved();
}

void ReplayControl::seek(Timestamp position)
{
    if (!m_head)
        return;
    m_head->seek(position, m_parts.clock.monotonic());
    moved();
}

void ReplayControl::step(Duration by)
{
    seek(m_head->position() + by);
}

void ReplayControl::stepSample(int direction)
{
    m_head->pause(m_parts.clock.monotonic());
    const Timestamp position = m_head->position();
    std::optional<Timestamp> nearest;
    for (const auto &series : m_parts.store.all()) {
        const bool isReplayed = std::any_of(m_sessions.begin(), m_sessions.end(), [&](const Session &session) {
            return session.sources.values().contains(series->info().key.source);
        });
        if (!isReplayed)
            continue;
        const auto found = direction > 0 ? series->after(position) : series->at(position - Duration(1));
        if (found && (!nearest || (direction > 0 ? found->time < *nearest : found->time > *nearest)))
            nearest = found->time;
    }
    if (nearest)
        seek(*nearest);
}

void ReplayControl::setSpeed(double speed)
{
    m_head->setSpeed(speed, m_parts.clock.monotonic());
    showBar();
}

void ReplayControl::changeSpeed(int steps)
{
    m_head->changeSpeed(steps, m_parts.clock.monotonic());
    showBar();
}

void ReplayControl::toggleLoop()
{
    const Duration now = m_parts.clock.monotonic();
    if (m_head->loop())
        return m_head->setLoop(std::nullopt, now);
    const Duration part = m_head->extent().length() / 20;
    TimeRange range{m_head->position() - part, m_head->position() + part};
    if (const auto *plot = qobject_cast<ui::PlotPanel *>(m_parts.window.desk().currentPanel()))
        range = plot->shownRange();
    m_head->setLoop(range, now);
    moved();
}

void ReplayControl::jump(Timeline::Point point, int direction)
{
    std::vector<const Timeline *> lines;
    for (const Session &session : m_sessions)
        lines.push_back(&session.timeline);
    const auto found = direction > 0 ? Timeline::next(lines, point, m_head->position())
                                     : Timeline::previous(lines, point, m_head->position());
    if (found)
        seek(*found);
}

} // namespace watchglass::app
