#pragma once

#include <cstddef>

namespace watchglass::store {

constexpr std::size_t cacheLine = 64;

/// Asks the processor to fetch `count` values.
template <typename T>
void prefetchLines(const T *values, std::size_t count)
{
    const char *const begin = reinterpret_cast<const char *>(values);
    for (std::size_t offset = 0; offset < count * sizeof(T); offset += cacheLine)
        __builtin_prefetch(begin + offset);
}

} // namespace watchglass::store
