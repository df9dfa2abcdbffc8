#pragma once

#include "core/base/clock.h"
#include "core/protocol/source_client.h"
#include "core/protocol/source_sink.h"

#include <memory>

namespace watchglass::protocol {

/// The client for an address's service; never null. The only place that knows all services.
/// Thread: the one that is to be the source's, which needs an event loop.
/// Requires: sink and clock outlive the client.
std::unique_ptr<SourceClient> makeClient(const SourceAddress &address, SourceSink &sink, Clock &clock);

} // namespace watchglass::protocol
