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
        QStringEncoder encoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
        end(static_cast<std::size_t>(encoder.appendToBuffer(m_bytes.get(), text) - m_bytes.get()));
        return !encoder.hasError();
    }

    simdjson::padded_string_view view() const
    {
        return simdjson::padded_string_view(m_bytes.get(), m_size, m_capacity);
    }

    std::string_view text() const { return {m_bytes.get(), m_size}; }

private:
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
