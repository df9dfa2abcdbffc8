#include "core/ingest/source_check.h"

namespace watchglass::ingest {

namespace {

constexpr Duration lookInterval = std::chrono::milliseconds(50);

QString seconds(Duration duration)
{
    return QString::number(std::chrono::duration<double>(duration).count(), 'f', 1);
}

struct CapabilityTexts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ingest::Capabilities)
};

} // namespace

SourceCheck::SourceCheck(const protocol::SourceAddress &address, Clock &clock,
                         std::function<void(const CheckReport &)> done, SourceRunner::ClientMaker makeClient)
    : m_clock(clock)
    , m_done(std::move(done))
    , m_began(clock.monotonic())
    , m_runner(QStringLiteral("check"), address, m_store, clock, nullptr, std::move(makeClient))
    , m_timer(clock.makeTimer([this] { look(); }))
{
    m_runner.start();
    m_timer->start(lookInterval);
}

void SourceCheck::look()
{
    for (const SourceEvent &event : m_runner.drainEvents()) {
        if (const auto *device = std::get_if<DeviceUpdate>(&event))
            m_devices.insert(device->id);
    }
    const Duration now = m_clock.monotonic();
    const SourceState state = m_runner.state();
    const bool isDown = state.phase == SourcePhase::Failed || state.phase == SourcePhase::Waiting;
    if (isDown)
        return finish(false, tr("Down: %1").arg(state.text));
    if (state.phase == SourcePhase::Live && !m_liveAt)
        m_liveAt = now;
    if (m_liveAt && now - *m_liveAt >= lookTime)
        return finish(true, found());
    if (!m_liveAt && now - m_began >= patience)
        return finish(false, tr("Nothing answered within %1 s. %2").arg(seconds(patience), state.text));
    m_timer->start(lookInterval);
}

QString SourceCheck::found() const
{
    std::set<QString> devices = m_devices;
    const auto series = m_store.all();
    for (const auto &one : series)
        devices.insert(one->info().key.device);
    const SourceState state = m_runner.state();
    const SourceCounters counters = m_runner.counters();
    QStringList parts;
    parts << tr("%1, after %2 s").arg(state.text, seconds(*m_liveAt - m_began));
    parts << tr("devices: %1, series: %2, samples in %3 s: %4")
                 .arg(devices.size())
                 .arg(series.size())
                 .arg(seconds(lookTime))
                 .arg(counters.samples);
    if (!state.dialect.isEmpty())
        parts << tr("dialect: %1").arg(state.dialect);
    if (state.clockSkew)
        parts << tr("its clock minus ours: %1 s").arg(seconds(*state.clockSkew));
    const QString can = capabilityText(state.capabilities);
    parts << (can.isEmpty() ? tr("it can be asked for nothing more") : tr("it can be asked for: %1").arg(can));
    if (!counters.lastProblem.isEmpty())
        parts << tr("a problem: %1").arg(counters.lastProblem);
    return parts.join(QStringLiteral("; "));
}

void SourceCheck::finish(bool answered, const QString &text)
{
    m_done({answered, text});
}

QString capabilityText(const Capabilities &capabilities)
{
    QStringList words;
    if (capabilities.rate)
        words << CapabilityTexts::tr("a lower rate");
    if (capabilities.subset)
        words << CapabilityTexts::tr("a part of its devices");
    if (capabilities.history)
        words << CapabilityTexts::tr("the past");
    if (capabilities.acknowledge)
        words << CapabilityTexts::tr("acknowledging alarms");
    if (capabilities.publish)
        words << CapabilityTexts::tr("taking samples");
    return words.join(QStringLiteral(", "));
}

} // namespace watchglass::ingest
