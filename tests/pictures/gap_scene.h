#pragma once

#include "core/base/timestamp.h"

#include <QPixmap>

namespace watchglass::pictures {

/// A plot with a gap of each cause, each in a series of its own, as it looks at `now`.
QPixmap pictureOfGaps(Timestamp now, QSize size);

} // namespace watchglass::pictures
