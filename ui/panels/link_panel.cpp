#include "ui/panels/link_panel.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/panels/series_traits.h"
#include "ui/panels/state_words.h"
#include "ui/panels/value_tile.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr QSize leastTile(48 * metrics::step, 16 * metrics::step);
constexpr int padding = 3 * metrics::step;
constexpr int lineHeight = 4 * metrics::step;
constexpr QSize barsSize(9 * metrics::step, 7 * metrics::step);
constexpr double faded = 0.45;
constexpr double connectedPx = 10.0;

void paintBars(QPainter &painter, const QRectF &rect, const LinkReading &reading)
{
    const Theme &theme = currentTheme();
    painter.setPen(Qt::NoPen);
    if (!reading.bars() && !reading.isOffline && !reading.connection.isEmpty()) { // connected, nobody says how well
        painter.setBrush(theme.text);
        painter.drawEllipse(rect.center(), connectedPx / 2.0, connectedPx / 2.0);
        return;
    }
    const int lit = reading.isOffline ? 0 : reading.bars().value_or(0);
    const double step = rect.width() / LinkReading::mostBars;
    for (int i = 0; i < LinkReading::mostBars; ++i) {
        const double height = rect.height() * (i + 2) / (LinkReading::mostBars + 1);
        QColor colour = reading.isWeak() ? theme.warning : theme.text;
        if (i >= lit)
            colour = theme.hairline;
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(rect.left() + i * step, rect.bottom() - height, step - 2, height), 1.5, 1.5);
    }
}

/// Of "ID.signalStrength", "ID".
QString connectorOf(const SeriesKey &key)
{
    return key.component.left(std::max<qsizetype>(0, key.component.lastIndexOf(QLatin1Char('.'))));
}

} // namespace

LinkPanel::LinkPanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("link"))
{}

QString LinkPanel::refusal(const SeriesInfo &info) const
{
    return traits::isLink(info) ? QString() : tr("%1 says nothing of a link").arg(info.key.attributePath());
}

LinkPanel::Link &LinkPanel::linkOf(const Item &item, std::vector<Link> &links) const
{
    const QString connector = connectorOf(item.key);
    const QString id = QStringList{item.key.source, item.key.device, connector}.join(QLatin1Char('\n'));
    const auto found = std::find_if(links.begin(), links.end(), [&](const Link &link) { return link.id == id; });
    if (found != links.end())
        return *found;
    QString name = deviceOf(item.key);
    if (!connector.isEmpty())
        name += QStringLiteral(" · ") + connector;
    links.push_back({id, name, {}, tr("no samples yet"), true});
    return links.back();
}

bool LinkPanel::takeFrame()
{
    std::vector<Link> links;
    for (const Item &item : items()) {
        Link &link = linkOf(item, links);
        if (!item.series || !item.last)
            continue;
        const SeriesInfo &info = item.series->info();
        const auto state = stateOf(item.last->value);
        if (!traits::isState(info))
            link.reading.take(item.last->value, info.unit);
        else if (state && *state < info.states.size())
            link.reading.take(info.states.at(*state));
        const bool isFresher = link.isFaded && !item.stale;
        link.note = item.stale && link.isFaded ? tr("stale since %1").arg(format::age(*item.stale)) : QString();
        link.isFaded = link.isFaded && !isFresher;
    }
    const TileGrid grid = TileGrid::within(size(), static_cast<int>(links.size()), leastTile);
    if (grid == m_grid && links == m_links)
        return false;
    m_grid = grid;
    m_links = std::move(links);
    return true;
}

QString LinkPanel::figuresOf(const LinkReading &reading)
{
    QStringList parts;
    if (reading.percent)
        parts << format::withUnit(format::fixed(*reading.percent, 0), QStringLiteral("%"));
    if (reading.dbm)
        parts << format::withUnit(format::fixed(*reading.dbm, 0), QStringLiteral("dBm"));
    return parts.join(QStringLiteral(" · "));
}

void LinkPanel::paintContent(QPainter &painter)
{
    paintTileLines(painter, m_grid);
    for (int i = 0; i < static_cast<int>(m_links.size()); ++i) {
        const QRect rect = m_grid.rect(i);
        if (!rect.intersects(viewport()))
            continue;
        paintLink(painter, rect, m_links[static_cast<std::size_t>(i)]);
    }
}

void LinkPanel::paintLink(QPainter &painter, const QRect &tile, const Link &link)
{
    const Theme &theme = currentTheme();
    const int height = 3 * lineHeight + metrics::step;
    const QRect space(tile.left() + padding, tile.center().y() - height / 2, tile.width() - 2 * padding, height);
    painter.save();
    painter.setOpacity(link.isFaded ? faded : 1.0);
    paintBars(painter, QRectF(QPointF(space.left(), space.center().y() - barsSize.height() / 2.0), barsSize),
              link.reading);
    const QRect text = space.adjusted(barsSize.width() + padding, 0, 0, 0);
    int top = text.top();
    const auto line = [&](const QFont &font, int lineHeightPx, const QColor &colour, const QString &words) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRect(text.left(), top, text.width(), lineHeightPx), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(words, Qt::ElideRight, text.width()));
        top += lineHeightPx;
    };
    line(textFont(metrics::textSmall), lineHeight, theme.textMuted, link.name);
    QString quality = link.reading.text();
    if (quality.isEmpty())
        quality = link.reading.connection.isEmpty() ? format::none() : link.reading.connection;
    line(textFont(metrics::textLarge), lineHeight + metrics::step, link.reading.isWeak() ? theme.warning : theme.text,
         link.reading.isWeak() ? QStringLiteral("◆ ") + quality : quality);
    QStringList rest{figuresOf(link.reading), link.reading.connection, link.note};
    rest.removeAll(QString());
    rest.removeAll(quality);
    line(numberFont(metrics::textSmall), lineHeight, theme.textMuted, rest.join(QStringLiteral(" · ")));
    painter.restore();
}

QString LinkPanel::description() const
{
    QStringList lines;
    for (const Link &link : m_links) {
        QStringList parts{link.reading.text(), figuresOf(link.reading), link.reading.connection, link.note};
        parts.removeAll(QString());
        lines << link.name + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
    }
    return lines.join(QLatin1Char('\n'));
}

/// Made for strengths; a kind of connection alone is better seen over time.
PanelKind linkKind()
{
    return {QStringLiteral("link"), LinkPanel::tr("Link quality"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                const bool areStates = std::all_of(series.begin(), series.end(), traits::isState);
                return traits::all(series, traits::isLink, areStates ? Fit::Good : Fit::Best);
            },
            [](const PanelContext &context) { return std::make_unique<LinkPanel>(context); }};
}

} // namespace watchglass::ui
