#include "ui/panels/event_panel.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/panels/series_traits.h"
#include "ui/panels/state_words.h"
#include "ui/panels/time_foot.h"
#include "ui/theme/theme.h"

#include <QJsonArray>
#include <QMenu>
#include <QPainter>
#include <QTimeZone>

#include <algorithm>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

constexpr QLatin1String hiddenKey("hiddenKinds");
constexpr std::size_t mostEvents = 2000;
constexpr int mostLanes = 8;
constexpr int lanePx = 6 * metrics::step;
constexpr int rowPx = 6 * metrics::step;
constexpr int padding = 3 * metrics::step;
constexpr int greatestName = 40 * metrics::step;
constexpr double markPx = 8.0;
/// The log is gone through so often at most.
constexpr Duration readEvery = 250ms;

} // namespace

EventPanel::EventPanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("events"))
    , m_span(15min, 0)
{}

QString EventPanel::title() const
{
    return items().empty() ? tr("Events · all devices") : tr("Events · %1").arg(SeriesPanel::title());
}

QString EventPanel::hint() const
{
    if (!m_events.empty())
        return {};
    if (!m_choice.hiddenKinds.isEmpty() && !m_kinds.isEmpty())
        return tr("Nothing of the kinds that are shown has happened. The menu has the others.");
    return items().empty() ? tr("Nothing has happened yet. Buttons, touches, markers and the like appear here.")
                           : tr("Nothing has happened yet at the devices shown.");
}

void EventPanel::itemsChanged()
{
    m_choice.devices.clear();
    for (const Item &item : items())
        m_choice.devices.insert({item.key.source, item.key.device});
    m_revision.reset();
}

void EventPanel::setKindShown(const QString &kind, bool shown)
{
    if (shown)
        m_choice.hiddenKinds.remove(kind);
    else
        m_choice.hiddenKinds.insert(kind);
    m_revision.reset();
    markDirty();
}

void EventPanel::readLog()
{
    const std::uint64_t revision = context().events.revision();
    const Duration passed = between(m_readAt, now());
    if (m_revision && (revision == *m_revision || (passed >= Duration::zero() && passed < readEvery)))
        return;
    m_revision = revision;
    m_readAt = now();
    m_events = m_choice.newest(context().events, mostEvents);
    m_kinds = m_choice.kinds(context().events);
    markDirty();
}

bool EventPanel::takeFrame()
{
    readLog();
    m_nameWidth = std::clamp(width() / 3, 0, greatestName);
    const Timestamp end = edge();
    const TimeGrid grid =
        TimeGrid::over({moved(end, -m_span.span(std::nullopt)), end}, width() - m_nameWidth - padding);
    std::vector<Lane> lanes;
    for (const QString &kind : m_kinds) {
        if (!m_choice.hiddenKinds.contains(kind) && lanes.size() < mostLanes)
            lanes.push_back({kind, placeMarks(m_events, kind, grid, markPx)});
    }
    // The axis moves with each pixel, which is rare; a mark moves with it.
    if (grid == m_grid && lanes == m_lanes)
        return false;
    m_grid = grid;
    m_lanes = std::move(lanes);
    return true;
}

int EventPanel::stripHeight() const
{
    return static_cast<int>(m_lanes.size()) * lanePx + timeFootPx;
}

int EventPanel::contentHeight() const
{
    return stripHeight() + static_cast<int>(m_events.size()) * rowPx;
}

QColor EventPanel::colourOf(const QString &kind) const
{
    const auto &palette = currentTheme().series;
    return palette.at(static_cast<std::size_t>(std::max<qsizetype>(0, m_kinds.indexOf(kind))) % palette.size());
}

void EventPanel::paintContent(QPainter &painter)
{
    paintList(painter);
    // The axis stays at the top while the list goes by below it.
    painter.translate(viewport().topLeft());
    painter.fillRect(QRect(0, 0, width(), stripHeight()), currentTheme().surface);
    paintLanes(painter);
}

void EventPanel::paintLanes(QPainter &painter) const
{
    const Theme &theme = currentTheme();
    const int bottom = stripHeight() - timeFootPx;
    paintTimeFoot(painter, m_grid, {m_nameWidth, 0, m_grid.width, bottom}, {0, bottom, width(), timeFootPx});
    const QFont small = textFont(metrics::textSmall);
    int top = 0;
    for (const Lane &lane : m_lanes) {
        const double middle = top + lanePx / 2.0;
        painter.setFont(small);
        painter.setPen(theme.textMuted);
        const QRect name(padding, top, m_nameWidth - 2 * padding, lanePx);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(small).elidedText(eventText(lane.kind), Qt::ElideRight, name.width()));
        painter.fillRect(QRectF(m_nameWidth, middle, m_grid.width, 1), theme.hairline);
        painter.setPen(QPen(theme.surface, 1.5));
        painter.setBrush(colourOf(lane.kind));
        for (const EventMark &mark : lane.marks) {
            const double width = mark.count > 1 ? markPx * 1.75 : markPx;
            const QRectF body(m_nameWidth + mark.x - width / 2, middle - markPx / 2 + 0.5, width, markPx);
            painter.drawRoundedRect(body, markPx / 2, markPx / 2);
        }
        top += lanePx;
    }
    painter.fillRect(QRect(0, stripHeight() - 1, width(), 1), theme.hairline);
}

