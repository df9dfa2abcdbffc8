#include "ui/desk/desk.h"

#include "ui/desk/default_layout.h"
#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/models/series_mime.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>

#include <algorithm>

namespace watchglass::ui {

namespace {

QEvent::Type evenOutEvent()
{
    static const int type = QEvent::registerEventType();
    return static_cast<QEvent::Type>(type);
}

} // namespace

Desk::Desk(FrameClock &clock, attention::AttentionTracker &tracker, attention::FrameGovernor &governor,
           PanelFactory makePanel, QWidget *parent)
    : QMainWindow(parent, Qt::Widget)
    , m_clock(clock)
    , m_tracker(tracker)
    , m_governor(governor)
    , m_makePanel(std::move(makePanel))
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
    if (m_maximised)
        toggleMaximised();
    PanelFrame *neighbour = m_current;
    PanelFrame *frame = makeFrame(keys, kind);
    dockBeside(frame, neighbour);
    setCurrent(frame);
    return &frame->panel();
}

void Desk::arrange(const QList<QList<SeriesKey>> &panels)
{
    while (!m_frames.empty())
        closeFrame(m_frames.back());
    std::vector<std::vector<PanelFrame *>> rows;
    qsizetype next = 0;
    for (const int count : defaultRows(static_cast<int>(panels.size()))) {
        std::vector<PanelFrame *> &row = rows.emplace_back();
        for (int i = 0; i < count; ++i)
            row.push_back(makeFrame(panels.at(next++)));
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
    if (m_current)
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
    return QMainWindow::event(event);
}

void Desk::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(seriesMimeType()))
        event->acceptProposedAction();
}

void Desk::dropEvent(QDropEvent *event)
{
    const QList<SeriesKey> keys = decodeSeries(event->mimeData());
    if (keys.isEmpty())
        return;
    event->acceptProposedAction();
    addPanel(keys);
}

PanelFrame *Desk::makeFrame(const QList<SeriesKey> &keys, const QString &kind)
{
    auto *frame = new PanelFrame(m_makePanel(kind, keys), m_tracker.makePanel(), this);
    for (const SeriesKey &key : keys)
        frame->panel().addSeries(key);
    const auto tellSeries = [this, frame] { m_tracker.setSeries(frame->id(), frame->panel().series()); };
    tellSeries();
    connect(&frame->panel(), &Panel::titleChanged, this, tellSeries);
    connect(frame, &PanelFrame::attentionChoiceChanged, this, [this] { m_isKnownHidden = false; });
    m_isKnownHidden = false;
    connect(frame, &PanelFrame::activated, this, [this, frame] { setCurrent(frame); });
    connect(frame, &PanelFrame::attentionChoiceChanged, this, &Desk::changed);
    connect(frame, &PanelFrame::closeRequested, this, [this, frame] { closeFrame(frame); });
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

void Desk::dockBeside(PanelFrame *frame, PanelFrame *neighbour)
{
    if (!neighbour || neighbour->isFloating()) {
        addDockWidget(Qt::TopDockWidgetArea, frame);
        return;
    }
    const bool isWide = neighbour->width() > 2 * neighbour->height();
    splitDockWidget(neighbour, frame, isWide ? Qt::Horizontal : Qt::Vertical);
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
    m_rowsToEven.clear();
    if (m_maximised)
        toggleMaximised();
    std::erase(m_frames, frame);
    forget(*frame);
    if (frame == m_current)
        setCurrent(m_frames.empty() ? nullptr : m_frames.back());
    removeDockWidget(frame);
    frame->deleteLater();
    centralWidget()->setVisible(m_frames.empty());
    Q_EMIT changed();
}

void Desk::forget(PanelFrame &frame)
{
    frame.panel().disconnect(this);
    m_tracker.removePanel(frame.id(), m_clock.monotonic());
    m_governor.remove(frame.id());
}

/// A torn-off panel may be seen while the window is not.
bool Desk::isOutOfSight() const
{
    return (!isVisible() || window()->isMinimized())
           && std::none_of(m_frames.begin(), m_frames.end(), [](const auto *frame) { return frame->isFloating(); });
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
        frame->panel().drawFrame(now);
        m_governor.painted(frame->id(), level, m_clock.cpuTime() - before, elapsed);
        m_clock.countFrame(level);
    }
}

} // namespace watchglass::ui
