#include "ui/panels/series_panel.h"

#include "core/ingest/device_registry.h"
#include "ui/models/source_status.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/series_json.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QJsonArray>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr QLatin1String kindKey("kind");
constexpr QLatin1String seriesKey("series");
constexpr QLatin1String colourKey("colour"); // as plots write it
constexpr int scrollStepPx = 12 * metrics::step;
constexpr int scrollMarkPx = 3;

template <typename Items, typename Of>
bool isOne(const Items &items, Of of)
{
    return std::all_of(items.begin(), items.end(),
                       [&](const auto &item) { return of(item.key) == of(items.front().key); });
}

std::pair<QString, QString> deviceId(const SeriesKey &key)
{
    return {key.source, key.device};
}

} // namespace

SeriesPanel::SeriesPanel(const PanelContext &context, QString kind)
    : m_context(context)
    , m_kind(std::move(kind))
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(30 * metrics::step, 10 * metrics::step);
}

QString SeriesPanel::title() const
{
    if (m_items.empty())
        return emptyTitle();
    const SeriesKey &first = m_items.front().key;
    if (m_items.size() == 1)
        return deviceOf(first) + QStringLiteral(" · ") + first.attributePath();
    if (isOne(m_items, deviceId))
        return deviceOf(first);
    const int count = static_cast<int>(m_items.size());
    if (isOne(m_items, [](const SeriesKey &key) { return key.attributePath(); }))
        return tr("%1 · %n devices", nullptr, count).arg(first.attributePath());
    return tr("%n series", nullptr, count);
}

QString SeriesPanel::nameOf(const SeriesKey &key) const
{
    if (isOne(m_items, deviceId))
        return key.attributePath();
    const bool isOneAttribute = isOne(m_items, [](const SeriesKey &one) { return one.attributePath(); });
    return isOneAttribute ? deviceOf(key) : deviceOf(key) + QStringLiteral(" · ") + key.attributePath();
}

QString SeriesPanel::deviceOf(const SeriesKey &key) const
{
    const QString name = m_context.deviceName ? m_context.deviceName(key) : QString();
    return name.isEmpty() ? key.device : name;
}

QString SeriesPanel::deviceName(const QString &source, const QString &device) const
{
    return deviceOf({source, device, {}, {}});
}

QList<SeriesKey> SeriesPanel::series() const
{
    QList<SeriesKey> keys;
    for (const Item &item : m_items)
        keys.append(item.key);
    return keys;
}

bool SeriesPanel::addSeries(const SeriesKey &key)
{
    if (series().contains(key))
        return false;
    const auto known = m_context.store.find(key);
    m_refused = known ? refusal(known->info()) : QString();
    if (!m_refused.isEmpty()) {
        tell();
        return false;
    }
    m_items.push_back({key, known, {}, {}, {}});
    seriesChanged();
    return true;
}

void SeriesPanel::removeSeries(const SeriesKey &key)
{
    m_refused.clear();
    if (std::erase_if(m_items, [&](const Item &item) { return item.key == key; }) > 0)
        seriesChanged();
}

void SeriesPanel::seriesChanged()
{
    m_isSearching = true;
    m_newest = NewestWatch();
    m_edge.reset();
    takeNames();
    itemsChanged();
    markDirty();
    Q_EMIT titleChanged();
}

void SeriesPanel::markDirty()
{
    m_isDirty = true;
}

void SeriesPanel::findSeries()
{
    const std::uint64_t revision = m_context.store.revision();
    if (!m_isSearching && revision == m_storeRevision)
        return;
    m_storeRevision = revision;
    m_isSearching = false;
    for (Item &item : m_items) {
        if (!item.series && (item.series = m_context.store.find(item.key))) {
            m_edge.reset();
            m_isDirty = true;
        }
    }
}

/// Whether a device is called otherwise than before.
bool SeriesPanel::takeNames()
{
    m_deviceRevision = m_context.devices.revision();
    QStringList names;
    for (const Item &item : m_items)
        names << deviceOf(item.key);
    return std::exchange(m_names, names) != names;
}

void SeriesPanel::drawFrame(Timestamp now)
{
    m_now = now;
    findSeries();
    if (m_deviceRevision != m_context.devices.revision() && takeNames()) {
        m_isDirty = true;
        Q_EMIT titleChanged();
    }
    std::optional<Timestamp> newest;
    for (Item &item : m_items) {
        if (!item.series)
            continue;
        item.last = item.series->last();
        const auto time = item.last ? std::optional(item.last->time) : std::nullopt;
        item.freshness.observe(now, time, item.series->rhythm());
        const bool isReportedOnChange = item.series->info().interpolation == Interpolation::HoldLast;
        item.stale = isReportedOnChange ? offlineFor(item.key) : item.freshness.staleFor(now);
        newest = std::max(newest, time);
    }
    m_edge.advance(now, m_newest.observe(now, newest));
    const bool isOther = takeFrame();
    if (!isOther && !m_isDirty)
        return;
    m_isDirty = false;
    ++m_framesPainted;
    scrollTo(m_scrollPx);
    tell();
    update();
}

