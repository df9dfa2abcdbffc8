#include "ui/panels/gauge_panel.h"

#include "core/format/duration_format.h"
#include "ui/panels/limits_dialog.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/series_json.h"
#include "ui/panels/series_traits.h"
#include "ui/panels/value_tile.h"
#include "ui/theme/theme.h"

#include <QJsonArray>
#include <QMenu>
#include <QPainter>

#include <cmath>

namespace watchglass::ui {
namespace {

constexpr QLatin1String gaugesKey("gauges");
constexpr QLatin1String limitsKey("limits");
constexpr QLatin1String rangeKey("range");
constexpr QSize leastTile(32 * metrics::step, 30 * metrics::step);
constexpr int padding = 2 * metrics::step;
constexpr int lineHeight = 4 * metrics::step;
constexpr double arcWidth = 8.0;
constexpr double limitWidth = 3.0;
constexpr double faded = 0.45;
/// How far below the centre the arc's ends are, in radii.
const double openAt = std::sin(M_PI / 4);
/// Qt's arcs are told in sixteenths of a degree.
constexpr int arcUnit = 16;

void drawArc(QPainter &painter, const QRectF &circle, double from, double to, const QColor &colour, double width)
{
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(circle, static_cast<int>(std::lround(from * arcUnit)),
                    static_cast<int>(std::lround((to - from) * arcUnit)));
}

} // namespace

GaugePanel::GaugePanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("gauge"))
{}

void GaugePanel::setLimits(const SeriesKey &key, const ValueLimits &limits)
{
    m_settings[key].limits = limits.isSound() ? limits : ValueLimits();
    markDirty();
}

void GaugePanel::setRange(const SeriesKey &key, const ValueLimits &range)
{
    m_settings[key].range = range.isSound() ? range : ValueLimits();
    markDirty();
}

QString GaugePanel::refusal(const SeriesInfo &info) const
{
    return traits::isState(info) ? tr("%1 is a state, not a number").arg(info.key.attributePath()) : QString();
}

bool GaugePanel::takeFrame()
{
    const TileGrid grid = TileGrid::within(size(), static_cast<int>(items().size()), leastTile);
    std::vector<Gauge> gauges;
    for (const Item &item : items())
        gauges.push_back(gaugeOf(item));
    if (grid == m_grid && gauges == m_gauges)
        return false;
    m_grid = grid;
    m_gauges = std::move(gauges);
    return true;
}

GaugePanel::Gauge GaugePanel::gaugeOf(const Item &item)
{
    Setting &setting = m_settings[item.key];
    Gauge gauge;
    gauge.name = nameOf(item.key);
    gauge.value = format::none();
    gauge.colour = context().colours.colour(item.key);
    gauge.limits = setting.limits;
    gauge.isFaded = !item.last || item.stale;
    const QString unit = item.series ? item.series->info().unit : QString();
    gauge.unit = format::canonicalUnit(unit);
    if (!item.series || !item.last) {
        gauge.note = item.series ? tr("no samples yet") : tr("waiting for data");
    } else {
        const double value = item.last->value;
        if (!setting.seen.low) {
            const store::Statistics all = item.series->statistics(item.series->extent());
            if (all.hasValue())
                setting.seen = {all.min, all.max};
        }
        if (std::isfinite(value)) {
            setting.seen.low = std::min(setting.seen.low.value_or(value), value);
            setting.seen.high = std::max(setting.seen.high.value_or(value), value);
            gauge.at = value;
        }
        gauge.value = setting.number.text(value).trimmed();
        const ValueLimits::Verdict verdict = setting.limits.verdict(value);
        if (verdict == ValueLimits::Verdict::Below)
            gauge.limitText = tr("below %1").arg(format::value(setting.limits.low, unit));
        else if (verdict == ValueLimits::Verdict::Above)
            gauge.limitText = tr("above %1").arg(format::value(setting.limits.high, unit));
        if (item.stale)
            gauge.note = tr("stale since %1").arg(format::age(*item.stale));
    }
    gauge.scale = GaugeScale::of(unit, setting.range, setting.limits, setting.seen);
    return gauge;
}

