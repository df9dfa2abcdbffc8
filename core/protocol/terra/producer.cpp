#include "core/protocol/terra/producer.h"

namespace watchglass::protocol::terra {

namespace {

constexpr Duration restOfAFullLink = std::chrono::milliseconds(100);

} // namespace

Producer::Producer(const Options &options, Listener &listener, Clock &clock)
    : m_listener(listener)
    , m_hasUser(!options.user.isEmpty())
    , m_queueLimit(options.queueLimit)
    , m_gateway(options.address, Role::Producer, options.user, *this, clock)
    , m_again(clock.makeTimer([this] { drain(); }))
{}

void Producer::start()
{
    if (m_hasUser)
        return m_gateway.start();
    SourceState state;
    state.phase = SourcePhase::Failed;
    state.text = tr("Terra wants the id of the user whose data is to be published.");
    m_listener.producerState(state);
}

void Producer::stop()
{
    m_counters.dropped += m_queue.size();
    m_queue.clear();
    m_gateway.stop();
}

bool Producer::submit(const QString &type, Timestamp time, double value)
{
    return take(encodeSubmit(type, time, value));
}

bool Producer::submit(const QString &type, Timestamp time, std::span<const double> vector)
{
    return take(encodeSubmit(type, time, vector));
}

bool Producer::take(const std::optional<QString> &frame)
{
    if (!frame) {
        ++m_counters.unfit;
        return false;
    }
    if (m_queue.size() >= m_queueLimit) {
        ++m_counters.dropped;
        return false;
    }
    m_queue.push_back(*frame);
    if (m_gateway.isReady() && !m_again->isActive())
        drain();
    return true;
}

void Producer::setStatus(const ProducerStatus &status)
{
    m_status = status;
    if (m_gateway.isReady())
        static_cast<void>(
            m_gateway.send(encodeStatus(status))); // a session that cannot send ends, and the next says it
}

void Producer::gatewayReady()
{
    if (m_status)
        setStatus(*m_status);
    drain();
}

void Producer::gatewayDispatch(const DispatchFields &)
{
    m_listener.producerProblem(Problem::UnknownFrame, tr("The gateway sent data to a producer"));
}

void Producer::drain()
{
    if (m_queue.empty())
        return;
    while (!m_queue.empty()) {
        if (!m_gateway.send(m_queue.front())) {
            if (m_gateway.isReady())
                m_again->start(restOfAFullLink);
            return;
        }
        m_queue.pop_front();
        ++m_counters.sent;
    }
    m_listener.producerDrained();
}

} // namespace watchglass::protocol::terra
