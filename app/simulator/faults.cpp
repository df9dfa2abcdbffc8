#include "app/simulator/faults.h"

namespace watchglass::sim {

Damage FrameFaults::damage(const Faults &faults, std::string &text)
{
    Damage damage = faults.damage;
    if (damage == Damage::Any) {
        constexpr Damage choices[] = {Damage::Flip, Damage::Cut, Damage::Garbage};
        damage = choices[m_random.below(3)];
    }
    if (damage == Damage::Flip && !text.empty()) {
        for (std::uint64_t n = 1 + m_random.below(4); n > 0; --n) {
            char &c = text[m_random.below(text.size())];
            c = static_cast<char>((static_cast<unsigned char>(c) ^ (1U << m_random.below(7))) & 0x7fU);
        }
    } else if (damage == Damage::Cut) {
        text.resize(text.empty() ? 0 : m_random.below(text.size()));
    } else if (damage == Damage::Sweep) {
        m_sweep = m_sweep < text.size() ? m_sweep : 0;
        text.resize(m_sweep++);
    } else if (damage == Damage::Garbage) {
        for (char &c : text)
            c = static_cast<char>(0x20 + m_random.below(0x5f));
    }
    return damage;
}

std::string FrameFaults::damaged(const Faults &faults, Framing framing, std::string_view payload)
{
    std::string text(payload);
    const Damage how = damage(faults, text);
    std::string frame;
    appendFramed(frame, framing, text);
    if (how == Damage::Tear)
        frame.resize(1 + m_random.below(frame.size() - 1));
    return frame;
}

FrameFaults::Answer FrameFaults::apply(const Faults &faults, std::string_view head, std::string_view body,
                                       std::uint64_t &affected)
{
    if (m_random.chance(faults.drop)) {
        ++affected;
        return {};
    }
    Answer out{std::string(head), false};
    std::string text(body);
    if (m_random.chance(faults.corrupt)) {
        ++affected;
        const Damage how = damage(faults, text);
        if (how == Damage::Tear)
            text.resize(text.empty() ? 0 : m_random.below(text.size()));
        out.isCut = text.size() < body.size();
    }
    out.bytes += text;
    return out;
}

void FrameFaults::apply(const Faults &faults, Framing framing, std::string_view payload, Duration now,
                        std::deque<Held> &out, std::uint64_t &affected)
{
    if (m_random.chance(faults.drop)) {
        ++affected;
        return;
    }
    std::string frame;
    if (m_random.chance(faults.corrupt)) {
        ++affected;
        frame = damaged(faults, framing, payload);
    } else {
        appendFramed(frame, framing, payload);
    }
    const Duration due = now + faults.delay;
    const bool twice = m_random.chance(faults.duplicate);
    if (!m_swapped && m_random.chance(faults.reorder)) {
        ++affected;
        m_swapped = std::move(frame);
        return;
    }
    if (twice) {
        ++affected;
        out.push_back({due, frame});
    }
    out.push_back({due, std::move(frame)});
    if (m_swapped) {
        out.push_back({due, std::move(*m_swapped)});
        m_swapped.reset();
    }
}

} // namespace watchglass::sim
