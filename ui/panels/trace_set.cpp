#include "ui/panels/trace_set.h"

#include "ui/panels/series_colours.h"
#include "ui/panels/series_json.h"
#include "ui/plot/axis_plan.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace watchglass::ui {
namespace {

const QString colourKey = QStringLiteral("colour");

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::TraceSet)
};

AxisPlan::Wish wishOf(const PlotTrace &trace)
{
    return {trace.unit(), trace.look().axisGroup, trace.isWaiting()};
}

} // namespace

TraceSet::TraceSet(PlotCanvas &canvas, const store::SeriesStore &store, SeriesColours &colours)
    : m_canvas(canvas)
    , m_store(store)
    , m_colours(colours)
{}

QList<SeriesKey> TraceSet::keys() const
{
    QList<SeriesKey> keys;
    for (const auto &trace : m_traces)
        keys.append(trace->key());
    return keys;
}

PlotTrace *TraceSet::find(const SeriesKey &key) const
{
    const auto found =
        std::find_if(m_traces.begin(), m_traces.end(), [&](const auto &trace) { return trace->key() == key; });
    return found == m_traces.end() ? nullptr : found->get();
}

bool TraceSet::add(const SeriesKey &key, const TraceLook &look)
{
    if (find(key))
        return false;
    m_traces.push_back(std::make_unique<PlotTrace>(m_canvas, key));
    m_traces.back()->setColour(m_colours.colour(key));
    m_traces.back()->setLook(look);
    m_isSearching = true;
    return true;
}

bool TraceSet::remove(const SeriesKey &key)
{
    return std::erase_if(m_traces, [&](const auto &trace) { return trace->key() == key; }) > 0;
}

void TraceSet::setLook(const SeriesKey &key, const TraceLook &look)
{
    PlotTrace *trace = find(key);
    if (!trace)
        return;
    const bool isSameAxis = trace->look().axisGroup == look.axisGroup;
    trace->setLook(look);
    if (!isSameAxis)
        assignAxes();
}

bool TraceSet::findWaiting()
{
    const std::uint64_t revision = m_store.revision();
    if (!m_isSearching && revision == m_storeRevision)
        return false;
    m_storeRevision = revision;
    m_isSearching = false;
    bool hasFound = false;
    for (const auto &trace : m_traces) {
        auto series = m_store.find(trace->key());
        if (!series || series == trace->data())
            continue;
        trace->setSeries(std::move(series)); // also one that was made anew
        hasFound = true;
    }
    if (hasFound)
        assignAxes();
    return hasFound;
}

bool TraceSet::followColours()
{
    const std::uint64_t revision = m_colours.revision();
    if (std::exchange(m_colourRevision, revision) == revision)
        return false;
    takeColours();
    return true;
}

void TraceSet::takeColours()
{
    for (const auto &trace : m_traces)
        trace->setColour(m_colours.colour(trace->key()));
}

std::optional<Timestamp> TraceSet::newest() const
{
    std::optional<Timestamp> newest;
    for (const auto &trace : m_traces)
        newest = std::max(newest, trace->newest());
    return newest;
}

std::optional<Duration> TraceSet::fastestRhythm() const
{
    std::optional<Duration> fastest;
    for (const auto &trace : m_traces) {
        if (const auto rhythm = trace->rhythm())
            fastest = std::min(fastest.value_or(*rhythm), *rhythm);
    }
    return fastest;
}

TimeRange TraceSet::extent() const
{
    TimeRange all;
    for (const auto &trace : m_traces) {
        const TimeRange extent = trace->extent();
        if (extent.isEmpty())
            continue;
        all = all.isEmpty() ? extent : TimeRange{std::min(all.from, extent.from), std::max(all.to, extent.to)};
    }
    return all;
}

bool TraceSet::isOneDevice() const
{
    return std::all_of(m_traces.begin(), m_traces.end(), [this](const auto &trace) {
        const SeriesKey &first = m_traces.front()->key();
        return trace->key().device == first.device && trace->key().source == first.source;
    });
}

