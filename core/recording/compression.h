#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace watchglass::recording {

/// Compresses with zstd, whose working memory is kept from one call to the next.
/// Thread: one at a time.
class Compressor
{
public:
    /// Of zstd: the higher, the smaller and the slower.
    static constexpr int quick = 1;
    static constexpr int usual = 3;

    Compressor();
    ~Compressor();
    /// A whole zstd frame that says how long it will be again.
    QByteArray compress(QByteArrayView bytes, int level = usual);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Malformed when it is no whole zstd frame; TooLarge when more than `mostBytes` would come of it.
Result<QByteArray> decompress(QByteArrayView bytes, std::uint64_t mostBytes = std::uint64_t(64) << 20);

} // namespace watchglass::recording
