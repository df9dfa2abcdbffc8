#include "ui/panels/time_foot.h"

#include "core/format/time_format.h"
#include "ui/plot/time_ticks.h"
#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace watchglass::ui {
namespace {

constexpr int pxPerTick = 100;

} // namespace

void paintTimeFoot(QPainter &painter, const TimeGrid &grid, const QRect &lanes, const QRect &foot)
{
    if (grid.width <= 0)
        return;
    const Theme &theme = currentTheme();
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const TimeTicks ticks = timeTicks(grid.range(), std::max(2, grid.width / pxPerTick), zone);
    const QFont font = numberFont(metrics::textSmall);
    const QFontMetricsF measure(font);
    painter.setFont(font);
    const QString context = format::timeContext(grid.range().to, ticks.step, zone);
    const double contextWidth = measure.horizontalAdvance(context);
    const bool hasMargin = lanes.left() - foot.left() > contextWidth + 2 * metrics::step;
    if (hasMargin) {
        painter.setPen(theme.textFaint);
        painter.drawText(foot.adjusted(3 * metrics::step, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, context);
    }
    for (const Timestamp at : ticks.at) {
        const double x = lanes.left() + grid.x(at);
        painter.fillRect(QRectF(x, lanes.top(), 1, lanes.height()), theme.grid);
        const QString text = format::timeTick(at, ticks.step, zone);
        const double half = measure.horizontalAdvance(text) / 2;
        if (x - half < lanes.left() || x + half > lanes.right())
            continue;
        painter.setPen(theme.textMuted);
        painter.drawText(QRectF(x - half - 1, foot.top(), 2 * half + 2, foot.height()), Qt::AlignCenter, text);
    }
}

} // namespace watchglass::ui
