#include "ui/panels/chart_panel.h"

#include "ui/panels/vector_panel.h"
#include "ui/plot/time_grid.h"
#include "ui/theme/theme.h"

#include <QChart>
#include <QChartView>
#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLegend>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QValueAxis>

namespace watchglass::ui {

namespace {

constexpr QLatin1String kindKey("kind");
constexpr Duration leastApart = std::chrono::seconds(1);

} // namespace

double countAxisTop(double most)
{
    return 4.0 * roundedUp(most / 4.0 > 1.0 ? most / 4.0 : 1.0);
}

ChartPanel::ChartPanel(const PanelContext &context)
    : m_context(context)
    , m_pages(new QStackedWidget)
    , m_hint(new QLabel)
    , m_content(new QWidget)
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("role", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setProperty("role", QStringLiteral("muted"));
    m_hint->setContentsMargins(16, 8, 16, 8);
    m_pages->addWidget(m_hint);
    m_pages->addWidget(m_content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    setMinimumSize(30 * metrics::step, 20 * metrics::step);
}

bool ChartPanel::addSeries(const SeriesKey &key)
{
    Q_UNUSED(key)
    return false;
}

void ChartPanel::removeSeries(const SeriesKey &key)
{
    Q_UNUSED(key)
}

QJsonObject ChartPanel::save() const
{
    return {{kindKey, kind()}};
}

QChartView *ChartPanel::makeView(QChart *chart)
{
    auto *view = new QChartView(chart);
    view->setFrameShape(QFrame::NoFrame);
    view->setFocusPolicy(Qt::NoFocus);
    view->setAttribute(Qt::WA_TransparentForMouseEvents);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setRenderHint(QPainter::Antialiasing);
    view->setMinimumSize(0, 0);
    view->setStyleSheet(QStringLiteral("background: transparent"));
    chart->legend()->hide();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setBackgroundRoundness(0.0);
    chart->setMargins(QMargins(metrics::step, metrics::step, metrics::step, metrics::step));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    style(*chart);
    return view;
}

void ChartPanel::style(QChart &chart)
{
    const Theme &theme = currentTheme();
    chart.setBackgroundBrush(theme.surface);
    chart.setBackgroundPen(Qt::NoPen);
    const QList<QAbstractAxis *> axes = chart.axes();
    for (QAbstractAxis *axis : axes) {
        axis->setLabelsFont(numberFont(metrics::textSmall));
        axis->setLabelsColor(theme.textMuted);
        axis->setGridLinePen(QPen(theme.grid, 1.0));
        axis->setLinePen(QPen(theme.hairline, 1.0));
        axis->setTitleFont(textFont(metrics::textSmall));
        axis->setTitleBrush(theme.textMuted);
    }
}

void ChartPanel::renew()
{
    m_isNew = true;
}

void ChartPanel::drawFrame(Timestamp now)
{
    const bool isEarly =
        m_shownAt && between(*m_shownAt, now) < leastApart && between(*m_shownAt, now) >= Duration::zero();
    if (!m_isNew && (isEarly || !hasNews(now)))
        return;
    m_isNew = false;
    m_shownAt = now;
    ++m_updates;
    const QString text = hint();
    m_hint->setText(text);
    m_pages->setCurrentWidget(text.isEmpty() ? m_content : m_hint);
    if (text.isEmpty())
        showFigures(now);
    setAccessibleDescription(text.isEmpty() ? description() : text);
    Q_EMIT badgeChanged();
}

void ChartPanel::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    restyle();
    renew();
}

void ChartPanel::mousePressEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    Q_EMIT activated();
}

void ChartPanel::focusInEvent(QFocusEvent *event)
{
    Panel::focusInEvent(event);
    Q_EMIT activated();
}

void ChartPanel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    fillMenu(menu);
    if (!menu.isEmpty())
        menu.exec(event->globalPos());
}

} // namespace watchglass::ui
