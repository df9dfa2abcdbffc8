#include "ui/panels/battery_panel.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/panels/series_traits.h"
#include "ui/panels/state_words.h"
#include "ui/panels/value_tile.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr QSize leastTile(40 * metrics::step, 15 * metrics::step);
constexpr int padding = 3 * metrics::step;
constexpr int lineHeight = 4 * metrics::step;
constexpr QSize smallCell(10 * metrics::step, 5 * metrics::step);
constexpr QSize largeCell(18 * metrics::step, 9 * metrics::step);
constexpr double faded = 0.45;

QColor fillColour(BatteryReading::Level level)
{
    const Theme &theme = currentTheme();
    if (level == BatteryReading::Level::Critical)
        return theme.critical;
    return level == BatteryReading::Level::Low ? theme.warning : theme.textMuted;
}

void paintBolt(QPainter &painter, const QPointF &centre, double height)
{
    const double w = height * 0.3;
    const double h = height / 2;
    painter.setPen(QPen(currentTheme().surface, 1.5));
    painter.setBrush(currentTheme().text);
    painter.drawPolygon(QPolygonF({{centre.x() + w * 0.4, centre.y() - h},
                                   {centre.x() - w, centre.y() + h * 0.15},
                                   {centre.x() - w * 0.05, centre.y() + h * 0.15},
                                   {centre.x() - w * 0.4, centre.y() + h},
                                   {centre.x() + w, centre.y() - h * 0.15},
                                   {centre.x() + w * 0.05, centre.y() - h * 0.15}}));
}

void paintCell(QPainter &painter, const QRectF &rect, const BatteryReading &reading)
{
    const Theme &theme = currentTheme();
    const double tip = std::max(3.0, rect.width() / 14);
    const QRectF body = rect.adjusted(0.5, 0.5, -tip - 0.5, -0.5);
    painter.setPen(QPen(theme.textFaint, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(body, metrics::radius, metrics::radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.textFaint);
    painter.drawRoundedRect(QRectF(body.right() + 1, rect.center().y() - rect.height() / 6, tip, rect.height() / 3),
                            1.5, 1.5);
    QRectF charge = body.adjusted(2.5, 2.5, -2.5, -2.5);
    charge.setWidth(charge.width() * reading.share());
    painter.setBrush(fillColour(reading.level()));
    if (charge.width() > 0.5)
        painter.drawRoundedRect(charge, 2, 2);
    if (reading.charge == BatteryReading::Charge::Charging)
        paintBolt(painter, body.center(), rect.height() * 0.75);
}

} // namespace

BatteryPanel::BatteryPanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("battery"))
{}

QString BatteryPanel::refusal(const SeriesInfo &info) const
{
    return traits::isBattery(info) ? QString() : tr("%1 is no battery").arg(info.key.attributePath());
}

bool BatteryPanel::takeFrame()
{
    std::vector<Battery> batteries;
    for (const Item &item : items()) {
        auto found = std::find_if(batteries.begin(), batteries.end(), [&](const Battery &battery) {
            return battery.source == item.key.source && battery.device == item.key.device;
        });
        if (found == batteries.end()) {
            batteries.push_back({item.key.source, item.key.device, deviceOf(item.key), {}, tr("no samples yet"), true});
            found = std::prev(batteries.end());
        }
        if (item.series && item.last)
            read(item, *found);
    }
    const TileGrid grid = TileGrid::within(size(), static_cast<int>(batteries.size()), leastTile);
    if (grid == m_grid && batteries == m_batteries)
        return false;
    m_grid = grid;
    m_batteries = std::move(batteries);
    return true;
}

