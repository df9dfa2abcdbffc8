#include "app/watchglass/comparison_plot.h"

#include "ui/panels/panel.h"
#include "ui/shell/main_window.h"

#include <QCoreApplication>

#include <utility>

namespace watchglass::app {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::app::ComparisonPlot)
};

constexpr int instantsAtOnce = 4096; ///< Some tenths of a millisecond.

/// Under which the store keeps the difference.
SeriesKey differenceKey()
{
    return {QStringLiteral("comparison"), QStringLiteral("comparison"), Texts::tr("difference"), {}};
}

} // namespace

ComparisonPlot::ComparisonPlot(ui::MainWindow &window, store::SeriesStore &store,
                               std::function<void(const QString &)> forget)
    : m_window(window)
    , m_store(store)
    , m_forget(std::move(forget))
{}

bool ComparisonPlot::show(const std::optional<SeriesKey> &first, const std::optional<SeriesKey> &second)
{
    m_first = first && second ? *first : SeriesKey();
    m_second = first && second ? *second : SeriesKey();
    renew();
    QList<SeriesKey> keys;
    for (const auto &key : {first, second}) {
        if (key)
            keys << *key;
    }
    if (!m_first.source.isEmpty())
        keys << differenceKey();
    if (!m_panel) {
        m_panel = m_window.desk().addPanel(keys, QStringLiteral("plot"));
        return m_panel;
    }
    for (const SeriesKey &key : m_panel->series()) {
        if (!keys.contains(key))
            m_panel->removeSeries(key);
    }
    for (const SeriesKey &key : keys)
        m_panel->addSeries(key);
    return true;
}

void ComparisonPlot::renew()
{
    m_inputs.reset();
    m_counts = {};
    if (!m_difference)
        return;
    m_difference.reset();
    m_store.removeSource(differenceKey().source);
    m_forget(differenceKey().source);
}

void ComparisonPlot::end()
{
    m_first = m_second = {};
    renew();
}

/// When all samples of both are there. A session that was moved is being read for a while, one series after the other:
/// what came of half of it would have to be worked out anew.
void ComparisonPlot::begin()
{
    if (m_first.source.isEmpty())
        return;
    const auto first = m_store.find(m_first);
    const auto second = m_store.find(m_second);
    if (!first || !second)
        return;
    const std::pair counts(first->count(), second->count());
    const bool areStill = std::exchange(m_counts, counts) == counts;
    if (!areStill || counts.first == 0 || counts.second == 0)
        return;
    const bool areHeld = first->info().interpolation == Interpolation::HoldLast
                         && second->info().interpolation == Interpolation::HoldLast;
    m_difference = m_store.open(
        {differenceKey(), first->info().unit, areHeld ? Interpolation::HoldLast : Interpolation::Linear, {}});
    m_inputs =
        std::make_unique<derived::AlignedInputs>(std::vector<std::shared_ptr<const store::Series>>{first, second});
}

void ComparisonPlot::advance(std::optional<Timestamp> playhead)
{
    if (!m_inputs)
        begin();
    if (!m_inputs)
        return;
    if (m_inputs->behindFrom())
        return renew(); // there was more to come
    m_store.setHorizon(differenceKey().source, playhead.value_or(Timestamp::max()));
    for (int i = 0; i < instantsAtOnce; ++i) {
        const auto time = m_inputs->next();
        if (!time)
            break;
        const auto values = m_inputs->values();
        m_difference->append({*time, values[0] - values[1]});
    }
}

} // namespace watchglass::app
