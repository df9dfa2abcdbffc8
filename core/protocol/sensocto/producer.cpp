#include "core/protocol/sensocto/producer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace watchglass::protocol::sensocto {

namespace {

constexpr Duration rejoinDelay = std::chrono::seconds(1);
constexpr std::string_view forgotten = "unmatched topic";
constexpr double longestWindowMs = 10 * 60 * 1000;

bool isAttributeId(const QString &id)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}\\z"));
    return pattern.match(id).hasMatch();
}

bool isJson(const QByteArray &payload)
{
    // In brackets, as not every value is a document; and one value only, which brackets alone do not ensure.
    const QJsonDocument document = QJsonDocument::fromJson("{\"a\":[" + payload + "]}");
    const QJsonObject object = document.object();
    return object.size() == 1 && object.value(QLatin1String("a")).toArray().size() == 1;
}

QByteArray measurementJson(const ProducedValue &measurement)
{
    QByteArray out = "{\"attribute_id\":\"" + measurement.attributeId.toLatin1()
                     + "\",\"payload\":" + measurement.payload
                     + ",\"timestamp\":" + QByteArray::number(static_cast<qint64>(measurement.time.ns() / 1'000'000));
    if (!measurement.event.isEmpty())
        out += ",\"event\":" + jsonString(measurement.event.toUtf8());
    return out + '}';
}

QJsonObject metadataOf(const ProducedAttribute &attribute)
{
    return {{QStringLiteral("attribute_id"), attribute.id},
            {QStringLiteral("attribute_type"), attribute.type},
            {QStringLiteral("sampling_rate"), attribute.samplingRateHz}};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject parsed(std::string_view json)
{
    return QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).object();
}

} // namespace

Producer::Producer(const SourceAddress &address, ProducerIdentity identity, Listener &listener, Clock &clock,
                   std::size_t capacity)
    : m_address(address)
    , m_identity(std::move(identity))
    , m_listener(listener)
    , m_clock(clock)
    , m_capacity(capacity)
    , m_socket(clock, *this, address.url)
    , m_channel(m_socket, clock, *this, "sensocto:sensor:" + m_identity.sensorId.toUtf8())
    , m_sendTimer(clock.makeTimer([this] { sendDue(); }))
    , m_rejoinTimer(clock.makeTimer([this] { m_channel.join(); }))
{}

Producer::~Producer() = default;

void Producer::start()
{
    m_channel.setJoinPayload(joinPayload());
    m_channel.join();
    m_socket.open();
}

void Producer::stop()
{
    m_rejoinTimer->stop();
    m_channel.leave();
    unsend();
    m_socket.close();
    setState(SourcePhase::Idle, tr("Stopped"));
}

QByteArray Producer::joinPayload() const
{
    QJsonObject attributes;
    for (const ProducedAttribute &attribute : m_identity.attributes)
        attributes.insert(attribute.id, metadataOf(attribute));
    QJsonObject out{{QStringLiteral("connector_id"), m_identity.connectorId},
                    {QStringLiteral("connector_name"), m_identity.connectorName},
                    {QStringLiteral("sensor_id"), m_identity.sensorId},
                    {QStringLiteral("sensor_name"), m_identity.sensorName},
                    {QStringLiteral("sensor_type"), m_identity.sensorType},
                    {QStringLiteral("attributes"), attributes},
                    {QStringLiteral("sampling_rate"), m_identity.samplingRateHz},
                    {QStringLiteral("batch_size"), m_identity.batchSize},
                    {QStringLiteral("bearer_token"), m_address.token}};
    if (!m_identity.roomId.isEmpty())
        out.insert(QStringLiteral("room_id"), m_identity.roomId);
    return compact(out);
}

Result<void> Producer::offer(const ProducedValue &measurement)
{
    if (m_queue.size() >= m_capacity) {
        ++m_counters.refused;
        return Error{ErrorCode::TooLarge, tr("The queue of sensor \"%1\" is full").arg(m_identity.sensorName)};
    }
    if (!isAttributeId(measurement.attributeId) || !isJson(measurement.payload)) {
        ++m_counters.refused;
        return Error{ErrorCode::Malformed,
                     tr("Attribute \"%1\": not a measurement that the service takes").arg(measurement.attributeId)};
    }
    m_queue.push_back({measurementJson(measurement), m_clock.monotonic()});
    ++m_counters.taken;
    schedule();
    return {};
}

Result<void> Producer::registerAttribute(const ProducedAttribute &attribute)
{
    if (!isAttributeId(attribute.id))
        return Error{ErrorCode::Malformed, tr("\"%1\" is no attribute id").arg(attribute.id)};
    std::erase_if(m_identity.attributes, [&](const ProducedAttribute &one) { return one.id == attribute.id; });
    m_identity.attributes.push_back(attribute);
    update("register", attribute);
    return {};
}

