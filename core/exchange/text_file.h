#pragma once

#include "core/base/result.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace watchglass::exchange {

/// A file of text, read in large pieces; gzip is unpacked while it is read. Never holds more than two pieces, however
/// large the file is, unless a line is longer.
/// Thread: one.
class TextFile
{
public:
    static constexpr std::size_t pieceBytes = 1024 * 1024;
    static constexpr std::size_t longestLine = 64 * 1024 * 1024;

    /// Errors: File (not there, not readable).
    static Result<std::unique_ptr<TextFile>> open(const QString &path);
    ~TextFile();
    TextFile(const TextFile &) = delete;
    TextFile &operator=(const TextFile &) = delete;

    /// The beginning, without taking it; at most `bytes`, all that there is when that is less.
    Result<std::string_view> peek(std::size_t bytes);
    /// All text that is there after the `taken` first bytes of what the last call gave, and at least one piece more
    /// than before; empty at the end. The first call takes nothing. Errors: File (not readable, damaged gzip), TooLarge
    /// (more than longestLine would be held).
    Result<std::string_view> more(std::size_t taken);
    bool isAtEnd() const { return m_isAtEnd; }
    /// Of the file as it is stored: how far it was read, and its length.
    std::int64_t position() const;
    std::int64_t size() const { return m_size; }

private:
    struct Handle;
    TextFile(std::unique_ptr<Handle> handle, std::int64_t size);
    Result<void> readPiece();

    std::unique_ptr<Handle> m_handle;
    const std::int64_t m_size;
    std::vector<char> m_buffer;
    std::size_t m_from = 0;
    std::size_t m_to = 0;
    bool m_isAtEnd = false;
};

/// Told now and then how far a long work is, in bytes of `total`; false ends it.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

} // namespace watchglass::exchange
