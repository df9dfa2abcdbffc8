#pragma once

#include "core/base/result.h"
#include "core/protocol/moonsense/bundle.h"

#include <memory>
#include <string_view>

namespace watchglass::protocol::moonsense {

/// One SealedBundle, the line of NDJSON that chunks and archives are made of → a Bundle. A pure function over bytes:
/// no socket, clock or store; what it keeps is memory to reuse.
///
/// - Names in snake_case or lowerCamelCase, in any order; unknown fields are skipped. Keys of maps are user's data.
/// - proto3 JSON: an absent or null field is its default; 64-bit integers are strings or numbers, exact to the last
///   digit; floats are numbers, numeric strings, "NaN", "Infinity", "-Infinity"; enums are names or integers, and an
///   unknown one is UNKNOWN.
/// - The server's time is taken as microseconds when it has the digits of such.
/// - A value that cannot be used is counted; the others of its entry are not lost.
/// - remote_ip, target elements, masked texts and properties of custom events are never passed on.
///
/// Thread: one at a time.
class BundleDecoder
{
public:
    BundleDecoder();
    ~BundleDecoder();
    BundleDecoder(const BundleDecoder &) = delete;
    BundleDecoder &operator=(const BundleDecoder &) = delete;

    /// `out` is cleared first; after an error its content means nothing. Errors: Malformed (no JSON, cut short,
    /// invalid UTF-8, more than one object), Missing (an object without a bundle).
    Result<void> decode(std::string_view line, Bundle &out);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace watchglass::protocol::moonsense