void EventPanel::paintList(QPainter &painter) const
{
    const Theme &theme = currentTheme();
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const QFont small = textFont(metrics::textSmall);
    const QFont number = numberFont(metrics::textSmall);
    const QRect seen = viewport();
    const int timeWidth = QFontMetrics(number).horizontalAdvance(QStringLiteral("00:00:00")) + padding;
    const int whoWidth = std::clamp((width() - timeWidth) / 3, 0, greatestName);
    const int first = std::max(0, (seen.top() - stripHeight()) / rowPx);
    for (int i = first; i < static_cast<int>(m_events.size()); ++i) {
        const int top = stripHeight() + i * rowPx;
        if (top > seen.bottom())
            break;
        const ingest::EventRecord &record = m_events[static_cast<std::size_t>(i)];
        int x = padding;
        const auto cell = [&](int width, const QFont &font, const QColor &colour, const QString &text) {
            painter.setFont(font);
            painter.setPen(colour);
            painter.drawText(QRect(x, top, width - metrics::step, rowPx), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetrics(font).elidedText(text, Qt::ElideRight, width - metrics::step));
            x += width;
        };
        cell(timeWidth, number, theme.textMuted, format::timeOfDay(record.event.time, 1s, zone));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(record.event.kind));
        painter.drawEllipse(QRectF(x, top + rowPx / 2.0 - 3, 6, 6));
        x += padding;
        cell(whoWidth, small, theme.textMuted, deviceName(record.source, record.event.device));
        cell(width() - x - padding, textFont(), theme.text, lineOf(record));
    }
}

QString EventPanel::lineOf(const ingest::EventRecord &record) const
{
    const QString kind = eventText(record.event.kind);
    return record.event.text.isEmpty() ? kind : kind + QStringLiteral(": ") + record.event.text;
}

QString EventPanel::description() const
{
    QStringList lines{tr("%n events", nullptr, static_cast<int>(m_events.size()))};
    for (std::size_t i = 0; i < m_events.size() && i < 5; ++i) {
        const ingest::EventRecord &record = m_events[i];
        lines << format::timeOfDay(record.event.time, 1s, QTimeZone::systemTimeZone()) + QLatin1Char(' ')
                     + deviceName(record.source, record.event.device) + QLatin1Char(' ') + lineOf(record);
    }
    return lines.join(QLatin1Char('\n'));
}

QString EventPanel::toolTipAt(const QPoint &content) const
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const auto full = [&](const ingest::EventRecord &record) {
        QString text = deviceName(record.source, record.event.device) + QLatin1Char('\n') + lineOf(record)
                       + QLatin1Char('\n') + format::dateTime(record.event.time, zone);
        return record.event.isTimed ? text : text + QLatin1Char('\n') + tr("The time is that of its arrival.");
    };
    const QPoint inStrip = content - viewport().topLeft();
    const int lane = inStrip.y() / lanePx;
    if (inStrip.y() >= stripHeight()) {
        const int row = (content.y() - stripHeight()) / rowPx;
        return row < static_cast<int>(m_events.size()) ? full(m_events[static_cast<std::size_t>(row)]) : QString();
    }
    if (lane >= static_cast<int>(m_lanes.size()))
        return {};
    for (const EventMark &mark : m_lanes[static_cast<std::size_t>(lane)].marks) {
        if (std::abs(m_nameWidth + mark.x - inStrip.x()) > markPx || mark.index >= m_events.size())
            continue;
        const QString text = full(m_events[mark.index]);
        return mark.count > 1 ? text + QLatin1Char('\n') + tr("and %n before", nullptr, mark.count - 1) : text;
    }
    return {};
}

void EventPanel::fillMenu(QMenu &menu)
{
    m_span.fillMenu(menu, [this] { markDirty(); });
    QMenu *kinds = menu.addMenu(tr("Kinds of events"));
    QStringList all = m_choice.kinds(context().events);
    for (const QString &hidden : m_choice.hiddenKinds) {
        if (!all.contains(hidden))
            all << hidden;
    }
    for (const QString &kind : all) {
        QAction *action = kinds->addAction(eventText(kind));
        action->setCheckable(true);
        action->setChecked(!m_choice.hiddenKinds.contains(kind));
        connect(action, &QAction::toggled, this, [this, kind](bool shown) { setKindShown(kind, shown); });
    }
    kinds->setEnabled(!all.isEmpty());
}

QJsonObject EventPanel::save() const
{
    QJsonObject state = SeriesPanel::save();
    m_span.save(state);
    QStringList hidden(m_choice.hiddenKinds.begin(), m_choice.hiddenKinds.end());
    hidden.sort();
    if (!hidden.isEmpty())
        state.insert(hiddenKey, QJsonArray::fromStringList(hidden));
    return state;
}

void EventPanel::restore(const QJsonObject &state)
{
    m_choice.hiddenKinds.clear();
    for (const QJsonValue &value : state.value(hiddenKey).toArray())
        m_choice.hiddenKinds.insert(value.toString());
    m_span.restore(state);
    SeriesPanel::restore(state);
}

/// Of any device; the choice for what is told beside events, such as how often something was tapped.
PanelKind eventKind()
{
    return {QStringLiteral("events"), EventPanel::tr("Events"),
            [](const QList<SeriesInfo> &series) {
                const bool areBeside =
                    !series.isEmpty() && std::all_of(series.begin(), series.end(), traits::isBesideEvents);
                return areBeside ? Fit::Best : Fit::Possible;
            },
            [](const PanelContext &context) { return std::make_unique<EventPanel>(context); }};
}

} // namespace watchglass::ui
