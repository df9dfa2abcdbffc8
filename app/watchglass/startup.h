#pragma once

#include "core/settings/settings.h"

namespace watchglass::app {

/// Where the settings are kept: in `dataDir`, or when that is empty where the system keeps a program's.
QString settingsPath(const QString &dataDir);

/// What Qt reads once, when it starts: how large everything is, and the computer's time zone. Whoever set the same in
/// the environment has the last word.
/// Requires: no QApplication yet, and no other thread.
void prepareEnvironment(const settings::Settings &settings);

/// Texts in this language, "system" for the desktop's, also Qt's own where they are installed. English for one that
/// there is no translation to.
/// Requires: a QCoreApplication; no widget yet. Returns the language that is spoken, e.g. "de".
QString speak(const QString &language);

} // namespace watchglass::app
