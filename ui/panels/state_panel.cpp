#include "ui/panels/state_panel.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "core/format/value_format.h"
#include "ui/panels/series_traits.h"
#include "ui/panels/state_words.h"
#include "ui/panels/time_foot.h"
#include "ui/theme/theme.h"

#include <QMenu>
#include <QPainter>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

constexpr QLatin1String sharesKey("shares");
constexpr int leastRow = 10 * metrics::step;
constexpr int greatestRow = 16 * metrics::step;
constexpr int padding = 3 * metrics::step;
constexpr int lineHeight = 4 * metrics::step;
constexpr int barHeight = 6 * metrics::step;
constexpr int greatestName = 56 * metrics::step;
constexpr int samplesInSpan = 60;
constexpr double faded = 0.45;
constexpr double spanOpacity = 0.85;

/// Black or white, whichever reads better on it.
QColor inkOn(const QColor &fill)
{
    const double light = 0.299 * fill.redF() + 0.587 * fill.greenF() + 0.114 * fill.blueF();
    return light > 0.55 ? QColor(0, 0, 0, 220) : QColor(255, 255, 255, 235);
}

} // namespace

StatePanel::StatePanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("states"))
    , m_span(5min, samplesInSpan)
{}

QString StatePanel::refusal(const SeriesInfo &info) const
{
    return traits::isState(info) ? QString() : tr("%1 has no states").arg(info.key.attributePath());
}

QString StatePanel::hint() const
{
    return items().empty() ? tr("Drag series with states here from the tree: contact, motion, occupancy …") : QString();
}

/// Of the liveliest series.
std::optional<Duration> StatePanel::rhythm() const
{
    std::optional<Duration> fastest;
    for (const Item &item : items()) {
        if (const auto one = item.series ? item.series->rhythm() : std::nullopt)
            fastest = std::min(fastest.value_or(*one), *one);
    }
    return fastest;
}

bool StatePanel::takeFrame()
{
    const int count = std::max(1, static_cast<int>(items().size()));
    m_rowPx = std::clamp((height() - timeFootPx) / count, leastRow, greatestRow);
    m_nameWidth = std::clamp(width() / 3, 0, greatestName);
    const Timestamp end = edge();
    const int columns = width() - m_nameWidth - padding;
    const TimeGrid grid = TimeGrid::over({moved(end, -m_span.span(rhythm())), end}, columns);
    std::vector<Row> rows;
    for (const Item &item : items())
        rows.push_back(rowOf(item, grid));
    if (grid == m_grid && rows == m_rows)
        return false;
    m_grid = grid;
    m_rows = std::move(rows);
    return true;
}

StatePanel::Row StatePanel::rowOf(const Item &item, const TimeGrid &grid) const
{
    Row row;
    row.key = item.key;
    row.name = nameOf(item.key);
    row.present = format::none();
    row.isFaded = !item.last || item.stale;
    row.note = !item.series ? tr("waiting for data") : item.last ? QString() : tr("no samples yet");
    if (!item.last || grid.width <= 0)
        return row;
    row.present = wordOf(item.key, item.last->value);
    row.colour = stateColour(stateOf(item.last->value).value_or(0));
    // To the edge of the pixel grid, so that the present state's end moves only with it.
    row.spans = stateSpans(item.series->view(grid.range(), grid.width), grid.range().to);
    if (item.stale)
        row.note = tr("stale since %1").arg(format::age(*item.stale));
    else if (m_isShareShown)
        row.note = shareText(row);
    return row;
}

QString StatePanel::wordOf(const SeriesKey &key, double value) const
{
    const auto series = context().store.find(key);
    return series ? stateText(series->info(), value) : format::number(value);
}

/// Of the state that it is in.
QString StatePanel::shareText(const Row &row) const
{
    if (row.spans.empty())
        return {};
    for (const StateShare &share : stateShares(row.spans)) {
        if (share.value == row.spans.back().value)
            return tr("%1 of the time")
                .arg(format::withUnit(format::fixed(share.share * 100.0, 0), QStringLiteral("%")));
    }
    return {};
}

int StatePanel::contentHeight() const
{
    return static_cast<int>(m_rows.size()) * m_rowPx + timeFootPx;
}

QRect StatePanel::lane(int index) const
{
    return {m_nameWidth, index * m_rowPx, m_grid.width, m_rowPx};
}

void StatePanel::paintContent(QPainter &painter)
{
    const int bottom = static_cast<int>(m_rows.size()) * m_rowPx;
    paintTimeFoot(painter, m_grid, {m_nameWidth, 0, m_grid.width, bottom}, {0, bottom, width(), timeFootPx});
    for (int i = 0; i < static_cast<int>(m_rows.size()); ++i) {
        if (lane(i).intersects(viewport()))
            paintRow(painter, i);
    }
}

