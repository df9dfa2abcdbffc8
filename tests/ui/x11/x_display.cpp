#include "tests/ui/x11/x_display.h"

#include <QCoreApplication>
#include <QStandardPaths>
#include <QTest>
#include <QWidget>

namespace watchglass::test {

namespace {

constexpr int patienceMs = 20'000;

QStringList moveArguments(const QWidget &widget, QPoint position)
{
    const QPoint global = widget.mapToGlobal(position);
    return {QStringLiteral("mousemove"), QString::number(global.x()), QString::number(global.y())};
}

} // namespace

XDisplay::XDisplay()
{
    for (const char *program : {"Xvfb", "openbox", "xdotool"}) {
        if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty()) {
            m_problem = QStringLiteral("%1 is not installed").arg(QString::fromLatin1(program));
            return;
        }
    }
    // It looks for a free number by itself and writes it when it is ready.
    if (!start(m_server, QStringLiteral("Xvfb"),
               {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                QStringLiteral("1600x900x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")}))
        return;
    while (!m_server.canReadLine() && m_server.waitForReadyRead(patienceMs)) {
    }
    const QByteArray number = m_server.readLine().trimmed();
    if (number.isEmpty()) {
        m_problem = QStringLiteral("Xvfb did not come up: ") + QString::fromUtf8(m_server.readAllStandardError());
        return;
    }
    qputenv("DISPLAY", ":" + number);
    start(m_windows, QStringLiteral("openbox"), {});
}

XDisplay::~XDisplay()
{
    for (QProcess *process : {&m_windows, &m_server}) {
        process->terminate();
        process->waitForFinished(patienceMs);
    }
}

bool XDisplay::start(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.start(program, arguments);
    if (!process.waitForStarted(patienceMs))
        m_problem = QStringLiteral("%1 cannot be started: %2").arg(program, process.errorString());
    return !m_problem;
}

void XDisplay::moveTo(const QWidget &widget, QPoint position)
{
    act(moveArguments(widget, position));
}

void XDisplay::click(const QWidget &widget, QPoint position, int button)
{
    act(moveArguments(widget, position) + QStringList{QStringLiteral("click"), QString::number(button)});
}

void XDisplay::click(const QWidget &widget)
{
    click(widget, widget.rect().center());
}

void XDisplay::doubleClick(const QWidget &widget, QPoint position)
{
    act(moveArguments(widget, position)
        + QStringList{QStringLiteral("click"), QStringLiteral("--repeat"), QStringLiteral("2"),
                      QStringLiteral("--delay"), QStringLiteral("40"), QStringLiteral("1")});
}

/// In one go: while a drag lasts, Qt runs a loop of its own, and whoever waits for a part of it waits for ever.
void XDisplay::drag(const QWidget &from, QPoint start, const QWidget &to, QPoint end)
{
    constexpr int steps = 20;
    const QPoint begin = from.mapToGlobal(start);
    const QPoint way = to.mapToGlobal(end) - begin;
    const QString pause = QStringLiteral("sleep");
    const QString length = QStringLiteral("0.03"); // a hand is no faster, and Qt tells a drag from a click by it
    QStringList gesture =
        moveArguments(from, start) + QStringList{pause, length, QStringLiteral("mousedown"), QStringLiteral("1")};
    for (int i = 1; i <= steps; ++i) {
        const QPoint at = begin + way * i / steps;
        gesture += {pause, length, QStringLiteral("mousemove"), QString::number(at.x()), QString::number(at.y())};
    }
    gesture += {pause, length, QStringLiteral("mouseup"), QStringLiteral("1")};
    act(gesture);
}

void XDisplay::wheel(const QWidget &widget, QPoint position, int clicks)
{
    act(moveArguments(widget, position)
        + QStringList{QStringLiteral("click"), QStringLiteral("--repeat"), QString::number(std::abs(clicks)),
                      QString::number(clicks > 0 ? 4 : 5)});
}

void XDisplay::key(const char *name)
{
    act({QStringLiteral("key"), QStringLiteral("--clearmodifiers"), QString::fromLatin1(name)});
}

void XDisplay::type(const QString &text)
{
    act({QStringLiteral("type"), text});
}

void XDisplay::act(const QStringList &arguments)
{
    QProcess tool;
    tool.start(QStringLiteral("xdotool"), arguments);
    QVERIFY(QTest::qWaitFor([&tool] { return tool.state() == QProcess::NotRunning; }, patienceMs));
    QCOMPARE(tool.exitCode(), 0);
}

} // namespace watchglass::test
