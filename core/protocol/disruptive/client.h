#pragma once

#include "core/link/http_stream_link.h"
#include "core/protocol/disruptive/line_splitter.h"
#include "core/protocol/disruptive/loss_watch.h"
#include "core/protocol/disruptive/narrowing.h"
#include "core/protocol/disruptive/paged_reader.h"
#include "core/protocol/disruptive/sse_parser.h"
#include "core/protocol/source_client.h"
#include "core/protocol/state_teller.h"

namespace watchglass::protocol::disruptive {

/// A session with a project of Disruptive Technologies: the endless stream of its events, the list of its devices with
/// the last values reported, and after a loss the history of each device. A loss is whatever keeps events from us: a
/// lost connection, a message that could not be read, and the time between stop() and start().
///
/// Address: http(s)://host[/v2]/projects/ID, with the options stream=ndjson (default) or sse, ping=10s, narrow=200,
/// token_endpoint=URL (default: the service's own; at other hosts /oauth2/token of the same host), emulator=URL
/// (default at the service's emulator.HOST: that, with everything else asked of api.HOST; else none), and the stream's
/// filters device_ids, device_types, event_types, label_filters, product_numbers, in either spelling, repeated for
/// several values.
/// SourceAddress::token: "keyId:secret" for Basic, "keyId:secret:email" for OAuth2, one word for an access token that
/// somebody else fetched, empty for a server without authentication.
///
/// Pings are always asked for; an interval and 2 s without any byte end the connection. An in-stream 408 is the
/// service's ordinary way to close a stream: reconnects at once, no problem is reported.
///
/// Demand: projects of more than `narrow` devices (0: none) are asked for the event types that some wanted series comes
/// by, and always for those that tell of devices' state and for instants (Narrowing). When types that were left out are
/// wanted again, a stream with them is opened at once, and what was left out is read from the history of every device,
/// first of those of which such a series is wanted; each device's series stay marked until its own was read.
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
    void setReadBudget(qint64 bytesPerSecond) override;
    void setDemand(const DemandChange &change) override { m_narrowing.setDemand(change); }
    /// Sends an event of an emulated device to the emulator: `data` is the bare object {"temperature":{…}}. A refusal
    /// is reported as a problem before `done` (whether it was taken). Refused at once unless there is an emulator.
    void publish(const QString &device, const QByteArray &data, std::function<void(bool)> done);

private:
    bool attemptDue() override;
    void opened() override;
    void bytesReceived(const QByteArray &bytes) override;
    link::Reconnect ended(const link::StreamEnd &end) override;
    void stateChanged(link::LinkState state) override;
    void heldBackChanged(bool isHeldBack) override;

    void admitted(const Admission &admission);
    void message(simdjson::padded_string_view json);
    void sseMessage(SseMessage &message);
    void refused(int count);
    void heard();
    void watch();
    void filterChanged(const TypeSet &before);
    void reshape();
    /// Asks history for what these devices missed since then, and for what was left out of them.
    void fill(const QStringList &devices, Timestamp since);
    void readDevices();
    void devicesRead(bool ok);
    link::Reconnect judge(int status, std::optional<Duration> retryAfter, const QString &words);
    link::Reconnect fatal(const QString &text);
    QString liveText() const;
    void tellProgress();

    const SourceAddress m_source;
    const Result<ProjectAddress> m_read;
    const ProjectAddress m_address;
    SourceSink &m_sink;
    Clock &m_clock;
    StateTeller m_told;
    Decoder m_decoder;
    Delivery m_delivery;
    LossWatch m_loss;
    Narrowing m_narrowing;
    Access m_access;
    RequestGate m_gate;
    PagedReader m_reader;
    LineSplitter m_lines;
    SseParser m_sse;
    link::HttpStreamLink m_link;
    const std::unique_ptr<Timer> m_watchdog;
    const std::unique_ptr<Timer> m_listTimer;
    QString m_endText;
    QByteArray m_header; ///< Of the attempt under way.
    std::optional<Delivery::StreamError> m_streamError;
    std::optional<Timestamp> m_lostSince; ///< The begin of the newest loss.
    std::optional<Duration> m_listedAt;   ///< Monotonic.
    TypeSet m_streamed;                   ///< What the attempt or stream under way asks for.
    TypeSet m_streamedBefore;             ///< What the one before it asked for.
    int m_opened = 0;
    bool m_isReshaping = false; ///< reshape() is on the stack.
    bool m_wasReshaped = false; ///< The stream was ended for another, which is not open yet.
    bool m_isAsking = false;    ///< attemptDue() is on the stack.
    bool m_isAdmitted = false;
    bool m_wasRefreshed = false; ///< A 401 forced a new token since the last event.
    bool m_wasEvent = false;     ///< On this connection.
};

} // namespace watchglass::protocol::disruptive
