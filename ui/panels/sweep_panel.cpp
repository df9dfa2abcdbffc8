#include "ui/panels/sweep_panel.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "core/store/series_store.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/series_part.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr QLatin1String speedKey("mmPerSecond");
constexpr QLatin1String gainKey("mmPerMillivolt");
constexpr QLatin1String paperKey("paper");

constexpr std::array<double, 4> speeds{6.25, 12.5, 25.0, 50.0};
constexpr int gutterPx = 40; ///< For the marks.
constexpr int edgePx = 12;   ///< Free at the right; lines reach a little beyond their columns.
constexpr int lanePadding = 4;
constexpr Duration followEvery = std::chrono::seconds(1);
constexpr Duration renewEvery = std::chrono::seconds(5); ///< Samples that came late are seen by then.
constexpr double tipRadius = 2.75;

template <typename Values>
auto stepped(const Values &values, double from, int step)
{
    const auto at = std::lower_bound(values.begin(), values.end(), from);
    const auto index = std::clamp<std::ptrdiff_t>(at - values.begin() + step, 0, std::ssize(values) - 1);
    return values[static_cast<std::size_t>(index)];
}

/// The names by which services send waveforms, with whatever follows an underscore: "ecg_ii", "ppg_green".
bool isWaveform(const SeriesInfo &info)
{
    static const QStringList words{QStringLiteral("ecg"),   QStringLiteral("ekg"),  QStringLiteral("ppg"),
                                   QStringLiteral("pleth"), QStringLiteral("resp"), QStringLiteral("respiration"),
                                   QStringLiteral("abp"),   QStringLiteral("icp"),  QStringLiteral("capnogram"),
                                   QStringLiteral("eeg"),   QStringLiteral("emg"),  QStringLiteral("pulse_wave")};
    const QString path = info.key.attributePath().toLower();
    return std::any_of(words.begin(), words.end(), [&](const QString &word) {
        return path == word || path.startsWith(word + QLatin1Char('_')) || path.startsWith(word + QLatin1Char('.'))
               || path.endsWith(QLatin1Char('_') + word);
    });
}

} // namespace

SweepPanel::SweepPanel(const PanelContext &context)
    : PaintedPanel(context, tr("Sweep"))
{}

SweepPanel::~SweepPanel() = default;

QString SweepPanel::badge() const
{
    return tr("%1 mm/s").arg(format::number(m_mmPerSecond));
}

bool SweepPanel::accepts(const SeriesKey &key) const
{
    const auto series = context().store.find(key);
    return !series || series->info().states.isEmpty();
}

void SweepPanel::seriesChanged()
{
    m_lanes.clear();
    for (const Shown &one : shown()) {
        if (one.series)
            m_lanes.emplace_back(one.series);
    }
    m_edge.reset();
    m_isLaidOut = false;
}

QString SweepPanel::hint() const
{
    if (shown().empty())
        return tr("Drag waveforms here from the tree: ECG, respiration, pulse");
    return m_lanes.empty() ? tr("Waiting for data") : QString();
}

QString SweepPanel::description() const
{
    QStringList lanes;
    for (const SweepLane &lane : m_lanes)
        lanes << captionOf(lane);
    return tr("Waveforms at %1 mm/s: %2").arg(format::number(m_mmPerSecond), lanes.join(QStringLiteral("; ")));
}

void SweepPanel::layOut()
{
    m_isLaidOut = true;
    const double ratio = devicePixelRatioF();
    const Theme &theme = currentTheme();
    m_picture = QImage(size() * ratio, QImage::Format_RGB32);
    m_picture.setDevicePixelRatio(1.0);
    m_picture.fill(theme.surface);
    const double mm = pxPerMm(physicalDpiX()) * ratio;
    const int left = qRound(gutterPx * ratio);
    m_timing = SweepTiming::at(m_mmPerSecond, mm, m_picture.width() - left - qRound(edgePx * ratio));
    const int count = static_cast<int>(m_lanes.size());
    const QColor paper = m_hasPaper ? theme.grid : QColor();
    for (int i = 0; i < count; ++i) {
        const int top = m_picture.height() * i / count + qRound(lanePadding * ratio);
        const int bottom = m_picture.height() * (i + 1) / count - qRound(lanePadding * ratio);
        SweepLane &lane = m_lanes[static_cast<std::size_t>(i)];
        lane.setPlace(QRect(left, top, m_timing.width, std::max(0, bottom - top)), mm, m_mmPerMillivolt);
        lane.setLook(context().colours.colour(lane.series().info().key), theme.surface, paper, ratio);
    }
    m_tips.assign(m_lanes.size(), std::nullopt);
    m_followedAt.reset();
}

