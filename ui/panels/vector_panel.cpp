#include "ui/panels/vector_panel.h"

#include "core/format/duration_format.h"
#include "ui/panels/paint_text.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/series_part.h"
#include "ui/plot/time_grid.h"
#include "ui/theme/theme.h"

#include <QMenu>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr QLatin1String secondsKey("seconds");
constexpr std::array<int, 3> spans{5, 10, 60};
constexpr double rowPx = 26.0;
constexpr double namePx = 22.0;
constexpr double numberPx = 96.0;
constexpr double magnitudePx = 40.0;

const QList<PartRole> &axes()
{
    static const QList<PartRole> roles{{QStringLiteral("x"), {QStringLiteral("x")}},
                                       {QStringLiteral("y"), {QStringLiteral("y")}},
                                       {QStringLiteral("z"), {QStringLiteral("z")}}};
    return roles;
}

} // namespace

double roundedUp(double value)
{
    if (!(value > 0.0) || !std::isfinite(value))
        return 1.0;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (value <= step * power)
            return step * power;
    }
    return 10.0 * power;
}

double magnitudeOf(const JoinedSample &sample, qsizetype count)
{
    double length = 0.0;
    for (qsizetype i = 0; i < count; ++i)
        length = std::hypot(length, sample.values[static_cast<std::size_t>(i)]);
    return length;
}

VectorPanel::VectorPanel(const PanelContext &context)
    : PaintedPanel(context, tr("Vector"))
    , m_join(std::chrono::seconds(m_seconds))
{}

QString VectorPanel::title() const
{
    if (shown().empty())
        return tr("Vector");
    const SeriesKey &first = shown().front().key;
    return deviceOf(first) + QStringLiteral(" · ") + seriesPart(first).stem;
}

bool VectorPanel::accepts(const SeriesKey &key) const
{
    return roleOf(key, axes()) >= 0 && !seriesPart(key).stem.isEmpty()
           && (shown().empty() || areOfOneWhole(shown().front().key, key));
}

QList<SeriesKey> VectorPanel::companions() const
{
    return shown().empty() || m_parts.size() == axes().size() ? QList<SeriesKey>()
                                                              : siblingsOf(shown().front().key, axes());
}

void VectorPanel::seriesChanged()
{
    m_parts.clear();
    m_keys.clear();
    m_join.clear();
    m_range = 0.0;
    for (int role = 0; role < axes().size(); ++role) {
        for (const Shown &one : shown()) {
            if (one.series && roleOf(one.key, axes()) == role) {
                m_parts.append(one.series.get());
                m_keys.push_back(one.key);
                m_unit = one.series->info().unit;
            }
        }
    }
}

QString VectorPanel::hint() const
{
    if (shown().empty())
        return tr("Drag components (x, y, z) of a quantity here from the tree");
    return m_parts.isEmpty() || m_join.rows().empty() ? tr("Waiting for data") : QString();
}

std::optional<double> VectorPanel::magnitude() const
{
    if (m_join.rows().empty())
        return std::nullopt;
    return magnitudeOf(m_join.rows().back(), m_parts.size());
}

QString VectorPanel::badge() const
{
    if (const auto stale = staleFor(now()))
        return tr("stale since %1").arg(format::age(*stale));
    return tr("last %1 s").arg(m_seconds);
}

QString VectorPanel::description() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        parts << seriesPart(m_keys[i]).leaf + QLatin1Char(' ')
                     + withUnit(format::number(m_join.rows().back().values[i]));
    return tr("%1; magnitude %2").arg(parts.join(QStringLiteral(", ")), withUnit(format::number(*magnitude())));
}

