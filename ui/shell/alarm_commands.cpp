#include "ui/shell/alarm_commands.h"

#include "ui/shell/alarm_details.h"
#include "ui/shell/alarm_filter_bar.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/command_registry.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>

namespace watchglass::ui {

namespace {

using namespace std::chrono_literals;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::AlarmCommands)
};

class Adder
{
public:
    explicit Adder(CommandRegistry &commands)
        : m_commands(commands)
    {}

    QAction *add(const char *id, const char *text, std::function<void()> run, const QKeySequence &shortcut = {})
    {
        return m_commands.add(
            {QStringLiteral("alarm.") + QLatin1String(id), Texts::tr("Alarm"), Texts::tr(text), shortcut, run});
    }
    void addSwitch(const char *id, const char *text)
    {
        QAction *action = add(id, text, [] {});
        action->setCheckable(true);
        action->setChecked(true);
    }

private:
    CommandRegistry &m_commands;
};

void addOrders(Adder &adder, AlarmList *list)
{
    adder.add(
        "acknowledge", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Acknowledge selected"),
        [list] { list->acknowledgeSelected(); }, QKeySequence(Qt::Key_A));
    adder.add(
        "note", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Acknowledge with a note"),
        [list] { list->details().note().setFocus(); }, QKeySequence(Qt::SHIFT | Qt::Key_A));
    adder.add("resolve", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Resolve selected"),
              [list] { list->resolveSelected(); });
    adder.add("reset", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Reset latched"),
              [list] { list->resetSelected(); });
    adder.add("shelve5", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Shelve for 5 min"),
              [list] { list->shelveSelected(5min); });
    adder.add("shelve15", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Shelve for 15 min"),
              [list] { list->shelveSelected(15min); });
    adder.add("shelve60", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Shelve for 60 min"),
              [list] { list->shelveSelected(60min); });
    adder.add("shelve", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Shelve for…"),
              [list] { list->shelveSelectedFor(); });
    adder.add("unshelve", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Take back from the shelf"),
              [list] { list->unshelveSelected(); });
    adder.add("suppress", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Suppress, or no longer"),
              [list] { list->withdrawSelected(alarm::Withdrawal::Suppressed); });
    adder.add("outOfService", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Out of service, or back"),
              [list] { list->withdrawSelected(alarm::Withdrawal::OutOfService); });
    adder.add("show", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Show the alarm's series"),
              [list] { list->showSelected(); });
}

void addViews(Adder &adder, AlarmList *list)
{
    adder.add("current", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "List current alarms"),
              [list] { list->filterBar().setShow(alarm::AlarmShow::Current); });
    adder.add("shelved", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "List what is shelved"),
              [list] { list->filterBar().setShow(alarm::AlarmShow::Aside); });
    adder.add("history", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "History of alarms…"),
              [list] { Q_EMIT list->historyRequested(); });
    adder.add("newRule", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "New alarm rule…"),
              [list] { Q_EMIT list->newRuleRequested(); });
    adder.add("rules", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Alarm rules…"),
              [list] { Q_EMIT list->rulesRequested(); });
    adder.add("mute", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Mute for 2 min"),
              [list] { Q_EMIT list->muteRequested(2min); });
    adder.add("unmute", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Sound on again"),
              [list] { Q_EMIT list->muteRequested(Duration::zero()); });
    adder.addSwitch("sound", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Sound"));
    adder.addSwitch("notify", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Desktop notifications"));
    adder.addSwitch("flash", QT_TRANSLATE_NOOP("watchglass::ui::AlarmCommands", "Flash what is unacknowledged"));
}

} // namespace

void addAlarmCommands(CommandRegistry &commands, AlarmList &alarms)
{
    Adder adder(commands);
    addOrders(adder, &alarms);
    addViews(adder, &alarms);
}

} // namespace watchglass::ui
