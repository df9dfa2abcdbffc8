#include "ui/shell/wall_mode.h"

#include "ui/desk/frame_clock.h"
#include "ui/desk/workspaces.h"
#include "ui/shell/command_registry.h"

#include <QAction>
#include <QApplication>
#include <QInputDialog>
#include <QMainWindow>
#include <QMouseEvent>
#include <QSettings>

#include <utility>

namespace watchglass::ui {

namespace {

constexpr int longestTurn = 24 * 3600;

QString onKey()
{
    return QStringLiteral("wall/on");
}

QString turnKey()
{
    return QStringLiteral("wall/turnSeconds");
}

} // namespace

WallMode::WallMode(CommandRegistry &commands, QMainWindow &window, Workspaces &workspaces, FrameClock &clock,
                   QSettings &settings, std::vector<QWidget *> chrome)
    : QObject(&window)
    , m_commands(commands)
    , m_window(window)
    , m_workspaces(workspaces)
    , m_clock(clock)
    , m_settings(settings)
    , m_chrome(std::move(chrome))
{
    const QString menu = tr("View");
    commands
        .add(
            {QStringLiteral("view.wall"), menu, tr("Wall mode"), QKeySequence(Qt::Key_F11), [this] { setOn(!m_isOn); }})
        ->setCheckable(true);
    commands
        .add({QStringLiteral("view.leaveWall"), menu, tr("Leave wall mode"), QKeySequence(Qt::Key_Escape),
              [this] { setOn(false); }})
        ->setEnabled(false);
    commands.add({QStringLiteral("view.wallTurns"), menu, tr("Workspaces take turns on the wall…"), {}, [this] {
                      askForTurn();
                  }});
    connect(&clock, &FrameClock::prepared, this, &WallMode::tick);
}

WallMode::~WallMode()
{
    setPointerHidden(false);
}

void WallMode::setOn(bool on)
{
    m_commands.action(QStringLiteral("view.wall"))->setChecked(on);
    m_commands.action(QStringLiteral("view.leaveWall"))->setEnabled(on);
    if (std::exchange(m_isOn, on) == on)
        return;
    m_settings.setValue(onKey(), on);
    m_workspaces.setTabsShown(!on);
    if (on) {
        m_wasMaximised = m_window.isMaximized();
        for (QWidget *part : m_chrome) {
            if (part->isHidden())
                continue;
            part->hide();
            m_hidden.push_back(part);
        }
        m_window.showFullScreen();
        m_movedAt = m_turnedAt = m_clock.monotonic();
        qApp->installEventFilter(this);
    } else {
        qApp->removeEventFilter(this);
        setPointerHidden(false);
        for (QWidget *part : std::exchange(m_hidden, {}))
            part->show();
        m_wasMaximised ? m_window.showMaximized() : m_window.showNormal();
    }
    Q_EMIT changed(on);
}

void WallMode::resume()
{
    setOn(m_settings.value(onKey()).toBool());
}

void WallMode::setTurn(std::optional<Duration> turn)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(turn.value_or(Duration::zero())).count();
    m_settings.setValue(turnKey(), static_cast<int>(seconds));
    m_turnedAt = m_clock.monotonic();
}

std::optional<Duration> WallMode::turn() const
{
    const int seconds = m_settings.value(turnKey()).toInt();
    return seconds > 0 ? std::optional<Duration>(std::chrono::seconds(seconds)) : std::nullopt;
}

bool WallMode::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress) {
        // Qt sends moves also when something else moves under the pointer.
        const QPoint at = static_cast<QMouseEvent *>(event)->globalPosition().toPoint();
        if (std::exchange(m_pointer, at) != at || event->type() == QEvent::MouseButtonPress) {
            m_movedAt = m_clock.monotonic();
            setPointerHidden(false);
        }
    }
    return QObject::eventFilter(watched, event);
}

void WallMode::tick()
{
    if (!m_isOn)
        return;
    const Duration now = m_clock.monotonic();
    if (now - m_movedAt >= pointerRest)
        setPointerHidden(true);
    const std::optional<Duration> each = turn();
    if (!each || now - m_turnedAt < *each)
        return;
    m_turnedAt = now;
    m_workspaces.step(1);
}

void WallMode::setPointerHidden(bool hidden)
{
    if (std::exchange(m_isPointerHidden, hidden) == hidden)
        return;
    if (hidden)
        QApplication::setOverrideCursor(Qt::BlankCursor);
    else
        QApplication::restoreOverrideCursor();
}

void WallMode::askForTurn()
{
    bool isAccepted = false;
    const int seconds = QInputDialog::getInt(&m_window, tr("Workspaces take turns"),
                                             tr("Seconds that each is shown in wall mode; 0: they do not take turns"),
                                             m_settings.value(turnKey()).toInt(), 0, longestTurn, 5, &isAccepted);
    if (isAccepted)
        setTurn(std::chrono::seconds(seconds));
}

} // namespace watchglass::ui