QRegion VectorPanel::advance(Timestamp now)
{
    const bool isStale = staleFor(now).has_value();
    const bool hasAged = std::exchange(m_isStale, isStale) != isStale;
    if (m_parts.isEmpty() || !m_join.follow(m_parts) || m_join.rows().empty())
        return hasAged ? rect() : QRegion();
    double greatest = 0.0;
    for (const JoinedSample &row : m_join.rows()) {
        for (qsizetype i = 0; i < m_parts.size(); ++i)
            greatest = std::max(greatest, std::abs(row.values[static_cast<std::size_t>(i)]));
    }
    const double wanted = roundedUp(greatest);
    if (wanted > m_range || wanted < m_range / 4.0)
        m_range = wanted;
    return rect();
}

void VectorPanel::paint(QPainter &painter)
{
    const Theme &theme = currentTheme();
    painter.fillRect(rect(), theme.surface);
    if (m_join.rows().empty())
        return;
    painter.setOpacity(m_isStale ? 0.45 : 1.0);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all = QRectF(rect()).adjusted(12, 8, -12, -8);
    const double barsPx = rowPx * static_cast<double>(m_parts.size());
    const bool isBeside = all.width() > 520.0 && all.height() < barsPx + magnitudePx + 60.0;
    QRectF bars(all.topLeft(), QSizeF(all.width(), barsPx));
    QRectF rest(all.left(), bars.bottom() + 4.0, all.width(), all.height() - barsPx - 4.0);
    if (isBeside) {
        bars = QRectF(all.left(), all.center().y() - barsPx / 2.0, all.width() * 0.52, barsPx);
        rest = QRectF(bars.right() + 20.0, all.top(), all.right() - bars.right() - 20.0, all.height());
    }
    paintBars(painter, bars);
    if (rest.height() < magnitudePx)
        return;
    paintMagnitude(painter, QRectF(rest.topLeft(), QSizeF(rest.width(), magnitudePx)));
    if (rest.height() > magnitudePx + 24.0)
        paintTrail(painter, rest.adjusted(0, magnitudePx, 0, 0));
}

void VectorPanel::paintBars(QPainter &painter, const QRectF &place)
{
    const Theme &theme = currentTheme();
    const JoinedSample &newest = m_join.rows().back();
    const double left = place.left() + namePx;
    const double width = std::max(20.0, place.width() - namePx - numberPx - 8.0);
    const double middle = left + width / 2.0;
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        const QRectF row(place.left(), place.top() + rowPx * static_cast<double>(i), place.width(), rowPx);
        const double value = newest.values[i];
        paintText(painter, QRectF(row.left(), row.top(), namePx, rowPx), Qt::AlignLeft | Qt::AlignVCenter,
                  seriesPart(m_keys[i]).leaf, textFont(), theme.textMuted);
        const QRectF track(left, row.center().y() - 4.0, width, 8.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.grid);
        painter.drawRoundedRect(track, 2.0, 2.0);
        const double end = middle + std::clamp(value / m_range, -1.0, 1.0) * width / 2.0;
        painter.setBrush(context().colours.colour(m_keys[i]));
        painter.drawRect(
            QRectF(QPointF(std::min(middle, end), track.top()), QPointF(std::max(middle, end), track.bottom())));
        painter.fillRect(QRectF(middle - 0.5, track.top() - 3.0, 1.0, track.height() + 6.0), theme.textFaint);
        paintText(painter, QRectF(row.right() - numberPx, row.top(), numberPx, rowPx),
                  Qt::AlignRight | Qt::AlignVCenter, withUnit(m_numbers[i].text(value)), numberFont(), theme.text);
    }
}

