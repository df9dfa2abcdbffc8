#pragma once

#include "core/base/clock.h"
#include "core/derived/aligned_inputs.h"
#include "core/store/series_store.h"

#include <QPointer>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace watchglass::ui {
class MainWindow;
class Panel;
} // namespace watchglass::ui

namespace watchglass::app {

/// A plot on the desk with two series and the first less the second, for as long as the operator leaves it there; what
/// is looked at next takes its place. The difference is worked out as far as the playhead has come, and is not kept.
/// Thread: GUI. Requires: window and store outlive it.
class ComparisonPlot
{
public:
    /// `forget`: takes a source out of everything that shows it.
    ComparisonPlot(ui::MainWindow &window, store::SeriesStore &store,
                   std::function<void(const QString &source)> forget);

    /// Either may be missing; then there is no difference. False where the desk takes no panel.
    bool show(const std::optional<SeriesKey> &first, const std::optional<SeriesKey> &second);
    /// A tick: works on the difference, which is known up to `playhead`.
    void advance(std::optional<Timestamp> playhead);
    /// Its series are others now: the difference is worked out anew.
    void renew();
    /// There is nothing to compare any more.
    void end();

private:
    void begin();

    ui::MainWindow &m_window;
    store::SeriesStore &m_store;
    const std::function<void(const QString &)> m_forget;
    QPointer<ui::Panel> m_panel;
    SeriesKey m_first;
    SeriesKey m_second;                               ///< Both with an empty source when there is no difference.
    std::pair<std::uint64_t, std::uint64_t> m_counts; ///< Of samples of both, at the tick before.
    std::unique_ptr<derived::AlignedInputs> m_inputs;
    std::shared_ptr<store::Series> m_difference;
};

} // namespace watchglass::app
