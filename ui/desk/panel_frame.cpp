#include "ui/desk/panel_frame.h"

#include "ui/desk/panel_header.h"
#include "ui/models/attention_words.h"
#include "ui/models/series_mime.h"

#include <QAction>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QWindow>

namespace watchglass::ui {

PanelFrame::PanelFrame(std::unique_ptr<Panel> panel, attention::PanelId id, QWidget *parent)
    : QDockWidget(parent)
    , m_panel(panel.release())
    , m_header(new PanelHeader(this))
    , m_menu(new QMenu(this))
    , m_pin(new QAction(tr("Pin at full attention\tP"), this))
    , m_alwaysFull(new QAction(tr("Always full rate"), this))
    , m_id(id)
{
    setObjectName(QStringLiteral("panel-%1").arg(static_cast<std::uint64_t>(id)));
    setAllowedAreas(Qt::AllDockWidgetAreas);
    setFeatures(DockWidgetMovable | DockWidgetFloatable | DockWidgetClosable);
    setAcceptDrops(true);
    setTitleBarWidget(m_header);
    setWidget(m_panel);
    m_header->setMenu(m_menu);
    m_clock.start();
    for (QAction *choice : {m_pin, m_alwaysFull}) {
        choice->setCheckable(true);
        connect(choice, &QAction::toggled, this, &PanelFrame::attentionChoiceChanged);
    }
    connect(m_pin, &QAction::toggled, m_header, &PanelHeader::setPinned);

    const auto retitle = [this] {
        setWindowTitle(m_panel->title());
        m_header->setTitle(m_panel->title());
    };
    const auto rebadge = [this] { m_header->setBadge(m_panel->badge()); };
    retitle();
    rebadge();
    connect(m_panel, &Panel::titleChanged, this, retitle);
    connect(m_panel, &Panel::badgeChanged, this, rebadge);
    connect(m_panel, &Panel::activated, this, &PanelFrame::activated);
    connect(m_header, &PanelHeader::doubleClicked, this, &PanelFrame::maximiseRequested);
    connect(m_menu, &QMenu::aboutToShow, this, &PanelFrame::fillMenu);
    m_header->installEventFilter(this);
}

void PanelFrame::setCurrent(bool current)
{
    m_isCurrent = current;
    m_header->setCurrent(current);
}

attention::Exposure PanelFrame::exposure() const
{
    if (window()->isMinimized())
        return attention::Exposure::Minimised;
    if (!m_panel->isVisible())
        return attention::Exposure::HiddenTab;
    // A dock behind another tab counts as visible, but stands outside the window.
    if (!QRect(m_panel->mapTo(window(), QPoint()), m_panel->size()).intersects(window()->rect()))
        return attention::Exposure::HiddenTab;
    const QWindow *handle = window()->windowHandle();
    return handle && handle->isExposed() ? attention::Exposure::Exposed : attention::Exposure::Covered;
}

/// In device-independent pixels, on all screens together. Where there is no screen, pictures are taken of windows of
/// any size: all of the window counts as seen.
qint64 PanelFrame::visiblePx() const
{
    const QRect inWindow = QRect(m_panel->mapTo(window(), QPoint()), m_panel->size()) & window()->rect();
    if (QGuiApplication::platformName() == QLatin1String("offscreen"))
        return static_cast<qint64>(inWindow.width()) * inWindow.height();
    const QRect place(window()->mapToGlobal(inWindow.topLeft()), inWindow.size());
    qint64 px = 0;
    for (const QScreen *screen : QGuiApplication::screens()) {
        const QRect seen = place & screen->geometry();
        px += static_cast<qint64>(seen.width()) * seen.height();
    }
    return px;
}

attention::PanelSight PanelFrame::sight() const
{
    attention::PanelSight sight;
    sight.exposure = exposure();
    sight.isPinned = isPinned();
    sight.isAlwaysFull = isAlwaysFull();
    if (sight.exposure != attention::Exposure::Exposed)
        return sight;
    sight.visiblePx = visiblePx();
    sight.isFocused = m_isCurrent && window()->isActiveWindow();
    sight.isHovered = underMouse();
    return sight;
}

void PanelFrame::setFigures(const PanelFigures &figures)
{
    const Duration at(m_clock.nsecsElapsed());
    if (!m_attention.isDue(figures.level, at))
        return;
    m_attention.show(figures.level, badgeText(figures), attentionToolTip(figures), at);
    m_header->setAttention(m_attention.text(), m_attention.toolTip());
}

bool PanelFrame::isPinned() const
{
    return m_pin->isChecked();
}

void PanelFrame::setPinned(bool pinned)
{
    m_pin->setChecked(pinned);
}

bool PanelFrame::isAlwaysFull() const
{
    return m_alwaysFull->isChecked();
}

void PanelFrame::setAlwaysFull(bool full)
{
    m_alwaysFull->setChecked(full);
}

bool PanelFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_header && event->type() == QEvent::MouseButtonPress)
        Q_EMIT activated();
    return QDockWidget::eventFilter(watched, event);
}

void PanelFrame::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(seriesMimeType()))
        event->acceptProposedAction();
}

void PanelFrame::dropEvent(QDropEvent *event)
{
    const QList<SeriesKey> keys = decodeSeries(event->mimeData());
    if (keys.isEmpty())
        return;
    event->acceptProposedAction();
    if (m_header->geometry().contains(event->position().toPoint())) {
        Q_EMIT besideRequested(keys);
        return;
    }
    for (const SeriesKey &key : keys)
        m_panel->addSeries(key);
    Q_EMIT activated();
}

void PanelFrame::closeEvent(QCloseEvent *event)
{
    event->ignore();
    Q_EMIT closeRequested();
}

void PanelFrame::fillMenu()
{
    m_menu->clear();
    m_menu->addAction(tr("Maximise or restore"), this, &PanelFrame::maximiseRequested);
    m_menu->addAction(m_pin);
    m_menu->addAction(m_alwaysFull);
    m_menu->addSeparator();
    QMenu *remove = m_menu->addMenu(tr("Remove series"));
    for (const SeriesKey &key : m_panel->series())
        remove->addAction(key.device + QLatin1Char(' ') + key.attributePath(), m_panel,
                          [this, key] { m_panel->removeSeries(key); });
    remove->setEnabled(!m_panel->series().isEmpty());
    m_menu->addSeparator();
    m_menu->addAction(tr("Close panel"), this, &PanelFrame::closeRequested);
}

} // namespace watchglass::ui
