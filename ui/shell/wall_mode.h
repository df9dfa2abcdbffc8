#pragma once

#include "core/base/timestamp.h"

#include <QObject>
#include <QPoint>

#include <functional>
#include <optional>
#include <vector>

class QMainWindow;
class QSettings;
class QWidget;

namespace watchglass::ui {

class CommandRegistry;
class FrameClock;
class Workspaces;

/// The desk alone on the whole screen, for walls that are watched and not touched: no menus, no tree, no status, and
/// the pointer goes when it has not moved for 3 s. Workspaces may take turns. Stays on over a restart.
/// Thread: GUI. Requires: what it is made with outlives it.
class WallMode : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration pointerRest = std::chrono::seconds(3);

    /// `chrome`: what is not there on a wall.
    WallMode(CommandRegistry &commands, QMainWindow &window, Workspaces &workspaces, FrameClock &clock,
             QSettings &settings, std::vector<QWidget *> chrome);
    ~WallMode() override;

    bool isOn() const { return m_isOn; }
    void setOn(bool on);
    /// As it was when the program ended.
    void resume();
    bool isPointerHidden() const { return m_isPointerHidden; }
    /// How long each workspace is shown; nothing: they do not take turns.
    void setTurn(std::optional<Duration> turn);
    std::optional<Duration> turn() const;

Q_SIGNALS:
    void changed(bool isOn);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tick();
    void askForTurn();
    void setPointerHidden(bool hidden);

    CommandRegistry &m_commands;
    QMainWindow &m_window;
    Workspaces &m_workspaces;
    FrameClock &m_clock;
    QSettings &m_settings;
    const std::vector<QWidget *> m_chrome;
    std::vector<QWidget *> m_hidden; ///< Of the chrome, what the wall has hidden.
    bool m_isOn = false;
    bool m_wasMaximised = false;
    bool m_isPointerHidden = false;
    QPoint m_pointer;
    Duration m_movedAt{};
    Duration m_turnedAt{};
};

} // namespace watchglass::ui