void BatteryPanel::read(const Item &item, Battery &battery) const
{
    const SeriesInfo &info = item.series->info();
    if (traits::isState(info)) {
        const auto state = ui::stateOf(item.last->value);
        if (state && *state < info.states.size())
            battery.reading.charge = BatteryReading::chargeOf(info.states.at(*state));
        if (!battery.reading.percent)
            battery.note.clear();
        battery.isFaded = battery.isFaded && !battery.note.isEmpty();
        return;
    }
    battery.reading.percent = BatteryReading::percentOf(item.last->value);
    battery.isFaded = item.stale.has_value();
    battery.note = item.stale ? tr("stale since %1").arg(format::age(*item.stale)) : QString();
}

QString BatteryPanel::stateOf(const Battery &battery)
{
    const QString text = battery.reading.text();
    if (text.isEmpty() || battery.note.isEmpty())
        return text + battery.note;
    return text + QStringLiteral(" · ") + battery.note;
}

void BatteryPanel::paintContent(QPainter &painter)
{
    paintTileLines(painter, m_grid);
    for (int i = 0; i < static_cast<int>(m_batteries.size()); ++i) {
        const QRect rect = m_grid.rect(i);
        if (!rect.intersects(viewport()))
            continue;
        paintBattery(painter, rect, m_batteries[static_cast<std::size_t>(i)]);
    }
}

void BatteryPanel::paintBattery(QPainter &painter, const QRect &tile, const Battery &battery)
{
    const Theme &theme = currentTheme();
    const bool isLarge = tile.height() >= 28 * metrics::step && tile.width() >= 56 * metrics::step;
    const QSize cell = isLarge ? largeCell : smallCell;
    const int numberPx = isLarge ? metrics::textDisplay : metrics::textLarge;
    const int numberHeight = numberPx + 2 * metrics::step;
    const int height = 2 * lineHeight + numberHeight;
    const QRect space(tile.left() + padding, tile.center().y() - height / 2, tile.width() - 2 * padding, height);
    painter.save();
    painter.setOpacity(battery.isFaded ? faded : 1.0);
    paintCell(painter, QRectF(QPointF(space.left(), space.center().y() - cell.height() / 2.0), cell), battery.reading);
    const QRect text = space.adjusted(cell.width() + padding, 0, 0, 0);
    const QFont small = textFont(metrics::textSmall);
    const auto line = [&](int top, const QString &words, const QColor &colour) {
        painter.setFont(small);
        painter.setPen(colour);
        painter.drawText(QRect(text.left(), top, text.width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(small).elidedText(words, Qt::ElideRight, text.width()));
    };
    line(text.top(), battery.name, theme.textMuted);
    painter.setFont(numberFont(numberPx));
    painter.setPen(theme.text);
    const auto percent = battery.reading.percent;
    painter.drawText(QRect(text.left(), text.top() + lineHeight, text.width(), numberHeight),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     percent ? format::withUnit(format::fixed(*percent, 0), QStringLiteral("%")) : format::none());
    painter.setOpacity(1.0);
    const BatteryReading::Level level = battery.reading.level();
    const QString mark = level == BatteryReading::Level::Critical ? QStringLiteral("▲ ")
                         : level == BatteryReading::Level::Low    ? QStringLiteral("◆ ")
                                                                  : QString();
    line(text.bottom() + 1 - lineHeight, mark + stateOf(battery), mark.isEmpty() ? theme.textMuted : fillColour(level));
    painter.restore();
}

QString BatteryPanel::description() const
{
    QStringList lines;
    for (const Battery &battery : m_batteries) {
        const auto percent = battery.reading.percent;
        QString text = battery.name + QLatin1Char(' ')
                       + (percent ? format::withUnit(format::fixed(*percent, 0), QStringLiteral("%")) : format::none());
        if (const QString state = stateOf(battery); !state.isEmpty())
            text += QStringLiteral(", ") + state;
        lines << text;
    }
    return lines.join(QLatin1Char('\n'));
}

PanelKind batteryKind()
{
    return {QStringLiteral("battery"), BatteryPanel::tr("Battery"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                return traits::all(series, traits::isBattery, Fit::Best);
            },
            [](const PanelContext &context) { return std::make_unique<BatteryPanel>(context); }};
}

} // namespace watchglass::ui
