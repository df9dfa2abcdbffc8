#include "app/watchglass/replay_control.h"

#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/replay_bar.h"

#include <QAction>

namespace watchglass::app {

using replay::Timeline;

void ReplayControl::addCommand(const char *id, const QString &text, const QKeySequence &keys, std::function<void()> run)
{
    ui::CommandRegistry &commands = m_parts.window.commands();
    commands.add({QLatin1String(id), tr("Replay"), text, keys, std::move(run)})->setEnabled(isOpen());
    commands.explain(QLatin1String(id), tr("No recording is open"));
}

void ReplayControl::addCommands()
{
    using Point = Timeline::Point;
    const auto add = [this](const char *id, const QString &text, const QKeySequence &keys, std::function<void()> run) {
        addCommand(id, text, keys, std::move(run));
    };
    const auto keys = [](int key) { return QKeySequence(key); };
    constexpr int ctrlAlt = static_cast<int>(Qt::CTRL) | static_cast<int>(Qt::ALT);
    constexpr int shift = ctrlAlt | static_cast<int>(Qt::SHIFT);
    add("replay.play", tr("Play or pause the recording"), keys(ctrlAlt | Qt::Key_P), [this] { togglePlay(); });
    add("replay.start", tr("Go to the start of the recording"), keys(ctrlAlt | Qt::Key_Home),
        [this] { seek(m_head->extent().from); });
    add("replay.end", tr("Go to the end of the recording"), keys(ctrlAlt | Qt::Key_End),
        [this] { seek(m_head->extent().to); });
    add("replay.back", tr("Back by a second"), keys(ctrlAlt | Qt::Key_Left),
        [this] { step(-std::chrono::seconds(1)); });
    add("replay.forward", tr("Forward by a second"), keys(ctrlAlt | Qt::Key_Right),
        [this] { step(std::chrono::seconds(1)); });
    add("replay.sampleBack", tr("Back by one sample"), keys(shift | Qt::Key_Left), [this] { stepSample(-1); });
    add("replay.sampleForward", tr("Forward by one sample"), keys(shift | Qt::Key_Right), [this] { stepSample(1); });
    add("replay.frameBack", tr("Back by one frame"), keys(ctrlAlt | Qt::Key_Comma), [this] { stepFrame(-1); });
    add("replay.frameForward", tr("Forward by one frame"), keys(ctrlAlt | Qt::Key_Period), [this] { stepFrame(1); });
    add("replay.slower", tr("Play slower"), keys(ctrlAlt | Qt::Key_Minus), [this] { changeSpeed(-1); });
    add("replay.faster", tr("Play faster"), keys(ctrlAlt | Qt::Key_Plus), [this] { changeSpeed(1); });
    add("replay.loop", tr("Loop what the plots show"), keys(ctrlAlt | Qt::Key_L), [this] { toggleLoop(); });
    add("replay.nextAlarm", tr("Next recorded alarm"), keys(ctrlAlt | Qt::Key_A), [this] { jump(Point::Alarm, 1); });
    add("replay.previousAlarm", tr("Previous recorded alarm"), keys(shift | Qt::Key_A),
        [this] { jump(Point::Alarm, -1); });
    add("replay.nextMarker", tr("Next marker"), keys(ctrlAlt | Qt::Key_M), [this] { jump(Point::Marker, 1); });
    add("replay.previousMarker", tr("Previous marker"), keys(shift | Qt::Key_M), [this] { jump(Point::Marker, -1); });
    add("replay.nextGap", tr("Next gap"), keys(ctrlAlt | Qt::Key_G), [this] { jump(Point::Gap, 1); });
    add("replay.previousGap", tr("Previous gap"), keys(shift | Qt::Key_G), [this] { jump(Point::Gap, -1); });
    add("replay.close", tr("Close the recording"), keys(ctrlAlt | Qt::Key_W), [this] { close(); });
}

void ReplayControl::ask(bool isOpen)
{
    for (const ui::CommandRegistry::Entry &entry : m_parts.window.commands().entries()) {
        if (entry.id.startsWith(QLatin1String("replay.")))
            entry.action->setEnabled(isOpen);
    }
    m_parts.window.replay().setVisible(isOpen);
}

} // namespace watchglass::app
