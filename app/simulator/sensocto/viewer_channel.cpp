#include "app/simulator/sensocto/viewer_channel.h"

#include "app/simulator/json_text.h"
#include "app/simulator/sensocto/phoenix_frame.h"

namespace watchglass::sim::sensocto {

namespace {

/// A batch larger than this goes out in parts.
constexpr std::size_t frameBytes = 256 * 1024;

/// What a digest says of measurements that a producer sent: one, or an array of them.
QJsonObject digestOf(const QJsonValue &value)
{
    const QJsonArray all = value.isArray() ? value.toArray() : QJsonArray{value};
    const QJsonValue latest = all.last().toObject().value(QLatin1String("payload"));
    QJsonObject out{{QStringLiteral("count"), all.size()}, {QStringLiteral("latest"), latest}};
    double sum = 0.0;
    double least = latest.toDouble();
    double most = least;
    for (const QJsonValue &one : all) {
        const double number = one.toObject().value(QLatin1String("payload")).toDouble();
        sum += number;
        least = std::min(least, number);
        most = std::max(most, number);
    }
    const bool isNumber = latest.isDouble();
    out.insert(QStringLiteral("avg"), isNumber ? QJsonValue(sum / static_cast<double>(all.size())) : QJsonValue());
    out.insert(QStringLiteral("min"), isNumber ? QJsonValue(least) : QJsonValue());
    out.insert(QStringLiteral("max"), isNumber ? QJsonValue(most) : QJsonValue());
    return out;
}

} // namespace

ViewerChannel::ViewerChannel(World &world, Line &line, const QString &token)
    : m_world(world)
    , m_line(line)
    , m_token(token)
{}

ViewerChannel::~ViewerChannel()
{
    m_world.remove(this);
}

Reply ViewerChannel::join(const QJsonObject &)
{
    if (!m_world.userOf(Use::Viewer, m_token))
        return Reply::error(QStringLiteral("unauthorized"));
    m_world.add(this);
    if (!m_world.stage().site.isStarted())
        m_world.stage().site.start();
    return Reply::ok();
}

Reply ViewerChannel::received(const Frame &frame)
{
    if (frame.event != QLatin1String("set_visible_sensors"))
        return Reply::none();
    const QJsonValue ids = frame.payload.toObject().value(QLatin1String("sensor_ids"));
    m_visible.reset();
    if (!ids.isArray())
        return Reply::none();
    m_visible.emplace();
    for (const QJsonValue &id : ids.toArray())
        m_visible->insert(id.toString());
    return Reply::none();
}

QString ViewerChannel::asked() const
{
    return m_visible ? QStringLiteral("viewer:data, %1 visible sensors").arg(m_visible->size())
                     : QStringLiteral("viewer:data, all sensors");
}

bool ViewerChannel::sees(const QString &sensorId) const
{
    return !m_visible || m_visible->contains(sensorId);
}

void ViewerChannel::measured(const QString &sensorId, const QJsonObject &measurement)
{
    const QString attributeId = measurement.value(QLatin1String("attribute_id")).toString();
    const bool isButton = attributeId == QLatin1String("button") || attributeId == QLatin1String("buttons");
    if (!sees(sensorId) || (m_world.pressure(sensorId).attention == Attention::None && !isButton))
        return;
    QJsonValue &slot = m_pending[sensorId].try_emplace(attributeId, QJsonValue::Undefined).first->second;
    if (!keepsAll(attributeId.toUtf8())) {
        slot = measurement;
        return;
    }
    QJsonArray all = slot.toArray();
    slot = QJsonValue();
    all.append(measurement);
    slot = all;
}

void ViewerChannel::beginCollecting(Duration elapsed)
{
    for (std::size_t i = 0; i < m_world.shapes().size(); ++i)
        m_collectors.emplace_back(m_world, i).begin(elapsed);
}

void ViewerChannel::pump(Duration elapsed)
{
    const Duration interval = flushInterval(m_world.settings.quality);
    if (interval == Duration::zero()) {
        m_due.reset();
        return;
    }
    if (m_collectors.empty())
        beginCollecting(elapsed);
    if (!m_due) {
        m_due = elapsed + interval;
        return;
    }
    if (elapsed < *m_due || !m_line.isReady())
        return;
    *m_due = *m_due + ((elapsed - *m_due) / interval + 1) * interval;
    flush(elapsed);
}

void ViewerChannel::flush(Duration elapsed)
{
    collectFleet(elapsed);
    collectProduced();
    send();
}

void ViewerChannel::begin(std::uint64_t samples)
{
    m_samples += samples;
    if (m_batch.size() >= frameBytes)
        send();
}

void ViewerChannel::collectFleet(Duration elapsed)
{
    for (std::size_t i = 0; i < m_collectors.size(); ++i) {
        if (!sees(m_world.shapes()[i].id)) {
            m_collectors[i].begin(elapsed);
            continue;
        }
        const std::size_t before = m_batch.size();
        if (before > 0)
            m_batch += ',';
        const std::uint64_t samples = m_world.settings.digest ? m_collectors[i].digest(m_batch, elapsed)
                                                              : m_collectors[i].collect(m_batch, elapsed);
        if (samples == 0)
            m_batch.resize(before);
        begin(samples);
    }
}

void ViewerChannel::collectProduced()
{
    for (const auto &[sensorId, attributes] : std::exchange(m_pending, {})) {
        QJsonObject all;
        std::uint64_t samples = 0;
        for (const auto &[attributeId, value] : attributes) {
            all.insert(attributeId, m_world.settings.digest ? QJsonValue(digestOf(value)) : value);
            samples += value.isArray() ? static_cast<std::uint64_t>(value.toArray().size()) : 1;
        }
        if (m_world.deviceOf(sensorId)) // may be in this frame already
            send();
        if (!m_batch.empty())
            m_batch += ',';
        appendJsonString(m_batch, sensorId.toUtf8());
        m_batch += ':' + valueText(all);
        begin(samples);
    }
}

void ViewerChannel::send()
{
    if (m_batch.empty())
        return;
    const bool digest = m_world.settings.digest;
    const std::string payload = (digest ? "{\"digests\":{" : "{\"batch\":{") + m_batch + "}}";
    m_line.pushSamples(digest ? "sensor_digest" : "sensor_batch", payload, m_samples);
    m_batch.clear();
    m_samples = 0;
}

} // namespace watchglass::sim::sensocto
