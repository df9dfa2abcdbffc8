#include "ui/desk/panel_frame.h"

#include "ui/desk/panel_header.h"
#include "ui/models/series_mime.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QWindow>

namespace watchglass::ui {

PanelFrame::PanelFrame(std::unique_ptr<Panel> panel, std::uint64_t slot, QWidget *parent)
    : QDockWidget(parent)
    , m_panel(panel.release())
    , m_header(new PanelHeader(this))
    , m_menu(new QMenu(this))
    , m_slot(slot)
{
    setObjectName(QStringLiteral("panel-%1").arg(slot));
    setAllowedAreas(Qt::AllDockWidgetAreas);
    setFeatures(DockWidgetMovable | DockWidgetFloatable | DockWidgetClosable);
    setAcceptDrops(true);
    setTitleBarWidget(m_header);
    setWidget(m_panel);
    m_header->setMenu(m_menu);

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

DrawRate PanelFrame::drawRate() const
{
    if (!m_panel->isVisible() || window()->isMinimized())
        return DrawRate::Hidden;
    // A dock behind another tab counts as visible, but stands outside the window.
    const QRect place(m_panel->mapTo(window(), QPoint()), m_panel->size());
    if (!place.intersects(window()->rect()))
        return DrawRate::Hidden;
    const QWindow *handle = window()->windowHandle();
    if (!handle || !handle->isExposed())
        return DrawRate::Hidden;
    return m_isCurrent || underMouse() ? DrawRate::Focused : DrawRate::Exposed;
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
    QMenu *remove = m_menu->addMenu(tr("Remove series"));
    for (const SeriesKey &key : m_panel->series())
        remove->addAction(key.device + QLatin1Char(' ') + key.attributePath(), m_panel,
                          [this, key] { m_panel->removeSeries(key); });
    remove->setEnabled(!m_panel->series().isEmpty());
    m_menu->addSeparator();
    m_menu->addAction(tr("Close panel"), this, &PanelFrame::closeRequested);
}

} // namespace watchglass::ui