void VectorPanel::paintMagnitude(QPainter &painter, const QRectF &place)
{
    const Theme &theme = currentTheme();
    const QString name = tr("|v|");
    paintText(painter, QRectF(place.left(), place.top(), namePx + 8.0, place.height()),
              Qt::AlignLeft | Qt::AlignVCenter, name, textFont(), theme.textMuted);
    paintText(painter, place.adjusted(namePx + 8.0, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
              withUnit(m_numbers[3].text(*magnitude())), numberFont(metrics::textDisplay), theme.text);
    paintText(painter, place, Qt::AlignRight | Qt::AlignVCenter,
              QStringLiteral("± ") + withUnit(format::number(m_range)), numberFont(metrics::textSmall),
              theme.textFaint);
}

/// The magnitude over the kept time, ending with the newest sample; per pixel from least to greatest.
void VectorPanel::paintTrail(QPainter &painter, const QRectF &place) const
{
    const Theme &theme = currentTheme();
    const auto &rows = m_join.rows();
    double least = magnitudeOf(rows.front(), m_parts.size());
    double greatest = least;
    for (const JoinedSample &row : rows) {
        const double value = magnitudeOf(row, m_parts.size());
        least = std::min(least, value);
        greatest = std::max(greatest, value);
    }
    const double room = std::max(greatest - least, 1e-9 + std::abs(greatest) * 1e-3) * 0.08;
    const double low = least - room;
    const double pxPerUnit = place.height() / (greatest - least + 2.0 * room);
    const double pxPerNs = place.width() / static_cast<double>(m_join.kept().count());
    const Duration longestStep = std::max<Duration>(m_join.kept() / 20, std::chrono::milliseconds(500));
    painter.setPen(QPen(theme.grid, 1.0));
    for (const double share : {0.0, 0.5, 1.0}) {
        const double y = std::round(place.top() + share * (place.height() - 1.0)) + 0.5;
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y));
    }
    painter.setPen(QPen(theme.text, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPolygonF line;
    Timestamp before = rows.front().time;
    for (const JoinedSample &row : rows) {
        const double x = place.right() - static_cast<double>(between(row.time, rows.back().time).count()) * pxPerNs;
        const double y = place.bottom() - (magnitudeOf(row, m_parts.size()) - low) * pxPerUnit;
        if (between(before, row.time) > longestStep) {
            painter.drawPolyline(line);
            line.clear();
        }
        before = row.time;
        line << QPointF(x, y);
    }
    painter.drawPolyline(line);
    const QFont font = numberFont(metrics::textSmall);
    paintText(painter, QRectF(place.left(), place.top() + 1.0, place.width(), 16.0), Qt::AlignRight | Qt::AlignVCenter,
              format::number(greatest, 3), font, theme.textFaint);
    paintText(painter, QRectF(place.left(), place.bottom() - 17.0, place.width(), 16.0),
              Qt::AlignRight | Qt::AlignVCenter, format::number(least, 3), font, theme.textFaint);
}

void VectorPanel::setSeconds(int seconds)
{
    m_seconds = seconds;
    m_join.setKept(std::chrono::seconds(seconds));
    renew();
}

void VectorPanel::fillMenu(QMenu &menu)
{
    for (const int seconds : spans) {
        QAction *action =
            menu.addAction(tr("Show the last %1 s").arg(seconds), this, [this, seconds] { setSeconds(seconds); });
        action->setCheckable(true);
        action->setChecked(seconds == m_seconds);
    }
}

QJsonObject VectorPanel::save() const
{
    QJsonObject state = PaintedPanel::save();
    state.insert(secondsKey, m_seconds);
    return state;
}

void VectorPanel::restore(const QJsonObject &state)
{
    const int seconds = state.value(secondsKey).toInt();
    setSeconds(std::find(spans.begin(), spans.end(), seconds) == spans.end() ? 10 : seconds);
    PaintedPanel::restore(state);
}

PanelKind vectorKind()
{
    return {QStringLiteral("vector"), VectorPanel::tr("Vector"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                for (const SeriesInfo &info : series) {
                    if (roleOf(info.key, axes()) < 0 || seriesPart(info.key).stem.isEmpty() || !info.states.isEmpty()
                        || !areOfOneWhole(series.front().key, info.key))
                        return Fit::Impossible;
                }
                return series.size() > 1 ? Fit::Good : Fit::Possible;
            },
            [](const PanelContext &context) { return std::make_unique<VectorPanel>(context); }};
}

} // namespace watchglass::ui
