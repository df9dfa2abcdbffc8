#include "core/ingest/source_runner.h"

#include <QObject>

namespace watchglass::ingest {

/// Where the source's thread hears that there are orders. They travel in a mailbox, so that what crosses the threads
/// is under a lock that a thread sanitizer can see.
class SourceRunner::Desk final : public QObject
{
    Q_OBJECT

public:
    explicit Desk(SourceRunner &runner)
        : m_runner(runner)
    {}

    Q_INVOKABLE void carryOut() { m_runner.carryOut(); }

private:
    SourceRunner &m_runner;
};

SourceRunner::SourceRunner(QString sourceId, protocol::SourceAddress address, store::SeriesStore &store, Clock &clock,
                           SampleListener *listener, ClientMaker makeClient)
    : m_sourceId(std::move(sourceId))
    , m_address(std::move(address))
    , m_clock(clock)
    , m_makeClient(std::move(makeClient))
    , m_ingest(store, {.sourceId = m_sourceId, .listener = listener})
    , m_desk(std::make_unique<Desk>(*this))
{
    m_thread.setObjectName(QStringLiteral("source %1").arg(m_sourceId));
    m_desk->moveToThread(&m_thread);
}

SourceRunner::~SourceRunner()
{
    if (!m_thread.isRunning())
        return;
    onSourceThread([this] {
        if (m_client)
            m_client->stop();
        m_client.reset();
        m_thread.quit();
        m_ended.store(true, std::memory_order_release);
    });
    m_thread.wait();
    // The wait itself is enough; this says so in a way that a thread sanitizer sees through a library it does not know.
    [[maybe_unused]] const bool isOver = m_ended.load(std::memory_order_acquire);
    Q_ASSERT(isOver);
}

void SourceRunner::start()
{
    onSourceThread([this] {
        if (m_running)
            return;
        m_running = true;
        client().start();
    });
}

void SourceRunner::stop()
{
    onSourceThread([this] {
        if (m_running)
            m_client->stop();
        m_running = false;
    });
}

void SourceRunner::acknowledgeAlarm(const QString &id)
{
    onSourceThread([this, id] {
        if (m_running)
            m_client->acknowledgeAlarm(id);
    });
}

void SourceRunner::resolveAlarm(const QString &id, const QString &note)
{
    onSourceThread([this, id, note] {
        if (m_running)
            m_client->resolveAlarm(id, note);
    });
}

void SourceRunner::setDemand(DemandChange change)
{
    onSourceThread([this, wanted = std::move(change)] { client().setDemand(wanted); });
}

void SourceRunner::setReadBudget(qint64 bytesPerSecond)
{
    onSourceThread([this, bytesPerSecond] {
        m_readBudget = bytesPerSecond;
        if (m_client)
            m_client->setReadBudget(bytesPerSecond);
    });
}

protocol::SourceClient &SourceRunner::client()
{
    if (!m_client) {
        m_client = m_makeClient(m_address, m_ingest, m_clock);
        m_client->setReadBudget(m_readBudget);
    }
    return *m_client;
}

void SourceRunner::onSourceThread(Order order)
{
    if (!m_thread.isRunning())
        m_thread.start();
    if (m_orders.post(std::move(order)))
        QMetaObject::invokeMethod(m_desk.get(), "carryOut", Qt::QueuedConnection);
}

void SourceRunner::carryOut()
{
    for (const Order &order : m_orders.drain())
        order();
}

} // namespace watchglass::ingest

#include "source_runner.moc"
