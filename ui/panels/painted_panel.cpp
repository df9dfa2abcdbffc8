#include "ui/panels/painted_panel.h"

#include "core/store/series_store.h"
#include "ui/models/series_mime.h"
#include "ui/panels/series_json.h"
#include "ui/plot/time_grid.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QJsonArray>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr QLatin1String kindKey("kind");
constexpr QLatin1String seriesKey("series");
constexpr Duration wordsEvery = std::chrono::seconds(1);

} // namespace

PaintedPanel::PaintedPanel(const PanelContext &context, const QString &name)
    : m_context(context)
    , m_name(name)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setAccessibleName(name);
    setMinimumSize(30 * metrics::step, 20 * metrics::step);
}

QString PaintedPanel::deviceOf(const SeriesKey &key) const
{
    const QString name = m_context.deviceName ? m_context.deviceName(key) : QString();
    return name.isEmpty() ? key.device : name;
}

QString PaintedPanel::title() const
{
    if (m_shown.empty())
        return m_name;
    const SeriesKey &first = m_shown.front().key;
    const bool isOneDevice = std::all_of(m_shown.begin(), m_shown.end(), [&](const Shown &one) {
        return one.key.device == first.device && one.key.source == first.source;
    });
    return isOneDevice ? deviceOf(first) + QStringLiteral(" · ") + m_name : m_name;
}

QList<SeriesKey> PaintedPanel::series() const
{
    QList<SeriesKey> keys;
    for (const Shown &one : m_shown)
        keys.append(one.key);
    return keys;
}

const store::Series *PaintedPanel::find(const SeriesKey &key) const
{
    const auto found = std::find_if(m_shown.begin(), m_shown.end(), [&](const Shown &one) { return one.key == key; });
    return found == m_shown.end() ? nullptr : found->series.get();
}

bool PaintedPanel::insert(const SeriesKey &key)
{
    if (series().contains(key) || !accepts(key))
        return false;
    m_shown.push_back({key, m_context.store.find(key), {}});
    return true;
}

bool PaintedPanel::addSeries(const SeriesKey &key)
{
    m_removed.remove(key);
    if (!insert(key))
        return false;
    m_isSearching = true;
    seriesChanged();
    renew();
    Q_EMIT titleChanged();
    return true;
}

void PaintedPanel::removeSeries(const SeriesKey &key)
{
    if (std::erase_if(m_shown, [&](const Shown &one) { return one.key == key; }) == 0)
        return;
    m_removed.insert(key);
    seriesChanged();
    renew();
    Q_EMIT titleChanged();
}

void PaintedPanel::findSeries()
{
    const std::uint64_t revision = m_context.store.revision();
    if (!m_isSearching && revision == m_storeRevision)
        return;
    m_isSearching = false;
    m_storeRevision = revision;
    bool hasFound = false;
    for (Shown &one : m_shown) {
        if (one.series)
            continue;
        one.series = m_context.store.find(one.key);
        hasFound = hasFound || one.series;
    }
    bool hasAdded = false;
    for (const SeriesKey &key : companions()) {
        if (!m_removed.contains(key) && m_context.store.find(key))
            hasAdded = insert(key) || hasAdded;
    }
    if (!hasFound && !hasAdded)
        return;
    seriesChanged();
    m_isNew = true;
    if (hasAdded)
        Q_EMIT titleChanged(); // what is asked of the source follows the panel's series
}

void PaintedPanel::drawFrame(Timestamp now)
{
    m_now = now;
    findSeries();
    for (Shown &one : m_shown) {
        const auto last = one.series ? one.series->last() : std::nullopt;
        one.freshness.observe(now, last ? std::optional(last->time) : std::nullopt,
                              one.series ? one.series->rhythm() : std::nullopt,
                              one.series ? one.series->info().interpolation : Interpolation::Linear);
    }
    QRegion changed = advance(now);
    if (QString text = hint(); text != m_hint) {
        m_hint = std::move(text);
        m_isNew = true;
    }
    if (std::exchange(m_isNew, false))
        changed = rect();
    tellWords(now);
    if (changed.isEmpty())
        return;
    ++m_frames;
    repaint(changed);
}

/// Names change, badges and descriptions follow; once a second is often enough for whoever reads them.
void PaintedPanel::tellWords(Timestamp now)
{
    if (m_toldAt && between(*m_toldAt, now) < wordsEvery && between(*m_toldAt, now) >= Duration::zero())
        return;
    m_toldAt = now;
    if (QString text = title(); text != m_lastTitle) {
        m_lastTitle = std::move(text);
        Q_EMIT titleChanged();
    }
    if (QString text = badge(); text != m_lastBadge) {
        m_lastBadge = std::move(text);
        Q_EMIT badgeChanged();
    }
    if (const QString text = m_hint.isEmpty() ? description() : m_hint; text != accessibleDescription())
        setAccessibleDescription(text);
}

std::optional<Duration> PaintedPanel::staleFor(Timestamp now) const
{
    return m_shown.empty() ? std::nullopt : m_shown.front().freshness.staleFor(now);
}

void PaintedPanel::renew()
{
    m_isNew = true;
    m_toldAt.reset();
    looksChanged();
}

QJsonObject PaintedPanel::save() const
{
    QJsonArray list;
    for (const Shown &one : m_shown)
        list.append(seriesToJson(one.key));
    return {{kindKey, kind()}, {seriesKey, list}};
}

void PaintedPanel::restore(const QJsonObject &state)
{
    m_shown.clear();
    m_removed.clear();
    for (const QJsonValue &value : state.value(seriesKey).toArray()) {
        const SeriesKey key = seriesFromJson(value.toObject());
        if (!key.source.isEmpty())
            insert(key);
    }
    m_isSearching = true;
    seriesChanged();
    renew();
    Q_EMIT titleChanged();
}

void PaintedPanel::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = currentTheme();
    QPainter painter(this);
    const QString text = hint();
    if (text.isEmpty()) {
        paint(painter);
    } else {
        painter.fillRect(rect(), theme.surface);
        painter.setPen(theme.textMuted);
        painter.setFont(textFont());
        painter.drawText(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, text);
    }
    if (m_isDropping) {
        painter.setPen(QPen(theme.accent, 2.0));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

bool PaintedPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ScreenChangeInternal)
        renew();
    return Panel::event(event);
}

void PaintedPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    renew();
}

void PaintedPanel::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        renew();
        update();
    }
}

void PaintedPanel::focusInEvent(QFocusEvent *event)
{
    Panel::focusInEvent(event);
    Q_EMIT activated();
}

void PaintedPanel::mousePressEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    Q_EMIT activated();
}

void PaintedPanel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    fillMenu(menu);
    if (!menu.isEmpty())
        menu.exec(event->globalPos());
}

void PaintedPanel::setDropping(bool dropping)
{
    m_isDropping = dropping;
    update();
}

void PaintedPanel::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<SeriesKey> keys = decodeSeries(event->mimeData());
    if (std::none_of(keys.begin(), keys.end(), [this](const SeriesKey &key) { return accepts(key); }))
        return;
    event->acceptProposedAction();
    setDropping(true);
}

void PaintedPanel::dragLeaveEvent(QDragLeaveEvent *event)
{
    Q_UNUSED(event)
    setDropping(false);
}

void PaintedPanel::dropEvent(QDropEvent *event)
{
    setDropping(false);
    bool hasAdded = false;
    for (const SeriesKey &key : decodeSeries(event->mimeData()))
        hasAdded = addSeries(key) || hasAdded;
    if (hasAdded)
        event->acceptProposedAction();
    Q_EMIT activated();
}

} // namespace watchglass::ui
