#pragma once

#include "ui/plot/custom_plot.h"
#include "ui/plot/time_grid.h"

#include <QHash>
#include <QTimeZone>

#include <optional>

namespace watchglass::ui {

/// Ticks and labels of a time axis over a TimeGrid.
///
/// QCustomPlot's coordinates are doubles, which at today's dates are 256 ns apart when they count nanoseconds since
/// 1970. So the axis counts nanoseconds from the grid's left end instead: whole numbers that a double holds exactly up
/// to 104 days, and to a part in 2^53 of the span beyond.
class TimeTicker : public QCPAxisTicker
{
public:
    void setGrid(const TimeGrid &grid) { m_grid = grid; }
    /// How many labels there is room for.
    void setMost(int most) { m_most = most; }
    /// There is no room for the date.
    void setBrief(bool isBrief) { m_isBrief = isBrief; }
    bool isBrief() const { return m_isBrief; }
    /// The last labels are left out when they are nearer to the right end than this share of the span: they would be
    /// cut.
    void setRightRoom(double share) { m_rightRoom = share; }
    void setZone(const QTimeZone &zone);
    const QTimeZone &zone() const { return m_zone; }
    /// Labels count from there instead of telling the time; nothing: the time.
    void setOrigin(std::optional<Timestamp> origin);
    std::optional<Timestamp> origin() const { return m_origin; }
    /// An instant as the axis reads it, to the resolution `step`.
    QString reading(Timestamp t, Duration step) const;
    /// Between the ticks generated last.
    Duration step() const { return m_step; }
    /// What the labels leave out, and the zone, for the window's end; where there is no room for it, the zone alone.
    const QString &context();

    void generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision, QVector<double> &ticks,
                  QVector<double> *subTicks, QVector<QString> *tickLabels) override;

private:
    /// What the context was written for.
    struct Written
    {
        std::chrono::minutes minute{}; ///< Neither dates nor zones change within one.
        Duration step{};
        std::optional<Timestamp> origin;
        bool isBrief = false;

        friend bool operator==(const Written &, const Written &) = default;
    };

    QString contextAnew() const;

    TimeGrid m_grid;
    int m_most = 8;
    bool m_isBrief = false;
    std::optional<Written> m_written;
    QString m_context;
    double m_rightRoom = 0.0;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    std::optional<Timestamp> m_origin;
    Duration m_step{};
    QHash<qint64, QString> m_labels; ///< By tick; of m_step, m_zone and m_origin.
};

/// Ticks of a value axis at 1, 2, 2.5 or 5 of a power of ten, written by core/format; of a logarithmic one as
/// logTicks() places them.
class ValueTicker : public QCPAxisTicker
{
public:
    void setLog(bool isLog) { m_isLog = isLog; }

    void generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision, QVector<double> &ticks,
                  QVector<double> *subTicks, QVector<QString> *tickLabels) override;

protected:
    double getTickStep(const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    double m_step = 1.0;
    bool m_isLog = false;
};

} // namespace watchglass::ui
