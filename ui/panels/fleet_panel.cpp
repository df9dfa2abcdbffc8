#include "ui/panels/fleet_panel.h"

#include "core/format/value_format.h"
#include "ui/panels/paint_text.h"
#include "ui/theme/theme.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPieSeries>
#include <QPieSlice>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>
#include <numeric>

namespace watchglass::ui {

namespace {

constexpr QLatin1String hoursKey("hours");
constexpr std::array<int, 3> spans{6, 12, 24};
constexpr double hole = 0.68;
constexpr int legendPx = 150;

/// The order in which people want to know: what is wrong first.
constexpr std::array<DeviceState, 5> order{DeviceState::Error, DeviceState::Warning, DeviceState::Offline,
                                           DeviceState::Unknown, DeviceState::Online};

QColor colourOf(DeviceState state, const Theme &theme)
{
    switch (state) {
    case DeviceState::Error:
        return theme.critical;
    case DeviceState::Warning:
        return theme.warning;
    case DeviceState::Offline:
        return mixed(theme.textFaint, theme.surface, 0.45);
    case DeviceState::Unknown:
        return theme.hairline;
    case DeviceState::Online:
        break;
    }
    return theme.textFaint;
}

QColor colourOf(AlarmPriority priority, const Theme &theme)
{
    switch (priority) {
    case AlarmPriority::Critical:
        return theme.critical;
    case AlarmPriority::Warning:
        return theme.warning;
    case AlarmPriority::Information:
        break;
    }
    return theme.information;
}

QString hourText(Timestamp start)
{
    return QDateTime::fromMSecsSinceEpoch(start.ns() / 1'000'000).toString(QStringLiteral("HH"));
}

} // namespace

FleetPanel::FleetPanel(const PanelContext &context)
    : ChartPanel(context)
    , m_pie(new QPieSeries)
    , m_pieChart(new QChart)
    , m_total(new QLabel)
    , m_legend(new QLabel)
    , m_barChart(new QChart)
    , m_bars(new QStackedBarSeries)
    , m_hourAxis(new QBarCategoryAxis)
    , m_countAxis(new QValueAxis)
    , m_barCaption(new QLabel)
{
    setAccessibleName(tr("Fleet overview"));
    auto *layout = new QHBoxLayout(&content());
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(16);
    layout->addWidget(makeShares(), 2);
    layout->addWidget(makeHours(), 3);
    restyle();
}

QWidget *FleetPanel::makeShares()
{
    auto *part = new QWidget;
    auto *layout = new QHBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_pie->setHoleSize(hole);
    m_pie->setPieSize(0.98);
    for (std::size_t i = 0; i < order.size(); ++i)
        m_pie->append(QString(), 0.0);
    m_pieChart->addSeries(m_pie);
    m_pieView = makeView(m_pieChart);
    m_pieChart->setMargins(QMargins());
    m_total->setParent(m_pieView);
    m_total->setAlignment(Qt::AlignCenter);
    m_total->setTextFormat(Qt::RichText);
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setAlignment(Qt::AlignVCenter | Qt::AlignLeft);
    m_legend->setMinimumWidth(legendPx);
    layout->addWidget(m_pieView, 1);
    layout->addWidget(m_legend);
    return part;
}

QWidget *FleetPanel::makeHours()
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_barCaption->setProperty("role", QStringLiteral("caption"));
    const std::array<QString, 3> names{tr("Information"), tr("Warning"), tr("Critical")};
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        m_sets[i] = new QBarSet(names[i]);
        m_bars->append(m_sets[i]);
    }
    m_bars->setBarWidth(0.6);
    m_barChart->addSeries(m_bars);
    m_barChart->addAxis(m_hourAxis, Qt::AlignBottom);
    m_barChart->addAxis(m_countAxis, Qt::AlignLeft);
    m_bars->attachAxis(m_hourAxis);
    m_bars->attachAxis(m_countAxis);
    m_countAxis->setLabelFormat(QStringLiteral("%d"));
    layout->addWidget(m_barCaption);
    layout->addWidget(makeView(m_barChart), 1);
    return part;
}

QString FleetPanel::stateName(std::size_t state) const
{
    const std::array<QString, 5> names{tr("Unknown"), tr("Online"), tr("Offline"), tr("Warning"), tr("Error")};
    return names[state];
}

void FleetPanel::restyle()
{
    const Theme &theme = currentTheme();
    style(*m_pieChart);
    style(*m_barChart);
    m_hourAxis->setGridLineVisible(false);
    const QList<QPieSlice *> slices = m_pie->slices();
    for (std::size_t i = 0; i < order.size(); ++i) {
        QPieSlice *slice = slices.at(static_cast<qsizetype>(i));
        slice->setBrush(colourOf(order[i], theme));
        slice->setPen(QPen(theme.surface, 2.0));
    }
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        m_sets[i]->setBrush(colourOf(static_cast<AlarmPriority>(i), theme));
        m_sets[i]->setPen(QPen(theme.surface, 1.0));
    }
}

bool FleetPanel::hasNews(Timestamp now)
{
    const Timestamp last = m_alarms.first + std::chrono::hours(m_hours);
    return m_deviceRevision != context().devices.revision() || m_alarmRevision != context().alarms.revision()
           || now >= last; // another hour has begun
}

