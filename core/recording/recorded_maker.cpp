#include "core/recording/recorded_maker.h"

#include "core/link/tap_fork.h"
#include "core/protocol/told_client.h"
#include "core/recording/frame_log.h"
#include "core/recording/recording_sink.h"

namespace watchglass::recording {

namespace {

std::shared_ptr<link::FrameTap> tapOf(const std::shared_ptr<SourceRecorder> &recorder, FrameLog *log,
                                      const Clock &clock)
{
    if (!log)
        return recorder;
    const auto logged = std::make_shared<LogTap>(*log, recorder->name(), clock,
                                                 [recorder](QByteArray &bytes) { recorder->redactor().redact(bytes); });
    return std::make_shared<link::TapFork>(std::vector<std::shared_ptr<link::FrameTap>>{recorder, logged});
}

/// A client together with what listens to it.
class RecordedClient final : public protocol::SourceClient
{
public:
    RecordedClient(const protocol::SourceAddress &address, protocol::SourceSink &sink, Clock &clock,
                   const std::shared_ptr<SourceRecorder> &recorder, FrameLog *log,
                   const ingest::SourceRunner::ClientMaker &maker)
        : m_sink(sink, recorder)
        , m_client(address, m_sink, clock, tapOf(recorder, log, clock), maker)
    {}

    void start() override { m_client.start(); }
    void stop() override { m_client.stop(); }
    void acknowledgeAlarm(const QString &id) override { m_client.acknowledgeAlarm(id); }
    void resolveAlarm(const QString &id, const QString &note) override { m_client.resolveAlarm(id, note); }
    void setDemand(const DemandChange &change) override { m_client.setDemand(change); }
    void setReadBudget(qint64 bytesPerSecond) override { m_client.setReadBudget(bytesPerSecond); }

private:
    RecordingSink m_sink;
    protocol::ToldClient m_client;
};

} // namespace

ingest::SourceRunner::ClientMaker recordedMaker(SessionWriter &writer, const QString &sourceId, FrameLog *log,
                                                ingest::SourceRunner::ClientMaker maker)
{
    return [&writer, sourceId, log, made = std::move(maker)](const protocol::SourceAddress &address,
                                                             protocol::SourceSink &sink, Clock &clock) {
        return std::make_unique<RecordedClient>(address, sink, clock, writer.addSource(sourceId, address), log, made);
    };
}

} // namespace watchglass::recording
