#pragma once

#include "core/recording/byte_stream.h"
#include "core/recording/session_values.h"

#include <vector>

namespace watchglass::recording {

/// Frames of one source that are kept together, so that compression sees how alike they are. What is alike stands side
/// by side. Layout, every number as ByteWriter writes it:
///   version (byte 1), count, arrival of the first in ns
///   of each: step of arrival from the one before in ns · channel · kind (byte) · length of head · length of payload,
///   each of these as one list
///   all heads, all payloads
class FrameBatch
{
public:
    void add(Timestamp arrival, const link::Frame &frame);
    void clear();

    bool isEmpty() const { return m_count == 0; }
    std::uint32_t count() const { return m_count; }
    Timestamp first() const { return m_first; }
    Timestamp last() const { return m_last; }
    /// Of heads and payloads.
    std::uint64_t rawBytes() const { return static_cast<std::uint64_t>(m_heads.size() + m_payloads.size()); }
    QByteArray encoded() const;

private:
    std::uint32_t m_count = 0;
    Timestamp m_first;
    Timestamp m_last;
    QByteArray m_arrivals;
    QByteArray m_channels;
    QByteArray m_kinds;
    QByteArray m_headLengths;
    QByteArray m_payloadLengths;
    QByteArray m_heads;
    QByteArray m_payloads;
};

/// False when the bytes are no batch; `frames` then holds nothing.
bool decodeFrames(QByteArrayView bytes, SourceId source, std::vector<RecordedFrame> &frames);

} // namespace watchglass::recording