Result<void> Producer::unregisterAttribute(const QString &attributeId)
{
    if (!isAttributeId(attributeId))
        return Error{ErrorCode::Malformed, tr("\"%1\" is no attribute id").arg(attributeId)};
    std::erase_if(m_identity.attributes, [&](const ProducedAttribute &one) { return one.id == attributeId; });
    update("unregister", {attributeId, {}, 0.0});
    return {};
}

void Producer::update(const char *action, const ProducedAttribute &attribute)
{
    m_channel.setJoinPayload(joinPayload());
    if (m_channel.state() != PhoenixChannel::State::Joined)
        return; // the join will say it
    const QJsonObject payload{{QStringLiteral("action"), QLatin1String(action)},
                              {QStringLiteral("attribute_id"), attribute.id},
                              {QStringLiteral("metadata"), metadataOf(attribute)}};
    if (const auto pushed = m_channel.push("update_attributes", compact(payload)); !pushed)
        m_listener.producerProblem(redacted(pushed.error().text));
}

void Producer::schedule()
{
    const std::size_t waiting = m_queue.size() - m_sent;
    if (m_channel.state() != PhoenixChannel::State::Joined || m_pressure.paused || waiting == 0) {
        m_sendTimer->stop();
        return;
    }
    const Duration now = m_clock.monotonic();
    const bool isFull = waiting >= static_cast<std::size_t>(m_pressure.size);
    Duration due = isFull ? now : m_queue[m_sent].since + m_pressure.window;
    if (m_sentAt)
        due = std::max(due, *m_sentAt + m_pressure.window);
    if (due <= now)
        sendDue();
    else
        m_sendTimer->start(due - now);
}

void Producer::sendDue()
{
    m_sendTimer->stop();
    if (m_channel.state() != PhoenixChannel::State::Joined || m_pressure.paused)
        return;
    m_sentAt = m_clock.monotonic();
    while (m_sent < m_queue.size() && sendMessage()) {
    }
    confirm();
    if (m_sent < m_queue.size())
        m_sendTimer->start(std::max<Duration>(m_pressure.window, std::chrono::milliseconds(1)));
}

bool Producer::sendMessage()
{
    const std::size_t count = std::min(m_queue.size() - m_sent, mostInMessage);
    const bool isAlone = count == 1;
    QByteArray payload = isAlone ? QByteArray() : QByteArray("[");
    for (std::size_t i = 0; i < count; ++i)
        payload += (i > 0 ? "," : "") + m_queue[m_sent + i].json;
    if (!isAlone)
        payload += ']';
    const auto pushed = m_channel.push(isAlone ? "measurement" : "measurements_batch", payload);
    if (!pushed)
        return false;
    m_messages.push_back({pushed.value(), count});
    m_sent += count;
    ++m_counters.messages;
    return true;
}

void Producer::confirm()
{
    if (m_isConfirming || m_sent == 0)
        return;
    m_isConfirming = true;
    const std::size_t count = m_sent;
    const auto pushed =
        m_channel.push("ping", "{}", [this, count](const PushResult &result) { confirmed(count, result); });
    if (!pushed)
        m_isConfirming = false;
}

void Producer::confirmed(std::size_t count, const PushResult &result)
{
    m_isConfirming = false;
    if (result.outcome == PushResult::Outcome::Lost || result.reason == forgotten)
        return; // interrupted() or crashed() follows
    if (result.outcome != PushResult::Outcome::Ok) {
        m_socket.restart(tr("The service does not answer; connecting anew"));
        return;
    }
    m_queue.erase(m_queue.begin(), m_queue.begin() + static_cast<std::ptrdiff_t>(count));
    m_sent -= count;
    m_counters.delivered += count;
    for (std::size_t left = count; left > 0; m_messages.pop_front())
        left -= m_messages.front().count;
    confirm();
    m_listener.delivered();
}

void Producer::unsend()
{
    m_counters.resent += m_sent;
    m_sent = 0;
    m_messages.clear();
    m_isConfirming = false;
    m_sendTimer->stop();
}

void Producer::joined(PhoenixChannel &, std::string_view)
{
    setState(SourcePhase::Live, tr("Publishing as \"%1\"").arg(m_identity.sensorName));
    schedule();
}

void Producer::joinFailed(PhoenixChannel &, JoinFailure why, const QString &text)
{
    if (why != JoinFailure::Refused) {
        setState(SourcePhase::Waiting,
                 redacted(tr("The service does not let the sensor in (%1); trying again").arg(text)));
        return;
    }
    const QString reason =
        m_address.token.isEmpty()
            ? tr("The service wants a token and the source has none. Enter one and connect again.")
            : tr("The service refused the token (%1). Enter a valid one and connect again.").arg(text);
    m_channel.leave();
    m_socket.failForGood(redacted(reason));
    setState(SourcePhase::Failed, redacted(reason));
}

