#pragma once

#include <QPoint>
#include <QProcess>
#include <QString>

#include <optional>

class QWidget;

namespace watchglass::test {

/// An X server without a screen of its own (Xvfb) with a window manager (openbox), and somebody who sits before it:
/// pointer and keys go the way that a person's go, through the server (xdotool).
/// Thread: one. Requires: made before the QApplication, which is then to use the platform "xcb".
class XDisplay
{
public:
    XDisplay();
    ~XDisplay();

    /// Why there is none; nothing when there is.
    std::optional<QString> problem() const { return m_problem; }

    // Each turns the event loop until the server has passed it on.
    void moveTo(const QWidget &widget, QPoint position);
    void click(const QWidget &widget, QPoint position, int button = 1);
    void click(const QWidget &widget);
    void doubleClick(const QWidget &widget, QPoint position);
    /// With the button held, in steps as a hand makes them.
    void drag(const QWidget &from, QPoint start, const QWidget &to, QPoint end);
    /// Away from the place and back by so many clicks of the wheel; up is positive.
    void wheel(const QWidget &widget, QPoint position, int clicks);
    /// As xdotool spells keys: "space", "ctrl+k", "shift+F10".
    void key(const char *name);
    void type(const QString &text);

private:
    bool start(QProcess &process, const QString &program, const QStringList &arguments);
    void act(const QStringList &arguments);

    QProcess m_server;
    QProcess m_windows;
    std::optional<QString> m_problem;
};

} // namespace watchglass::test
