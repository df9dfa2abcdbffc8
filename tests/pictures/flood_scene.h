#pragma once

#include "core/base/timestamp.h"

#include <QPixmap>

namespace watchglass::pictures {

/// The list of alarms in a flood, as it looks at `now`.
QPixmap pictureOfFlood(Timestamp now, QSize size);

} // namespace watchglass::pictures
