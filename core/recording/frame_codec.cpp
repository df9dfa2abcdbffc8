#include "core/recording/frame_codec.h"

namespace watchglass::recording {

namespace {

constexpr std::uint8_t version = 1;

} // namespace

void FrameBatch::add(Timestamp arrival, const link::Frame &frame)
{
    if (m_count == 0)
        m_first = m_last = arrival;
    ByteWriter(m_arrivals).integer((arrival - m_last).count());
    ByteWriter(m_channels).number(frame.channel);
    m_kinds.append(static_cast<char>(frame.kind));
    ByteWriter(m_headLengths).number(static_cast<std::uint64_t>(frame.head.size()));
    ByteWriter(m_payloadLengths).number(static_cast<std::uint64_t>(frame.payload.size()));
    m_heads.append(frame.head);
    m_payloads.append(frame.payload);
    m_last = arrival;
    ++m_count;
}

void FrameBatch::clear()
{
    *this = {};
}

QByteArray FrameBatch::encoded() const
{
    QByteArray out;
    out.reserve(m_arrivals.size() + m_channels.size() + m_kinds.size() + m_headLengths.size() + m_payloadLengths.size()
                + m_heads.size() + m_payloads.size() + 32);
    ByteWriter writer(out);
    writer.byte(version);
    writer.number(m_count);
    writer.integer(m_first.ns());
    for (const QByteArray *part :
         {&m_arrivals, &m_channels, &m_kinds, &m_headLengths, &m_payloadLengths, &m_heads, &m_payloads})
        writer.bytes(*part);
    return out;
}

bool decodeFrames(QByteArrayView bytes, SourceId source, std::vector<RecordedFrame> &frames)
{
    frames.clear();
    ByteReader in(bytes);
    if (in.byte() != version)
        return false;
    const std::uint64_t count = in.number();
    if (!in.isGood() || count > in.left() / 5) // five bytes a frame at least
        return false;
    frames.resize(count);
    std::int64_t ns = in.integer();
    for (RecordedFrame &recorded : frames) {
        ns = static_cast<std::int64_t>(static_cast<std::uint64_t>(ns) + static_cast<std::uint64_t>(in.integer()));
        recorded.source = source;
        recorded.arrival = Timestamp::fromNs(ns);
    }
    for (RecordedFrame &recorded : frames)
        recorded.frame.channel = static_cast<std::uint32_t>(in.number());
    for (RecordedFrame &recorded : frames)
        recorded.frame.kind = static_cast<link::FrameKind>(in.byte());
    std::vector<std::uint64_t> heads(count);
    for (std::uint64_t &length : heads)
        length = in.number();
    std::vector<std::uint64_t> payloads(count);
    for (std::uint64_t &length : payloads)
        length = in.number();
    for (std::size_t i = 0; i < count; ++i)
        frames[i].frame.head = in.bytes(heads[i]).toByteArray();
    for (std::size_t i = 0; i < count; ++i)
        frames[i].frame.payload = in.bytes(payloads[i]).toByteArray();
    if (in.isGood() && in.atEnd())
        return true;
    frames.clear();
    return false;
}

} // namespace watchglass::recording
