#include "ui/panels/card_panel.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "core/format/value_format.h"
#include "ui/panels/series_traits.h"
#include "ui/panels/state_words.h"
#include "ui/panels/value_tile.h"
#include "ui/theme/theme.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr QLatin1String textsKey("texts");
constexpr std::size_t mostTexts = 60;
constexpr QSize leastTile(48 * metrics::step, 17 * metrics::step);
constexpr int padding = 3 * metrics::step;
constexpr int lineHeight = 4 * metrics::step;
constexpr int textTop = 7 * metrics::step;
constexpr double faded = 0.45;

} // namespace

CardPanel::CardPanel(const PanelContext &context)
    : SeriesPanel(context, QStringLiteral("card"))
{}

QString CardPanel::title() const
{
    return items().empty() ? tr("Texts · all devices") : SeriesPanel::title();
}

QString CardPanel::refusal(const SeriesInfo &info) const
{
    const bool isReadable = traits::isState(info) || traits::isReadAsText(info) || traits::isBesideEvents(info);
    return isReadable ? QString() : tr("%1 is a number, not a text").arg(info.key.attributePath());
}

QString CardPanel::hint() const
{
    if (!m_cards.empty())
        return {};
    return items().empty() ? tr("No texts yet. What devices say in words appears here: what is playing, labels, "
                                "messages.")
                           : tr("No texts yet from the devices shown.");
}

void CardPanel::itemsChanged()
{
    m_choice.devices.clear();
    for (const Item &item : items())
        m_choice.devices.insert({item.key.source, item.key.device});
    m_revision.reset();
}

void CardPanel::readLog()
{
    const std::uint64_t revision = context().events.revision();
    if (m_revision == revision)
        return;
    m_revision = revision;
    m_texts = m_choice.newestTexts(context().events, mostTexts);
    std::erase_if(m_texts, [](const ingest::EventRecord &record) { return traits::isInstant(record.event.kind); });
}

bool CardPanel::takeFrame()
{
    readLog();
    std::vector<Card> cards;
    for (const Item &item : items()) {
        if (!item.series || traits::isState(item.series->info()))
            cards.push_back(cardOf(item));
    }
    if (m_areTextsShown) {
        for (const ingest::EventRecord &record : m_texts)
            cards.push_back(cardOf(record));
    }
    const TileGrid grid = TileGrid::within(size(), static_cast<int>(cards.size()), leastTile);
    if (grid == m_grid && cards == m_cards)
        return false;
    m_grid = grid;
    m_cards = std::move(cards);
    return true;
}

CardPanel::Card CardPanel::cardOf(const Item &item) const
{
    Card card{nameOf(item.key), format::none(), item.series ? tr("no samples yet") : tr("waiting for data"), true};
    if (!item.last)
        return card;
    card.text = stateText(item.series->info(), item.last->value);
    card.isFaded = item.stale.has_value();
    card.note = item.stale ? tr("stale since %1").arg(format::age(*item.stale))
                           : tr("%1 ago").arg(format::age(between(item.last->time, now())));
    return card;
}

CardPanel::Card CardPanel::cardOf(const ingest::EventRecord &record) const
{
    const DeviceEvent &event = record.event;
    const bool isOneDevice = m_choice.devices.size() == 1;
    const QString kind = eventText(event.kind);
    return {isOneDevice ? kind : deviceName(record.source, event.device) + QStringLiteral(" · ") + kind, event.text,
            tr("%1 ago").arg(format::age(between(event.time, now()))), false};
}

void CardPanel::paintContent(QPainter &painter)
{
    paintTileLines(painter, m_grid);
    const Theme &theme = currentTheme();
    const QFont small = textFont(metrics::textSmall);
    const QFontMetrics measure(small);
    for (int i = 0; i < static_cast<int>(m_cards.size()); ++i) {
        const QRect tile = m_grid.rect(i);
        if (!tile.intersects(viewport()))
            continue;
        const Card &card = m_cards[static_cast<std::size_t>(i)];
        const QRect space = tile.adjusted(padding, 2 * metrics::step, -padding, -2 * metrics::step);
        const int noteWidth = measure.horizontalAdvance(card.note) + 2 * metrics::step;
        painter.setOpacity(card.isFaded ? faded : 1.0);
        painter.setFont(small);
        painter.setPen(theme.textMuted);
        painter.drawText(QRect(space.left(), space.top(), space.width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         measure.elidedText(card.label, Qt::ElideRight, space.width() - noteWidth));
        painter.setPen(theme.textFaint);
        painter.drawText(QRect(space.left(), space.top(), space.width(), lineHeight), Qt::AlignRight | Qt::AlignVCenter,
                         card.note);
        painter.setFont(textFont(metrics::textLarge));
        painter.setPen(theme.text);
        painter.drawText(QRect(space.left(), tile.top() + textTop, space.width(), tile.height() - textTop - 4),
                         Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere, card.text);
        painter.setOpacity(1.0);
    }
}

QString CardPanel::description() const
{
    QStringList lines;
    for (const Card &card : m_cards)
        lines << card.label + QStringLiteral(": ") + card.text + QStringLiteral(", ") + card.note;
    return lines.join(QLatin1Char('\n'));
}

QString CardPanel::toolTipAt(const QPoint &content) const
{
    const int index = m_grid.at(content);
    if (index < 0 || index >= static_cast<int>(m_cards.size()))
        return {};
    const Card &card = m_cards[static_cast<std::size_t>(index)];
    return card.label + QLatin1Char('\n') + card.text;
}

void CardPanel::fillMenu(QMenu &menu)
{
    QAction *texts = menu.addAction(tr("Texts of the devices"));
    texts->setCheckable(true);
    texts->setChecked(m_areTextsShown);
    connect(texts, &QAction::toggled, this, [this](bool shown) {
        m_areTextsShown = shown;
        markDirty();
    });
}

QJsonObject CardPanel::save() const
{
    QJsonObject state = SeriesPanel::save();
    state.insert(textsKey, m_areTextsShown);
    return state;
}

void CardPanel::restore(const QJsonObject &state)
{
    m_areTextsShown = state.value(textsKey).toBool(true);
    SeriesPanel::restore(state);
}

PanelKind cardKind()
{
    return {QStringLiteral("card"), CardPanel::tr("Text card"),
            [](const QList<SeriesInfo> &series) {
                if (!series.isEmpty() && std::all_of(series.begin(), series.end(), traits::isReadAsText))
                    return Fit::Best;
                return traits::all(
                    series,
                    [](const SeriesInfo &info) { return traits::isState(info) || traits::isBesideEvents(info); },
                    Fit::Possible);
            },
            [](const PanelContext &context) { return std::make_unique<CardPanel>(context); }};
}

} // namespace watchglass::ui
