#pragma once

#include <QStringConverter>
#include <QStringView>

#include <simdjson.h>

#include <cstring>
#include <memory>
#include <string_view>

namespace watchglass::protocol {

/// UTF-8 bytes followed by a NUL and the room that simdjson reads past the end. The memory is kept for the next text.
class PaddedText
{
public:
    void assign(std::string_view utf8)
    {
        reserve(utf8.size());
        std::memcpy(m_bytes.get(), utf8.data(), utf8.size());
        end(utf8.size());
    }

    /// False when the text has lone surrogates, which UTF-8 cannot say.
    bool assign(QStringView text)
    {
        reserve(static_cast<std::size_t>(text.size()) * 3);
        char *out = m_bytes.get();
        const char16_t *in = text.utf16();
        const auto size = static_cast<std::size_t>(text.size());
        char16_t seen = 0;
        std::size_t i = 0;
        for (; i + step <= size; i += step) { // fixed steps, which compilers turn into vector code
            char16_t block = 0;
            for (std::size_t j = 0; j < step; ++j)
                block = static_cast<char16_t>(block | in[i + j]);
            for (std::size_t j = 0; j < step; ++j)
                out[i + j] = static_cast<char>(in[i + j]);
            seen = static_cast<char16_t>(seen | block);
        }
        for (; i < size; ++i) {
            seen = static_cast<char16_t>(seen | in[i]);
            out[i] = static_cast<char>(in[i]);
        }
        end(size);
        if (seen < 0x80)
            return true;
        QStringEncoder encoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
        end(static_cast<std::size_t>(encoder.appendToBuffer(out, text) - out));
        return !encoder.hasError();
    }

    simdjson::padded_string_view view() const
    {
        return simdjson::padded_string_view(m_bytes.get(), m_size, m_capacity);
    }

    std::string_view text() const { return {m_bytes.get(), m_size}; }

private:
    static constexpr std::size_t step = 16;

    void end(std::size_t size)
    {
        m_size = size;
        m_bytes[size] = '\0';
    }

    void reserve(std::size_t size)
    {
        if (size + simdjson::SIMDJSON_PADDING <= m_capacity)
            return;
        m_capacity = size * 2 + simdjson::SIMDJSON_PADDING;
        m_bytes = std::make_unique<char[]>(m_capacity);
    }

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_size = 0;
};

} // namespace watchglass::protocol
