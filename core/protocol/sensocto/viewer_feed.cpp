#include "core/protocol/sensocto/viewer_feed.h"

#include "core/protocol/sensocto/text.h"

namespace watchglass::protocol::sensocto {

QByteArray encodeVisibleSensors(const std::optional<QStringList> &sensors)
{
    if (!sensors)
        return QByteArrayLiteral("{}");
    QByteArray list;
    for (const QString &id : *sensors)
        list += (list.isEmpty() ? "" : ",") + jsonString(id.toUtf8());
    return "{\"sensor_ids\":[" + list + "]}";
}

ViewerFeed::ViewerFeed(PhoenixChannels &socket, Clock &clock, SpanMarker &sink, AttributeTable &attributes,
                       const WantedLevels &levels, WatchListener &listener, const QString &token,
                       const std::optional<QStringList> &sensors)
    : m_clock(clock)
    , m_sink(sink)
    , m_attributes(attributes)
    , m_levels(levels)
    , m_listener(listener)
    , m_channel(socket, clock, *this, "viewer:data:" + token.toUtf8())
    , m_visible(clock, levels, sink, sensors, [this](const auto &visible) { sendVisible(visible); })
    , m_instants(attributes.instants())
{}

void ViewerFeed::begin()
{
    m_sink.forgetNewcomers();
    m_channel.join();
}

void ViewerFeed::end()
{
    m_visible.end();
    m_channel.leave();
}

Grant ViewerFeed::grantFor(const QString &device) const
{
    Grant grant;
    grant.device = device;
    grant.level = device.isEmpty() ? m_levels.others() : m_levels.highest(device, m_sink.seriesOf(device));
    const bool isVisible = device.isEmpty() ? grant.level >= AttentionLevel::Medium : m_visible.isVisible(device);
    grant.delivery = isVisible ? Delivery::Whole : Delivery::Withheld;
    grant.isFixed = m_visible.isAlwaysVisible(device);
    return grant;
}

void ViewerFeed::sendVisible(const std::optional<QStringList> &sensors)
{
    const auto sent = m_channel.push(QByteArrayLiteral("set_visible_sensors"), encodeVisibleSensors(sensors));
    if (!sent)
        m_sink.problem(Problem::ServerError, sent.error().text);
}

void ViewerFeed::joined(PhoenixChannel &, std::string_view)
{
    m_listener.watchChanged(*this, SourcePhase::Live, tr("Live; the feed of a lobby page, which must stay open"));
    m_visible.begin(); // all is what a new feed sends
}

void ViewerFeed::joinFailed(PhoenixChannel &, JoinFailure why, const QString &text)
{
    if (why == JoinFailure::Refused || why == JoinFailure::Unmatched)
        m_listener.watchRefused(
            *this,
            tr("The live feed cannot be joined. %1. The viewer's token is good for one hour and only "
               "while the lobby page that it comes from is open: take a fresh one")
                .arg(text),
            false);
    else
        m_listener.watchChanged(*this, SourcePhase::Probing,
                                tr("The live feed cannot be joined. %1; trying again").arg(text));
}

void ViewerFeed::crashed(PhoenixChannel &)
{
    m_visible.end();
    m_listener.watchChanged(*this, SourcePhase::Probing, tr("The live feed crashed in the server; joining again"));
}

void ViewerFeed::interrupted(PhoenixChannel &)
{
    m_visible.end();
}

void ViewerFeed::ended(PhoenixChannel &)
{
    m_visible.end();
    m_listener.watchRefused(*this,
                            tr("The server ended the live feed: was the lobby page that the token comes from closed? "
                               "Open one and take a fresh token"),
                            false);
}

void ViewerFeed::replied(PhoenixChannel &, const QByteArray &, const PushResult &result)
{
    if (result.outcome == PushResult::Outcome::Refused)
        m_sink.problem(Problem::ServerError,
                       tr("The server refused the choice of sensors: %1").arg(toText(result.reason)));
}

void ViewerFeed::eventReceived(PhoenixChannel &, const PhoenixFrame &frame)
{
    const bool isBatch = frame.event == "sensor_batch";
    if (frame.isBinary || (!isBatch && frame.event != "sensor_digest")) {
        m_sink.problem(Problem::UnknownFrame,
                       tr("A message of unknown kind in the feed: \"%1\"").arg(toText(frame.event)));
        return;
    }
    m_received = m_clock.now();
    const Result<void> decoded =
        isBatch ? m_decoder.batch(frame.paddedPayload(), *this) : m_decoder.digest(frame.paddedPayload(), *this);
    if (!decoded)
        m_sink.problem(Problem::BadFrame, decoded.error().text);
}

void ViewerFeed::samples(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples)
{
    seen(sensor);
    m_attributes.take(sensor, attribute, samples);
    lookForInstants(sensor);
}

void ViewerFeed::measurement(const MeasurementFields &measurement)
{
    seen(measurement.sensor);
    m_attributes.take(measurement, m_received);
    lookForInstants(measurement.sensor);
}

void ViewerFeed::digest(const DigestFields &digest)
{
    seen(digest.sensor);
    m_attributes.take(digest, m_received);
}

void ViewerFeed::badMeasurement(std::string_view sensor, std::string_view attribute, MeasurementFault fault)
{
    QString what;
    switch (fault) {
    case MeasurementFault::NoPayload:
        what = tr("a measurement without payload");
        break;
    case MeasurementFault::BadDelta:
        what = tr("packed samples that are cut short or of an unknown version");
        break;
    case MeasurementFault::DeltaSamples:
        what = tr("packed samples, but not as many as announced");
        break;
    }
    m_sink.problem(Problem::BadValue, tr("Sensor \"%1\", \"%2\": %3").arg(toText(sensor), toText(attribute), what));
}

/// After what came of a sensor was taken.
void ViewerFeed::lookForInstants(std::string_view sensor)
{
    if (std::exchange(m_instants, m_attributes.instants()) == m_attributes.instants())
        return;
    if (m_visible.toldInstant(toText(sensor)))
        m_listener.grantsChanged();
}

/// A feed names its sensors nowhere else.
void ViewerFeed::seen(std::string_view sensor)
{
    if (m_lastSensor == sensor)
        return;
    m_lastSensor = sensor;
    const QByteArray id(sensor.data(), static_cast<qsizetype>(sensor.size()));
    if (m_known.contains(id))
        return;
    m_known.insert(id);
    DeviceUpdate update;
    update.id = QString::fromUtf8(id);
    update.status = QStringLiteral("online");
    m_sink.device(update);
    m_visible.seen(update.id);
}

} // namespace watchglass::protocol::sensocto
