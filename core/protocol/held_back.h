#pragma once

#include "core/model/source_state.h"

#include <cstdint>

namespace watchglass::protocol {

/// The state as it is to be told of a source with this read budget (see SourceClient::setReadBudget()): while it is
/// held back, the text of a live one says so.
SourceState toldState(SourceState state, std::int64_t bytesPerSecond);

} // namespace watchglass::protocol
