#include "ui/plot/axis_tickers.h"

#include "core/format/time_format.h"
#include "core/format/value_format.h"
#include "ui/plot/log_ticks.h"
#include "ui/plot/time_ticks.h"

#include <QCoreApplication>

namespace watchglass::ui {
namespace {

constexpr qsizetype mostKeptLabels = 256;

} // namespace

void TimeTicker::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    m_labels.clear();
    m_written.reset();
}

void TimeTicker::setOrigin(std::optional<Timestamp> origin)
{
    if (origin == m_origin)
        return;
    m_origin = origin;
    m_labels.clear();
}

QString TimeTicker::reading(Timestamp t, Duration step) const
{
    return m_origin ? format::elapsed(between(*m_origin, t), step) : format::timeOfDay(t, step, m_zone);
}

const QString &TimeTicker::context()
{
    const Written wanted{std::chrono::floor<std::chrono::minutes>(Duration(m_grid.range().to.ns())), m_step, m_origin,
                         m_isBrief};
    if (m_written != wanted) {
        m_context = contextAnew();
        m_written = wanted;
    }
    return m_context;
}

QString TimeTicker::contextAnew() const
{
    if (m_origin) {
        const QString since = m_isBrief ? format::timeOfDay(*m_origin, std::chrono::seconds(1), m_zone)
                                        : format::dateTime(*m_origin, m_zone);
        return QCoreApplication::translate("TimeTicker", "since %1").arg(since);
    }
    const Timestamp end = m_grid.range().to;
    return m_isBrief ? format::zoneText(m_zone, end) : format::timeContext(end, m_step, m_zone);
}

void TimeTicker::generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision,
                          QVector<double> &ticks, QVector<double> *subTicks, QVector<QString> *tickLabels)
{
    Q_UNUSED(range)
    Q_UNUSED(formatChar)
    Q_UNUSED(precision)
    ticks.clear();
    if (subTicks)
        subTicks->clear();
    if (tickLabels)
        tickLabels->clear();
    const TimeTicks generated =
        m_origin ? elapsedTicks(m_grid.range(), m_most, *m_origin) : timeTicks(m_grid.range(), m_most, m_zone);
    if (generated.step != m_step || m_labels.size() > mostKeptLabels) {
        m_step = generated.step;
        m_labels.clear();
    }
    for (const Timestamp tick : generated.at) {
        ticks.append(static_cast<double>((tick - m_grid.left).count()));
        if (!tickLabels)
            continue;
        if (ticks.last() > static_cast<double>(m_grid.range().length().count()) * (1.0 - m_rightRoom)) {
            tickLabels->append(QString());
            continue;
        }
        QString &label = m_labels[tick.ns()];
        if (label.isEmpty())
            label = m_origin ? reading(tick, m_step) : format::timeTick(tick, m_step, m_zone, locale);
        tickLabels->append(label);
    }
}

void ValueTicker::generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision,
                           QVector<double> &ticks, QVector<double> *subTicks, QVector<QString> *tickLabels)
{
    if (!m_isLog) {
        QCPAxisTicker::generate(range, locale, formatChar, precision, ticks, subTicks, tickLabels);
        return;
    }
    ticks.clear();
    if (subTicks)
        subTicks->clear();
    if (tickLabels)
        tickLabels->clear();
    for (const double tick : logTicks(range.lower, range.upper, tickCount())) {
        ticks.append(tick);
        if (tickLabels)
            tickLabels->append(format::number(tick, 4, locale));
    }
}

double ValueTicker::getTickStep(const QCPRange &range)
{
    m_step = QCPAxisTicker::getTickStep(range);
    return m_step;
}

QString ValueTicker::getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision)
{
    Q_UNUSED(formatChar)
    Q_UNUSED(precision)
    return format::tick(tick, m_step, locale);
}

} // namespace watchglass::ui
