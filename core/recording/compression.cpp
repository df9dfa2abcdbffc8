#include "core/recording/compression.h"

#include <QCoreApplication>

#include <zstd.h>

namespace watchglass::recording {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::recording::Compression)
};

} // namespace

struct Compressor::Private
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ~Private() { ZSTD_freeCCtx(context); }
};

Compressor::Compressor()
    : d(std::make_unique<Private>())
{}

Compressor::~Compressor() = default;

QByteArray Compressor::compress(QByteArrayView bytes, int level)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(size)), Qt::Uninitialized);
    const std::size_t used = ZSTD_compressCCtx(d->context, packed.data(), static_cast<std::size_t>(packed.size()),
                                               bytes.data(), size, level);
    Q_ASSERT(!ZSTD_isError(used)); // there is room for the worst case
    packed.truncate(ZSTD_isError(used) ? 0 : static_cast<qsizetype>(used));
    return packed;
}

Result<QByteArray> decompress(QByteArrayView bytes, std::uint64_t mostBytes)
{
    const auto packed = static_cast<std::size_t>(bytes.size());
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), packed);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return Error{ErrorCode::Malformed, Texts::tr("compressed data does not begin as such")};
    if (size > mostBytes)
        return Error{ErrorCode::TooLarge, Texts::tr("compressed data says that it holds %1 bytes").arg(size)};
    QByteArray out(static_cast<qsizetype>(size), Qt::Uninitialized);
    const std::size_t used = ZSTD_decompress(out.data(), static_cast<std::size_t>(out.size()), bytes.data(), packed);
    if (ZSTD_isError(used) || used != size)
        return Error{ErrorCode::Malformed, Texts::tr("compressed data is damaged")};
    return out;
}

} // namespace watchglass::recording
