#include "ui/plot/gap_bands.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/plot/pixels.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace watchglass::ui {
namespace {

constexpr int patternSize = 8;
constexpr double bandShare = 0.04;
constexpr double plainShare = 0.07; // has no marks to be known by
constexpr double markShare = 0.16;

/// By what lies below what, then by time: gaps of a cause stand together.
bool isDrawnBefore(const Gap &a, const Gap &b)
{
    const auto rank = [](const Gap &gap) {
        return std::tuple(gap.cause != GapCause::NotRequested, gap.cause, gap.range.from, gap.range.to);
    };
    return rank(a) < rank(b);
}

bool isMarked(GapCause cause, int x, int y)
{
    switch (cause) {
    case GapCause::LinkLost:
        return (x + y) % patternSize == 0;
    case GapCause::DeviceSilent:
        return (x == 0 && y == 0) || (x == patternSize / 2 && y == patternSize / 2);
    case GapCause::NotRequested:
        return false;
    case GapCause::ServerThrottled:
        return x == 0;
    case GapCause::ClockStepped:
        return (x - y + patternSize) % patternSize == 0;
    }
    return false;
}

} // namespace

QString gapText(GapCause cause)
{
    switch (cause) {
    case GapCause::LinkLost:
        return GapBands::tr("Link lost");
    case GapCause::DeviceSilent:
        return GapBands::tr("Device silent");
    case GapCause::NotRequested:
        return GapBands::tr("Not asked for");
    case GapCause::ServerThrottled:
        return GapBands::tr("Left out by the server");
    case GapCause::ClockStepped:
        return GapBands::tr("Device clock stepped");
    }
    return {};
}

QString gapToolTip(const Gap &gap, const QTimeZone &zone)
{
    const bool isOpen = gap.range.to == Timestamp::max();
    const bool hasStart = gap.range.from != Timestamp::min();
    const QString length = format::duration(between(gap.range.from, gap.range.to));
    if (gap.cause != GapCause::NotRequested) {
        return isOpen || !hasStart ? GapBands::tr("%1 until now").arg(gapText(gap.cause))
                                   : GapBands::tr("%1, %2").arg(gapText(gap.cause), length);
    }
    QString text;
    if (!hasStart)
        text = isOpen ? GapBands::tr("Not asked for until now")
                      : GapBands::tr("Not asked for until %1").arg(format::dateTime(gap.range.to, zone));
    else if (isOpen)
        text = GapBands::tr("Not asked for since %1, until now").arg(format::dateTime(gap.range.from, zone));
    else
        text = GapBands::tr("Not asked for since %1, for %2").arg(format::dateTime(gap.range.from, zone), length);
    return text + QLatin1Char('\n')
           + GapBands::tr("Less than every sample was asked for: samples in here are a thinned rest.");
}

GapBands::GapBands(QCustomPlot *plot, QCPAxisRect *area)
    : QCPLayerable(plot, QStringLiteral("background"))
    , m_area(area)
{}

void GapBands::setGaps(std::vector<Gap> gaps, const TimeGrid &grid)
{
    m_gaps = std::move(gaps);
    std::sort(m_gaps.begin(), m_gaps.end(), isDrawnBefore);
    m_gaps.erase(std::unique(m_gaps.begin(), m_gaps.end()), m_gaps.end());
    m_grid = grid;
}

void GapBands::setColours(const QColor &marks, const QColor &ground)
{
    if (marks == m_marks && ground == m_ground)
        return;
    m_marks = marks;
    m_ground = ground;
    m_patterns.clear();
}

GapBands::Band GapBands::bandOf(const Gap &gap) const
{
    const double perPx = static_cast<double>(m_area->width()) / std::max(1, m_grid.width);
    const double width = m_area->width();
    const auto place = [&](Timestamp time) { return m_area->left() + std::clamp(m_grid.x(time) * perPx, 0.0, width); };
    return {place(gap.range.from), place(gap.range.to), gap.cause};
}

