#include "core/ingest/source_runner.h"

namespace watchglass::ingest {

SourceRunner::SourceRunner(QString sourceId, protocol::SourceAddress address, store::SeriesStore &store, Clock &clock,
                           SampleListener *listener, ClientMaker makeClient)
    : m_sourceId(std::move(sourceId))
    , m_address(std::move(address))
    , m_clock(clock)
    , m_makeClient(std::move(makeClient))
    , m_ingest(store, {.sourceId = m_sourceId, .listener = listener})
{
    m_thread.setObjectName(QStringLiteral("source %1").arg(m_sourceId));
    m_context.moveToThread(&m_thread);
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
    });
    m_thread.wait();
}

void SourceRunner::start()
{
    if (!m_thread.isRunning())
        m_thread.start();
    onSourceThread([this] {
        if (m_running)
            return;
        if (!m_client)
            m_client = m_makeClient(m_address, m_ingest, m_clock);
        m_running = true;
        m_client->start();
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

void SourceRunner::onSourceThread(std::function<void()> call)
{
    if (m_thread.isRunning())
        QMetaObject::invokeMethod(&m_context, std::move(call), Qt::QueuedConnection);
}

} // namespace watchglass::ingest
