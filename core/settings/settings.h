#pragma once

#include <QString>

namespace watchglass::settings {

/// How the program looks.
struct Appearance
{
    QString theme = QStringLiteral("dark"); ///< dark, light, contrast, or system: as the desktop has it.
    int scalePercent = 100;                 ///< Of everything on screen, from the next start on.
    QString language = QStringLiteral("system");
    bool isStill = false; ///< Nothing moves or flashes of its own accord.
};

/// Who is drawn how often, and how soon attention falls.
struct Attention
{
    int highHz = 0; ///< 0: the display's rate.
    int mediumHz = 15;
    int budgetPercent = 50; ///< Of one core, for all painting.
    int idleMinutes = 10;   ///< Without input, until nobody is taken to be there; 0: never.
    double hoverFallS = 2;  ///< How long a panel stays High after the pointer left it.
    double focusFallS = 15; ///< Likewise after it lost the focus.
    bool isAlwaysFull = false;
};

struct Memory
{
    int samplesMiB = 1024; ///< What samples may occupy.
};

struct Sources
{
    double readMiBps = 32; ///< What is read of each source a second; 0: all that comes.
};

struct Times
{
    QString zone = QStringLiteral("local"); ///< local, UTC, or an IANA name; from the next start on.
};

/// How alarms make themselves known. None of these hides one.
struct Alarms
{
    bool hasSound = true;
    bool hasNotification = true;
    bool isFlashing = true;
};

/// Where recordings go, when they begin and end by themselves, and how large they become.
struct Recording
{
    QString folder;         ///< Empty: "Watchglass" among the person's documents.
    int beforeMinutes = 0;  ///< What a recording takes along of the time before it, from memory.
    int maxMiB = 0;         ///< Of one file; 0: any.
    int maxMinutes = 0;     ///< Of one file; 0: any.
    bool isRotating = true; ///< At one of these ends the recording goes on in another file, or it ends.
    int freeMiB = 256;      ///< What is left of the disk at the least.
    QString onAlarm = QStringLiteral("never"); ///< never, critical, warning or any: the least alarm that begins one.
    int alarmMinutes = 5;                      ///< How long, from the newest such alarm on.
    QString schedule;                          ///< See WeekSchedule.
};

/// A wall: a screen that is looked at and not touched.
struct Wall
{
    int rotationS = 30; ///< How long each workspace is shown; 0: the same one stays.
};

/// What the operator can choose once for the whole program, by topic. What it is made with is the standard; a file
/// spells it as settingRules() says.
struct Settings
{
    Appearance appearance;
    Attention attention;
    Memory memory;
    Sources sources;
    Times times;
    Alarms alarms;
    Recording recording;
    Wall wall;
};

} // namespace watchglass::settings
