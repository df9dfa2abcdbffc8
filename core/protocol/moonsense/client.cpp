#include "core/protocol/moonsense/client.h"

namespace watchglass::protocol::moonsense {

namespace {

constexpr Duration noteworthySkewChange = std::chrono::milliseconds(500); // the Date header has whole seconds

} // namespace

Client::Client(const SourceAddress &address, SourceSink &sink, Clock &clock)
    : m_address(address)
    , m_sink(sink)
    , m_clock(clock)
    , m_marker(sink, clock)
{}

Client::~Client() = default;

void Client::start()
{
    if (m_watch)
        return m_watch->start();
    if (m_import)
        return m_import->start();
    const auto options = parseOptions(m_address.url);
    if (!options) {
        stateChanged(SourcePhase::Failed, options.error().text, {});
        return;
    }
    const bool isFile = m_address.url.isLocalFile();
    m_state.dialect = isFile ? QStringLiteral("download") : QStringLiteral("v2");
    m_state.capabilities = {};
    m_state.capabilities.history = true;
    if (isFile) {
        m_import = std::make_unique<Import>(
            m_clock, m_sink, options.value().control.toLocalFile(), options.value().accelerationUnit,
            [this](Import::Progress progress, const QString &text) { imported(progress, text); });
        stateChanged(SourcePhase::Connecting, tr("Opening %1").arg(options.value().control.toLocalFile()), {});
        tellGrants();
        m_import->start();
        return;
    }
    m_state.capabilities.rate = true;
    m_state.capabilities.subset = true;
    m_watch = std::make_unique<CloudWatch>(m_clock, m_marker, m_levels, options.value(), m_address.token,
                                           m_address.transport, static_cast<CloudWatch::Listener &>(*this));
    tellGrants();
    m_watch->start();
}

void Client::stop()
{
    if (m_watch)
        m_watch->stop();
    if (m_import)
        m_import->stop();
    stateChanged(SourcePhase::Idle, tr("Stopped"), {});
}

void Client::setDemand(const DemandChange &change)
{
    m_levels.take(change);
    if (m_watch)
        m_watch->demandChanged();
    tellGrants();
}

/// One for those that were never named, one for each session that was. The marker passes on what is new.
void Client::tellGrants()
{
    if (!m_levels.isAsked())
        return;
    if (m_import) {
        Grant all;
        all.level = m_levels.highest();
        all.isFixed = true;
        m_marker.grant(all);
    }
    if (!m_watch)
        return;
    m_marker.grant(m_watch->grantFor({}));
    const QStringList sessions = m_levels.devices();
    for (const QString &session : sessions)
        m_marker.grant(m_watch->grantFor(session));
}

void Client::imported(Import::Progress progress, const QString &text)
{
    stateChanged(progress == Import::Progress::Failed ? SourcePhase::Failed : SourcePhase::Live, text, {});
}

void Client::stateChanged(SourcePhase phase, const QString &text, std::optional<Duration> retryIn)
{
    if (phase == m_state.phase && text == m_state.text && phase != SourcePhase::Waiting)
        return;
    if (phase == SourcePhase::Live && m_state.phase != SourcePhase::Live) {
        m_state.reconnects += m_wasLive;
        m_wasLive = true;
    }
    m_state.phase = phase;
    m_state.text = text;
    m_state.retryAt.reset();
    if (retryIn)
        m_state.retryAt = m_clock.now() + *retryIn;
    m_sink.state(m_state);
}

void Client::clockSeen(Duration skew)
{
    if (m_state.clockSkew && std::chrono::abs(skew - *m_state.clockSkew) < noteworthySkewChange)
        return;
    m_state.clockSkew = skew;
    m_sink.state(m_state);
}

} // namespace watchglass::protocol::moonsense
