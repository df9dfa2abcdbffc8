// What a plot panel does besides drawing: keys, drops, menu, saving and restoring.

#include "ui/models/series_mime.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/plot_trace.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/series_json.h"
#include "ui/plot/axis_tickers.h"
#include "ui/plot/gap_bands.h"
#include "ui/plot/plot_gestures.h"
#include "ui/plot/plot_legend.h"
#include "ui/plot/plot_marks.h"

#include <QDropEvent>
#include <QHelpEvent>
#include <QJsonArray>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QToolTip>

namespace watchglass::ui {
namespace {

constexpr double smallStep = 0.1;
constexpr double largeStep = 0.5;
constexpr double keyZoom = 0.8;

const QString kindKey = QStringLiteral("kind");
const QString seriesKey = QStringLiteral("series");
const QString spanKey = QStringLiteral("spanNs");
const QString endKey = QStringLiteral("endNs");
const QString zoneKey = QStringLiteral("zone");
const QString colourKey = QStringLiteral("colour");
const QString lowKey = QStringLiteral("low");
const QString highKey = QStringLiteral("high");
const QString utc = QStringLiteral("utc");
const QString local = QStringLiteral("local");

QString sideKey(ValueSide side)
{
    return side == ValueSide::Left ? QStringLiteral("left") : QStringLiteral("right");
}

} // namespace

void PlotPanel::keyPressEvent(QKeyEvent *event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? largeStep : smallStep;
    const auto change = [&](auto what) {
        remember();
        what();
        redraw();
    };
    switch (event->key()) {
    case Qt::Key_Space:
        togglePause();
        return;
    case Qt::Key_End:
        goLive();
        return;
    case Qt::Key_Left:
        change([&] { m_window.pan(-step, m_edge.edge()); });
        return;
    case Qt::Key_Right:
        change([&] { m_window.pan(step, m_edge.edge()); });
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        change([&] { m_window.zoom(keyZoom, 0.5, m_edge.edge()); });
        return;
    case Qt::Key_Minus:
        change([&] { m_window.zoom(1.0 / keyZoom, 0.5, m_edge.edge()); });
        return;
    case Qt::Key_M:
        change([&] { fit(); });
        return;
    case Qt::Key_Backspace:
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            m_window.goForward(m_edge.edge());
        else
            m_window.goBack(m_edge.edge());
        redraw();
        return;
    case Qt::Key_Escape:
        if (m_gestures->cancel())
            return;
        break;
    default:
        break;
    }
    Panel::keyPressEvent(event);
}

void PlotPanel::focusInEvent(QFocusEvent *event)
{
    Panel::focusInEvent(event);
    Q_EMIT activated();
}

void PlotPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    m_liveButton->raise();
}

void PlotPanel::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    m_shown.reset();
    for (const auto &trace : m_traces)
        trace->setColour(m_colours.colour(trace->key()));
}

void PlotPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (decodeSeries(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_marks->setBox(QRectF(m_canvas->plotRect()));
    m_shown.reset();
    redraw();
}

void PlotPanel::dragLeaveEvent(QDragLeaveEvent *event)
{
    Q_UNUSED(event)
    m_marks->setBox(std::nullopt);
    m_shown.reset();
    redraw();
}

void PlotPanel::dropEvent(QDropEvent *event)
{
    m_marks->setBox(std::nullopt);
    m_shown.reset();
    bool hasAdded = false;
    for (const SeriesKey &key : decodeSeries(event->mimeData()))
        hasAdded = addSeries(key) || hasAdded;
    if (hasAdded)
        event->acceptProposedAction();
    redraw();
    Q_EMIT activated();
}

bool PlotPanel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return Panel::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto gap = m_gaps->gapAt(m_canvas->mapFrom(this, help->pos()));
    if (gap) {
        QToolTip::showText(help->globalPos(), gapToolTip(*gap, m_zone), this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

void PlotPanel::showMenu(const QPointF &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Fit\tM"), this, [this] {
        remember();
        fit();
    });
    if (m_window.isLive())
        menu->addAction(tr("Pause\tSpace"), this, &PlotPanel::togglePause);
    else
        menu->addAction(tr("Go live\tEnd"), this, &PlotPanel::goLive);
    QAction *back = menu->addAction(tr("Back\tBackspace"), this, [this] {
        m_window.goBack(m_edge.edge());
        redraw();
    });
    back->setEnabled(m_window.canGoBack());
    menu->addSeparator();
    addAxisActions(*menu);
    addSeriesActions(*menu, position);
    menu->popup(m_canvas->mapToGlobal(position.toPoint()));
}

void PlotPanel::addAxisActions(QMenu &menu)
{
    const auto addSide = [&](ValueSide side, const QString &text) {
        QAction *action = menu.addAction(text, this, [this, side](bool isOn) {
            spanOf(side).setAutomatic(isOn);
            redraw();
        });
        action->setCheckable(true);
        action->setChecked(spanOf(side).isAutomatic());
    };
    if (!m_traces.empty())
        addSide(ValueSide::Left, tr("Automatic value axis"));
    if (m_canvas->yAxis2->visible())
        addSide(ValueSide::Right, tr("Automatic right axis"));
    QAction *zone = menu.addAction(tr("Times in UTC"), this, [this](bool isUtc) {
        m_zone = isUtc ? QTimeZone::utc() : QTimeZone::systemTimeZone();
        m_canvas->timeTicker().setZone(m_zone);
        redraw();
    });
    zone->setCheckable(true);
    zone->setChecked(m_zone == QTimeZone::utc());
}

void PlotPanel::addSeriesActions(QMenu &menu, const QPointF &position)
{
    if (m_traces.empty())
        return;
    menu.addSeparator();
    const auto remove = [this](const SeriesKey &key) { return [this, key] { removeSeries(key); }; };
    const auto row = m_legend->rowAt(position);
    if (row) {
        const SeriesKey &key = m_traces.at(static_cast<std::size_t>(*row))->key();
        menu.addAction(tr("Remove %1").arg(nameOf(key)), this, remove(key));
        return;
    }
    QMenu *list = menu.addMenu(tr("Remove"));
    for (const auto &trace : m_traces)
        list->addAction(nameOf(trace->key()), this, remove(trace->key()));
}

bool PlotPanel::isOneDevice() const
{
    return std::all_of(m_traces.begin(), m_traces.end(), [this](const auto &trace) {
        const SeriesKey &first = m_traces.front()->key();
        return trace->key().device == first.device && trace->key().source == first.source;
    });
}

bool PlotPanel::isOneAttribute() const
{
    return std::all_of(m_traces.begin(), m_traces.end(), [this](const auto &trace) {
        return trace->key().attributePath() == m_traces.front()->key().attributePath();
    });
}

QString PlotPanel::nameOf(const SeriesKey &key) const
{
    if (isOneDevice())
        return key.attributePath();
    return isOneAttribute() ? deviceOf(key) : deviceOf(key) + QStringLiteral(" · ") + key.attributePath();
}

QString PlotPanel::deviceOf(const SeriesKey &key) const
{
    const QString name = m_deviceNames ? m_deviceNames(key) : QString();
    return name.isEmpty() ? key.device : name;
}

void PlotPanel::deviceNamesChanged()
{
    QStringList names;
    for (const auto &trace : m_traces)
        names << deviceOf(trace->key());
    if (std::exchange(m_shownNames, names) == names)
        return;
    m_legend->resetWidths();
    Q_EMIT titleChanged();
    redraw();
}

QString PlotPanel::title() const
{
    if (m_traces.empty())
        return tr("Plot");
    const SeriesKey &first = m_traces.front()->key();
    if (m_traces.size() == 1)
        return deviceOf(first) + QStringLiteral(" · ") + first.attributePath();
    if (isOneDevice())
        return deviceOf(first);
    if (isOneAttribute())
        return tr("%1 · %n devices", nullptr, static_cast<int>(m_traces.size())).arg(first.attributePath());
    return tr("%n series", nullptr, static_cast<int>(m_traces.size()));
}

QString PlotPanel::badge() const
{
    switch (m_window.mode()) {
    case TimeWindow::Mode::Live:
        return m_edge.isFileTime() ? tr("Live · recorded times") : tr("Live");
    case TimeWindow::Mode::Paused:
        return tr("Paused");
    case TimeWindow::Mode::Manual:
        return tr("History");
    }
    return {};
}

QJsonObject PlotPanel::save() const
{
    QJsonArray list;
    for (const auto &trace : m_traces) {
        const SeriesKey &key = trace->key();
        QJsonObject entry = seriesToJson(key);
        entry.insert(colourKey, m_colours.index(key));
        list.append(entry);
    }
    // Nanoseconds as text: JSON's numbers are doubles.
    QJsonObject state{{kindKey, kind()},
                      {seriesKey, list},
                      {spanKey, QString::number(m_window.span().count())},
                      {zoneKey, m_zone == QTimeZone::utc() ? utc : local}};
    if (!m_window.isLive())
        state.insert(endKey, QString::number(m_window.range(m_edge.edge()).to.ns()));
    for (const ValueSide side : {ValueSide::Left, ValueSide::Right}) {
        const ValueSpan &span = values(side);
        if (!span.isAutomatic())
            state.insert(sideKey(side), QJsonObject{{lowKey, span.low()}, {highKey, span.high()}});
    }
    return state;
}

void PlotPanel::restore(const QJsonObject &state)
{
    m_traces.clear();
    for (const QJsonValue &value : state.value(seriesKey).toArray()) {
        const QJsonObject entry = value.toObject();
        const SeriesKey key = seriesFromJson(entry);
        if (key.source.isEmpty())
            continue;
        m_colours.claim(key, entry.value(colourKey).toInt(-1));
        addSeries(key);
    }
    m_window = TimeWindow();
    m_isSpanChosen = m_isSpanChosen || state.contains(spanKey);
    if (const qint64 span = state.value(spanKey).toString().toLongLong(); span > 0)
        m_window.setSpan(Duration(span));
    bool hasEnd = false;
    if (const qint64 end = state.value(endKey).toString().toLongLong(&hasEnd); hasEnd)
        m_window.show({Timestamp::fromNs(end) - m_window.span(), Timestamp::fromNs(end)});
    m_zone = state.value(zoneKey).toString() == utc ? QTimeZone::utc() : QTimeZone::systemTimeZone();
    m_canvas->timeTicker().setZone(m_zone);
    for (const ValueSide side : {ValueSide::Left, ValueSide::Right}) {
        spanOf(side) = ValueSpan();
        const QJsonObject span = state.value(sideKey(side)).toObject();
        spanOf(side).set(span.value(lowKey).toDouble(), span.value(highKey).toDouble());
    }
    seriesChanged();
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
