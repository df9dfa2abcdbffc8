#include "core/protocol/valtronics/telemetry_subscriptions.h"

#include <algorithm>
#include <utility>

namespace watchglass::protocol::valtronics {

namespace {

/// Of a device; beyond it lists of single metrics are used, so that subjects cannot become more and more.
constexpr std::size_t maxJoinedSubjects = 16;

} // namespace

TelemetrySubscriptions::TelemetrySubscriptions(Clock &clock, SourceSink &sink, const DemandBook &demand,
                                               SeriesMarks &marks, Session::Send send, Ask ask)
    : m_demand(demand)
    , m_marks(marks)
    , m_send(std::move(send))
    , m_ask(std::move(ask))
    , m_grants(sink)
    , m_turn(clock.makeTimer([this] { pump(); }))
{
    m_marks.setAsking(this);
}

TelemetrySubscriptions::~TelemetrySubscriptions()
{
    m_marks.setAsking(nullptr);
}

void TelemetrySubscriptions::begin()
{
    m_isOpen = true;
    m_devices.clear();
    m_more.clear();
    m_less.clear();
    m_stale.clear();
    if (!m_demand.isSaid()) {
        m_devices[QString()].orders[{}] = {AttentionLevel::High, AttentionLevel::High};
        m_send(encodeSubscribe(Channel::Telemetry));
        return;
    }
    wantOthers();
    for (const QString &device : m_demand.devices())
        plan(device);
    pump();
}

void TelemetrySubscriptions::end()
{
    m_isOpen = false;
    m_turn->stop();
    m_marks.interrupted();
}

void TelemetrySubscriptions::demandChanged(const DemandBook::Touched &touched)
{
    if (!m_isOpen)
        return;
    wantOthers();
    for (const QString &device : touched.others ? m_demand.devices() : touched.devices)
        plan(device);
    pump();
}

SeriesMarks::Asked TelemetrySubscriptions::asked(const QString &device, const QString &metric) const
{
    SeriesMarks::Asked all{AttentionLevel::None, 0};
    for (const QString &name : {QString(), device}) {
        const auto found = m_devices.find(name);
        if (found == m_devices.end())
            continue;
        for (const auto &[metrics, order] : found->second.orders) {
            if (order.sent && Subject{name, metrics}.covers(metric))
                all.level = std::max(all.level, *order.sent);
        }
        all.raise = std::max(all.raise, found->second.raise);
    }
    return all;
}

void TelemetrySubscriptions::seriesSeen(const QString &device)
{
    if (!m_isOpen || !m_demand.isNamed(device))
        return;
    m_stale.insert(device);
    openTurn();
}

void TelemetrySubscriptions::wantOthers()
{
    want({}, m_demand.others());
    m_grants.grantOthers(m_demand.others(), [this](AttentionLevel level) { return terms(level); });
}

void TelemetrySubscriptions::plan(const QString &device)
{
    if (device.isEmpty())
        return; // none that a server could have
    const DemandBook::Levels levels = m_demand.levels(device, m_marks.metrics(device));
    auto &orders = m_devices[device].orders;
    const auto lists = orders.size() < maxJoinedSubjects ? MetricLists::Joined : MetricLists::Single;
    const auto wanted = planSubscriptions(device, levels, m_demand.others(), lists);
    QList<QStringList> gone;
    for (const auto &[metrics, order] : orders) {
        if (wanted.count({device, metrics}) == 0)
            gone.append(metrics);
    }
    for (const QStringList &metrics : gone)
        want({device, metrics}, AttentionLevel::None);
    for (const auto &[subject, level] : wanted)
        want(subject, level);
    m_grants.grantDevice(device, levels, m_demand.others(), [this](AttentionLevel level) { return terms(level); });
}

void TelemetrySubscriptions::want(const Subject &subject, AttentionLevel level)
{
    auto &orders = m_devices[subject.device].orders;
    Order &order = orders[subject.metrics];
    order.wanted = level;
    m_more.erase(subject);
    m_less.erase(subject);
    const bool isOthers = subject.device.isEmpty();
    if (!order.sent && level == AttentionLevel::None && !isOthers)
        orders.erase(subject.metrics); // was never sent
    else if (!order.sent || level > *order.sent)
        m_more.insert(subject);
    else if (level < *order.sent)
        m_less.insert(subject);
}

void TelemetrySubscriptions::openTurn()
{
    if (m_turn->isActive())
        return;
    m_left = messagesPerTurn;
    m_turn->start(turn);
}

void TelemetrySubscriptions::pump()
{
    for (const QString &device : std::exchange(m_stale, {}))
        plan(device);
    if (m_more.empty() && m_less.empty())
        return;
    openTurn();
    std::set<QString> risen;
    std::set<QString> touched;
    --m_left; // for the ping
    const int sent = sendSome(m_more, risen);
    if (m_more.empty()) // less of one subscription may rely on more of another
        sendSome(m_less, touched);
    if (sent > 0) {
        const std::uint64_t ping = m_ask();
        for (const QString &device : risen)
            m_devices[device].raise = ping;
    } else {
        ++m_left;
    }
    touched.merge(risen);
    if (touched.count(QString()) > 0) {
        m_marks.review();
        return;
    }
    for (const QString &device : touched)
        m_marks.review(device);
}

/// As many messages as this turn allows; how many there were.
int TelemetrySubscriptions::sendSome(std::set<Subject> &waiting, std::set<QString> &touched)
{
    int messages = 0;
    for (; m_left > 0 && !waiting.empty(); --m_left, ++messages) {
        QStringList frames;
        for (auto at = waiting.begin(); at != waiting.end() && frames.size() <= maxBatchItems; ++at)
            frames.append(encodeSubscribe(*at, m_devices[at->device].orders[at->metrics].wanted));
        const qsizetype count = firstBatchSize(frames);
        const QStringList batch = frames.mid(0, count);
        m_send(count == 1 ? batch.first() : encodeBatches(batch).first());
        for (qsizetype i = 0; i < count; ++i) {
            const Subject &subject = *waiting.begin();
            Order &order = m_devices[subject.device].orders[subject.metrics];
            order.sent = order.wanted;
            touched.insert(subject.device);
            waiting.erase(waiting.begin());
        }
    }
    return messages;
}

Grant TelemetrySubscriptions::terms(AttentionLevel level) const
{
    Grant grant;
    grant.level = level;
    const AttentionLevel given = std::max(level, m_demand.others()); // the others' subscription covers all
    grant.interval = demandInterval(given);
    grant.delivery = given == AttentionLevel::High ? Delivery::Whole : Delivery::Thinned;
    return grant;
}

} // namespace watchglass::protocol::valtronics