QString FleetPanel::hint() const
{
    return context().devices.devices().empty()
               ? tr("No devices yet: add a source, and what it has will be counted here")
               : QString();
}

void FleetPanel::showFigures(Timestamp now)
{
    m_deviceRevision = context().devices.revision();
    m_alarmRevision = context().alarms.revision();
    m_counts = stateCounts(context().devices.devices());
    m_alarms = alarmHours(context().alarms.alarms(), now, m_hours);
    showShares();
    showHours();
    placeTotal();
}

void FleetPanel::showShares()
{
    const Theme &theme = currentTheme();
    const std::size_t total = std::accumulate(m_counts.begin(), m_counts.end(), std::size_t(0));
    const QList<QPieSlice *> slices = m_pie->slices();
    QString rows;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto state = static_cast<std::size_t>(order[i]);
        const std::size_t count = m_counts[state];
        slices.at(static_cast<qsizetype>(i))->setValue(static_cast<double>(count));
        if (count == 0 && order[i] != DeviceState::Online)
            continue;
        const QString share = format::fixed(100.0 * static_cast<double>(count) / static_cast<double>(total), 0);
        rows +=
            QStringLiteral(
                "<tr><td style=\"color:%1\">■&nbsp;</td><td style=\"color:%2\">%3&nbsp;&nbsp;</td>"
                "<td align=\"right\"><b>%4</b>&nbsp;&nbsp;</td><td align=\"right\" style=\"color:%2\">%5 %</td></tr>")
                .arg(colourOf(order[i], theme).name(), theme.textMuted.name(), stateName(state), format::count(count),
                     share);
    }
    m_legend->setText(QStringLiteral("<table cellspacing=\"0\" cellpadding=\"2\">%1</table>").arg(rows));
    m_total->setText(
        QStringLiteral("<div style=\"font-size:28px\">%1</div><div style=\"font-size:11px; color:%2\">%3</div>")
            .arg(format::count(total), theme.textMuted.name(), tr("devices")));
}

void FleetPanel::showHours()
{
    QStringList hours;
    for (int i = 0; i < m_hours; ++i)
        hours << hourText(m_alarms.first + std::chrono::hours(i));
    m_hourAxis->setCategories(hours);
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        QList<double> values;
        for (const auto &hour : m_alarms.hours)
            values.append(static_cast<double>(hour[i]));
        m_sets[i]->remove(0, m_sets[i]->count());
        m_sets[i]->append(values);
    }
    m_countAxis->setRange(0.0, countAxisTop(static_cast<double>(m_alarms.most())));
    m_countAxis->setTickCount(5);
    m_barCaption->setText(
        m_alarms.total() == 0
            ? tr("No alarms in the last %1 hours").arg(m_hours)
            : tr("Alarms per hour, %1 in %2 hours").arg(format::count(m_alarms.total())).arg(m_hours));
}

/// In the ring's middle, and not at all where the ring is too small for it.
void FleetPanel::placeTotal()
{
    m_total->adjustSize();
    const QSize view = m_pieView->size();
    const double inner = std::min(view.width(), view.height()) * hole;
    m_total->setVisible(inner > m_total->width() && inner > m_total->height());
    m_total->move((view.width() - m_total->width()) / 2, (view.height() - m_total->height()) / 2);
}

void FleetPanel::resizeEvent(QResizeEvent *event)
{
    ChartPanel::resizeEvent(event);
    renew();
}

QString FleetPanel::badge() const
{
    return tr("%1 h").arg(m_hours);
}

QString FleetPanel::description() const
{
    QStringList parts;
    for (const DeviceState state : order) {
        if (const std::size_t count = m_counts[static_cast<std::size_t>(state)]; count > 0)
            parts << stateName(static_cast<std::size_t>(state)) + QLatin1Char(' ') + format::count(count);
    }
    return tr("Devices: %1. Alarms in the last %2 hours: %3")
        .arg(parts.join(QStringLiteral(", ")))
        .arg(m_hours)
        .arg(format::count(m_alarms.total()));
}

void FleetPanel::setHours(int hours)
{
    if (std::find(spans.begin(), spans.end(), hours) == spans.end())
        return;
    m_hours = hours;
    renew();
}

void FleetPanel::fillMenu(QMenu &menu)
{
    for (const int hours : spans) {
        QAction *action =
            menu.addAction(tr("Alarms of the last %1 hours").arg(hours), this, [this, hours] { setHours(hours); });
        action->setCheckable(true);
        action->setChecked(hours == m_hours);
    }
}

QJsonObject FleetPanel::save() const
{
    QJsonObject state = ChartPanel::save();
    state.insert(hoursKey, m_hours);
    return state;
}

void FleetPanel::restore(const QJsonObject &state)
{
    m_hours = 12;
    setHours(state.value(hoursKey).toInt());
    renew();
}

PanelKind fleetKind()
{
    return {QStringLiteral("fleet"), FleetPanel::tr("Fleet overview"),
            [](const QList<SeriesInfo> &series) { return series.isEmpty() ? Fit::Best : Fit::Impossible; },
            [](const PanelContext &context) { return std::make_unique<FleetPanel>(context); }};
}

} // namespace watchglass::ui
