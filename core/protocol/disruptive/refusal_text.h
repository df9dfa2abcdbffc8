#pragma once

#include <QString>

namespace watchglass::protocol::disruptive {

/// Why the service refused, and what to do about it. `words` are the service's.
QString refusalText(int status, const QString &words, const QString &project);

} // namespace watchglass::protocol::disruptive