void GaugePanel::paintContent(QPainter &painter)
{
    for (int i = 0; i < static_cast<int>(m_gauges.size()); ++i) {
        const QRect rect = m_grid.rect(i);
        if (rect.intersects(viewport()))
            paintGauge(painter, rect, m_gauges[static_cast<std::size_t>(i)]);
    }
}

void GaugePanel::paintGauge(QPainter &painter, const QRect &tile, const Gauge &gauge)
{
    const QRect space = tile.adjusted(padding, padding, -padding, -padding);
    const QRect nameLine(space.left(), space.top(), space.width(), lineHeight);
    const QFont small = textFont(metrics::textSmall);
    painter.setFont(small);
    painter.setPen(currentTheme().textMuted);
    painter.drawText(nameLine, Qt::AlignCenter,
                     QFontMetrics(small).elidedText(gauge.name, Qt::ElideMiddle, nameLine.width()));

    // The arc is open below: it is less high than wide.
    const int top = nameLine.bottom() + padding;
    const QRectF dial(space.left(), top, space.width(), space.bottom() - lineHeight - top);
    const double radius = std::min(dial.width() / 2, dial.height() / (1.0 + openAt)) - arcWidth / 2;
    if (radius <= arcWidth)
        return;
    const QPointF centre(dial.center().x(), dial.center().y() + radius * (1.0 - openAt) / 2);
    paintArc(painter, centre, radius, gauge);
    paintFigures(painter, centre, radius, gauge);
}

void GaugePanel::paintArc(QPainter &painter, const QPointF &centre, double radius, const Gauge &gauge)
{
    const Theme &theme = currentTheme();
    const QRectF circle(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
    const double end = GaugeScale::startAngle + GaugeScale::spanAngle;
    drawArc(painter, circle, GaugeScale::startAngle, end, theme.hairline, arcWidth);
    const double inset = arcWidth / 2 + limitWidth;
    const QRectF inner = circle.adjusted(inset, inset, -inset, -inset);
    if (gauge.limits.low)
        drawArc(painter, inner, GaugeScale::startAngle, gauge.scale.angle(*gauge.limits.low), theme.warning,
                limitWidth);
    if (gauge.limits.high)
        drawArc(painter, inner, gauge.scale.angle(*gauge.limits.high), end, theme.warning, limitWidth);
    if (!gauge.at)
        return;
    painter.setOpacity(gauge.isFaded ? faded : 1.0);
    drawArc(painter, circle, GaugeScale::startAngle, gauge.scale.angle(*gauge.at),
            gauge.limitText.isEmpty() ? gauge.colour : theme.warning, arcWidth);
    painter.setOpacity(1.0);
}

void GaugePanel::paintFigures(QPainter &painter, const QPointF &centre, double radius, const Gauge &gauge)
{
    const Theme &theme = currentTheme();
    const bool isLarge = radius > 13 * metrics::step;
    const QFont small = textFont(metrics::textSmall);
    const auto line = [&](double top, double height, const QFont &font, const QColor &colour, const QString &text) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(centre.x() - radius, top, 2 * radius, height), Qt::AlignCenter, text);
    };
    const int numberPx = isLarge ? metrics::textDisplay : metrics::textLarge;
    painter.setOpacity(gauge.isFaded ? faded : 1.0);
    line(centre.y() - numberPx, numberPx * 1.5, numberFont(numberPx), theme.text, gauge.value);
    painter.setOpacity(1.0);
    line(centre.y() + numberPx * 0.5, lineHeight, small, theme.textMuted, gauge.unit);

    const double foot = centre.y() + radius * openAt + arcWidth;
    const double reach = radius * openAt;
    const auto endText = [&](double x, double value) {
        painter.setFont(numberFont(metrics::textSmall));
        painter.setPen(theme.textMuted);
        painter.drawText(QRectF(x - 40, foot, 80, lineHeight), Qt::AlignCenter, format::number(value, 3));
    };
    endText(centre.x() - reach, gauge.scale.low);
    endText(centre.x() + reach, gauge.scale.high);
    const double noteTop = isLarge ? centre.y() + numberPx * 0.5 + lineHeight : foot + lineHeight / 2.0;
    if (gauge.limitText.isEmpty()) {
        line(noteTop, lineHeight, small, theme.textMuted, gauge.note);
        return;
    }
    const double width = QFontMetricsF(small).horizontalAdvance(gauge.limitText);
    paintDiamond(painter, QRectF(centre.x() - width / 2 - 14, noteTop, 9, lineHeight), theme.warning);
    line(noteTop, lineHeight, small, theme.text, gauge.limitText);
}