/// What is reported on change says nothing by its silence; its device being gone does.
std::optional<Duration> SeriesPanel::offlineFor(const SeriesKey &key) const
{
    const ingest::DeviceRecord *record = m_context.devices.find(key.source, key.device);
    if (!record || record->state != DeviceState::Offline)
        return std::nullopt;
    return std::max(Duration::zero(), between(record->statusSince.value_or(record->updatedAt), m_now));
}

void SeriesPanel::tell()
{
    if (const QString text = badge(); text != m_toldBadge) {
        m_toldBadge = text;
        Q_EMIT badgeChanged();
    }
    const QString empty = hint();
    setAccessibleName(emptyTitle());
    if (const QString text = empty.isEmpty() ? description() : empty; text != accessibleDescription())
        setAccessibleDescription(text);
}

QString SeriesPanel::hint() const
{
    return m_items.empty() ? tr("Drag series here from the tree") : QString();
}

QJsonObject SeriesPanel::save() const
{
    QJsonArray list;
    for (const Item &item : m_items) {
        QJsonObject entry = seriesToJson(item.key);
        if (isColoured())
            entry.insert(colourKey, m_context.colours.index(item.key));
        list.append(entry);
    }
    return {{kindKey, m_kind}, {seriesKey, list}};
}

void SeriesPanel::restore(const QJsonObject &state)
{
    m_items.clear();
    for (const QJsonValue &value : state.value(seriesKey).toArray()) {
        const QJsonObject entry = value.toObject();
        const SeriesKey key = seriesFromJson(entry);
        if (key.source.isEmpty())
            continue;
        m_context.colours.claim(key, entry.value(colourKey).toInt(-1));
        addSeries(key);
    }
    seriesChanged();
}

bool SeriesPanel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return Panel::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = toolTipAt(help->pos() + QPoint(0, m_scrollPx));
    QToolTip::showText(help->globalPos(), text.isEmpty() ? text : plainToolTip(text), this);
    return true;
}

void SeriesPanel::paintEvent(QPaintEvent *)
{
    const Theme &theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const QString text = hint(); !text.isEmpty()) {
        painter.setPen(theme.textMuted);
        painter.setFont(textFont());
        painter.drawText(rect().adjusted(3 * metrics::step, 0, -3 * metrics::step, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, text);
        return;
    }
    painter.save();
    painter.translate(0, -m_scrollPx);
    paintContent(painter);
    painter.restore();
    paintScrollMark(painter);
}

void SeriesPanel::paintScrollMark(QPainter &painter) const
{
    const int content = contentHeight();
    if (content <= height())
        return;
    const double share = static_cast<double>(height()) / content;
    const QRectF mark(width() - scrollMarkPx - 1, m_scrollPx * share, scrollMarkPx, height() * share);
    painter.setPen(Qt::NoPen);
    painter.setBrush(currentTheme().textFaint);
    painter.drawRoundedRect(mark, scrollMarkPx / 2.0, scrollMarkPx / 2.0);
}

void SeriesPanel::scrollTo(int px)
{
    const int before = std::exchange(m_scrollPx, std::clamp(px, 0, std::max(0, contentHeight() - height())));
    if (before != m_scrollPx)
        update();
}

void SeriesPanel::resizeEvent(QResizeEvent *event)
{
    markDirty();
    Panel::resizeEvent(event);
}

void SeriesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        markDirty();
    Panel::changeEvent(event);
}

void SeriesPanel::mousePressEvent(QMouseEvent *)
{
    setFocus(Qt::MouseFocusReason);
    Q_EMIT activated();
}

void SeriesPanel::focusInEvent(QFocusEvent *event)
{
    Panel::focusInEvent(event);
    Q_EMIT activated(); // the header shows where the keys go
}

void SeriesPanel::wheelEvent(QWheelEvent *event)
{
    if (contentHeight() <= height()) {
        event->ignore();
        return;
    }
    scrollTo(m_scrollPx - event->angleDelta().y() * scrollStepPx / QWheelEvent::DefaultDeltasPerStep);
}

void SeriesPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down)
        scrollTo(m_scrollPx + scrollStepPx);
    else if (event->key() == Qt::Key_Up)
        scrollTo(m_scrollPx - scrollStepPx);
    else if (event->key() == Qt::Key_Home)
        scrollTo(0);
    else if (event->key() == Qt::Key_End)
        scrollTo(contentHeight());
    else
        Panel::keyPressEvent(event);
}

void SeriesPanel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    fillMenu(menu);
    if (!menu.isEmpty())
        menu.exec(event->globalPos());
}

} // namespace watchglass::ui
