#include "ui/panels/system_status_panel.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "core/ingest/device_registry.h"
#include "ui/plot/time_grid.h"
#include "ui/theme/theme.h"

#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QGridLayout>
#include <QLabel>
#include <QLineSeries>
#include <QMenu>
#include <QTimer>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr QLatin1String sourceKey("source");
constexpr QLatin1String minutesKey("minutes");
constexpr std::array<int, 3> spans{2, 10, 60};
constexpr std::size_t connections = 3;
constexpr int collectMs = 1000;

qint64 toMs(Timestamp time)
{
    return time.ns() / 1'000'000;
}

} // namespace

SystemStatusPanel::SystemStatusPanel(const PanelContext &context)
    : ChartPanel(context)
    , m_chart(new QChart)
    , m_time(new QDateTimeAxis)
    , m_percent(new QValueAxis)
    , m_count(new QValueAxis)
    , m_timer(new QTimer(this))
{
    setAccessibleName(tr("System status"));
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_percent, Qt::AlignLeft);
    m_chart->addAxis(m_count, Qt::AlignRight);
    m_time->setFormat(QStringLiteral("HH:mm"));
    m_time->setTickCount(5);
    m_percent->setRange(0.0, 100.0);
    m_percent->setTickCount(5);
    m_percent->setLabelFormat(QStringLiteral("%d %%"));
    m_count->setLabelFormat(QStringLiteral("%d"));
    m_count->setTickCount(5);
    m_count->setGridLineVisible(false);

    auto *layout = new QVBoxLayout(&content());
    layout->setContentsMargins(12, 8, 8, 4);
    layout->setSpacing(metrics::step);
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(0);
    layout->addLayout(grid);
    addFigure(0, &SystemStatus::cpuPercent, *grid);
    addFigure(1, &SystemStatus::memoryPercent, *grid);
    addFigure(2, &SystemStatus::diskPercent, *grid);
    addFigure(connections, &SystemStatus::activeConnections, *grid);
    layout->addWidget(makeView(m_chart), 1);
    restyle();
    connect(m_timer, &QTimer::timeout, this, &SystemStatusPanel::collect);
    m_timer->start(collectMs);
    collect();
}

void SystemStatusPanel::addFigure(std::size_t index, std::optional<double> SystemStatus::*field, QGridLayout &grid)
{
    Figure &figure = m_figures[index];
    figure = {field, new QLineSeries, new QLabel, new QLabel(format::none())};
    figure.caption->setTextFormat(Qt::RichText);
    const int column = static_cast<int>(index);
    grid.addWidget(figure.caption, 0, column);
    grid.addWidget(figure.value, 1, column);
    grid.setColumnStretch(column, 1);
    m_chart->addSeries(figure.line);
    figure.line->attachAxis(m_time);
    figure.line->attachAxis(index == connections ? m_count : m_percent);
}

QString SystemStatusPanel::nameOf(std::size_t index) const
{
    const std::array<QString, 4> names{tr("Processor"), tr("Memory"), tr("Disk"), tr("Connections")};
    return names[index];
}

QString SystemStatusPanel::textOf(std::size_t index, const SystemStatus &status) const
{
    const auto value = status.*(m_figures[index].field);
    if (!value)
        return format::none();
    return index == connections ? format::number(*value)
                                : format::withUnit(format::fixed(*value, 0), QStringLiteral("%"));
}

void SystemStatusPanel::restyle()
{
    const Theme &theme = currentTheme();
    style(*m_chart);
    m_count->setGridLineVisible(false);
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const Figure &figure = m_figures[i];
        const QColor colour = theme.series.at(i);
        figure.line->setPen(QPen(colour, 1.75, i == connections ? Qt::DashLine : Qt::SolidLine));
        figure.caption->setText(
            QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp; <span style=\"color:%3\">%4</span>")
                .arg(colour.name(), i == connections ? QStringLiteral("╌") : QStringLiteral("■"),
                     theme.textMuted.name(), nameOf(i)));
        figure.value->setFont(numberFont(metrics::textLarge));
    }
}

QString SystemStatusPanel::source() const
{
    const QStringList sources = m_history.sources();
    if (!m_source.isEmpty() || sources.isEmpty())
        return m_source;
    return sources.constFirst();
}

QString SystemStatusPanel::nameOf(const QString &source) const
{
    return context().devices.sourceName(source);
}

