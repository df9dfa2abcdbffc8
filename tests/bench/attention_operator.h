#pragma once

#include "app/watchglass/application.h"
#include "core/base/clock.h"
#include "tests/bench/sample_to_pixel.h"

#include <QTimer>

#include <random>
#include <vector>

namespace watchglass::bench {

/// What was measured while the operator worked.
struct OperatorFigures
{
    /// From a click until samples younger than it are there as close together as the device sends them, of panels whose
    /// series were not whole before.
    std::vector<double> focusToFullRateMs;
    int focusNeverFull = 0;              ///< Of these, not within two seconds.
    std::vector<double> sampleToPixelMs; ///< Of the panel in focus.
    Duration hidden{};                   ///< Time spent with the window minimised, but for the first two seconds each.
    Duration hiddenCpu{};                ///< Of all the program's threads in that time.
    Duration hiddenGuiCpu{};             ///< Of the GUI thread alone.
    std::uint64_t hiddenFrames = 0;
};

/// An operator at work on a real window: switches workspaces, moves the pointer over panels, clicks into them, and
/// minimises the window now and then, always by the same script.
/// Thread: GUI.
class AttentionOperator
{
public:
    AttentionOperator(app::Application &application, const Clock &clock);

    /// Turns the event loop for so long.
    void work(Duration length);
    const OperatorFigures &figures() const { return m_figures; }

private:
    void act(Duration elapsed);
    void hover();
    void click();
    void minimise(bool isMinimised);
    void frameDrawn(Timestamp now);
    void lookForFullRate();
    ui::PlotPanel *panelAt(std::size_t index) const;
    ui::PlotPanel *focusedPanel() const;
    bool isWhole(const SeriesKey &key) const;
    bool isAtFullRate(const SeriesKey &key) const;

    app::Application &m_application;
    const Clock &m_clock;
    OperatorFigures m_figures;
    std::mt19937 m_random{20'26};
    int m_step = 0;
    bool m_isMinimised = false;
    Duration m_minimisedAt{};
    Duration m_cpuBefore{};
    Duration m_guiCpuBefore{};
    std::uint64_t m_framesBefore = 0;
    bool m_isMeasuringHidden = false;
    QTimer m_looks; ///< While somebody clicked.
    std::optional<Duration> m_clickedAt;
    Timestamp m_clickedTime;
    QList<SeriesKey> m_clicked;
    SampleToPixel m_latency;
};

} // namespace watchglass::bench
