#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace watchglass::recording {

/// Writes numbers so that every machine reads the same: least significant byte first, small ones short.
class ByteWriter
{
public:
    explicit ByteWriter(QByteArray &out)
        : m_out(out)
    {}

    void byte(std::uint8_t value) { m_out.append(static_cast<char>(value)); }
    /// Seven bits a byte, the lowest first; the high bit says that more follow (LEB128).
    void number(std::uint64_t value)
    {
        char digits[10];
        int size = 0;
        for (; value >= 0x80; value >>= 7)
            digits[size++] = static_cast<char>(value | 0x80);
        digits[size++] = static_cast<char>(value);
        m_out.append(digits, size);
    }
    /// Small whichever the sign: 0, -1, 1, -2 … become 0, 1, 2, 3 …
    void integer(std::int64_t value)
    {
        number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void fixed(std::uint64_t value)
    {
        char bytes[8];
        for (char &byte : bytes) {
            byte = static_cast<char>(value);
            value >>= 8;
        }
        m_out.append(bytes, sizeof bytes);
    }
    void bytes(QByteArrayView bytes) { m_out.append(bytes.data(), bytes.size()); }

private:
    QByteArray &m_out;
};

/// Reads what ByteWriter wrote. Past the end, and after anything that it cannot have written, everything is 0 and
/// isGood() false: nothing else need be checked on the way.
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {}

    bool isGood() const { return m_good; }
    bool atEnd() const { return m_at == m_end; }
    std::uint64_t left() const { return static_cast<std::uint64_t>(m_end - m_at); }

    std::uint8_t byte()
    {
        if (m_at == m_end)
            return fail();
        return static_cast<std::uint8_t>(*m_at++);
    }
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_at == m_end)
                return fail();
            const auto digit = static_cast<std::uint8_t>(*m_at++);
            value |= static_cast<std::uint64_t>(digit & 0x7f) << shift;
            if (digit < 0x80)
                return value;
        }
        return fail();
    }
    std::int64_t integer()
    {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
    }
    std::uint64_t fixed()
    {
        if (left() < 8)
            return fail();
        std::uint64_t value = 0;
        for (int i = 0; i < 8; ++i)
            value |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(m_at[i])) << (8 * i);
        m_at += 8;
        return value;
    }
    QByteArrayView bytes(std::uint64_t count)
    {
        if (count > left()) {
            fail();
            return {};
        }
        const QByteArrayView found(m_at, static_cast<qsizetype>(count));
        m_at += count;
        return found;
    }

private:
    std::uint8_t fail()
    {
        m_good = false;
        m_at = m_end;
        return 0;
    }

    const char *m_at;
    const char *m_end;
    bool m_good = true;
};

} // namespace watchglass::recording