void SystemStatusPanel::setSource(const QString &source)
{
    m_source = source;
    renew();
    Q_EMIT titleChanged();
}

void SystemStatusPanel::collect()
{
    m_hasNews = m_history.observe(context().events) || m_hasNews;
    if (std::exchange(m_shownTitle, title()) != m_shownTitle)
        Q_EMIT titleChanged();
}

bool SystemStatusPanel::hasNews(Timestamp now)
{
    Q_UNUSED(now)
    collect();
    return std::exchange(m_hasNews, false);
}

QString SystemStatusPanel::hint() const
{
    if (!m_history.of(source()).empty())
        return {};
    return m_source.isEmpty() ? tr("No source has told anything of its own health yet")
                              : tr("%1 has told nothing of its own health yet").arg(nameOf(m_source));
}

void SystemStatusPanel::showFigures(Timestamp now)
{
    Q_UNUSED(now)
    m_hasNews = false;
    const auto &statuses = m_history.of(source());
    const Timestamp to = statuses.back().time;
    // A history that is still short fills the chart as well.
    const Timestamp known = std::min(statuses.front().time, to - std::chrono::minutes(1));
    const Timestamp from = std::max(known, to - std::chrono::minutes(m_minutes));
    double most = 1.0;
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        QList<QPointF> points;
        for (const SystemStatus &status : statuses) {
            const auto value = status.*(m_figures[i].field);
            if (!value || status.time < from)
                continue;
            points.append({static_cast<double>(toMs(status.time)), *value});
            if (i == connections)
                most = std::max(most, *value);
        }
        m_figures[i].line->replace(points);
        m_figures[i].value->setText(textOf(i, statuses.back()));
        m_figures[i].value->setAccessibleName(nameOf(i));
    }
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(toMs(from)), QDateTime::fromMSecsSinceEpoch(toMs(to)));
    m_time->setFormat(to - from < std::chrono::minutes(10) ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
    m_count->setRange(0.0, countAxisTop(most));
}

QString SystemStatusPanel::title() const
{
    const QString shown = source();
    return shown.isEmpty() ? tr("System status") : nameOf(shown) + QStringLiteral(" · ") + tr("System status");
}

QString SystemStatusPanel::badge() const
{
    return tr("last %1").arg(format::duration(std::chrono::minutes(m_minutes)));
}

QString SystemStatusPanel::description() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_figures.size(); ++i)
        parts << nameOf(i) + QLatin1Char(' ') + textOf(i, m_history.of(source()).back());
    return nameOf(source()) + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

void SystemStatusPanel::fillMenu(QMenu &menu)
{
    const auto add = [&](QMenu *list, const QString &text, bool isChosen, auto choose) {
        QAction *action = list->addAction(text, this, choose);
        action->setCheckable(true);
        action->setChecked(isChosen);
    };
    QMenu *sources = menu.addMenu(tr("Source"));
    add(sources, tr("The first that tells"), m_source.isEmpty(), [this] { setSource({}); });
    for (const QString &one : m_history.sources())
        add(sources, nameOf(one), one == m_source, [this, one] { setSource(one); });
    QMenu *span = menu.addMenu(tr("Time"));
    for (const int minutes : spans)
        add(span, tr("Last %1").arg(format::duration(std::chrono::minutes(minutes))), minutes == m_minutes,
            [this, minutes] {
                m_minutes = minutes;
                renew();
            });
}

QJsonObject SystemStatusPanel::save() const
{
    QJsonObject state = ChartPanel::save();
    state.insert(sourceKey, m_source);
    state.insert(minutesKey, m_minutes);
    return state;
}

void SystemStatusPanel::restore(const QJsonObject &state)
{
    const int minutes = state.value(minutesKey).toInt();
    m_minutes = std::find(spans.begin(), spans.end(), minutes) == spans.end() ? 10 : minutes;
    setSource(state.value(sourceKey).toString());
}

PanelKind systemStatusKind()
{
    return {QStringLiteral("systemStatus"), SystemStatusPanel::tr("System status"),
            [](const QList<SeriesInfo> &series) { return series.isEmpty() ? Fit::Best : Fit::Impossible; },
            [](const PanelContext &context) { return std::make_unique<SystemStatusPanel>(context); }};
}

} // namespace watchglass::ui
