#include "core/protocol/moonsense/client.h"

namespace watchglass::protocol::moonsense {

namespace {

constexpr Duration noteworthySkewChange = std::chrono::milliseconds(500); // the Date header has whole seconds

} // namespace

Client::Client(const SourceAddress &address, SourceSink &sink, Clock &clock)
    : m_address(address)
    , m_sink(sink)
    , m_clock(clock)
    , m_told(clock, [&sink](const SourceState &state) { sink.state(state); })
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
    SourceState &state = m_told.unsaid();
    state.dialect = isFile ? QStringLiteral("download") : QStringLiteral("v2");
    state.capabilities = {};
    state.capabilities.history = true;
    if (isFile) {
        m_import = std::make_unique<Import>(
            m_clock, m_sink, options.value().control.toLocalFile(), options.value().accelerationUnit,
            [this](Import::Progress progress, const QString &text) { imported(progress, text); });
        stateChanged(SourcePhase::Connecting, tr("Opening %1").arg(options.value().control.toLocalFile()), {});
        tellGrants();
        m_import->start();
        return;
    }
    state.capabilities.rate = true;
    state.capabilities.subset = true;
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
    if (phase == SourcePhase::Live && m_told.state().phase != SourcePhase::Live) {
        m_told.unsaid().reconnects += m_wasLive;
        m_wasLive = true;
    }
    m_told.enter(phase, text, retryIn);
}

void Client::clockSeen(Duration skew)
{
    m_told.setSkew(skew, noteworthySkewChange);
}

} // namespace watchglass::protocol::moonsense
