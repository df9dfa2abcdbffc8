#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace watchglass::store {

constexpr std::size_t cacheLine = 64;

struct FreeCacheLines
{
    void operator()(void *memory) const { ::operator delete[](memory, std::align_val_t(cacheLine)); }
};

/// An array that begins with a cache line, so that its groups of 64 bytes are read with one fetch each.
template <typename T>
using CacheLines = std::unique_ptr<T[], FreeCacheLines>;

/// Room for `count` values, which are not set to anything: memory that is never written stays unused.
template <typename T>
CacheLines<T> makeCacheLines(std::size_t count)
{
    static_assert(std::is_trivially_default_constructible_v<T> && std::is_trivially_destructible_v<T>);
    return CacheLines<T>(static_cast<T *>(::operator new[](count * sizeof(T), std::align_val_t(cacheLine))));
}

/// Asks the processor to fetch `count` values.
template <typename T>
void prefetchLines(const T *values, std::size_t count)
{
    const char *const begin = reinterpret_cast<const char *>(values);
    for (std::size_t offset = 0; offset < count * sizeof(T); offset += cacheLine)
        __builtin_prefetch(begin + offset);
}

} // namespace watchglass::store
