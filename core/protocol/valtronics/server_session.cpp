#include "core/protocol/valtronics/server_session.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

constexpr int pageSize = 1000;
constexpr Duration listInterval = std::chrono::seconds(30);

Grant terms(AttentionLevel level, AttentionLevel ofDevice)
{
    Grant grant;
    grant.level = level;
    grant.isFillable = true;
    if (ofDevice != AttentionLevel::High) {
        grant.delivery = Delivery::Batched;
        grant.interval = TelemetryPoll::pace(ofDevice).longest;
    }
    return grant;
}

} // namespace

ServerSession::ServerSession(Clock &clock, SourceSink &sink, SeriesTable &series, RestGate &gate, AlarmWatch &alarms,
                             ClockSkew &skew, const DemandBook &demand, Send send)
    : m_clock(clock)
    , m_sink(sink)
    , m_gate(gate)
    , m_alarms(alarms)
    , m_skew(skew)
    , m_demand(demand)
    , m_send(std::move(send))
    , m_grants(sink)
    , m_poll(clock, sink, series, gate, demand,
             [this](const QString &id) {
                 subscribe(id);
                 grantDevice(id);
             })
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
    m_isOpen = true;
    m_subscribed.clear();
    askHealth();
    listDevices(0);
    m_alarms.beginPolling();
    m_poll.begin(missed.has_value());
    if (m_demand.isSaid())
        demandChanged({true, {}});
}

void ServerSession::demandChanged(const DemandBook::Touched &touched)
{
    if (!m_isOpen)
        return;
    m_grants.grantOthers(m_demand.others(), [](AttentionLevel level) { return terms(level, level); });
    m_poll.demandChanged(touched);
    const auto devices = touched.others ? m_demand.devices() : touched.devices;
    for (const QString &id : devices)
        grantDevice(id);
}

void ServerSession::interrupt()
{
    m_isOpen = false;
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
    m_poll.setDevices(m_listing);
    for (const QString &id : m_listing)
        subscribe(id);
    m_listTimer->start(listInterval);
}

/// Or the other way round.
void ServerSession::subscribe(const QString &id)
{
    const bool isWanted = !m_demand.isSaid() || m_poll.level(id) >= AttentionLevel::Medium;
    if (!m_isOpen || isWanted == m_subscribed.contains(id))
        return;
    if (isWanted)
        m_subscribed.insert(id);
    else
        m_subscribed.remove(id);
    m_send(isWanted ? encodeSubscribeDevice(id) : encodeUnsubscribeDevice(id));
}

void ServerSession::grantDevice(const QString &id)
{
    if (!m_demand.isNamed(id))
        return;
    const AttentionLevel ofDevice = m_poll.level(id);
    m_grants.grantDevice(id, m_poll.levels(id), m_demand.others(),
                         [ofDevice](AttentionLevel level) { return terms(level, ofDevice); });
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
