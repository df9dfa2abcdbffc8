#include "app/watchglass/replay_control.h"

#include "app/watchglass/alarm_control.h"
#include "app/watchglass/source_control.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/replay_bar.h"

#include <algorithm>

namespace watchglass::app {

using replay::Timeline;

namespace {

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
    connect(&bar, &ui::ReplayBar::frameStepped, this, &ReplayControl::stepFrame);
    connect(&bar, &ui::ReplayBar::speedChosen, this, &ReplayControl::setSpeed);
    connect(&bar, &ui::ReplayBar::loopToggled, this, &ReplayControl::toggleLoop);
    connect(&bar, &ui::ReplayBar::closeRequested, this, qOverload<>(&ReplayControl::close));
    connect(&bar.strip(), &ui::ReplayStrip::sought, this, &ReplayControl::seek);
    connect(&bar.strip(), &ui::ReplayStrip::stepped, this, &ReplayControl::step);
    connect(&m_parts.sources, &SourceControl::taken, this, &ReplayControl::sourceTaken);
    ask(false);
}

ReplayControl::~ReplayControl() = default;

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
    const QString name = m_sessions.size() == 1 ? m_sessions.front().name()
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

/// A file that cannot be read any more is said, and the others are stepped through.
void ReplayControl::stepFrame(int direction)
{
    m_head->pause(m_parts.clock.monotonic());
    const Timestamp position = m_head->position();
    std::optional<Timestamp> nearest;
    for (const Session &session : m_sessions) {
        const recording::SessionFile *file = fileOf(session.id);
        if (!file)
            continue;
        const Timestamp recorded = position - session.offset;
        const auto found = direction > 0 ? file->frameAfter(recorded) : file->frameBefore(recorded);
        if (!found) {
            m_parts.window.notices().say(found.error().text);
            continue;
        }
        if (!found.value())
            continue;
        const Timestamp at = *found.value() + session.offset;
        if (!nearest || (direction > 0 ? at < *nearest : at > *nearest))
            nearest = at;
    }
    if (nearest)
        seek(*nearest);
    else
        showBar();
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
