#include "tests/bench/attention_operator.h"

#include "tests/bench/thread_times.h"
#include "ui/desk/cpu_time.h"
#include "ui/desk/panel_frame.h"
#include "ui/panels/plot_panel.h"

#include <QEventLoop>
#include <QMouseEvent>
#include <QtTest/qtestmouse.h>

#include <algorithm>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

constexpr auto actionInterval = 1250ms;
constexpr int stepsInRound = 32;    // 40 s
constexpr int minimisedSteps = 8;   // 10 s of each round
constexpr int stepsOnWorkspace = 6; // 7.5 s
constexpr auto settled = 2s;        // after minimising
constexpr auto patience = 2s;
constexpr std::size_t samplesOfARate = 3;
constexpr Duration closest = 25ms; // what can be thinned here is sent each 20 ms
/// A sample of a source that pushes each as it comes; others wait at the server.
const QString promptSource = QStringLiteral("valtronics");

double milliseconds(Duration duration)
{
    return static_cast<double>(duration.count()) * 1e-6;
}

} // namespace

AttentionOperator::AttentionOperator(app::Application &application, const Clock &clock)
    : m_application(application)
    , m_clock(clock)
    , m_latency(application.store())
{}

void AttentionOperator::work(Duration length)
{
    QEventLoop loop;
    QTimer actions;
    QTimer::singleShot(std::chrono::duration_cast<std::chrono::milliseconds>(length), &loop, &QEventLoop::quit);
    const Duration start = m_clock.monotonic();
    QObject::connect(&actions, &QTimer::timeout, &loop, [&] { act(m_clock.monotonic() - start); });
    QObject::connect(&m_looks, &QTimer::timeout, &loop, [&] { lookForFullRate(); });
    QObject::connect(&m_application.frameClock(), &ui::FrameClock::frameDue, &loop,
                     [&](Timestamp) { frameDrawn(m_clock.now()); });
    actions.start(actionInterval);
    m_looks.setTimerType(Qt::PreciseTimer);
    m_looks.setInterval(2ms);
    loop.exec();
    minimise(false);
    m_figures.sampleToPixelMs = m_latency.milliseconds();
}

void AttentionOperator::act(Duration)
{
    const int step = m_step++ % stepsInRound;
    minimise(step >= stepsInRound - minimisedSteps);
    if (m_isMinimised)
        return;
    if (step % stepsOnWorkspace == 0)
        m_application.window().workspaces().step(1); // and look at it before anything else
    else if (step % 2 == 0)
        hover();
    else
        click();
}

ui::PlotPanel *AttentionOperator::panelAt(std::size_t index) const
{
    const std::vector<ui::Panel *> panels = m_application.window().desk().panels();
    return panels.empty() ? nullptr : static_cast<ui::PlotPanel *>(panels[index % panels.size()]);
}

ui::PlotPanel *AttentionOperator::focusedPanel() const
{
    return static_cast<ui::PlotPanel *>(m_application.window().desk().currentPanel());
}

/// Over three panels on the way to one.
void AttentionOperator::hover()
{
    for (int i = 0; i < 3; ++i) {
        if (ui::PlotPanel *panel = panelAt(m_random()))
            QTest::mouseMove(panel->QWidget::window()->windowHandle(),
                             panel->mapTo(panel->QWidget::window(), panel->rect().center()));
    }
}

void AttentionOperator::click()
{
    ui::PlotPanel *panel = panelAt(m_random());
    if (!panel)
        return;
    const QList<SeriesKey> keys = panel->series();
    const bool wasWhole = std::all_of(keys.begin(), keys.end(), [this](const auto &key) { return isWhole(key); });
    const QPoint place = panel->mapTo(panel->QWidget::window(), panel->rect().center());
    m_clickedAt.reset();
    if (!wasWhole) {
        m_clickedAt = m_clock.monotonic();
        m_clickedTime = m_clock.now();
        m_looks.start();
        m_clicked = keys;
    }
    QTest::mouseClick(panel->QWidget::window()->windowHandle(), Qt::LeftButton, {}, place);
}

void AttentionOperator::minimise(bool isMinimised)
{
    ui::MainWindow &window = m_application.window();
    if (isMinimised == m_isMinimised) {
        // What is left to be done for the last frames is not what a hidden window costs.
        if (isMinimised && !m_isMeasuringHidden && m_clock.monotonic() - m_minimisedAt >= settled) {
            m_isMeasuringHidden = true;
            m_minimisedAt = m_clock.monotonic();
            m_cpuBefore = timeBut(threadTimes(), {"simulated", "source twin"});
            m_guiCpuBefore = ui::threadCpuTime();
            m_framesBefore = m_application.frameClock().total().frames;
        }
        return;
    }
    m_isMinimised = isMinimised;
    if (isMinimised) {
        m_minimisedAt = m_clock.monotonic();
        m_clickedAt.reset();
        window.setWindowState(window.windowState() | Qt::WindowMinimized);
        return;
    }
    if (m_isMeasuringHidden) {
        m_figures.hidden += m_clock.monotonic() - m_minimisedAt;
        m_figures.hiddenCpu += timeBut(threadTimes(), {"simulated", "source twin"}) - m_cpuBefore;
        m_figures.hiddenGuiCpu += ui::threadCpuTime() - m_guiCpuBefore;
        m_figures.hiddenFrames += m_application.frameClock().total().frames - m_framesBefore;
    }
    m_isMeasuringHidden = false;
    window.setWindowState((window.windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
}

void AttentionOperator::frameDrawn(Timestamp now)
{
    const ui::PlotPanel *panel = focusedPanel();
    const bool isPrompt = panel && !panel->series().isEmpty() && panel->series().front().source == promptSource;
    if (m_isMinimised || !isPrompt)
        m_latency.interrupt();
    else
        m_latency.look(*panel, now);
}

/// Whether nothing of the series is left out from its newest sample on.
bool AttentionOperator::isWhole(const SeriesKey &key) const
{
    const auto series = m_application.store().find(key);
    const auto last = series ? series->last() : std::nullopt;
    if (!last)
        return false;
    return !series->isNotRequested({last->time, last->time + Duration(1)});
}

/// Whether the series' newest samples, younger than the click, are as close together as its device sends them.
bool AttentionOperator::isAtFullRate(const SeriesKey &key) const
{
    const auto series = m_application.store().find(key);
    if (!series)
        return false;
    const std::vector<Sample> young = series->samples({m_clickedTime, Timestamp::max()}, samplesOfARate);
    return young.size() == samplesOfARate && young.back().time - young.front().time <= closest * (samplesOfARate - 1);
}

void AttentionOperator::lookForFullRate()
{
    if (!m_clickedAt) {
        m_looks.stop();
        return;
    }
    const Duration passed = m_clock.monotonic() - *m_clickedAt;
    if (std::all_of(m_clicked.begin(), m_clicked.end(), [this](const auto &key) { return isAtFullRate(key); })) {
        m_figures.focusToFullRateMs.push_back(milliseconds(passed));
        m_clickedAt.reset();
    } else if (passed > patience) {
        ++m_figures.focusNeverFull;
        m_clickedAt.reset();
    }
}

} // namespace watchglass::bench