bool TraceSet::isOneAttribute() const
{
    return std::all_of(m_traces.begin(), m_traces.end(), [this](const auto &trace) {
        return trace->key().attributePath() == m_traces.front()->key().attributePath();
    });
}

QString TraceSet::nameOf(const SeriesKey &key) const
{
    if (isOneDevice())
        return key.attributePath();
    const QString name = isOneAttribute() ? deviceOf(key) : deviceOf(key) + QStringLiteral(" · ") + key.attributePath();
    // The same series of another source: of a second recording, say.
    const bool hasNamesake = std::any_of(m_traces.begin(), m_traces.end(), [&](const auto &trace) {
        const SeriesKey &other = trace->key();
        return other.source != key.source && other.attribute == key.attribute && other.component == key.component
               && deviceOf(other) == deviceOf(key);
    });
    return hasNamesake ? name + QStringLiteral(" · ") + key.source : name;
}

QString TraceSet::deviceOf(const SeriesKey &key) const
{
    const QString name = m_deviceNames ? m_deviceNames(key) : QString();
    return name.isEmpty() ? key.device : name;
}

bool TraceSet::haveNamesChanged()
{
    QStringList names;
    for (const auto &trace : m_traces)
        names << deviceOf(trace->key());
    return std::exchange(m_shownNames, names) != names;
}

QString TraceSet::title() const
{
    if (m_traces.empty())
        return Texts::tr("Plot");
    const SeriesKey &first = m_traces.front()->key();
    if (m_traces.size() == 1)
        return deviceOf(first) + QStringLiteral(" · ") + first.attributePath();
    if (isOneDevice())
        return deviceOf(first);
    const int count = static_cast<int>(m_traces.size());
    return isOneAttribute() ? Texts::tr("%1 · %n devices", nullptr, count).arg(first.attributePath())
                            : Texts::tr("%n series", nullptr, count);
}

QString TraceSet::captionOf(int axis) const
{
    QStringList units;
    for (const auto &trace : m_traces) {
        const QString unit = format::canonicalUnit(trace->unit());
        if (trace->axis() == axis && !unit.isEmpty() && !units.contains(unit))
            units.append(unit);
    }
    return units.join(QStringLiteral(", "));
}

QColor TraceSet::colourOf(int axis) const
{
    QColor colour;
    for (const auto &trace : m_traces) {
        if (trace->axis() != axis)
            continue;
        if (colour.isValid())
            return {};
        colour = trace->colour();
    }
    return colour;
}

void TraceSet::assignAxes()
{
    std::vector<AxisPlan::Wish> wishes;
    for (const auto &trace : m_traces)
        wishes.push_back(wishOf(*trace));
    const AxisPlan plan = AxisPlan::of(wishes, mostValueAxes);
    for (std::size_t i = 0; i < m_traces.size(); ++i)
        m_traces[i]->setAxis(plan.places[i].axis, plan.places[i].isShared);
    m_canvas.setAxisCount(plan.axes);
    m_canvas.resetGutters();
}

QString TraceSet::newAxisGroup() const
{
    for (int i = 1;; ++i) {
        const QString name = QStringLiteral("own:%1").arg(i);
        const bool isTaken = std::any_of(m_traces.begin(), m_traces.end(),
                                         [&](const auto &trace) { return trace->look().axisGroup == name; });
        if (!isTaken)
            return name;
    }
}

QString TraceSet::axisGroupOf(const PlotTrace &trace) const
{
    return AxisPlan::groupOf(wishOf(trace));
}

QJsonArray TraceSet::save() const
{
    QJsonArray list;
    for (const auto &trace : m_traces) {
        QJsonObject entry = seriesToJson(trace->key());
        entry.insert(colourKey, m_colours.index(trace->key()));
        saveLook(trace->look(), entry);
        list.append(entry);
    }
    return list;
}

void TraceSet::restore(const QJsonArray &list)
{
    clear();
    for (const QJsonValue &value : list) {
        const QJsonObject entry = value.toObject();
        const SeriesKey key = seriesFromJson(entry);
        if (key.source.isEmpty())
            continue;
        m_colours.claim(key, entry.value(colourKey).toInt(-1));
        add(key, lookFrom(entry));
    }
}

} // namespace watchglass::ui
