#include "core/protocol/valtronics/alarm_watch.h"

#include <QUrl>

namespace watchglass::protocol::valtronics {

namespace {

constexpr int usualPage = 100;
constexpr int largestPage = 1000;
/// More than this many of the oldest are not fetched: they are history, not the state of the plant.
constexpr int deepestSkip = 5000;

QString alarmPath(const QString &id)
{
    return QStringLiteral("alerts/") + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

AlarmWatch::AlarmWatch(Clock &clock, SourceSink &sink, RestGate &gate)
    : m_clock(clock)
    , m_sink(sink)
    , m_gate(gate)
    , m_timer(clock.makeTimer([this] { poll(); }))
{}

void AlarmWatch::beginPolling()
{
    m_polling = true;
    m_underway = false;
    m_lastReread.reset();
    poll();
}

void AlarmWatch::endPolling()
{
    m_polling = false;
    m_timer->stop();
}

void AlarmWatch::pollSoon()
{
    if (m_polling && !m_underway)
        m_timer->start(std::chrono::milliseconds(500));
}

void AlarmWatch::poll()
{
    const Duration now = m_clock.monotonic();
    const bool reread = !m_lastReread || now - *m_lastReread >= rereadInterval;
    if (reread)
        m_lastReread = now;
    requestPage(0, reread ? largestPage : usualPage);
}

void AlarmWatch::requestPage(int skip, int limit)
{
    m_underway = true;
    link::RestRequest request;
    request.path = QStringLiteral("alerts/");
    request.query.addQueryItem(QStringLiteral("skip"), QString::number(skip));
    request.query.addQueryItem(QStringLiteral("limit"), QString::number(limit));
    m_gate.send(std::move(request), [this, skip, limit](const RestGate::Answer &answer) {
        m_underway = false;
        pageAnswered(skip, limit, answer);
    });
}

void AlarmWatch::pageAnswered(int skip, int limit, const RestGate::Answer &answer)
{
    if (!m_polling)
        return;
    m_timer->start(interval);
    if (!answer.ok)
        return;
    const auto page = m_decoder.alerts(viewOf(answer.body));
    if (!page) {
        m_sink.problem(Problem::BadFrame, page.error().text);
        return;
    }
    bool allNew = page.value().size() >= static_cast<std::size_t>(limit);
    for (auto event = page.value().rbegin(); event != page.value().rend(); ++event) {
        allNew = allNew && !m_seen.contains(event->id);
        report(*event);
    }
    if (allNew && skip + limit < deepestSkip)
        requestPage(skip + limit, largestPage);
}

void AlarmWatch::report(const AlarmEvent &event)
{
    const Seen now{event.condition, event.acknowledgedAt, event.resolvedAt, event.severity};
    const auto known = m_seen.constFind(event.id);
    if (known != m_seen.constEnd() && *known == now)
        return;
    m_seen.insert(event.id, now);
    m_sink.alarm(event);
}

void AlarmWatch::acknowledge(const QString &id)
{
    change(id, Wish::Acknowledge, {});
}

void AlarmWatch::resolve(const QString &id, const QString &note)
{
    change(id, Wish::Resolve, note);
}

void AlarmWatch::change(const QString &id, Wish wish, const QString &note)
{
    read(id, [this, id, wish, note](const AlarmEvent &event) {
        const bool isDone = event.condition == AlarmCondition::Resolved
                            || (wish == Wish::Acknowledge && event.condition == AlarmCondition::Acknowledged);
        if (isDone)
            report(event);
        else
            patch(id, wish, note);
    });
}

void AlarmWatch::read(const QString &id, std::function<void(const AlarmEvent &)> then)
{
    link::RestRequest request;
    request.path = alarmPath(id);
    m_gate.send(
        std::move(request),
        [this, then = std::move(then)](const RestGate::Answer &answer) {
            if (!answer.ok)
                return;
            const auto alarm = m_decoder.alert(viewOf(answer.body));
            if (alarm)
                then(alarm.value());
            else
                m_sink.problem(Problem::BadFrame, alarm.error().text);
        },
        RestGate::Urgency::Operator);
}

void AlarmWatch::patch(const QString &id, Wish wish, const QString &note)
{
    link::RestRequest request;
    request.verb = QByteArrayLiteral("PATCH");
    request.path =
        alarmPath(id) + (wish == Wish::Acknowledge ? QStringLiteral("/acknowledge") : QStringLiteral("/resolve"));
    if (wish == Wish::Resolve && !note.isEmpty())
        request.query.addQueryItem(QStringLiteral("resolution_note"),
                                   QString::fromLatin1(QUrl::toPercentEncoding(note)));
    m_gate.send(
        std::move(request),
        [this, id](const RestGate::Answer &) {
            // Also after a refusal: what the table says is what is true.
            read(id, [this](const AlarmEvent &event) { report(event); });
        },
        RestGate::Urgency::Operator);
}

} // namespace watchglass::protocol::valtronics
