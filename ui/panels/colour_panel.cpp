#include "ui/panels/colour_panel.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/panels/series_traits.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr QSize leastTile(36 * metrics::step, 20 * metrics::step);
constexpr int padding = 3 * metrics::step;
constexpr int lineHeight = 4 * metrics::step;

} // namespace

ColourPanel::ColourPanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("colour"))
{}

QString ColourPanel::refusal(const SeriesInfo &info) const
{
    return traits::isColourPart(info) ? QString() : tr("%1 is no part of a colour").arg(info.key.attributePath());
}

bool ColourPanel::takeFrame()
{
    std::vector<Swatch> swatches;
    for (const Item &item : items()) {
        SeriesKey id = item.key;
        id.component.clear();
        auto found =
            std::find_if(swatches.begin(), swatches.end(), [&](const Swatch &swatch) { return swatch.id == id; });
        if (found == swatches.end()) {
            const QString name = deviceOf(id) + QStringLiteral(" · ") + id.attribute;
            swatches.push_back({id, name, {}, {}, {}, tr("no samples yet"), true});
            found = std::prev(swatches.end());
        }
        if (!item.last)
            continue;
        found->reading.take(item.key.component, item.last->value);
        if (!found->figures.isEmpty())
            found->figures += QStringLiteral("  ");
        found->figures += item.key.component + QLatin1Char(' ') + format::number(item.last->value, 4);
        found->isFaded = item.stale.has_value();
        found->note = item.stale ? tr("stale since %1").arg(format::age(*item.stale)) : QString();
    }
    for (Swatch &swatch : swatches) {
        swatch.colour = swatch.reading.colour();
        takeText(swatch);
    }
    const TileGrid grid = TileGrid::within(size(), static_cast<int>(swatches.size()), leastTile);
    if (grid == m_grid && swatches == m_swatches)
        return false;
    m_grid = grid;
    m_swatches = std::move(swatches);
    return true;
}

/// Devices that write their colour do so instead of telling parts.
void ColourPanel::takeText(Swatch &swatch) const
{
    if (swatch.colour)
        return;
    const EventChoice choice{{{swatch.id.source, swatch.id.device}}, {}};
    for (const ingest::EventRecord &record : choice.newestTexts(context().events, SIZE_MAX)) {
        if (!record.event.kind.startsWith(swatch.id.attribute))
            continue;
        if (const auto colour = ColourReading::fromText(record.event.text)) {
            swatch.colour = colour;
            swatch.isFaded = false;
            swatch.note.clear();
        }
    }
}

QString ColourPanel::hexOf(const Swatch &swatch)
{
    return swatch.colour ? swatch.colour->name().toUpper() : format::none();
}

void ColourPanel::paintContent(QPainter &painter)
{
    for (int i = 0; i < static_cast<int>(m_swatches.size()); ++i) {
        const QRect rect = m_grid.rect(i);
        if (rect.intersects(viewport()))
            paintSwatch(painter, rect, m_swatches[static_cast<std::size_t>(i)]);
    }
}

void ColourPanel::paintSwatch(QPainter &painter, const QRect &tile, const Swatch &swatch)
{
    const Theme &theme = currentTheme();
    const QRect space = tile.adjusted(padding, padding, -padding, -2 * metrics::step);
    const QRect text(space.left(), space.bottom() + 1 - 3 * lineHeight - metrics::step, space.width(),
                     3 * lineHeight + metrics::step);
    QRectF field(space.left(), space.top(), space.width(), text.top() - space.top() - metrics::step);
    painter.setPen(QPen(theme.hairline, 1.0));
    painter.setBrush(swatch.colour ? QBrush(*swatch.colour) : QBrush(theme.textFaint, Qt::BDiagPattern));
    painter.setOpacity(swatch.isFaded ? 0.45 : 1.0);
    painter.drawRoundedRect(field.adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius, metrics::radius);
    painter.setOpacity(1.0);
    int top = text.top();
    const auto line = [&](const QFont &font, int height, const QColor &colour, const QString &words) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRect(text.left(), top, text.width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(words, Qt::ElideRight, text.width()));
        top += height;
    };
    line(textFont(metrics::textSmall), lineHeight, theme.textMuted, swatch.name);
    line(numberFont(metrics::textLarge), lineHeight + metrics::step, theme.text, hexOf(swatch));
    line(numberFont(metrics::textSmall), lineHeight, theme.textMuted,
         swatch.note.isEmpty() ? swatch.figures : swatch.note);
}

QString ColourPanel::description() const
{
    QStringList lines;
    for (const Swatch &swatch : m_swatches) {
        QStringList parts{swatch.name, hexOf(swatch), swatch.figures, swatch.note};
        parts.removeAll(QString());
        lines << parts.join(QStringLiteral(", "));
    }
    return lines.join(QLatin1Char('\n'));
}

PanelKind colourKind()
{
    return {QStringLiteral("colour"), ColourPanel::tr("Colour"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                return traits::all(series, traits::isColourPart, Fit::Best);
            },
            [](const PanelContext &context) { return std::make_unique<ColourPanel>(context); }};
}

} // namespace watchglass::ui
