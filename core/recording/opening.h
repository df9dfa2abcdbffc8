#pragma once

#include "core/recording/heard.h"

namespace watchglass::recording {

/// The frames with which a source's client came to be where it is, so that a recording that begins later can be played
/// from there: those since it was made, and those since its connection was last made anew; 2 MiB of each.
/// Thread: guarded by its owner.
class Opening
{
public:
    static constexpr std::uint64_t mostBytes = std::uint64_t(2) << 20;

    bool isOpen() const { return m_bytes < mostBytes; }
    void add(Timestamp arrival, const link::Frame &frame)
    {
        m_part->push_back({arrival, frame});
        m_bytes += static_cast<std::uint64_t>(frame.head.size() + frame.payload.size()) + sizeof(HeardFrame);
        m_isWhole = m_isWhole && isOpen();
    }
    /// The connection was lost: what follows opens the next one.
    void reopen()
    {
        if (isOpen() && m_part == &m_first)
            return; // it all still fits into the first part
        m_latest.clear();
        m_part = &m_latest;
        m_bytes = 0;
        m_isWhole = false;
    }
    /// Nothing is missing between its frames, and none after them so far.
    bool isWhole() const { return m_isWhole; }
    std::vector<HeardFrame> frames() const
    {
        std::vector<HeardFrame> all = m_first;
        all.insert(all.end(), m_latest.begin(), m_latest.end());
        return all;
    }

private:
    std::vector<HeardFrame> m_first;
    std::vector<HeardFrame> m_latest;
    std::vector<HeardFrame> *m_part = &m_first;
    std::uint64_t m_bytes = 0;
    bool m_isWhole = true;
};

} // namespace watchglass::recording
