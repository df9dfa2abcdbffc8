#include "ui/dialogs/setting_texts.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::SettingTexts)
public:
    static SettingsTopic appearance();
    static SettingsTopic attention();
    static SettingsTopic alarms();
    static SettingsTopic sources();
    static SettingsTopic recording();
    static SettingsTopic times();
    static SettingsTopic wall();
};

SettingsTopic Texts::appearance()
{
    return {tr("Appearance"),
            tr("How everything looks, and in which language it speaks."),
            {
                {.key = QStringLiteral("appearance/theme"),
                 .label = tr("Theme"),
                 .choices = {{QStringLiteral("dark"), tr("Dark")},
                             {QStringLiteral("light"), tr("Light")},
                             {QStringLiteral("contrast"), tr("High contrast")},
                             {QStringLiteral("system"), tr("As the desktop has it")}}},
                {.key = QStringLiteral("appearance/scale"),
                 .label = tr("Size of everything"),
                 .hint = tr("Texts, buttons and spaces. Takes effect when Watchglass starts next."),
                 .unit = tr(" %")},
                {.key = QStringLiteral("appearance/language"),
                 .label = tr("Language"),
                 .hint = tr("Takes effect when Watchglass starts next."),
                 .choices = {{QStringLiteral("system"), tr("As the desktop has it")},
                             {QStringLiteral("en"), QStringLiteral("English")},
                             {QStringLiteral("de"), QStringLiteral("Deutsch")}}},
                {.key = QStringLiteral("appearance/still"),
                 .label = tr("Keep still"),
                 .hint = tr("Nothing flashes, and nothing moves but the data.")},
            }};
}

SettingsTopic Texts::attention()
{
    return {tr("Drawing and attention"),
            tr("The panel that you work with is drawn as fast as the display can. What is merely in view is drawn less "
               "often, and what nobody sees not at all; sources are asked for accordingly."),
            {
                {.key = QStringLiteral("attention/highHz"),
                 .label = tr("Panel in focus"),
                 .hint = tr("How often it is drawn, at most."),
                 .unit = tr(" Hz"),
                 .zeroText = tr("As often as the display")},
                {.key = QStringLiteral("attention/mediumHz"),
                 .label = tr("Other panels in view"),
                 .hint = tr("How often they are drawn, at most."),
                 .unit = tr(" Hz")},
                {.key = QStringLiteral("attention/budget"),
                 .label = tr("Budget for drawing"),
                 .hint = tr("Share of one processor core. With more to draw than that, panels are drawn less often."),
                 .unit = tr(" %")},
                {.key = QStringLiteral("attention/idleMinutes"),
                 .label = tr("Nobody is there after"),
                 .hint = tr("Without a key or a movement of the mouse for so long, the panel in focus is drawn and "
                            "asked for like the others."),
                 .unit = tr(" min"),
                 .zeroText = tr("Never")},
                {.key = QStringLiteral("attention/hoverFall"),
                 .label = tr("After the pointer left"),
                 .hint = tr("How long a panel keeps full attention. Less on a busy computer."),
                 .unit = tr(" s"),
                 .zeroText = tr("Not at all")},
                {.key = QStringLiteral("attention/focusFall"),
                 .label = tr("After another panel got the focus"),
                 .hint = tr("How long a panel keeps full attention. Less on a busy computer."),
                 .unit = tr(" s"),
                 .zeroText = tr("Not at all")},
                {.key = QStringLiteral("attention/alwaysFull"),
                 .label = tr("Always full rate"),
                 .hint = tr("Every panel in view as often as the display, whatever that costs, and every sample of "
                            "every series.")},
            }};
}

SettingsTopic Texts::alarms()
{
    return {
        tr("Alarms"),
        tr("How alarms make themselves known. They are always listed, whatever is chosen here."),
        {
            {.key = QStringLiteral("alarm/sound"), .label = tr("Sound"), .hint = tr("A pattern for each priority.")},
            {.key = QStringLiteral("alarm/notify"),
             .label = tr("Notifications of the desktop"),
             .hint = tr("While Watchglass is not in front.")},
            {.key = QStringLiteral("alarm/flash"),
             .label = tr("Flashing"),
             .hint = tr("Alarms that nobody acknowledged flash slowly. \"Keep still\" goes before this.")},
        }};
}

