#pragma once

#include "core/base/timestamp.h"

namespace watchglass::ui {

/// How long the calling thread has been on a processor since it began. Zero where the system cannot tell.
Duration threadCpuTime();

} // namespace watchglass::ui
