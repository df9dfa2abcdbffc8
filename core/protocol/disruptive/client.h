#pragma once

#include "core/link/http_stream_link.h"
#include "core/protocol/disruptive/line_splitter.h"
#include "core/protocol/disruptive/paged_reader.h"
#include "core/protocol/disruptive/sse_parser.h"
#include "core/protocol/source_client.h"

namespace watchglass::protocol::disruptive {

/// A session with a project of Disruptive Technologies: the endless stream of its events, the list of its devices with
/// the last values reported, and after a loss the history of each device.
///
/// Address: http(s)://host[/v2]/projects/ID, with the options stream=ndjson (default) or sse, ping=10s,
/// token_endpoint=URL (default: the service's own; at other hosts /oauth2/token of the same host), emulator=URL
/// (default at the service's emulator.HOST: that, with everything else asked of api.HOST; else none), and the stream's
/// filters device_ids, device_types, event_types, label_filters, product_numbers, in either spelling, repeated for
/// several values.
/// SourceAddress::token: "keyId:secret" for Basic, "keyId:secret:email" for OAuth2, one word for an access token that
/// somebody else fetched, empty for a server without authentication.
///
/// Pings are always asked for; an interval and 2 s without any byte end the connection. An in-stream 408 is the
/// service's ordinary way to close a stream: reconnects at once, no problem is reported.
/// Thread: its source's, which needs an event loop. Requires: sink and clock outlive it.
/// Invariant: secret and tokens appear in no text, problem or log.
class Client final : public SourceClient, private link::HttpStreamLink::Listener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::disruptive::Client)

public:
    static constexpr Duration pingLeeway = std::chrono::seconds(2);
    static constexpr qint64 maxMessageBytes = 4 * 1024 * 1024;
    /// How often the list of devices is read again for devices that it did not have.
    static constexpr Duration listInterval = std::chrono::seconds(60);

    Client(const SourceAddress &address, SourceSink &sink, Clock &clock);
    ~Client() override;

    void start() override;
    void stop() override;
    /// The service knows no alarms.
    void acknowledgeAlarm(const QString &) override {}
    void resolveAlarm(const QString &, const QString &) override {}
    /// Sends an event of an emulated device to the emulator: `data` is the bare object {"temperature":{…}}. A refusal
    /// is reported as a problem before `done` (whether it was taken). Refused at once unless there is an emulator.
    void publish(const QString &device, const QByteArray &data, std::function<void(bool)> done);

private:
    bool attemptDue() override;
    void opened() override;
    void bytesReceived(const QByteArray &bytes) override;
    link::Reconnect ended(const link::StreamEnd &end) override;
    void stateChanged(link::LinkState state) override;

    void admitted(const Admission &admission);
    void message(simdjson::padded_string_view json);
    void sseMessage(SseMessage &message);
    void refused(int count);
    void heard();
    void watch();
    void readDevices();
    void devicesRead(bool ok);
    link::Reconnect judge(int status, std::optional<Duration> retryAfter, const QString &words);
    link::Reconnect fatal(const QString &text);
    QString refusalText(int status, const QString &words) const;
    QString liveText() const;
    void setState(SourcePhase phase, const QString &text);
    void publishSkew();

    const SourceAddress m_source;
    const Result<ProjectAddress> m_read;
    const ProjectAddress m_address;
    SourceSink &m_sink;
    Clock &m_clock;
    Decoder m_decoder;
    Delivery m_delivery;
    Access m_access;
    RequestGate m_gate;
    PagedReader m_reader;
    LineSplitter m_lines;
    SseParser m_sse;
    link::HttpStreamLink m_link;
    const std::unique_ptr<Timer> m_watchdog;
    const std::unique_ptr<Timer> m_listTimer;
    SourceState m_state;
    QString m_endText;
    QByteArray m_header; ///< Of the attempt under way.
    std::optional<Delivery::StreamError> m_streamError;
    std::optional<Timestamp> m_missingSince; ///< Since the last time of a lost session.
    std::optional<Duration> m_listedAt;      ///< Monotonic.
    Timestamp m_openedAt;
    Duration m_heardAt{}; ///< Monotonic.
    int m_opened = 0;
    bool m_isAsking = false; ///< attemptDue() is on the stack.
    bool m_isAdmitted = false;
    bool m_wasRefreshed = false; ///< A 401 forced a new token since the last event.
    bool m_wasEvent = false;     ///< On this connection.
};

} // namespace watchglass::protocol::disruptive
