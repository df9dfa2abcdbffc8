#include "core/protocol/held_back.h"

#include "core/format/duration_format.h"

#include <QCoreApplication>

namespace watchglass::protocol {

SourceState toldState(SourceState state, std::int64_t bytesPerSecond)
{
    if (state.isHeldBack && state.phase == SourcePhase::Live && bytesPerSecond > 0) {
        state.text = QCoreApplication::translate("watchglass::protocol::HeldBack",
                                                 "%1; sends more than %2/s, reading is slowed down")
                         .arg(state.text, format::bytes(static_cast<std::uint64_t>(bytesPerSecond)));
    }
    return state;
}

} // namespace watchglass::protocol
