#pragma once

#include "ui/plot/trace_rasteriser.h"

#include <QPointF>

#include <algorithm>
#include <cmath>
#include <vector>

namespace watchglass::test {

/// The picture's first instant, size and scale: a value is a pixel, from below.
constexpr Timestamp pictureStart = Timestamp::fromMs(1'795'000'000'000);
constexpr std::int64_t pixelNs = 1'000'000;
constexpr int pictureWidth = 120;
constexpr int pictureHeight = 60;

/// What a trace is, from each of its samples: for each pixel how near it comes, by nothing but distances to straight
/// pieces. Shares no line with the rasteriser and knows no columns but by the samples in them.
class TraceReference
{
public:
    TraceReference(const std::vector<Sample> &samples, const ui::TraceStyle &style)
        : m_style(style)
        , m_nearest(static_cast<std::size_t>(pictureWidth * pictureHeight), 1e9)
    {
        std::vector<Column> columns;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const Sample &sample = samples[i];
            // The nearest sample on either side is all that is known from outside.
            const bool isFurther = (i + 1 < samples.size() && samples[i + 1].time < pictureStart)
                                   || (i > 0 && samples[i - 1].time >= pictureStart + Duration(pictureWidth * pixelNs));
            if (isFurther)
                continue;
            const double px = static_cast<double>((sample.time - pictureStart).count()) / pixelNs;
            const double y = std::clamp(pictureHeight - sample.value, -1e7, 1e7);
            const int number = static_cast<int>(std::floor(px));
            if (columns.empty() || columns.back().number != number)
                columns.push_back({number, {}});
            if (!std::isnan(sample.value))
                columns.back().points.push_back({px, y});
        }
        classify(columns);
        const Column *before = nullptr;
        for (const Column &column : columns) {
            drawColumn(column);
            if (before && !before->points.empty() && !column.points.empty())
                join(*before, column);
            before = &column;
        }
    }

    /// 0 to 1.
    double cover(int x, int y) const
    {
        const double inside = m_style.widthPx / 2 + 0.5 - m_nearest[static_cast<std::size_t>(y * pictureWidth + x)];
        return m_style.edges == ui::Edges::Hard ? (inside >= 0.5 ? 1.0 : 0.0) : std::clamp(inside, 0.0, 1.0);
    }

private:
    struct Column
    {
        int number;
        std::vector<QPointF> points;
        bool isCrowd = false;
        bool isStraight = false;
    };

    void classify(std::vector<Column> &columns) const
    {
        const auto least = [](const Column &c) {
            return std::min_element(c.points.begin(), c.points.end(), [](auto a, auto b) { return a.y() < b.y(); })
                ->y();
        };
        const auto most = [](const Column &c) {
            return std::max_element(c.points.begin(), c.points.end(), [](auto a, auto b) { return a.y() < b.y(); })
                ->y();
        };
        for (Column &c : columns) {
            if (c.points.size() < 3)
                continue;
            const double first = c.points.front().y();
            const double last = c.points.back().y();
            const bool turns = std::min(first, last) - least(c) > 0.0625 || most(c) - std::max(first, last) > 0.0625;
            c.isCrowd = turns || m_style.interpolation == Interpolation::HoldLast;
            c.isStraight = !c.isCrowd;
        }
        const std::vector<Column> turning = columns;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto isCrowdAt = [&](int number) {
                return std::any_of(turning.begin(), turning.end(),
                                   [&](const Column &c) { return c.number == number && c.isCrowd; });
            };
            Column &c = columns[i];
            if (!c.isStraight)
                continue;
            const int beside = (isCrowdAt(c.number - 1) ? 1 : 0) + (isCrowdAt(c.number + 1) ? 1 : 0);
            if (beside == 2 || (beside == 1 && most(c) - least(c) > 16.0))
                c.isCrowd = true;
        }
        for (Column &c : columns) {
            if (c.isCrowd || m_style.interpolation == Interpolation::HoldLast) {
                for (QPointF &point : c.points)
                    point.setX(c.number + 0.5);
            } else if (c.isStraight) {
                c.points = {c.points.front(), c.points.back()};
            }
        }
    }

    void drawColumn(const Column &column)
    {
        for (std::size_t i = 0; i < column.points.size(); ++i) {
            const QPointF from = column.points[i == 0 ? 0 : i - 1];
            addStep(from, column.points[i]);
        }
    }

    void join(const Column &a, const Column &b)
    {
        const QPointF from = a.points.back();
        const QPointF to = b.points.front();
        if (m_style.interpolation == Interpolation::Linear && a.isCrowd && b.isCrowd && a.number + 1 == b.number) {
            const double half = (from.y() + to.y()) / 2;
            addPiece(from, {from.x(), half});
            addPiece({to.x(), half}, to);
        } else {
            addStep(from, to);
        }
    }

    void addStep(QPointF from, QPointF to)
    {
        if (m_style.interpolation == Interpolation::Linear) {
            addPiece(from, to);
            return;
        }
        addPiece(from, {to.x(), from.y()});
        addPiece({to.x(), from.y()}, to);
    }

    void addPiece(QPointF from, QPointF to)
    {
        const double reach = m_style.widthPx / 2 + 2;
        const QPointF d = to - from;
        const double square = QPointF::dotProduct(d, d);
        const int left = static_cast<int>(std::clamp(std::min(from.x(), to.x()) - reach, 0.0, pictureWidth - 1.0));
        const int right = static_cast<int>(std::clamp(std::max(from.x(), to.x()) + reach, 0.0, pictureWidth - 1.0));
        const int top = static_cast<int>(std::clamp(std::min(from.y(), to.y()) - reach, 0.0, pictureHeight - 1.0));
        const int bottom = static_cast<int>(std::clamp(std::max(from.y(), to.y()) + reach, 0.0, pictureHeight - 1.0));
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x) {
                const QPointF middle(x + 0.5, y + 0.5);
                const double along = square > 0 ? QPointF::dotProduct(middle - from, d) / square : 0.0;
                QPointF off = middle - from;
                double distance = 0.0;
                if (along <= 0.0) {
                    distance = std::hypot(off.x(), off.y());
                } else if (along >= 1.0) {
                    off = middle - to;
                    distance = std::hypot(off.x(), off.y());
                } else if (d.x() == 0.0) {
                    distance = std::abs(off.x()); // without rounding
                } else {
                    distance = std::abs(off.x() * d.y() - off.y() * d.x()) / std::sqrt(square);
                }
                double &nearest = m_nearest[static_cast<std::size_t>(y * pictureWidth + x)];
                nearest = std::min(nearest, distance);
            }
        }
    }

    ui::TraceStyle m_style;
    std::vector<double> m_nearest;
};

} // namespace watchglass::test
