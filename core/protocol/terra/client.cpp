#include "core/protocol/terra/client.h"

#include <QUrlQuery>

namespace watchglass::protocol::terra {

namespace {

KnownUnits unitsOf(const SourceAddress &address)
{
    const QUrlQuery query(address.url);
    return {query.queryItemValue(QStringLiteral("speed"), QUrl::FullyDecoded),
            query.queryItemValue(QStringLiteral("steps_cadence"), QUrl::FullyDecoded)};
}

} // namespace

Client::Client(const SourceAddress &address, SourceSink &sink, Clock &clock)
    : m_sink(sink)
    , m_clock(clock)
    , m_intake(sink, clock, unitsOf(address))
    , m_fill(clock, {[this](std::int64_t after, std::int64_t before) { askForReplay(after, before); },
                     [this](std::uint64_t fetched) {
                         m_gateway.setLiveText(
                             tr("Live; %n message(s) of the gap were fetched", nullptr, static_cast<int>(fetched)));
                     }})
    , m_gateway(address, Role::Consumer, {}, *this, clock)
{}

void Client::start()
{
    m_gateway.start();
}

void Client::stop()
{
    m_gateway.stop(); // a session that ends by it is a lost one: start() goes on from there
}

void Client::setDemand(const DemandChange &change)
{
    const AttentionLevel others = change.others.value_or(m_answered.value_or(AttentionLevel::High));
    if (m_answered == others)
        return;
    m_answered = others;
    Grant grant;
    grant.level = others;
    grant.isFixed = true;
    m_sink.grant(grant);
}

void Client::gatewayReady()
{
    if (m_missingSince)
        m_sink.gap({}, {{*m_missingSince, m_clock.now()}, GapCause::LinkLost});
    m_missingSince.reset();
    m_fill.connected();
}

void Client::gatewayLost(Timestamp lastHeard)
{
    m_missingSince = lastHeard;
    m_intake.flush();
    m_fill.disconnected();
    m_gateway.setLiveText(tr("Live"));
}

void Client::gatewayReceived(std::size_t bytes)
{
    m_sink.frameReceived(bytes);
    m_fill.heard();
}

void Client::gatewayDispatch(const DispatchFields &fields)
{
    if (m_fill.take(fields.seq))
        m_intake.take(fields);
}

void Client::gatewayProblem(Problem kind, const QString &text)
{
    m_sink.problem(kind, text);
    if (kind == Problem::BadFrame || kind == Problem::RefusedFrame)
        m_fill.damaged();
}

void Client::askForReplay(std::int64_t after, std::int64_t before)
{
    m_gateway.setLiveText(tr("Live; fetching what was missed"));
    if (const auto sent = m_gateway.send(encodeReplay(after, before)); !sent)
        m_sink.problem(Problem::ServerError, sent.error().text);
}

} // namespace watchglass::protocol::terra