SettingsTopic Texts::sources()
{
    return {tr("Memory and sources"),
            tr("What Watchglass may take from this computer and from its network."),
            {
                {.key = QStringLiteral("memory/samples"),
                 .label = tr("Memory for samples"),
                 .hint = tr("Beyond this, the source that holds most forgets its oldest."),
                 .unit = tr(" MiB")},
                {.key = QStringLiteral("sources/read"),
                 .label = tr("Read of each source"),
                 .hint = tr("A second. A source that sends more has to wait, and the status bar says that it is held "
                            "back."),
                 .unit = tr(" MiB"),
                 .zeroText = tr("All that comes")},
            }};
}

SettingsTopic Texts::recording()
{
    return {
        tr("Recording"),
        tr("What is recorded of itself, and how large it becomes. The command \"Record\" begins and ends a recording "
           "at any time."),
        {
            {.key = QStringLiteral("recording/folder"),
             .label = tr("Folder"),
             .zeroText = tr("Watchglass, among your documents"),
             .isFolder = true},
            {.key = QStringLiteral("recording/before"),
             .label = tr("Time before"),
             .hint = tr("Samples that were in memory when a recording begins and are no older than this go into "
                        "it as well."),
             .unit = tr(" min"),
             .zeroText = tr("None")},
            {.key = QStringLiteral("recording/onAlarm"),
             .label = tr("Begin with an alarm"),
             .choices = {{QStringLiteral("never"), tr("Never")},
                         {QStringLiteral("critical"), tr("When it is critical")},
                         {QStringLiteral("warning"), tr("When it is a warning or critical")},
                         {QStringLiteral("any"), tr("Whichever it is")}}},
            {.key = QStringLiteral("recording/alarmLength"),
             .label = tr("Go on after an alarm"),
             .hint = tr("For so long after the newest of them was raised."),
             .unit = tr(" min")},
            {.key = QStringLiteral("recording/schedule"),
             .label = tr("At these times"),
             .hint = tr("Of the week, by this computer's clock: \"Mon-Fri 06:00-14:00, Sat 08:00-10:00\", or "
                        "\"22:00-02:00\" for every night."),
             .zeroText = tr("None"),
             .wrongText = tr("Not understood. Write days and times as in \"Mon-Fri 06:00-14:00\", with commas "
                             "between.")},
            {.key = QStringLiteral("recording/maxSize"),
             .label = tr("A file's size"),
             .hint = tr("At most."),
             .unit = tr(" MiB"),
             .zeroText = tr("Any")},
            {.key = QStringLiteral("recording/maxLength"),
             .label = tr("A file's length"),
             .hint = tr("At most."),
             .unit = tr(" min"),
             .zeroText = tr("Any")},
            {.key = QStringLiteral("recording/rotate"),
             .label = tr("Go on in another file"),
             .hint = tr("When one is as large or long as it may become. Otherwise the recording ends there.")},
            {.key = QStringLiteral("recording/free"),
             .label = tr("Leave free of the disk"),
             .hint = tr("With less than this a recording ends."),
             .unit = tr(" MiB")},
        }};
}

SettingsTopic Texts::times()
{
    QList<std::pair<QString, QString>> zones{{QStringLiteral("local"), tr("This computer's")},
                                             {QStringLiteral("UTC"), QStringLiteral("UTC")}};
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        const QString name = QString::fromUtf8(id);
        if (name.contains(QLatin1Char('/')))
            zones.append({name, name});
    }
    return {tr("Times"),
            tr("In which time zone instants are shown. A plot can show UTC by its own menu."),
            {{.key = QStringLiteral("times/zone"),
              .label = tr("Time zone"),
              .hint = tr("Takes effect when Watchglass starts next."),
              .choices = zones}}};
}

SettingsTopic Texts::wall()
{
    return {tr("Wall"),
            tr("For a screen that is looked at from afar and not touched."),
            {{.key = QStringLiteral("wall/rotation"),
              .label = tr("Each workspace is shown for"),
              .unit = tr(" s"),
              .zeroText = tr("The same one stays")}}};
}

} // namespace

std::vector<SettingsTopic> settingsTopics()
{
    return {Texts::appearance(), Texts::attention(), Texts::alarms(), Texts::sources(),
            Texts::recording(),  Texts::times(),     Texts::wall()};
}

} // namespace watchglass::ui
