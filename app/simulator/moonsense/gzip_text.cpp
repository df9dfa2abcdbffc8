#include "app/simulator/moonsense/gzip_text.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <zlib.h>

namespace watchglass::sim::moonsense {

QByteArray gzipped(std::string_view bytes)
{
    constexpr int gzipWindow = 15 + 16;
    constexpr int memoryLevel = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, memoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.truncate(isWhole ? static_cast<qsizetype>(stream.total_out) : 0);
    deflateEnd(&stream);
    return out;
}

std::string tarOf(std::string_view member, std::string_view content)
{
    constexpr std::size_t blockSize = 512;
    std::array<char, blockSize> header{};
    const auto put = [&header](std::size_t at, std::string_view text) {
        std::memcpy(header.data() + at, text.data(), text.size());
    };
    const auto octal = [](std::uint64_t value, int digits) {
        std::array<char, 24> text{};
        std::snprintf(text.data(), text.size(), "%0*llo", digits, static_cast<unsigned long long>(value));
        return std::string(text.data());
    };
    put(0, member.substr(0, 99));
    put(100, "0000600");
    put(108, "0000000");
    put(116, "0000000");
    put(124, octal(content.size(), 11));
    put(136, "00000000000");
    put(148, "        "); // counts as spaces in its own sum
    put(156, "0");
    put(257, std::string_view("ustar\0"
                              "00",
                              8));
    unsigned sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    put(148, octal(sum, 6) + std::string(1, '\0'));
    std::string out(header.data(), header.size());
    out += content;
    out.resize((out.size() + blockSize - 1) / blockSize * blockSize + 2 * blockSize, '\0');
    return out;
}

} // namespace watchglass::sim::moonsense
