#pragma once

#include "core/base/timestamp.h"

#include <QPixmap>
#include <QStringList>

namespace watchglass::pictures {

/// Kinds of panels for which the demo has no device.
const QStringList &kindsWithoutDemo();
/// A panel of such a kind as it looks at `now`, with what such a device sends.
QPixmap pictureOfPanel(const QString &kind, Timestamp now, QSize size);

} // namespace watchglass::pictures
