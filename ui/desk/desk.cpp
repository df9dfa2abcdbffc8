#include "ui/desk/desk.h"

#include "ui/desk/default_layout.h"
#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/models/series_mime.h"
#include "ui/plot/time_link.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QMimeData>

#include <algorithm>

namespace watchglass::ui {

namespace {

QEvent::Type evenOutEvent()
{
    static const int type = QEvent::registerEventType();
    return static_cast<QEvent::Type>(type);
}

/// What QMainWindow takes as taking hold of the line between two panels.
bool isPointing(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::HoverEnter:
    case QEvent::HoverMove:
        return true;
    default:
        return false;
    }
}

} // namespace

Desk::Desk(FrameClock &clock, attention::AttentionTracker &tracker, attention::FrameGovernor &governor,
           PanelFactory makePanel, QWidget *parent)
    : QMainWindow(parent, Qt::Widget)
    , m_clock(clock)
    , m_tracker(tracker)
    , m_governor(governor)
    , m_makePanel(std::move(makePanel))
    , m_timeLink(std::make_shared<TimeLink>())
{
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    auto *hint = new QLabel(tr("Nothing on the desk yet.\nDrag a device or a series from the tree to here."));
    hint->setAlignment(Qt::AlignCenter);
    hint->setProperty("role", QStringLiteral("muted"));
    setCentralWidget(hint);
    connect(&clock, &FrameClock::frameDue, this, &Desk::drawDue);
}

Desk::~Desk()
{
    for (PanelFrame *frame : m_frames)
        forget(*frame);
}

Panel *Desk::addPanel(const QList<SeriesKey> &keys, const QString &kind)
{
    if (m_isLocked)
        return nullptr;
    if (m_maximised)
        toggleMaximised();
    PanelFrame *neighbour = m_current;
    PanelFrame *frame = makeFrame(keys, kind);
    dockBeside(frame, neighbour);
    setCurrent(frame);
    return &frame->panel();
}

void Desk::arrange(const QList<QList<SeriesKey>> &panels, const QString &kind)
{
    while (!m_frames.empty())
        closeFrame(m_frames.back());
    std::vector<std::vector<PanelFrame *>> rows;
    qsizetype next = 0;
    for (const int count : defaultRows(static_cast<int>(panels.size()))) {
        std::vector<PanelFrame *> &row = rows.emplace_back();
        for (int i = 0; i < count; ++i)
            row.push_back(makeFrame(panels.at(next++), kind));
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row == 0)
            addDockWidget(Qt::TopDockWidgetArea, rows[row].front());
        else
            splitDockWidget(rows[row - 1].front(), rows[row].front(), Qt::Vertical);
    }
    for (const auto &row : rows) {
        for (std::size_t i = 1; i < row.size(); ++i)
            splitDockWidget(row[i - 1], row[i], Qt::Horizontal);
        m_rowsToEven.emplace_back(row.begin(), row.end());
    }
    // Docks have sizes to share out only after the window was laid out with them.
    QCoreApplication::postEvent(this, new QEvent(evenOutEvent()));
    if (!m_frames.empty())
        setCurrent(m_frames.front());
}

std::vector<Panel *> Desk::panels() const
{
    std::vector<Panel *> result;
    for (const PanelFrame *frame : m_frames)
        result.push_back(&frame->panel());
    return result;
}

Panel *Desk::currentPanel() const
{
    return m_current ? &m_current->panel() : nullptr;
}

void Desk::closeCurrent()
{
    if (m_current && !m_isLocked)
        closeFrame(m_current);
}

void Desk::toggleMaximised()
{
    if (!m_maximised && (!m_current || m_frames.size() < 2))
        return;
    m_maximised = !m_maximised;
    if (m_maximised)
        m_layoutBeforeMaximise = saveState();
    for (PanelFrame *frame : m_frames)
        frame->setVisible(!m_maximised || frame == m_current);
    if (!m_maximised)
        restoreState(m_layoutBeforeMaximise);
    Q_EMIT changed();
}

