#include "app/simulator/terra/terra_session.h"

#include "app/simulator/json_text.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace watchglass::sim::terra {

namespace {

enum Op { Heartbeat = 0, Hello = 2, Identify = 3, Submit = 6, Replay = 7, Status = 8 };

constexpr int missedBeats = 2;

std::optional<int> opOf(const QJsonObject &message)
{
    const QJsonValue op = message.value(QLatin1String("op"));
    const double number = op.toDouble(-1.0);
    if (!op.isDouble() || number != std::floor(number) || std::abs(number) > 1e6)
        return std::nullopt;
    return static_cast<int>(number);
}

/// A bound of a REPLAY: absent is 0; nothing when it is no integer.
std::optional<std::int64_t> boundOf(const QJsonObject &payload, const QString &name)
{
    const QJsonValue value = payload.value(name);
    if (value.isUndefined())
        return 0;
    constexpr qint64 none = -1;
    const qint64 bound = value.toInteger(none);
    return bound < 0 ? std::nullopt : std::optional<std::int64_t>(bound);
}

} // namespace

TerraSession::TerraSession(TerraService &service, Connection &connection)
    : m_service(service)
    , m_connection(connection)
    , m_clock(service.stage().clock)
    , m_opened(m_clock.monotonic())
    , m_lastBeat(m_opened)
{
    const qint64 interval = std::chrono::duration_cast<std::chrono::milliseconds>(service.terms().heartbeat).count();
    m_connection.sendText(
        jsonText({{QStringLiteral("op"), static_cast<int>(Hello)},
                  {QStringLiteral("d"), QJsonObject{{QStringLiteral("heartbeat_interval"), interval}}}}));
}

void TerraSession::end(std::uint16_t code, std::string_view reason)
{
    m_isOver = true;
    m_connection.close(code, reason);
}

void TerraSession::binaryReceived(const QByteArray &)
{
    end(1003, "binary frames are not accepted");
}

void TerraSession::textReceived(const QByteArray &text)
{
    if (m_isOver)
        return;
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (document.isNull())
        return end(1007, "invalid JSON");
    const QJsonObject message = document.object();
    const std::optional<int> op = document.isObject() ? opOf(message) : std::nullopt;
    if (!op)
        return end(1003, "malformed frame");
    const QJsonObject payload = message.value(QLatin1String("d")).toObject();
    if (*op == Heartbeat) {
        m_lastBeat = m_clock.monotonic();
        m_connection.sendText("{\"op\":1}");
    } else if (*op == Identify) {
        identify(payload);
    } else if (*op == Submit && m_role == Role::Producer) {
        submit(message);
    } else if (*op == Status && m_role == Role::Producer) {
        status(payload);
    } else if (*op == Replay && m_role == Role::Consumer) {
        replay(payload);
    } else {
        end(4004, "opcode not valid");
    }
}

void TerraSession::identify(const QJsonObject &payload)
{
    if (m_role != Role::Nobody)
        return end(4003, "already identified");
    const QJsonValue token = payload.value(QLatin1String("token"));
    const QJsonValue type = payload.value(QLatin1String("type"));
    if (!token.isString() || (type != QJsonValue(0) && type != QJsonValue(1)))
        return end(1003, "malformed payload");
    const bool isConsumer = type == QJsonValue(1);
    const bool isExpired = m_connection.host().faults().expiredToken;
    const auto grant = isExpired ? std::nullopt : m_service.gate().redeem(token.toString(), isConsumer);
    if (!grant)
        return end(4001, "invalid token");
    if (isConsumer && !m_service.admit(m_connection, grant->developer))
        return end(4002, "too many sessions");
    m_role = isConsumer ? Role::Consumer : Role::Producer;
    m_user = grant->user;
    m_service.stage().site.start();
    m_connection.sendText("{\"op\":4}");
    m_next = m_service.journal().end();
}

void TerraSession::submit(const QJsonObject &message)
{
    const QJsonValue type = message.value(QLatin1String("t"));
    const QJsonValue payload = message.value(QLatin1String("d"));
    if (!type.isString() || !payload.isObject())
        return end(1003, "malformed payload");
    std::string head = "{\"op\":5,\"t\":";
    appendJsonString(head, type.toString().toUtf8());
    head += ",\"uid\":";
    appendJsonString(head, m_user.toUtf8());
    head += ",\"seq\":";
    const std::string tail = ",\"d\":" + jsonText(payload.toObject()) + '}';
    m_service.journal().append(m_service.stage().site.elapsed(), head, tail, 1);
}

void TerraSession::replay(const QJsonObject &payload)
{
    const auto after = boundOf(payload, QStringLiteral("after"));
    const auto before = boundOf(payload, QStringLiteral("before"));
    if (!after || !before)
        return end(1003, "malformed payload");
    const TerraJournal &journal = m_service.journal();
    const Duration newest = m_service.stage().site.elapsed() - m_service.terms().replayLag;
    const std::uint64_t from = journal.firstAfter(*after);
    std::uint64_t to = from;
    while (to < journal.end() && journal.at(to).seq < *before && journal.at(to).at <= newest)
        ++to;
    if (to > from)
        m_replays.push_back({from, to});
}

void TerraSession::status(const QJsonObject &payload)
{
    if (!payload.value(QLatin1String("connected")).isBool())
        end(1003, "malformed payload");
}

void TerraSession::pump(Duration)
{
    if (m_isOver)
        return;
    const Duration now = m_clock.monotonic();
    if (m_role == Role::Nobody && now - m_opened >= m_service.terms().identifyWithin)
        return end(4000, "not identified in time");
    if (now - m_lastBeat > missedBeats * m_service.terms().heartbeat)
        return end(4005, "heartbeat missed");
    if (m_role != Role::Consumer)
        return;
    pumpLive();
    pumpReplays();
}

void TerraSession::pumpLive()
{
    const bool waits = m_service.stage().options.backpressure;
    const TerraJournal &journal = waits && !m_connection.hasRoom() ? m_service.journalSoFar() : m_service.journal();
    if (m_next < journal.first()) {
        m_connection.countDropped(journal.first() - m_next);
        m_next = journal.first();
    }
    for (; m_next < journal.end(); ++m_next) {
        const TerraJournal::Entry &entry = journal.at(m_next);
        if (m_connection.offer(entry.frame, entry.samples))
            continue;
        if (waits)
            return;
        m_connection.countDropped(entry.samples);
    }
}

void TerraSession::pumpReplays()
{
    const TerraJournal &journal = m_service.journalSoFar();
    while (!m_replays.empty() && m_connection.hasRoomForHistory()) {
        Asked &asked = m_replays.front();
        asked.next = std::max(asked.next, journal.first());
        if (asked.next >= asked.end) {
            m_replays.pop_front();
            continue;
        }
        const TerraJournal::Entry &entry = journal.at(asked.next);
        if (!m_connection.offer(entry.frame, entry.samples))
            return;
        ++asked.next;
    }
}

} // namespace watchglass::sim::terra
