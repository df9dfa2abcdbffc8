#include "ui/panels/value_panel.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/panels/limits_dialog.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/series_json.h"
#include "ui/panels/series_traits.h"
#include "ui/panels/state_words.h"
#include "ui/plot/time_grid.h"
#include "ui/plot/trace_plottable.h"
#include "ui/theme/theme.h"

#include <QJsonArray>
#include <QMenu>
#include <QPainter>
#include <QTimeZone>

#include <cmath>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

constexpr QLatin1String limitsKey("limits");
constexpr QSize leastTile(36 * metrics::step, 15 * metrics::step);
constexpr int samplesInSpan = 60;

} // namespace

ValuePanel::ValuePanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("value"))
    , m_span(1min, samplesInSpan)
{}

void ValuePanel::setLimits(const SeriesKey &key, const ValueLimits &limits)
{
    if (limits.isEmpty() || !limits.isSound())
        m_limits.remove(key);
    else
        m_limits.insert(key, limits);
    markDirty();
}

void ValuePanel::itemsChanged()
{
    m_numbers.clear();
}

bool ValuePanel::takeFrame()
{
    const TileGrid grid = TileGrid::within(size(), static_cast<int>(items().size()), leastTile);
    std::vector<ValueTile> tiles;
    tiles.reserve(items().size());
    int index = 0;
    for (const Item &item : items()) {
        const QRect rect = grid.rect(index++);
        tiles.push_back(tileOf(item));
        if (rect.intersects(viewport()))
            drawLine(item, rect, tiles.back());
    }
    if (grid == m_grid && tiles == m_tiles)
        return false;
    m_grid = grid;
    m_tiles = std::move(tiles);
    return true;
}

ValueTile ValuePanel::tileOf(const Item &item)
{
    ValueTile tile;
    tile.name = nameOf(item.key);
    tile.value = format::none();
    tile.colour = context().colours.colour(item.key);
    tile.isFaded = !item.last || item.stale;
    if (!item.series)
        tile.note = tr("waiting for data");
    else if (!item.last)
        tile.note = tr("no samples yet");
    else
        describeValue(item, tile);
    return tile;
}

void ValuePanel::describeValue(const Item &item, ValueTile &tile)
{
    const SeriesInfo &info = item.series->info();
    const double value = item.last->value;
    const Duration age = between(item.last->time, now());
    if (item.stale)
        tile.note = tr("stale since %1").arg(format::age(*item.stale));
    else if (age >= 2s)
        tile.note = tr("%1 ago").arg(format::age(age));
    if (traits::isState(info)) {
        tile.value = stateText(info, value);
        return;
    }
    tile.value = m_numbers[item.key].text(value).trimmed();
    tile.unit = format::canonicalUnit(info.unit);
    tile.isInvalid = !std::isfinite(value);
    const ValueLimits limits = m_limits.value(item.key);
    const ValueLimits::Verdict verdict = limits.verdict(value);
    if (verdict == ValueLimits::Verdict::Below)
        tile.limitText = tr("below %1").arg(format::value(limits.low, info.unit));
    else if (verdict == ValueLimits::Verdict::Above)
        tile.limitText = tr("above %1").arg(format::value(limits.high, info.unit));
}

void ValuePanel::drawLine(const Item &item, const QRect &rect, ValueTile &tile)
{
    const QRect line = TilePlaces::within(rect).line;
    if (!item.last || line.isEmpty() || traits::isState(item.series->info()))
        return;
    const auto rhythm = item.series->rhythm();
    const Interpolation interpolation = item.series->info().interpolation;
    const Timestamp end = edge();
    const TimeGrid grid = TimeGrid::over({moved(end, -m_span.span(rhythm)), end}, line.width());
    const store::View view = item.series->view(grid.range(), line.width());
    tile.trend = trendOf(view);
    // Half a line's width in, so that nothing of it is cut off.
    tile.line = sparkline(view, QRectF(QPointF(), line.size()).adjusted(1, 1, -1, -1), interpolation,
                          breakAfter(rhythm, interpolation));
}

void ValuePanel::paintContent(QPainter &painter)
{
    paintTileLines(painter, m_grid);
    for (int i = 0; i < static_cast<int>(m_tiles.size()); ++i) {
        const QRect rect = m_grid.rect(i);
        if (!rect.intersects(viewport()))
            continue;
        paintTile(painter, rect, m_tiles[static_cast<std::size_t>(i)]);
    }
}

QString ValuePanel::description() const
{
    QStringList lines;
    for (const ValueTile &tile : m_tiles)
        lines << tile.spoken();
    return lines.join(QLatin1Char('\n'));
}

QString ValuePanel::toolTipAt(const QPoint &content) const
{
    const int index = m_grid.at(content);
    if (index < 0 || index >= static_cast<int>(items().size()))
        return {};
    const Item &item = items()[static_cast<std::size_t>(index)];
    QString text = m_tiles[static_cast<std::size_t>(index)].spoken();
    if (item.last)
        text += QLatin1Char('\n') + format::dateTime(item.last->time, QTimeZone::systemTimeZone());
    return text;
}

void ValuePanel::fillMenu(QMenu &menu)
{
    m_span.fillMenu(menu, [this] { markDirty(); });
    QMenu *limits = menu.addMenu(tr("Limits"));
    for (const Item &item : items()) {
        const bool isNumber = !item.series || !traits::isState(item.series->info());
        QAction *action =
            limits->addAction(tr("%1…").arg(nameOf(item.key)), this, [this, key = item.key] { askLimits(key); });
        action->setEnabled(isNumber);
    }
    limits->setEnabled(!items().empty());
}

void ValuePanel::askLimits(const SeriesKey &key)
{
    const auto series = context().store.find(key);
    const QString unit = series ? series->info().unit : QString();
    if (const auto chosen = LimitsDialog::ask(tr("Limits of %1").arg(nameOf(key)), unit, m_limits.value(key), this))
        setLimits(key, *chosen);
}

QJsonObject ValuePanel::save() const
{
    QJsonObject state = SeriesPanel::save();
    m_span.save(state);
    QJsonArray list;
    for (const Item &item : items()) {
        const ValueLimits limits = m_limits.value(item.key);
        if (limits.isEmpty())
            continue;
        QJsonObject entry = seriesToJson(item.key);
        entry.insert(limitsKey, limits.toJson());
        list.append(entry);
    }
    if (!list.isEmpty())
        state.insert(limitsKey, list);
    return state;
}

void ValuePanel::restore(const QJsonObject &state)
{
    m_limits.clear();
    m_span.restore(state);
    for (const QJsonValue &value : state.value(limitsKey).toArray()) {
        const QJsonObject entry = value.toObject();
        setLimits(seriesFromJson(entry), ValueLimits::fromJson(entry.value(limitsKey).toObject()));
    }
    SeriesPanel::restore(state);
}

/// Anything; the choice where a device's series of all sorts are opened together.
PanelKind valueKind()
{
    return {QStringLiteral("value"), ValuePanel::tr("Value"),
            [](const QList<SeriesInfo> &series) {
                const auto states = std::count_if(series.begin(), series.end(), traits::isState);
                return states > 0 && states < series.size() ? Fit::Good : Fit::Possible;
            },
            [](const PanelContext &context) { return std::make_unique<ValuePanel>(context); }};
}

} // namespace watchglass::ui
