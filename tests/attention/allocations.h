#pragma once

#include <cstdint>

namespace watchglass::test {

/// How often this program has called `operator new`. For "takes no memory".
/// Thread: any.
std::uint64_t allocations();

} // namespace watchglass::test
