#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace watchglass::cli {

/// Reads a size as people write it on a command line: a number > 0 and a unit, of 1000 (kB, MB, GB, TB) or of 1024
/// (KiB, MiB, GiB, TiB), in any case; a bare number is bytes. Nothing for anything else.
std::optional<std::uint64_t> parseByteSize(const QString &text);

} // namespace watchglass::cli