std::vector<GapBands::Band> GapBands::bands() const
{
    std::vector<Band> result;
    if (m_grid.width <= 0)
        return result;
    for (const Gap &gap : m_gaps) {
        const Band band = bandOf(gap);
        if (band.right <= band.left)
            continue;
        if (!result.empty() && result.back().cause == band.cause && band.left <= result.back().right)
            result.back().right = std::max(result.back().right, band.right);
        else
            result.push_back(band);
    }
    return result;
}

std::optional<Gap> GapBands::gapAt(const QPointF &position) const
{
    constexpr double reach = 2.0; // so that a narrow one can be hit
    if (m_grid.width <= 0 || position.y() < m_area->top() || position.y() > m_area->bottom())
        return std::nullopt;
    const auto isHit = [&](const Gap &gap) {
        const Band band = bandOf(gap);
        return band.right > band.left && position.x() >= band.left - reach && position.x() <= band.right + reach;
    };
    const auto hit = std::find_if(m_gaps.rbegin(), m_gaps.rend(), isHit);
    return hit == m_gaps.rend() ? std::nullopt : std::optional(*hit);
}

QColor GapBands::mixed(double share) const
{
    const auto mix = [share](int ground, int mark) { return qRound(ground + (mark - ground) * share); };
    return QColor(mix(m_ground.red(), m_marks.red()), mix(m_ground.green(), m_marks.green()),
                  mix(m_ground.blue(), m_marks.blue()));
}

const QImage &GapBands::pattern(GapCause cause)
{
    QImage &image = m_patterns[static_cast<int>(cause)];
    if (!image.isNull())
        return image;
    image = QImage(patternSize, patternSize, QImage::Format_RGB32);
    const QRgb ground = mixed(cause == GapCause::NotRequested ? plainShare : bandShare).rgb();
    const QRgb mark = mixed(markShare).rgb();
    for (int y = 0; y < patternSize; ++y) {
        for (int x = 0; x < patternSize; ++x)
            image.setPixel(x, y, isMarked(cause, x, y) ? mark : ground);
    }
    return image;
}

QRect GapBands::clipRect() const
{
    return m_area->rect();
}

void GapBands::applyDefaultAntialiasingHint(QCPPainter *painter) const
{
    painter->setAntialiasing(false);
}

/// Pixel by pixel where that is possible: filling a large area with a texture brush costs QPainter ten times as much.
void GapBands::draw(QCPPainter *painter)
{
    QImage *target = pixelsOf(*painter);
    const double ratio = painter->device()->devicePixelRatioF();
    for (const Band &band : bands()) {
        const QRectF place(band.left, m_area->top(), band.right - band.left, m_area->height());
        if (target) {
            const QRect pixels(qRound(place.left() * ratio), qRound(place.top() * ratio),
                               std::max(1, qRound(place.width() * ratio)), qRound(place.height() * ratio));
            fill(*target, pixels.intersected(target->rect()), band.cause, ratio);
        } else {
            painter->fillRect(place, QBrush(pattern(band.cause)));
        }
        if (band.cause == GapCause::NotRequested)
            drawEdges(*painter, band);
    }
}

void GapBands::fill(QImage &target, const QRect &pixels, GapCause cause, double ratio)
{
    const QImage &tile = pattern(cause);
    // The tile's phase goes with time, so that the pattern scrolls with the data.
    const std::int64_t phase = m_grid.left.ns() / m_grid.nsPerPx - qRound(m_area->left() * ratio);
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(tile.constScanLine(y % patternSize));
        auto *to = reinterpret_cast<QRgb *>(target.scanLine(y));
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            to[x] = from[((x + phase) % patternSize + patternSize) % patternSize];
    }
}

/// Where it begins and ends, unless that is out of sight.
void GapBands::drawEdges(QCPPainter &painter, const Band &band) const
{
    const double left = m_area->left();
    const double right = left + m_area->width();
    const QColor colour = mixed(markShare);
    if (band.left > left)
        painter.fillRect(QRectF(std::floor(band.left), m_area->top(), 1.0, m_area->height()), colour);
    if (band.right < right)
        painter.fillRect(QRectF(std::floor(band.right) - 1.0, m_area->top(), 1.0, m_area->height()), colour);
}

} // namespace watchglass::ui
