#include "core/recording/recorded_maker.h"

#include "core/recording/recording_sink.h"

namespace watchglass::recording {

namespace {

/// A client together with what listens to it.
class RecordedClient final : public protocol::SourceClient
{
public:
    RecordedClient(const protocol::SourceAddress &address, protocol::SourceSink &sink, Clock &clock,
                   const std::shared_ptr<SourceRecorder> &recorder, const ingest::SourceRunner::ClientMaker &maker)
        : m_sink(sink, recorder)
    {
        protocol::SourceAddress told = address;
        told.transport.tap = recorder;
        m_client = maker(told, m_sink, clock);
    }

    void start() override { m_client->start(); }
    void stop() override { m_client->stop(); }
    void acknowledgeAlarm(const QString &id) override { m_client->acknowledgeAlarm(id); }
    void resolveAlarm(const QString &id, const QString &note) override { m_client->resolveAlarm(id, note); }
    void setDemand(const DemandChange &change) override { m_client->setDemand(change); }
    void setReadBudget(qint64 bytesPerSecond) override { m_client->setReadBudget(bytesPerSecond); }

private:
    RecordingSink m_sink;
    std::unique_ptr<protocol::SourceClient> m_client;
};

} // namespace

ingest::SourceRunner::ClientMaker recordedMaker(SessionWriter &writer, const QString &sourceId,
                                                ingest::SourceRunner::ClientMaker maker)
{
    return [&writer, sourceId, made = std::move(maker)](const protocol::SourceAddress &address,
                                                        protocol::SourceSink &sink, Clock &clock) {
        return std::make_unique<RecordedClient>(address, sink, clock, writer.addSource(sourceId, address), made);
    };
}

} // namespace watchglass::recording
