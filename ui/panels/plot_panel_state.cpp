// What a plot panel is called, and how a workspace keeps it.

#include "ui/panels/plot_menu.h"
#include "ui/panels/plot_panel.h"
#include "ui/plot/axis_tickers.h"

#include <QJsonObject>
#include <QMenu>

#include <algorithm>

namespace watchglass::ui {
namespace {

const QString kindKey = QStringLiteral("kind");
const QString seriesKey = QStringLiteral("series");
const QString spanKey = QStringLiteral("spanNs");
const QString endKey = QStringLiteral("endNs");
const QString zoneKey = QStringLiteral("zone");
const QString elapsedKey = QStringLiteral("elapsedFromNs");
const QString linkedKey = QStringLiteral("linked");
const QString statisticsKey = QStringLiteral("statistics");
const QString lowKey = QStringLiteral("low");
const QString highKey = QStringLiteral("high");
const QString logKey = QStringLiteral("log");
const QString utc = QStringLiteral("utc");
const QString local = QStringLiteral("local");

QString axisKey(int axis)
{
    if (axis == leftAxis)
        return QStringLiteral("left");
    return axis == rightAxis ? QStringLiteral("right") : QStringLiteral("axis%1").arg(axis + 1);
}

QString zoneName(const QTimeZone &zone)
{
    if (zone == QTimeZone::utc())
        return utc;
    return zone == QTimeZone::systemTimeZone() ? local : QString::fromUtf8(zone.id());
}

QTimeZone zoneOf(const QString &name)
{
    if (name == utc)
        return QTimeZone::utc();
    const QTimeZone zone(name.toUtf8());
    return name != local && zone.isValid() ? zone : QTimeZone::systemTimeZone();
}

/// Nothing to say of an axis as it comes.
QJsonObject axisState(const ValueSpan &span)
{
    QJsonObject state;
    if (!span.isAutomatic())
        state = {{lowKey, span.low()}, {highKey, span.high()}};
    if (span.isLog())
        state.insert(logKey, true);
    return state;
}

ValueSpan spanFrom(const QJsonObject &state)
{
    ValueSpan span;
    span.setLog(state.value(logKey).toBool());
    span.set(state.value(lowKey).toDouble(), state.value(highKey).toDouble());
    return span;
}

} // namespace

void PlotPanel::deviceNamesChanged()
{
    if (!m_traces.haveNamesChanged())
        return;
    m_legend->resetWidths();
    Q_EMIT titleChanged();
    redraw();
}

QString PlotPanel::badge() const
{
    QStringList parts{modeWord(), m_briefContext};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString PlotPanel::modeWord() const
{
    switch (window().mode()) {
    case TimeWindow::Mode::Live:
        if (isReplay())
            return {};
        return m_time->isFileTime(this) ? tr("Live · recorded times") : tr("Live");
    case TimeWindow::Mode::Paused:
        return tr("Paused");
    case TimeWindow::Mode::Manual:
        return tr("History");
    }
    return {};
}

void PlotPanel::setTimeReading(const TimeReading &reading)
{
    m_reading = reading;
    if (m_reading.isElapsed && !m_reading.start) {
        const TimeRange all = m_traces.extent();
        m_reading.start = all.isEmpty() ? m_now : all.from;
    }
    m_canvas->timeTicker().setZone(m_reading.zone);
    redraw();
}

QJsonObject PlotPanel::save() const
{
    // Nanoseconds as text: JSON's numbers are doubles.
    QJsonObject state{{kindKey, kind()},
                      {seriesKey, m_traces.save()},
                      {spanKey, QString::number(window().span().count())},
                      {zoneKey, zoneName(m_reading.zone)},
                      {linkedKey, m_isLinked}};
    if (!window().isLive())
        state.insert(endKey, QString::number(window().range(edge()).to.ns()));
    if (m_reading.isElapsed)
        state.insert(elapsedKey, QString::number(m_reading.start.value_or(Timestamp()).ns()));
    if (m_hasStatistics)
        state.insert(statisticsKey, true);
    for (int axis = 0; axis < mostValueAxes; ++axis) {
        if (const QJsonObject entry = axisState(values(axis)); !entry.isEmpty())
            state.insert(axisKey(axis), entry);
    }
    return state;
}

void PlotPanel::restoreWindow(const QJsonObject &state)
{
    timeWindow() = TimeWindow();
    if (const qint64 span = state.value(spanKey).toString().toLongLong(); span > 0) {
        timeWindow().setSpan(Duration(span));
        m_time->setChosen();
    }
    bool hasEnd = false;
    if (const qint64 end = state.value(endKey).toString().toLongLong(&hasEnd); hasEnd)
        timeWindow().show({Timestamp::fromNs(end) - window().span(), Timestamp::fromNs(end)});
}

void PlotPanel::restore(const QJsonObject &state)
{
    m_traces.restore(state.value(seriesKey).toArray());
    if (state.contains(linkedKey))
        setLinked(state.value(linkedKey).toBool());
    if (m_time->isAlone(this) || m_time->isAutomatic())
        restoreWindow(state); // others have not chosen what they show yet
    TimeReading reading{zoneOf(state.value(zoneKey).toString()), false, {}};
    if (const qint64 start = state.value(elapsedKey).toString().toLongLong(&reading.isElapsed); reading.isElapsed)
        reading.start = Timestamp::fromNs(start);
    setTimeReading(reading);
    for (int axis = 0; axis < mostValueAxes; ++axis)
        spanOf(axis) = spanFrom(state.value(axisKey(axis)).toObject());
    setStatisticsShown(state.value(statisticsKey).toBool());
    seriesChanged();
}

std::optional<SeriesKey> PlotPanel::seriesAt(const QPoint &position) const
{
    const auto row = m_legend->rowAt(m_canvas->mapFrom(this, position));
    return row ? std::optional(m_traces.all().at(static_cast<std::size_t>(*row))->key()) : std::nullopt;
}

void PlotPanel::fillMenu(QMenu &menu)
{
    fillPlotMenu(menu, *this);
}

void PlotPanel::showMenu(const QPointF &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto row = m_legend->rowAt(position))
        fillSeriesMenu(*menu, *this, m_traces.all().at(static_cast<std::size_t>(*row))->key());
    else if (const auto axis = m_canvas->axisAt(position))
        fillAxisMenu(*menu, *this, *axis);
    else
        fillPlotMenu(*menu, *this);
    menu->popup(m_canvas->mapToGlobal(position.toPoint()));
}

/// Any series: states by their numbers, when nothing better is there for them.
PanelKind plotKind()
{
    return {QStringLiteral("plot"), PlotPanel::tr("Plot"),
            [](const QList<SeriesInfo> &series) {
                const bool areNumbers = std::all_of(series.begin(), series.end(),
                                                    [](const SeriesInfo &info) { return info.states.isEmpty(); });
                return areNumbers ? Fit::Good : Fit::Possible;
            },
            [](const PanelContext &context) {
                auto panel = std::make_unique<PlotPanel>(context.store, context.colours);
                panel->setDeviceNames(context.deviceName);
                return panel;
            }};
}

} // namespace watchglass::ui