bool Desk::event(QEvent *event)
{
    if (event->type() == evenOutEvent())
        evenOut();
    return m_isLocked && isPointing(*event) ? QWidget::event(event) : QMainWindow::event(event);
}

void Desk::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_isLocked && event->mimeData()->hasFormat(seriesMimeType()))
        event->acceptProposedAction();
}

void Desk::dropEvent(QDropEvent *event)
{
    const QList<SeriesKey> keys = decodeSeries(event->mimeData());
    if (keys.isEmpty() || m_isLocked)
        return;
    event->acceptProposedAction();
    addPanel(keys);
}

PanelFrame *Desk::makeFrame(const QList<SeriesKey> &keys, const QString &kind)
{
    std::unique_ptr<Panel> panel = m_makePanel(kind, keys);
    panel->setTimeLink(m_timeLink);
    for (const SeriesKey &key : keys)
        panel->addSeries(key);
    return addFrame(std::move(panel));
}

PanelFrame *Desk::addFrame(std::unique_ptr<Panel> panel)
{
    auto *frame = new PanelFrame(std::move(panel), m_tracker.makePanel(), this);
    frame->setObjectName(QStringLiteral("panel-%1").arg(m_nextName++));
    followPanel(frame);
    frame->setKinds(m_kinds);
    connect(frame, &PanelFrame::kindRequested, this, [this, frame](const QString &wanted) {
        setCurrent(frame);
        changeKind(frame, wanted);
    });
    connect(frame, &PanelFrame::attentionChoiceChanged, this, [this] { m_isKnownHidden = false; });
    m_isKnownHidden = false;
    connect(frame, &PanelFrame::activated, this, [this, frame] { setCurrent(frame); });
    connect(frame, &PanelFrame::attentionChoiceChanged, this, &Desk::changed);
    connect(frame, &PanelFrame::closeRequested, this, [this, frame] {
        if (!m_isLocked)
            closeFrame(frame);
    });
    connect(frame, &PanelFrame::menuShown, this, [this, frame](QMenu *menu) { Q_EMIT panelMenuShown(frame, menu); });
    connect(frame, &PanelFrame::ruleRequested, this, &Desk::ruleRequested);
    connect(frame, &QDockWidget::dockLocationChanged, this, &Desk::changed);
    connect(frame, &QDockWidget::topLevelChanged, this, &Desk::changed);
    connect(frame, &PanelFrame::maximiseRequested, this, [this, frame] {
        setCurrent(frame);
        toggleMaximised();
    });
    connect(frame, &PanelFrame::besideRequested, this, [this, frame](const QList<SeriesKey> &dropped) {
        setCurrent(frame);
        addPanel(dropped);
    });
    m_frames.push_back(frame);
    centralWidget()->hide();
    return frame;
}

/// The tracker knows what the panel shows.
void Desk::followPanel(PanelFrame *frame)
{
    const auto tellSeries = [this, frame] { m_tracker.setSeries(frame->id(), frame->panel().series()); };
    tellSeries();
    connect(&frame->panel(), &Panel::titleChanged, this, tellSeries);
    connect(&frame->panel(), &Panel::titleChanged, this, &Desk::changed);
}

void Desk::setKinds(const PanelMaker &kinds)
{
    m_kinds = &kinds;
    for (PanelFrame *frame : m_frames)
        frame->setKinds(m_kinds);
}

void Desk::changeKind(PanelFrame *frame, const QString &kind)
{
    const Panel &before = frame->panel();
    if (m_isLocked || before.kind() == kind)
        return;
    const QList<SeriesKey> keys = before.series();
    std::unique_ptr<Panel> made = m_makePanel(kind, keys);
    made->setTimeLink(m_timeLink);
    for (const SeriesKey &key : keys)
        made->addSeries(key);
    before.disconnect(this);
    frame->setPanel(std::move(made));
    followPanel(frame);
    Q_EMIT changed();
}

