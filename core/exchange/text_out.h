#pragma once

#include <QIODevice>

#include <cstdint>
#include <string>
#include <string_view>

namespace watchglass::exchange {

/// Bytes on their way into a device, many at once. After a failure everything is passed over.
class TextOut
{
public:
    explicit TextOut(QIODevice &device)
        : m_device(device)
    {}

    void add(std::string_view bytes)
    {
        m_pending.append(bytes);
        m_written += bytes.size();
        if (m_pending.size() >= flushAbove)
            flush();
    }
    bool flush()
    {
        const auto size = static_cast<qint64>(m_pending.size());
        m_isGood = m_isGood && m_device.write(m_pending.data(), size) == size;
        m_pending.clear();
        return m_isGood;
    }
    bool isGood() const { return m_isGood; }
    /// Bytes so far.
    std::uint64_t position() const { return m_written; }

private:
    static constexpr std::size_t flushAbove = 256 * 1024;

    QIODevice &m_device;
    std::string m_pending;
    std::uint64_t m_written = 0;
    bool m_isGood = true;
};

} // namespace watchglass::exchange
