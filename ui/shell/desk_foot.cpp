#include "ui/shell/desk_foot.h"

#include "core/format/value_format.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/attention_view.h"
#include "ui/shell/mark_painter.h"

#include <QEvent>
#include <QPainter>
#include <QPixmap>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr int alarmsTab = static_cast<int>(DeskFoot::Page::Alarms);
constexpr int attentionTab = static_cast<int>(DeskFoot::Page::Attention);
constexpr int markPx = 14;
constexpr int gapPx = metrics::step;

QIcon markIcon(Mark mark, double ratio)
{
    if (mark == Mark::None)
        return {};
    QPixmap pixmap(QSize(markPx, markPx) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintMark(painter, QRectF(0, 0, markPx, markPx), mark, currentTheme());
    return QIcon(pixmap);
}

} // namespace

DeskFoot::DeskFoot(AlarmList *alarms, AttentionView *attention, QWidget *parent)
    : QWidget(parent)
    , m_alarms(alarms)
    , m_attention(attention)
    , m_pages(new QStackedWidget)
    , m_tabs(new QTabBar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    m_pages->addWidget(m_alarms);
    m_pages->addWidget(m_attention);
    m_tabs->addTab(tr("Alarms"));
    m_tabs->addTab(tr("Attention"));
    m_tabs->setTabToolTip(attentionTab, tr("What each series is asked for, and what comes"));
    m_tabs->setAccessibleName(tr("Foot of the desk"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setIconSize({markPx, markPx});
    m_tabs->setProperty("role", QStringLiteral("inline"));
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_pages->setCurrentIndex(tab);
        m_tabs->raise();
        Q_EMIT pageChanged();
    });
    connect(m_alarms, &AlarmList::urgencyChanged, this, &DeskFoot::dress);
    dress();
}

void DeskFoot::showPage(Page page)
{
    m_tabs->setCurrentIndex(static_cast<int>(page));
}

DeskFoot::Page DeskFoot::page() const
{
    return static_cast<Page>(m_tabs->currentIndex());
}

void DeskFoot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        dress();
    QWidget::changeEvent(event);
}

void DeskFoot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeTabs();
}

void DeskFoot::dress()
{
    const std::size_t waiting = m_alarms->unacknowledged();
    m_tabs->setTabText(alarmsTab, waiting > 0 ? tr("Alarms %1").arg(format::count(waiting)) : tr("Alarms"));
    m_tabs->setTabIcon(alarmsTab, markIcon(m_alarms->mark(), devicePixelRatioF()));
    placeTabs();
}

void DeskFoot::placeTabs()
{
    m_tabs->ensurePolished();
    const QSize size = m_tabs->sizeHint();
    m_tabs->setGeometry(gapPx, 0, size.width(), m_attention->headHeight());
    m_tabs->raise();
    m_alarms->setLeadingRoom(size.width());
    m_attention->setLeadingRoom(size.width());
}

} // namespace watchglass::ui
