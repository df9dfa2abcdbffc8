#include "core/protocol/valtronics/server_session.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

constexpr int pageSize = 1000;
constexpr Duration listInterval = std::chrono::seconds(30);

} // namespace

ServerSession::ServerSession(Clock &clock, SourceSink &sink, SeriesTable &series, RestGate &gate, AlarmWatch &alarms,
                             ClockSkew &skew, Send send)
    : m_clock(clock)
    , m_sink(sink)
    , m_gate(gate)
    , m_alarms(alarms)
    , m_skew(skew)
    , m_send(std::move(send))
    , m_poll(clock, sink, series, gate)
    , m_listTimer(clock.makeTimer([this] {
        askHealth();
        listDevices(0);
    }))
{
    m_gate.setFreed([this] { m_poll.fill(); });
}

ServerSession::~ServerSession()
{
    m_gate.setFreed({});
    m_gate.cancelRoutine();
    m_alarms.endPolling();
}

void ServerSession::begin(std::optional<TimeRange> missed)
{
    m_subscribed.clear();
    askHealth();
    listDevices(0);
    m_alarms.beginPolling();
    m_poll.begin(missed.has_value());
}

void ServerSession::interrupt()
{
    m_poll.interrupt();
    m_alarms.endPolling();
    m_listTimer->stop();
    m_gate.cancelRoutine();
}

void ServerSession::askHealth()
{
    link::RestRequest request;
    request.path = QStringLiteral("health/");
    m_gate.send(std::move(request), [this](const RestGate::Answer &answer) {
        if (!answer.ok)
            return;
        const auto health = m_decoder.health({answer.body.constData(), static_cast<std::size_t>(answer.body.size())});
        if (health && health.value().time)
            m_skew.addAnswer(*health.value().time, answer.received, answer.roundTrip);
    });
}

void ServerSession::listDevices(int skip)
{
    if (skip == 0)
        m_listing.clear();
    link::RestRequest request;
    request.path = QStringLiteral("devices/");
    request.query.addQueryItem(QStringLiteral("skip"), QString::number(skip));
    request.query.addQueryItem(QStringLiteral("limit"), QString::number(pageSize));
    m_gate.send(std::move(request), [this, skip](const RestGate::Answer &answer) { devicesAnswered(skip, answer); });
}

void ServerSession::devicesAnswered(int skip, const RestGate::Answer &answer)
{
    if (answer.ok) {
        auto page = m_decoder.devices({answer.body.constData(), static_cast<std::size_t>(answer.body.size())});
        if (page) {
            for (const DeviceUpdate &device : page.value()) {
                m_listing.push_back(device.id);
                m_sink.device(device);
            }
            if (page.value().size() >= pageSize)
                listDevices(skip + pageSize);
            else
                devicesListed();
            return;
        }
        m_sink.problem(Problem::BadFrame, page.error().text);
    }
    m_listTimer->start(listInterval);
}

void ServerSession::devicesListed()
{
    // The table may have moved while it was paged through: a device can come twice.
    std::sort(m_listing.begin(), m_listing.end());
    m_listing.erase(std::unique(m_listing.begin(), m_listing.end()), m_listing.end());
    for (const QString &id : m_listing) {
        if (m_subscribed.contains(id))
            continue;
        m_subscribed.insert(id);
        m_send(encodeSubscribeDevice(id));
    }
    m_poll.setDevices(m_listing);
    m_listTimer->start(listInterval);
}

void ServerSession::alarmSeen(const AlarmEvent &event)
{
    if (!event.actionable) // pushed without id; whether it is in the table too, only the table tells
        m_alarms.pollSoon();
}

void ServerSession::subscriptionSeen(std::string_view device, bool active)
{
    if (!active)
        m_subscribed.remove(QString::fromUtf8(device.data(), static_cast<qsizetype>(device.size())));
}

} // namespace watchglass::protocol::valtronics