/// Gains and captions, which need not be looked at with every frame. Whether the captions are others.
bool SweepPanel::followSlowly(Timestamp now)
{
    if (m_followedAt && between(*m_followedAt, now) < followEvery && between(*m_followedAt, now) >= Duration::zero())
        return false;
    m_followedAt = now;
    const bool isRenewing = !m_renewedAt || between(*m_renewedAt, now) >= renewEvery || now < *m_renewedAt;
    for (SweepLane &lane : m_lanes) {
        lane.followGain(m_timing, m_edge.edge());
        if (isRenewing)
            lane.renew();
    }
    if (isRenewing)
        m_renewedAt = now;
    QStringList captions;
    for (const SweepLane &lane : m_lanes)
        captions << captionOf(lane);
    return std::exchange(m_captions, captions) != captions;
}

QRegion SweepPanel::advance(Timestamp now)
{
    std::optional<Timestamp> newest;
    for (const SweepLane &lane : m_lanes) {
        const auto last = lane.series().last();
        newest = std::max(newest, last ? std::optional(last->time) : std::nullopt);
    }
    m_edge.advance(now, newest);
    if (m_lanes.empty())
        return {};
    QRegion pixels;
    if (!m_isLaidOut) {
        layOut();
        pixels = m_picture.rect();
    }
    if (followSlowly(now))
        pixels = m_picture.rect();
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        pixels += m_lanes[i].draw(m_picture, m_timing, m_edge.edge());
        const auto tip = m_lanes[i].tip(m_timing, m_edge.edge());
        if (tip == m_tips[i])
            continue;
        const int room = static_cast<int>(std::ceil((tipRadius + 1.0) * devicePixelRatioF()));
        for (const auto &place : {m_tips[i], tip}) {
            if (place)
                pixels += QRect(place->toPoint(), QSize(1, 1)).adjusted(-room, -room, room, room);
        }
        m_tips[i] = tip;
    }
    return toWidget(pixels);
}

QRegion SweepPanel::toWidget(const QRegion &pixels) const
{
    const double ratio = devicePixelRatioF();
    if (ratio == 1.0)
        return pixels;
    QRegion region;
    for (const QRect &part : pixels) {
        region +=
            QRectF(part.x() / ratio, part.y() / ratio, part.width() / ratio, part.height() / ratio).toAlignedRect();
    }
    return region;
}

QString SweepPanel::captionOf(const SweepLane &lane) const
{
    const SeriesKey &key = lane.series().info().key;
    const bool isOneDevice = std::all_of(shown().begin(), shown().end(), [&](const Shown &one) {
        return one.key.device == key.device && one.key.source == key.source;
    });
    QString caption = key.attributePath();
    if (!isOneDevice)
        caption = deviceOf(key) + QStringLiteral(" · ") + caption;
    if (const auto gain = lane.gain().mmPerMillivolt())
        caption += QStringLiteral("   ") + tr("%1 mm/mV").arg(format::number(*gain));
    for (const Shown &one : shown()) {
        if (one.key != key)
            continue;
        if (!lane.series().last())
            caption += QStringLiteral("   ") + tr("no samples yet");
        else if (const auto stale = one.freshness.staleFor(now()))
            caption += QStringLiteral("   ") + tr("nothing for %1").arg(format::age(*stale));
    }
    return caption;
}

void SweepPanel::paint(QPainter &painter)
{
    const Theme &theme = currentTheme();
    if (m_picture.isNull()) {
        painter.fillRect(rect(), theme.surface);
        return;
    }
    painter.drawImage(QRectF(rect()), m_picture, QRectF(m_picture.rect()));
    for (std::size_t i = 0; i < m_lanes.size() && i < static_cast<std::size_t>(m_captions.size()); ++i)
        paintLane(painter, i);
}

