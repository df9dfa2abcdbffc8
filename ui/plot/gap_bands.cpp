#include "ui/plot/gap_bands.h"

#include "ui/plot/pixels.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr int patternSize = 8;
constexpr double bandShare = 0.04;
constexpr double markShare = 0.16;

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
        return QCoreApplication::translate("GapBands", "Link lost");
    case GapCause::DeviceSilent:
        return QCoreApplication::translate("GapBands", "Device silent");
    case GapCause::NotRequested:
        return QCoreApplication::translate("GapBands", "Not asked for");
    case GapCause::ServerThrottled:
        return QCoreApplication::translate("GapBands", "Left out by the server");
    case GapCause::ClockStepped:
        return QCoreApplication::translate("GapBands", "Device clock stepped");
    }
    return {};
}

GapBands::GapBands(QCustomPlot *plot, QCPAxisRect *area)
    : QCPLayerable(plot, QStringLiteral("background"))
    , m_area(area)
{}

void GapBands::setGaps(std::vector<Gap> gaps, const TimeGrid &grid)
{
    m_gaps = std::move(gaps);
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

QRectF GapBands::bandOf(const Gap &gap) const
{
    if (m_grid.width <= 0)
        return {};
    const double perPx = static_cast<double>(m_area->width()) / m_grid.width;
    const double width = m_area->width();
    const double left = std::clamp(m_grid.x(gap.range.from) * perPx, 0.0, width);
    const double right = std::clamp(m_grid.x(gap.range.to) * perPx, 0.0, width);
    return {m_area->left() + left, static_cast<double>(m_area->top()), right - left,
            static_cast<double>(m_area->height())};
}

std::optional<Gap> GapBands::gapAt(const QPointF &position) const
{
    for (const Gap &gap : m_gaps) {
        if (bandOf(gap).adjusted(-2.0, 0.0, 2.0, 0.0).contains(position))
            return gap;
    }
    return std::nullopt;
}

const QImage &GapBands::pattern(GapCause cause)
{
    QImage &image = m_patterns[static_cast<int>(cause)];
    if (!image.isNull())
        return image;
    image = QImage(patternSize, patternSize, QImage::Format_RGB32);
    const auto mixed = [this](double share) {
        const auto mix = [share](int ground, int mark) { return qRound(ground + (mark - ground) * share); };
        return qRgb(mix(m_ground.red(), m_marks.red()), mix(m_ground.green(), m_marks.green()),
                    mix(m_ground.blue(), m_marks.blue()));
    };
    for (int y = 0; y < patternSize; ++y) {
        for (int x = 0; x < patternSize; ++x)
            image.setPixel(x, y, mixed(isMarked(cause, x, y) ? markShare : bandShare));
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
    for (const Gap &gap : m_gaps) {
        const QRectF band = bandOf(gap);
        if (band.isEmpty())
            continue;
        const QImage &tile = pattern(gap.cause);
        if (!target) {
            painter->fillRect(band, QBrush(tile));
            continue;
        }
        const QRect pixels = QRect(qRound(band.left() * ratio), qRound(band.top() * ratio),
                                   std::max(1, qRound(band.width() * ratio)), qRound(band.height() * ratio))
                                 .intersected(target->rect());
        // The tile's phase goes with time, so that the pattern scrolls with the data.
        const std::int64_t phase = m_grid.left.ns() / m_grid.nsPerPx - qRound(m_area->left() * ratio);
        for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
            const auto *from = reinterpret_cast<const QRgb *>(tile.constScanLine(y % patternSize));
            auto *to = reinterpret_cast<QRgb *>(target->scanLine(y));
            for (int x = pixels.left(); x <= pixels.right(); ++x)
                to[x] = from[((x + phase) % patternSize + patternSize) % patternSize];
        }
    }
}

} // namespace watchglass::ui
