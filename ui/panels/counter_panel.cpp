#include "ui/panels/counter_panel.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/series_traits.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

constexpr QSize leastTile(48 * metrics::step, 15 * metrics::step);
constexpr int barCount = 30;
constexpr double barsOpacity = 0.75;
constexpr double fadedBars = 0.35;
constexpr int samplesInSpan = 60;
constexpr std::size_t mostSamples = 20'000;
/// Counters are read through now and then only, as often as figures can be read.
constexpr Duration readEvery = 250ms;

void paintBars(QPainter &painter, const QRect &rect, const std::vector<double> &bars, const QColor &colour)
{
    const double greatest = *std::max_element(bars.begin(), bars.end());
    const double step = static_cast<double>(rect.width()) / static_cast<double>(bars.size());
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), currentTheme().hairline);
    for (std::size_t i = 0; i < bars.size() && greatest > 0.0; ++i) {
        const double height = bars[i] / greatest * rect.height();
        if (height > 0.0)
            painter.fillRect(QRectF(rect.left() + static_cast<double>(i) * step, rect.bottom() + 1 - height,
                                    std::max(1.0, step - 2.0), height),
                             colour);
    }
}

} // namespace

QString counterRate(double perSecond, const QString &unit)
{
    struct Part
    {
        double seconds;
        const char *name;
    };
    double value = perSecond * 3600.0;
    QString name = QStringLiteral("h");
    for (const Part &part : {Part{1.0, "s"}, Part{60.0, "min"}}) {
        if (perSecond * part.seconds >= 1.0) {
            value = perSecond * part.seconds;
            name = QLatin1String(part.name);
            break;
        }
    }
    return format::number(value, 3) + format::thinSpace + format::canonicalUnit(unit) + QLatin1Char('/') + name;
}

CounterPanel::CounterPanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("counter"))
    , m_span(1h, samplesInSpan)
{}

QString CounterPanel::refusal(const SeriesInfo &info) const
{
    return traits::isState(info) ? tr("%1 is a state, not a count").arg(info.key.attributePath()) : QString();
}

bool CounterPanel::takeFrame()
{
    const TileGrid grid = TileGrid::within(size(), static_cast<int>(items().size()), leastTile);
    const Duration passed = between(m_readAt, now());
    if (grid == m_grid && !m_isOutdated && passed >= Duration::zero() && passed < readEvery)
        return false;
    m_readAt = now();
    std::vector<Counter> counters;
    for (const Item &item : items()) {
        const auto rhythm = item.series ? item.series->rhythm() : std::nullopt;
        counters.push_back(counterOf(item, barRange(edge(), m_span.span(rhythm), barCount)));
    }
    const bool isSame = grid == m_grid && counters == m_counters;
    m_isOutdated = false;
    m_grid = grid;
    m_counters = std::move(counters);
    return !isSame;
}

CounterPanel::Counter CounterPanel::counterOf(const Item &item, TimeRange range) const
{
    Counter counter;
    ValueTile &tile = counter.tile;
    tile.name = nameOf(item.key);
    tile.value = format::none();
    tile.colour = context().colours.colour(item.key);
    tile.isFaded = !item.last || item.stale;
    if (!item.last) {
        tile.note = item.series ? tr("no samples yet") : tr("waiting for data");
        return counter;
    }
    std::vector<Sample> samples = item.series->samples(range, mostSamples);
    if (const auto before = item.series->at(range.from - Duration(1)); before && samples.size() < mostSamples)
        samples.insert(samples.begin(), *before);
    const CounterReading reading = CounterReading::of(samples, range, barCount);
    tile.value = format::number(reading.total.value_or(item.last->value), 6);
    tile.unit = format::canonicalUnit(item.series->info().unit);
    tile.note = noteOf(item, reading, range.length());
    counter.bars = reading.bars;
    return counter;
}

QString CounterPanel::noteOf(const Item &item, const CounterReading &reading, Duration span) const
{
    QStringList parts;
    if (item.stale)
        parts << tr("stale since %1").arg(format::age(*item.stale));
    parts << tr("+%1 in %2").arg(format::number(reading.increase, 4), format::duration(span));
    if (reading.perSecond)
        parts << counterRate(*reading.perSecond, item.series->info().unit);
    if (reading.lastReset)
        parts << tr("began anew %1 ago").arg(format::age(between(*reading.lastReset, edge())));
    return parts.join(QStringLiteral(" · "));
}

void CounterPanel::paintContent(QPainter &painter)
{
    paintTileLines(painter, m_grid);
    for (int i = 0; i < static_cast<int>(m_counters.size()); ++i) {
        const QRect rect = m_grid.rect(i);
        if (!rect.intersects(viewport()))
            continue;
        const Counter &counter = m_counters[static_cast<std::size_t>(i)];
        paintTile(painter, rect, counter.tile);
        const QRect bars = TilePlaces::within(rect).line;
        painter.setOpacity(counter.tile.isFaded ? fadedBars : barsOpacity);
        if (!bars.isEmpty() && !counter.bars.empty())
            paintBars(painter, bars, counter.bars, counter.tile.colour);
        painter.setOpacity(1.0);
    }
}

QString CounterPanel::description() const
{
    QStringList lines;
    for (const Counter &counter : m_counters)
        lines << counter.tile.spoken();
    return lines.join(QLatin1Char('\n'));
}

void CounterPanel::settingsChanged()
{
    m_isOutdated = true;
    markDirty();
}

void CounterPanel::fillMenu(QMenu &menu)
{
    m_span.fillMenu(menu, [this] { settingsChanged(); });
}

QJsonObject CounterPanel::save() const
{
    QJsonObject state = SeriesPanel::save();
    m_span.save(state);
    return state;
}

void CounterPanel::restore(const QJsonObject &state)
{
    m_span.restore(state);
    SeriesPanel::restore(state);
}

PanelKind counterKind()
{
    return {QStringLiteral("counter"), CounterPanel::tr("Counter"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                if (std::all_of(series.begin(), series.end(), traits::isCounter))
                    return Fit::Best;
                return traits::all(
                    series, [](const SeriesInfo &info) { return !traits::isState(info); }, Fit::Possible);
            },
            [](const PanelContext &context) { return std::make_unique<CounterPanel>(context); }};
}

} // namespace watchglass::ui