void SweepPanel::paintLane(QPainter &painter, std::size_t index) const
{
    const Theme &theme = currentTheme();
    const SweepLane &lane = m_lanes[index];
    const double ratio = devicePixelRatioF();
    const QRectF rows(lane.rows().left() / ratio, lane.rows().top() / ratio, lane.rows().width() / ratio,
                      lane.rows().height() / ratio);
    if (index > 0)
        painter.fillRect(QRectF(0.0, rows.top() - lanePadding, width(), 1.0 / ratio), theme.hairline);
    paintMark(painter, lane);
    painter.setFont(textFont(metrics::textSmall));
    const QString caption = m_captions.at(static_cast<qsizetype>(index));
    QRectF place(painter.fontMetrics().boundingRect(caption));
    place.moveTopLeft(rows.topLeft() + QPointF(6.0, 2.0));
    QColor behind = theme.surface;
    behind.setAlphaF(0.78F);
    painter.fillRect(place.adjusted(-4.0, -1.0, 4.0, 1.0), behind);
    painter.setPen(theme.textMuted);
    painter.drawText(place.adjusted(0.0, 0.0, 2.0, 0.0), Qt::AlignLeft | Qt::AlignVCenter, caption);
    if (index >= m_tips.size() || !m_tips[index])
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawEllipse(*m_tips[index] / ratio, tipRadius, tipRadius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// A step of 1 mV, as recorders write it before the trace.
void SweepPanel::paintMark(QPainter &painter, const SweepLane &lane) const
{
    const auto heightPx = lane.gain().millivoltPx();
    const double ratio = devicePixelRatioF();
    const double rowsHeight = lane.rows().height() / ratio;
    if (!heightPx || *heightPx / ratio > rowsHeight || *heightPx / ratio < 4.0)
        return;
    const Theme &theme = currentTheme();
    const double middle = lane.rows().top() / ratio + rowsHeight / 2.0;
    const double top = std::round(middle - *heightPx / ratio / 2.0) + 0.5;
    const double bottom = std::round(middle + *heightPx / ratio / 2.0) + 0.5;
    painter.setPen(QPen(theme.textMuted, 1.0));
    painter.drawPolyline(QPolygonF({QPointF(8.0, bottom), QPointF(14.0, bottom), QPointF(14.0, top), QPointF(24.0, top),
                                    QPointF(24.0, bottom), QPointF(30.0, bottom)}));
    painter.setFont(textFont(metrics::textSmall));
    painter.drawText(QRectF(0.0, bottom + 2.0, gutterPx, 16.0), Qt::AlignHCenter | Qt::AlignTop, tr("1 mV"));
}

void SweepPanel::setMmPerSecond(double speed)
{
    if (std::find(speeds.begin(), speeds.end(), speed) == speeds.end())
        return;
    m_mmPerSecond = speed;
    renew();
}

void SweepPanel::setMmPerMillivolt(std::optional<double> gain)
{
    if (gain && std::find(WaveGain::usual.begin(), WaveGain::usual.end(), *gain) == WaveGain::usual.end())
        return;
    m_mmPerMillivolt = gain;
    renew();
}

void SweepPanel::fillMenu(QMenu &menu)
{
    const auto addChoice = [](QMenu *list, const QString &text, bool isChosen, auto choose) {
        QAction *action = list->addAction(text, list, choose);
        action->setCheckable(true);
        action->setChecked(isChosen);
    };
    QMenu *speed = menu.addMenu(tr("Speed"));
    for (const double one : speeds)
        addChoice(speed, tr("%1 mm/s").arg(format::number(one)), one == m_mmPerSecond,
                  [this, one] { setMmPerSecond(one); });
    QMenu *gain = menu.addMenu(tr("Gain of voltages"));
    addChoice(gain, tr("Automatic"), !m_mmPerMillivolt, [this] { setMmPerMillivolt(std::nullopt); });
    for (const double one : {2.5, 5.0, 10.0, 20.0, 40.0})
        addChoice(gain, tr("%1 mm/mV").arg(format::number(one)), m_mmPerMillivolt == one,
                  [this, one] { setMmPerMillivolt(one); });
    addChoice(&menu, tr("Paper of 5 mm"), m_hasPaper, [this] {
        m_hasPaper = !m_hasPaper;
        renew();
    });
}

void SweepPanel::keyPressEvent(QKeyEvent *event)
{
    const double gain =
        m_mmPerMillivolt.value_or(m_lanes.empty() ? 10.0 : m_lanes.front().gain().mmPerMillivolt().value_or(10.0));
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return setMmPerSecond(stepped(speeds, m_mmPerSecond, 1));
    case Qt::Key_Minus:
        return setMmPerSecond(stepped(speeds, m_mmPerSecond, -1));
    case Qt::Key_Up:
        return setMmPerMillivolt(stepped(WaveGain::usual, gain, 1));
    case Qt::Key_Down:
        return setMmPerMillivolt(stepped(WaveGain::usual, gain, -1));
    case Qt::Key_M:
        return setMmPerMillivolt(std::nullopt);
    default:
        PaintedPanel::keyPressEvent(event);
    }
}

QJsonObject SweepPanel::save() const
{
    QJsonObject state = PaintedPanel::save();
    state.insert(speedKey, m_mmPerSecond);
    state.insert(paperKey, m_hasPaper);
    if (m_mmPerMillivolt)
        state.insert(gainKey, *m_mmPerMillivolt);
    return state;
}

void SweepPanel::restore(const QJsonObject &state)
{
    setMmPerSecond(state.value(speedKey).toDouble(25.0));
    const QJsonValue gain = state.value(gainKey);
    setMmPerMillivolt(gain.isDouble() ? std::optional(gain.toDouble()) : std::nullopt);
    m_hasPaper = state.value(paperKey).toBool(true);
    PaintedPanel::restore(state);
}

PanelKind sweepKind()
{
    return {QStringLiteral("sweep"), SweepPanel::tr("Sweep"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                Fit fit = Fit::Best;
                for (const SeriesInfo &info : series) {
                    if (!info.states.isEmpty())
                        return Fit::Impossible;
                    if (!isWaveform(info) || info.interpolation != Interpolation::Linear)
                        fit = Fit::Possible;
                }
                return fit;
            },
            [](const PanelContext &context) { return std::make_unique<SweepPanel>(context); }};
}

} // namespace watchglass::ui