QString GaugePanel::description() const
{
    QStringList lines;
    for (const Gauge &gauge : m_gauges) {
        QString text = gauge.name + QLatin1Char(' ') + format::withUnit(gauge.value, gauge.unit);
        text += QStringLiteral(", ")
                + tr("from %1 to %2").arg(format::number(gauge.scale.low), format::number(gauge.scale.high));
        for (const QString &part : {gauge.limitText, gauge.note}) {
            if (!part.isEmpty())
                text += QStringLiteral(", ") + part;
        }
        lines << text;
    }
    return lines.join(QLatin1Char('\n'));
}

void GaugePanel::fillMenu(QMenu &menu)
{
    addSettings(menu, tr("Limits"), &Setting::limits);
    addSettings(menu, tr("Ends of the scale"), &Setting::range);
}

void GaugePanel::addSettings(QMenu &menu, const QString &title, ValueLimits Setting::*part)
{
    QMenu *list = menu.addMenu(title);
    list->setEnabled(!items().empty());
    for (const Item &item : items()) {
        const QString unit = item.series ? item.series->info().unit : QString();
        list->addAction(tr("%1…").arg(nameOf(item.key)), this, [this, title, part, unit, key = item.key] {
            const QString heading = tr("%1: %2").arg(nameOf(key), title);
            if (const auto chosen = LimitsDialog::ask(heading, unit, m_settings[key].*part, this)) {
                m_settings[key].*part = *chosen;
                markDirty();
            }
        });
    }
}

QJsonObject GaugePanel::save() const
{
    QJsonObject state = SeriesPanel::save();
    QJsonArray list;
    for (const Item &item : items()) {
        const Setting setting = m_settings.value(item.key);
        QJsonObject entry = seriesToJson(item.key);
        if (!setting.limits.isEmpty())
            entry.insert(limitsKey, setting.limits.toJson());
        if (!setting.range.isEmpty())
            entry.insert(rangeKey, setting.range.toJson());
        if (entry.contains(limitsKey) || entry.contains(rangeKey))
            list.append(entry);
    }
    if (!list.isEmpty())
        state.insert(gaugesKey, list);
    return state;
}

void GaugePanel::restore(const QJsonObject &state)
{
    m_settings.clear();
    for (const QJsonValue &value : state.value(gaugesKey).toArray()) {
        const QJsonObject entry = value.toObject();
        const SeriesKey key = seriesFromJson(entry);
        setLimits(key, ValueLimits::fromJson(entry.value(limitsKey).toObject()));
        setRange(key, ValueLimits::fromJson(entry.value(rangeKey).toObject()));
    }
    SeriesPanel::restore(state);
}

PanelKind gaugeKind()
{
    return {QStringLiteral("gauge"), GaugePanel::tr("Gauge"),
            [](const QList<SeriesInfo> &series) {
                return traits::all(
                    series, [](const SeriesInfo &info) { return !traits::isState(info); }, Fit::Possible);
            },
            [](const PanelContext &context) { return std::make_unique<GaugePanel>(context); }};
}

} // namespace watchglass::ui