void StatePanel::paintRow(QPainter &painter, int index) const
{
    const Theme &theme = currentTheme();
    const Row &row = m_rows[static_cast<std::size_t>(index)];
    const QRect lane = this->lane(index);
    const QRect text(padding, lane.center().y() - lineHeight, m_nameWidth - 2 * padding, lineHeight);
    const QFont small = textFont(metrics::textSmall);
    painter.fillRect(QRect(0, lane.bottom(), width(), 1), theme.hairline);
    painter.setFont(small);
    painter.setPen(theme.textMuted);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(small).elidedText(row.name, Qt::ElideRight, text.width()));
    painter.save();
    painter.setOpacity(row.isFaded ? faded : 1.0);
    QFont bold = textFont();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(theme.text);
    const QString word = QFontMetrics(bold).elidedText(row.present, Qt::ElideRight, text.width());
    const QRect below = text.translated(0, lineHeight);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, word);
    painter.setFont(small);
    painter.setPen(theme.textFaint);
    const QRect rest = below.adjusted(QFontMetrics(bold).horizontalAdvance(word) + 2 * metrics::step, 0, 0, 0);
    if (QFontMetrics(small).horizontalAdvance(row.note) <= rest.width()) // a part of a figure would mislead
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, row.note);
    paintSpans(painter, lane, row);
    painter.restore();
}

void StatePanel::paintSpans(QPainter &painter, const QRect &lane, const Row &row) const
{
    const QFont small = textFont(metrics::textSmall);
    const QFontMetrics measure(small);
    const double opacity = painter.opacity();
    painter.setFont(small);
    for (const StateSpan &span : row.spans) {
        const double left = lane.left() + std::max(0.0, m_grid.x(span.range.from));
        const double right = lane.left() + std::min<double>(m_grid.width, m_grid.x(span.range.to));
        const QColor colour = stateColour(stateOf(span.value).value_or(0));
        // At least a pixel: what was brief did happen. A hair between neighbours.
        const QRectF bar(left, lane.center().y() - barHeight / 2.0, std::max(1.0, right - left - 1.0), barHeight);
        painter.setOpacity(opacity * spanOpacity);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        if (bar.width() > 4)
            painter.drawRoundedRect(bar, 2, 2);
        else
            painter.fillRect(bar, colour);
        painter.setOpacity(opacity);
        const QString word = wordOf(row.key, span.value);
        if (measure.horizontalAdvance(word) + 4 * metrics::step > bar.width())
            continue;
        painter.setPen(inkOn(colour));
        painter.drawText(bar.adjusted(2 * metrics::step, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, word);
    }
}

QString StatePanel::description() const
{
    QStringList lines;
    for (const Row &row : m_rows) {
        QString text = row.name + QLatin1Char(' ') + row.present;
        if (!row.note.isEmpty())
            text += QStringLiteral(", ") + row.note;
        lines << text;
    }
    return lines.join(QLatin1Char('\n'));
}

QString StatePanel::toolTipAt(const QPoint &content) const
{
    const int index = m_rowPx > 0 ? content.y() / m_rowPx : -1;
    if (index < 0 || index >= static_cast<int>(m_rows.size()))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index)];
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const auto span = spanAt(row.spans, m_grid.at(content.x() - m_nameWidth));
    if (content.x() >= m_nameWidth && span) {
        const Duration length = span->range.length();
        return row.name + QLatin1Char('\n') + wordOf(row.key, span->value) + QLatin1Char('\n')
               + tr("from %1").arg(format::dateTime(span->range.from, zone)) + QLatin1Char('\n')
               + tr("to %1, for %2").arg(format::timeOfDay(span->range.to, 1ms, zone), format::duration(length));
    }
    QStringList lines{row.name};
    for (const StateShare &share : stateShares(row.spans)) {
        lines << tr("%1: %2, %3")
                     .arg(wordOf(row.key, share.value),
                          format::withUnit(format::fixed(share.share * 100.0, 1), QStringLiteral("%")),
                          format::duration(share.time));
    }
    return lines.join(QLatin1Char('\n'));
}

void StatePanel::fillMenu(QMenu &menu)
{
    m_span.fillMenu(menu, [this] { markDirty(); });
    QAction *shares = menu.addAction(tr("Share of time"));
    shares->setCheckable(true);
    shares->setChecked(m_isShareShown);
    connect(shares, &QAction::toggled, this, [this](bool shown) {
        m_isShareShown = shown;
        markDirty();
    });
}

QJsonObject StatePanel::save() const
{
    QJsonObject state = SeriesPanel::save();
    m_span.save(state);
    state.insert(sharesKey, m_isShareShown);
    return state;
}

void StatePanel::restore(const QJsonObject &state)
{
    m_span.restore(state);
    m_isShareShown = state.value(sharesKey).toBool(true);
    SeriesPanel::restore(state);
}

/// Made for series of states; words that are read rather than compared have a card.
PanelKind stateKind()
{
    return {QStringLiteral("states"), StatePanel::tr("State timeline"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                const bool areRead = std::all_of(series.begin(), series.end(), traits::isReadAsText);
                return traits::all(series, traits::isState, areRead ? Fit::Good : Fit::Best);
            },
            [](const PanelContext &context) { return std::make_unique<StatePanel>(context); }};
}

} // namespace watchglass::ui