void Producer::eventReceived(PhoenixChannel &, const PhoenixFrame &frame)
{
    if (frame.event == "backpressure_config")
        takePressure(frame.payload);
    else if (frame.event == "device_command")
        m_listener.commanded(QByteArray(frame.payload.data(), static_cast<qsizetype>(frame.payload.size())));
}

void Producer::takePressure(std::string_view json)
{
    const QJsonObject config = parsed(json);
    const double windowMs = config.value(QLatin1String("recommended_batch_window")).toDouble(-1.0);
    const int size = config.value(QLatin1String("recommended_batch_size")).toInt(-1);
    const QJsonValue paused = config.value(QLatin1String("paused"));
    if (!(windowMs >= 0.0 && windowMs <= longestWindowMs) || size < 1 || (!paused.isBool() && !paused.isUndefined())) {
        m_listener.producerProblem(
            tr("The service sent a backpressure_config that makes no sense; the last one stays"));
        return;
    }
    m_pressure.window = Duration(std::llround(windowMs * 1e6));
    m_pressure.size = size;
    m_pressure.paused = paused.toBool();
    m_pressure.attention = config.value(QLatin1String("attention_level")).toString();
    m_pressure.load = config.value(QLatin1String("system_load")).toString();
    m_listener.pressureChanged(m_pressure);
    schedule();
}

void Producer::crashed(PhoenixChannel &)
{
    unsend();
    setState(SourcePhase::Waiting, tr("The sensor's channel broke down; joining again"));
}

void Producer::ended(PhoenixChannel &)
{
    unsend();
    setState(SourcePhase::Waiting, tr("The service ended the sensor's channel; joining again"));
    m_rejoinTimer->start(rejoinDelay);
}

void Producer::interrupted(PhoenixChannel &)
{
    unsend();
}

void Producer::replied(PhoenixChannel &, const QByteArray &ref, const PushResult &result)
{
    if (result.outcome != PushResult::Outcome::Refused || result.reason == forgotten)
        return; // of a forgotten topic: crashed() follows
    const QByteArray reason(result.reason.data(), static_cast<qsizetype>(result.reason.size()));
    const auto found =
        std::find_if(m_messages.begin(), m_messages.end(), [&ref](const SentMessage &one) { return one.ref == ref; });
    if (found != m_messages.end())
        m_counters.rejected += found->count;
    m_listener.producerProblem(redacted(tr("The service refused what was sent: %1").arg(QString::fromUtf8(reason))));
}

void Producer::socketClosed(const link::CloseReason &reason)
{
    m_closeText = redacted(reason.text);
}

void Producer::socketStateChanged(link::LinkState state)
{
    switch (state) {
    case link::LinkState::Connecting:
        setState(SourcePhase::Connecting, tr("Connecting to %1").arg(m_address.url.host()));
        break;
    case link::LinkState::Open:
        setState(SourcePhase::Probing, tr("Connected; joining as \"%1\"").arg(m_identity.sensorName));
        break;
    case link::LinkState::Waiting:
        setState(SourcePhase::Waiting, m_closeText);
        break;
    case link::LinkState::Closed:
    case link::LinkState::Failed:
        break; // stop() and joinFailed() say so themselves
    }
}

void Producer::socketSilent(bool silent)
{
    if (silent)
        setState(SourcePhase::Silent, tr("Connected, but the service does not answer"));
    else if (m_channel.state() == PhoenixChannel::State::Joined)
        setState(SourcePhase::Live, tr("Publishing as \"%1\"").arg(m_identity.sensorName));
}

void Producer::badFrame(const QString &text)
{
    m_listener.producerProblem(redacted(text));
}

void Producer::frameRefused(const QString &text)
{
    m_listener.producerProblem(redacted(text));
}

void Producer::setState(SourcePhase phase, const QString &text)
{
    m_state.phase = phase;
    m_state.text = text;
    m_state.reconnects = std::max(0, m_socket.openedCount() - 1);
    m_state.capabilities.publish = true;
    m_state.retryAt.reset();
    if (const auto wait = m_socket.retryIn(); phase == SourcePhase::Waiting && wait)
        m_state.retryAt = m_clock.now() + *wait;
    m_listener.producerState(m_state);
}

QString Producer::redacted(QString text) const
{
    return m_address.token.isEmpty() ? text : text.replace(m_address.token, QStringLiteral("…"));
}

QByteArray numberPayload(double value)
{
    return std::isfinite(value) ? QByteArray::number(value, 'g', QLocale::FloatingPointShortest) : QByteArray("null");
}

} // namespace watchglass::protocol::sensocto
