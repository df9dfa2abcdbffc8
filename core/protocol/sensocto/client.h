#pragma once

#include "core/base/clock.h"
#include "core/protocol/clock_skew.h"
#include "core/protocol/sensocto/account.h"
#include "core/protocol/sensocto/attribute_table.h"
#include "core/protocol/sensocto/options.h"
#include "core/protocol/sensocto/phoenix_channels.h"
#include "core/protocol/sensocto/sensor_book.h"
#include "core/protocol/sensocto/watch.h"
#include "core/protocol/source_client.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/span_marker.h"
#include "core/protocol/state_teller.h"
#include "core/protocol/wanted_levels.h"

#include <QCoreApplication>

#include <memory>
#include <optional>

namespace watchglass::protocol::sensocto {

/// A reader's session with a Sensocto server, in one of three roles, told by the address's query:
///   ws(s)|http(s)://host[:port][/prefix]?room=UUID     one room; without a token a public one
///   …?lobby=USER_ID  or no role at all                 the list of rooms and one's own rooms (`rooms=all`: others',
///   too) …?viewer=TOKEN   or ?viewer and TOKEN as token     the live feed of an open lobby page
/// Further options: `poll=2s` (how often rooms are asked for their newest values; 0: once), `sensors=a,b` (of a
/// viewer). SourceAddress::token is the user's JSON web token; empty: anonymous. It is verified, exchanged for the
/// socket's token and renewed by REST.
/// Demand chooses the visible sensors of a feed (VisibleSensors), and how often rooms are asked (RoomWatch); nothing
/// that was left out can be had later. A reader never joins a sensor's own topic: there it would be taken for the
/// sensor. Thread: its source's, which needs an event loop. Requires: sink and clock outlive it. Invariant: no token
/// appears in any text, problem or log.
class Client final : public SourceClient,
                     private PhoenixChannels::Listener,
                     private Account::Listener,
                     private WatchListener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::Client)

public:
    Client(const SourceAddress &address, SourceSink &sink, Clock &clock);
    ~Client() override;

    void start() override;
    void stop() override;
    void acknowledgeAlarm(const QString &) override {} ///< The service has no alarms.
    void resolveAlarm(const QString &, const QString &) override {}
    void setDemand(const DemandChange &change) override;
    void setReadBudget(qint64 bytesPerSecond) override;

    /// Of a viewer: nothing is all, an empty list is none. Demand chooses among these. Nothing happens in other roles.
    void setVisibleSensors(const std::optional<QStringList> &sensors);

private:
    void socketOpened() override;
    void socketClosed(const link::CloseReason &reason) override;
    void socketStateChanged(link::LinkState state) override;
    void socketSilent(bool isSilent) override;
    void socketHeldBack(bool isHeldBack) override;
    void frameReceived(std::size_t bytes) override;
    void badFrame(const QString &text) override;
    void strayFrame(const PhoenixFrame &frame) override;
    void frameRefused(const QString &text) override;
    void signedIn(const QString &userId, const QString &userName, const QString &socketToken) override;
    void signInDelayed(const QString &text, Duration retryIn) override;
    void signInRefused(const QString &text) override;
    void watchChanged(Watch &watch, SourcePhase phase, const QString &text) override;
    void watchRefused(Watch &watch, const QString &text, bool mayBeCredential) override;
    void grantsChanged() override;

    void makeWatch(const QString &userId);
    void lookAtRoom();
    void askHealth();
    void fail(const QString &text);
    void markGap();
    void setState(SourcePhase phase, const QString &text, std::optional<Duration> retryIn = {});
    QString redacted(QString text) const;

    SourceSink &m_sink;
    Clock &m_clock;
    StateTeller m_told;
    const Result<Options> m_options;
    WantedLevels m_levels;
    SpanMarker m_marker; ///< In front of the sink, for all that has to do with series.
    AttributeTable m_attributes;
    SensorBook m_book;
    ClockSkew m_skew;
    RestApi m_rest;
    Account m_account;
    PhoenixChannels m_socket;
    std::unique_ptr<Watch> m_watch; ///< None before the user is known.
    QStringList m_secrets;
    SourcePhase m_watchPhase = SourcePhase::Probing; ///< What the watch said last, and its words.
    QString m_watchText;
    QString m_closeText;
    std::optional<Duration> m_healthAskedAt;
    std::optional<Timestamp> m_missingSince; ///< Since the last frame of a lost session.
    Timestamp m_lastFrame;
    bool m_wasLive = false;       ///< On this connection.
    bool m_isSignedIn = false;    ///< Since start().
    bool m_triedNewToken = false; ///< Since the session was last live.
};

} // namespace watchglass::protocol::sensocto