void Desk::evenOut()
{
    QList<QDockWidget *> firsts;
    for (const QList<QDockWidget *> &row : m_rowsToEven) {
        resizeDocks(row, QList<int>(row.size(), width() / static_cast<int>(row.size())), Qt::Horizontal);
        firsts.append(row.constFirst());
    }
    resizeDocks(firsts, QList<int>(firsts.size(), height() / std::max(1, static_cast<int>(firsts.size()))),
                Qt::Vertical);
    m_rowsToEven.clear();
}

/// Where there is no room for two panels, the new one is a tab in front of the other.
void Desk::dockBeside(PanelFrame *frame, PanelFrame *neighbour)
{
    if (!neighbour || neighbour->isFloating()) {
        addDockWidget(Qt::TopDockWidgetArea, frame);
    } else {
        const QSize least = neighbour->minimumSizeHint().expandedTo(frame->minimumSizeHint());
        const bool isWide = neighbour->width() > 2 * neighbour->height();
        const bool isTooNarrow = neighbour->isVisible() && neighbour->width() < 2 * least.width();
        const bool isTooLow = neighbour->isVisible() && neighbour->height() < 2 * least.height();
        if (isTooNarrow && isTooLow)
            tabifyDockWidget(neighbour, frame);
        else
            splitDockWidget(neighbour, frame, isTooLow || (isWide && !isTooNarrow) ? Qt::Horizontal : Qt::Vertical);
    }
    frame->show();
    layout()->activate(); // else it is painted in the corner where it came into being, over another panel
    frame->raise();
}

void Desk::setCurrent(PanelFrame *frame)
{
    if (frame == m_current)
        return;
    if (m_current)
        m_current->setCurrent(false);
    m_current = frame;
    if (m_current)
        m_current->setCurrent(true);
    Q_EMIT changed();
}

void Desk::closeFrame(PanelFrame *frame)
{
    Q_EMIT closing();
    m_rowsToEven.clear();
    if (m_maximised)
        toggleMaximised();
    std::erase(m_frames, frame);
    forget(*frame);
    if (frame == m_current)
        setCurrent(m_frames.empty() ? nullptr : m_frames.back());
    removeDockWidget(frame);
    // Else it would still be found by its name until it is gone.
    frame->disconnect(this);
    frame->setParent(nullptr);
    frame->deleteLater();
    centralWidget()->setVisible(m_frames.empty());
    Q_EMIT changed();
}

void Desk::forget(PanelFrame &frame)
{
    frame.panel().disconnect(this);
    frame.panel().setTimeLink(nullptr);
    m_tracker.removePanel(frame.id(), m_clock.monotonic());
    m_governor.remove(frame.id());
}

/// A torn-off panel may be seen while the window is not.
bool Desk::isOutOfSight() const
{
    return (!isVisible() || window()->isMinimized())
           && std::none_of(m_frames.begin(), m_frames.end(), [this](const auto *frame) {
                  return frame->isWindow() || frame->parentWidget() != this; // alone, or in a group of torn-off ones
              });
}

void Desk::drawDue(Timestamp now)
{
    const bool isHidden = isOutOfSight();
    if (isHidden && m_isKnownHidden)
        return; // told once, there is nothing more to say until something of it can be seen
    m_isKnownHidden = isHidden;
    const Duration elapsed = m_clock.monotonic();
    for (PanelFrame *frame : m_frames)
        m_tracker.setSight(frame->id(), frame->sight(), elapsed);
    m_tracker.update(elapsed);
    for (PanelFrame *frame : m_frames) {
        const AttentionLevel level = m_tracker.panel(frame->id()).drawLevel;
        if (!m_governor.isDue(frame->id(), level, elapsed))
            continue;
        const Duration before = m_clock.cpuTime();
        frame->panel().setReplay(m_clock.isReplay());
        frame->panel().drawFrame(now);
        m_governor.painted(frame->id(), level, m_clock.cpuTime() - before, elapsed);
        m_clock.countFrame(level);
    }
}

} // namespace watchglass::ui
