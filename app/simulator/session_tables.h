#pragma once

#include "app/simulator/command_line.h"

namespace watchglass::sim {

/// The devices of a session file (*.wgrec), each as the table of its samples: a row for every instant at which any of
/// its series has one. All begin a second before the session's first sample, so that they keep their
/// distance. Of samples of one instant in one
/// series the last counts. Errors: the file's; Refused (a table of more than 1 GiB).
Result<std::vector<PlayedTable>> loadSession(const QString &path);

} // namespace watchglass::sim
