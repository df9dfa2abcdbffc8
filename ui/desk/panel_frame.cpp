#include "ui/desk/panel_frame.h"

#include "ui/desk/panel_header.h"
#include "ui/desk/series_drag.h"
#include "ui/models/attention_words.h"
#include "ui/models/series_mime.h"
#include "ui/panels/panel_kinds.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QWindow>

namespace watchglass::ui {

namespace {

QString menuName(const SeriesKey &key)
{
    return key.device + QLatin1Char(' ') + key.attributePath();
}

} // namespace

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

    follow();
    connect(m_header, &PanelHeader::doubleClicked, this, &PanelFrame::maximiseRequested);
    connect(m_menu, &QMenu::aboutToShow, this, &PanelFrame::fillMenu);
    m_header->installEventFilter(this);
}

/// The header says what the panel says of itself.
void PanelFrame::follow()
{
    const auto retitle = [this] {
        setWindowTitle(m_panel->title());
        m_header->setTitle(m_panel->title());
    };
    const auto rebadge = [this] {
        const QString badge = m_panel->badge();
        if (!m_panel->isReplay())
            m_header->setBadge(badge);
        else
            m_header->setBadge(badge.isEmpty() ? tr("Replay") : tr("Replay · %1").arg(badge));
    };
    retitle();
    rebadge();
    connect(m_panel, &Panel::titleChanged, this, retitle);
    connect(m_panel, &Panel::badgeChanged, this, rebadge);
    connect(m_panel, &Panel::activated, this, &PanelFrame::activated);
    connect(m_panel, &Panel::ruleRequested, this, &PanelFrame::ruleRequested);
    m_panel->installEventFilter(this);
    new SeriesDrag(*m_panel);
}

void PanelFrame::setPanel(std::unique_ptr<Panel> panel)
{
    const bool hadFocus = m_panel->isAncestorOf(QApplication::focusWidget()) || m_panel->hasFocus();
    Panel *before = std::exchange(m_panel, panel.release());
    before->disconnect(this);
    before->removeEventFilter(this);
    m_panel->setLocked(m_isLocked);
    setWidget(m_panel);
    m_panel->show();
    before->deleteLater(); // the order to replace it may come from its own menu
    follow();
    if (hadFocus)
        m_panel->setFocus();
}

void PanelFrame::setCurrent(bool current)
{
    m_isCurrent = current;
    m_header->setCurrent(current);
}

attention::Exposure PanelFrame::exposure() const
{
    const QWidget *top = window(); // found by going up, which each tick shall not do four times a panel
    if (top->isMinimized())
        return attention::Exposure::Minimised;
    if (!m_panel->isVisible())
        return attention::Exposure::HiddenTab;
    // A dock behind another tab counts as visible, but stands outside the window.
    if (!QRect(m_panel->mapTo(top, QPoint()), m_panel->size()).intersects(top->rect()))
        return attention::Exposure::HiddenTab;
    const QWindow *handle = top->windowHandle();
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
    sight.showsShape = m_panel->showsShape();
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

void PanelFrame::setLocked(bool locked)
{
    m_isLocked = locked;
    m_panel->setLocked(locked);
    setFeatures(locked ? NoDockWidgetFeatures : DockWidgetMovable | DockWidgetFloatable | DockWidgetClosable);
}

void PanelFrame::setUnknown(const QJsonObject &ofPanel, const QJsonObject &ofFrame)
{
    m_unknownOfPanel = ofPanel;
    m_unknownOfKind = m_panel->kind();
    m_unknownOfFrame = ofFrame;
}

QJsonObject PanelFrame::unknownOfPanel() const
{
    return m_panel->kind() == m_unknownOfKind ? m_unknownOfPanel : QJsonObject();
}

bool PanelFrame::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrop = event->type() == QEvent::DragEnter || event->type() == QEvent::Drop;
    if (watched == m_panel && m_isLocked && isDrop) {
        event->ignore();
        return true;
    }
    if (watched == m_header && event->type() == QEvent::MouseButtonPress)
        Q_EMIT activated();
    return QDockWidget::eventFilter(watched, event);
}

void PanelFrame::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_isLocked && event->mimeData()->hasFormat(seriesMimeType()))
        event->acceptProposedAction();
}

void PanelFrame::dropEvent(QDropEvent *event)
{
    const QList<SeriesKey> keys = decodeSeries(event->mimeData());
    if (keys.isEmpty() || m_isLocked)
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
    // clear() takes the submenus out, but they stay the menu's children.
    qDeleteAll(m_menu->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
    m_menu->addAction(tr("Maximise or restore"), this, &PanelFrame::maximiseRequested);
    m_menu->addAction(m_pin);
    m_menu->addAction(m_alwaysFull);
    m_menu->addSeparator();
    fillKinds();
    m_panel->fillMenu(*m_menu);
    fillRules();
    QMenu *remove = m_menu->addMenu(tr("Remove series"));
    for (const SeriesKey &key : m_panel->series())
        remove->addAction(menuName(key), m_panel, [this, key] { m_panel->removeSeries(key); });
    remove->setEnabled(!m_panel->series().isEmpty() && !m_isLocked);
    Q_EMIT menuShown(m_menu);
    m_menu->addSeparator();
    m_menu->addAction(tr("Close panel"), this, &PanelFrame::closeRequested)->setEnabled(!m_isLocked);
}

void PanelFrame::fillKinds()
{
    const auto able = m_kinds ? m_kinds->suiting(m_panel->series()) : std::vector<const PanelKind *>();
    if (able.empty())
        return;
    QMenu *showAs = m_menu->addMenu(tr("Show as"));
    for (const PanelKind *kind : able) {
        QAction *choice = showAs->addAction(kind->name, this, [this, id = kind->id] { Q_EMIT kindRequested(id); });
        choice->setCheckable(true);
        choice->setChecked(kind->id == m_panel->kind());
    }
}

/// One series by its name, several below each other.
void PanelFrame::fillRules()
{
    const QList<SeriesKey> series = m_panel->series();
    const auto add = [this](QMenu &menu, const QString &text, const SeriesKey &key) {
        menu.addAction(text, this, [this, key] { Q_EMIT ruleRequested(key); });
    };
    if (series.size() == 1) {
        add(*m_menu, tr("Alarm rule for %1…").arg(menuName(series.first())), series.first());
        return;
    }
    QMenu *rules = m_menu->addMenu(tr("Alarm rule for"));
    for (const SeriesKey &key : series)
        add(*rules, tr("%1…").arg(menuName(key)), key);
    rules->setEnabled(!series.isEmpty());
}

} // namespace watchglass::ui
