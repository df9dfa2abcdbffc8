#pragma once

#include "core/base/timestamp.h"

#include <QString>

namespace watchglass {

/// Something that happened at an instant and is no sample: a button, a touch, a text, a change of labels.
struct DeviceEvent
{
    QString device;
    QString kind; ///< The service's word, e.g. "touch", "labelsChanged", "key_press".
    QString text; ///< For people; empty when the kind says it all.
    Timestamp time;
    bool isTimed = true; ///< False: the service gave no time, and `time` is when it arrived.
};

} // namespace watchglass
