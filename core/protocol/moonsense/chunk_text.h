#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <functional>
#include <string_view>

namespace watchglass::protocol::moonsense {

/// More text than this is no chunk: gzip can promise much in few bytes.
constexpr std::size_t mostChunkText = 256 * 1024 * 1024;

/// The text of a chunk as it came, plain or gzip, block by block. A plain one is a single block.
/// Errors, with the blocks before them given: Malformed (damaged or cut short), TooLarge.
/// Thread: any; it is a pure function.
Result<void> readChunkText(const QByteArray &body, const std::function<void(std::string_view)> &take);

} // namespace watchglass::protocol::moonsense
