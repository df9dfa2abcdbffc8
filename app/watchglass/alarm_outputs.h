#pragma once

#include "core/model/alarm_event.h"

#include <QString>

namespace watchglass::app {

/// Makes alarms heard. Thread: GUI.
class AlarmVoice
{
public:
    virtual ~AlarmVoice() = default;
    /// Plays the pattern of the priority once; what plays is replaced.
    virtual void sound(AlarmPriority priority) = 0;
    virtual void stop() = 0;
    /// For people: why nothing can be heard; empty when it can, as far as is known.
    virtual QString problem() const = 0;
};

/// Tells of alarms outside the window. Thread: GUI.
class AlarmNotifier
{
public:
    virtual ~AlarmNotifier() = default;
    virtual void notify(AlarmPriority priority, const QString &title, const QString &text) = 0;
    /// For people: why nothing can be told; empty when it can, as far as is known.
    virtual QString problem() const = 0;
};

} // namespace watchglass::app
