#include "app/watchglass/application.h"
#include "app/watchglass/comparison_control.h"
#include "app/watchglass/desk_control.h"
#include "app/watchglass/record_control.h"
#include "app/watchglass/replay_control.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/attention_view.h"
#include "ui/shell/device_browser.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace watchglass::app {

namespace {

constexpr auto newsInterval = std::chrono::milliseconds(200);
/// Looking through all series may take at most one part in this many of the GUI's time.
constexpr int seriesShare = 20;
constexpr auto attentionInterval = std::chrono::seconds(1);

double milliseconds(Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace

QByteArray Application::statsLine() const
{
    const ui::FrameStats stats = m_frameClock.total();
    const QJsonObject line{
        {QStringLiteral("span_s"), milliseconds(stats.span) / 1000.0},
        {QStringLiteral("ticks"), static_cast<qint64>(stats.ticks)},
        {QStringLiteral("frames"), static_cast<qint64>(stats.frames)},
        {QStringLiteral("focused_fps"), stats.perSecond(stats.focusedFrames)},
        {QStringLiteral("frame_ms_median"), milliseconds(stats.frameMedian)},
        {QStringLiteral("frame_ms_p99"), milliseconds(stats.frameP99)},
        {QStringLiteral("frame_ms_max"), milliseconds(stats.frameMax)},
        {QStringLiteral("gui_busy"), stats.guiBusy},
        {QStringLiteral("samples"), static_cast<qint64>(m_sources.sampleCount())},
        {QStringLiteral("memory_bytes"), static_cast<qint64>(m_store.bytes())},
        {QStringLiteral("evicted"), static_cast<qint64>(m_store.evicted())},
        {QStringLiteral("series"), m_deviceModel.seriesCount()},
        {QStringLiteral("devices"), m_deviceModel.deviceCount()},
        {QStringLiteral("panels"), static_cast<int>(m_window->desk().panels().size())},
    };
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

void Application::prepare(Timestamp now)
{
    m_sources.drain();
    m_attention.beginTick();
    m_frameClock.setResting(m_window->isMinimized() && m_window->workspaces().isOutOfSight());
    const Duration elapsed = m_clock.monotonic();
    m_derived.advance();
    m_replay->advance();
    m_comparisonControl->advance();
    if (elapsed - m_newsAt < newsInterval)
        return;
    m_newsAt = elapsed;
    showNews(m_replay->now().value_or(now));
}

void Application::showNews(Timestamp now)
{
    const std::vector<ui::SourceStatus> statuses = m_sourceControl.updateStatuses();
    for (const ui::SourceStatus &status : statuses) {
        m_deviceModel.setSource(status.id, status.state, status.name);
        m_registry.setSourceName(status.id, status.name);
        m_attention.setPhase(status.id, status.state.phase);
        m_alarmControl.setPhase(status.id, status.state.phase, status.state.text);
    }
    m_activity.setBusy(std::any_of(statuses.begin(), statuses.end(), [](const ui::SourceStatus &status) {
        return status.state.phase == SourcePhase::Live;
    }));
    m_recorder->work();
    if (m_window->isMinimized())
        return; // nobody sees it; alarms, demand and recordings do not wait for this
    showDevices();
    showSeries();
    showAttention(statuses);
    m_window->setSources(statuses);
    m_window->setRecording(m_recorder->figures());
    m_window->setMemory({m_store.bytes(), m_store.budget(), m_store.evicted()});
    m_window->refresh(now);
    if (m_desks->hasRestored())
        m_defaultDesk->leaveAlone();
    if (!m_defaultDesk->update(m_clock.monotonic()))
        return;
    m_desks->settle();
    if (m_window->desk().currentPanel())
        m_window->devices().reveal(m_window->desk().currentPanel()->series());
}

QString Application::deviceName(const SeriesKey &key) const
{
    if (key.device.isEmpty())
        return m_registry.sourceName(key.source);
    const ingest::DeviceRecord *record = m_registry.find(key.source, key.device);
    return record ? record->name : QString();
}

void Application::showDevices()
{
    if (m_registry.revision() == m_deviceRevision)
        return;
    std::vector<ingest::DeviceRecord> changed;
    for (const ingest::DeviceRecord &record : m_registry.devices()) {
        if (record.revision > m_deviceRevision)
            changed.push_back(record);
    }
    m_deviceRevision = m_registry.revision();
    m_deviceModel.updateDevices(changed);
    for (ui::PlotPanel *panel : m_window->findChildren<ui::PlotPanel *>())
        panel->deviceNamesChanged();
}

void Application::showSeries()
{
    const Duration before = m_clock.monotonic();
    if (m_store.revision() == m_seriesRevision || before < m_seriesAt)
        return;
    m_seriesRevision = m_store.revision();
    m_deviceModel.addSeries(m_store.all());
    const Duration after = m_clock.monotonic();
    m_seriesAt = after + (after - before) * seriesShare;
}

void Application::showAttention(const std::vector<ui::SourceStatus> &statuses)
{
    const Duration now = m_clock.monotonic();
    m_attentionFigures.update(m_window->workspaces(), statuses, m_frameClock.displayRateHz(), now, m_clock.now());
    ui::AttentionView &view = m_window->attention();
    if (!view.isVisible() || now - m_attentionAt < attentionInterval)
        return;
    m_attentionAt = now;
    view.setRows(m_attentionFigures.rows(now));
    view.refresh(m_attention.ledger());
}

} // namespace watchglass::app
