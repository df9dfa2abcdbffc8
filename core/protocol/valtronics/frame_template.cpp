#include "core/protocol/valtronics/frame_template.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

constexpr std::size_t longestFrame = 16 * 1024;
constexpr int vainLimit = 64;
constexpr int pauseFrames = 4096;

bool isPlainText(std::string_view token)
{
    return token.size() >= 2 && token.front() == '"' && token.back() == '"'
           && token.find('\\') == std::string_view::npos;
}

} // namespace

bool FrameTemplate::addTime(std::string_view token, std::uint32_t row, SlotKind kind, std::vector<Span> &spans)
{
    if (token.empty())
        return true;
    if (!isPlainText(token) || !parseIsoTimestamp(token.substr(1, token.size() - 2)))
        return false;
    spans.push_back({token.substr(1, token.size() - 2), row, kind});
    return true;
}

bool FrameTemplate::addRow(const Row &row, std::uint32_t index, std::vector<Span> &spans)
{
    if (row.judged() != Fault::None || !row.device.empty() || row.valueToken.empty())
        return false;
    if (!isDigit(row.valueToken.front()) && row.valueToken.front() != '-')
        return false;
    spans.push_back({row.valueToken, index, SlotKind::Number});
    return addTime(row.timeToken, index, SlotKind::Time, spans);
}

std::unique_ptr<FrameTemplate> FrameTemplate::learn(std::string_view text, const FrameFields &fields, FrameKind kind)
{
    const bool isTelemetry = kind == FrameKind::Telemetry || kind == FrameKind::TelemetryRow;
    const bool isPlain = !fields.flat.hasValue && fields.flat.metric.empty() && fields.flat.fault == Fault::None;
    if (!isTelemetry || !isPlain || fields.rows.empty() || fields.unreadable > 0 || fields.badTime
        || fields.deviceToken.empty() || text.back() != '}' || text.size() > longestFrame)
        return nullptr;

    auto learnt = std::make_unique<FrameTemplate>();
    std::vector<Span> spans;
    const bool isText = isPlainText(fields.deviceToken);
    if (!isText && fields.deviceToken != fields.device)
        return nullptr;
    spans.push_back({fields.device, 0, isText ? SlotKind::DeviceText : SlotKind::DeviceNumber});
    if (!addTime(fields.timeToken, 0, SlotKind::FrameTime, spans))
        return nullptr;
    for (std::size_t i = 0; i < fields.rows.size(); ++i) {
        const Row &row = fields.rows[i];
        if (!addRow(row, static_cast<std::uint32_t>(i), spans))
            return nullptr;
        learnt->m_rows.push_back({std::string(row.metric), std::string(row.unit), row.timed, 0.0, {}});
    }
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.token.data() < b.token.data(); });
    std::uint32_t from = 0;
    for (const Span &span : spans) {
        const auto at = static_cast<std::uint32_t>(span.token.data() - text.data());
        if (at < from || at + span.token.size() > text.size()) // said twice
            return nullptr;
        learnt->m_slots.push_back({from, at - from, span.row, span.kind});
        from = at + static_cast<std::uint32_t>(span.token.size());
    }
    learnt->m_text = text;
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        learnt->m_wide.assign(text.begin(), text.end());
    learnt->m_tailFrom = from;
    learnt->m_kind = kind;
    learnt->m_hasFrameTime = !fields.timeToken.empty();
    return learnt;
}

template <typename Char>
const Char *FrameTemplate::learntText() const
{
    if constexpr (sizeof(Char) == 1)
        return m_text.data();
    else
        return m_wide.data();
}

template <typename Char>
bool FrameTemplate::readDevice(SlotKind kind, const Char *&at, const Char *end)
{
    const Char *const from = at;
    if (kind == SlotKind::DeviceNumber) {
        while (isDigit(*at))
            ++at;
    } else {
        while (at != end && *at >= ' ' && *at < 0x7f && *at != '"' && *at != '\\')
            ++at;
    }
    m_device.resize(static_cast<std::size_t>(at - from));
    std::transform(from, at, m_device.begin(), [](Char c) { return static_cast<char>(c); });
    return !m_device.empty();
}

template <typename Char>
bool FrameTemplate::readSlot(const Slot &slot, const Char *&at, const Char *end, TimeSlotReader<Char> &times)
{
    switch (slot.kind) {
    case SlotKind::Number:
        return readNumberSlot(at, m_rows[slot.row].value);
    case SlotKind::Time:
        return times.read(at, end, m_rows[slot.row].time);
    case SlotKind::FrameTime:
        return times.read(at, end, m_frameTime);
    case SlotKind::DeviceNumber:
    case SlotKind::DeviceText:
        return readDevice(slot.kind, at, end);
    }
    return false;
}

template <typename Char>
bool FrameTemplate::read(std::basic_string_view<Char> text, TimeSlotReader<Char> &times)
{
    if (text.empty() || text.back() != '}' || (sizeof(Char) > 1 && m_wide.empty()))
        return false;
    const Char *at = text.data();
    const Char *const end = at + text.size();
    const Char *const learnt = learntText<Char>();
    for (const Slot &slot : m_slots) {
        if (end - at <= static_cast<std::ptrdiff_t>(slot.literalSize)
            || std::memcmp(at, learnt + slot.literalFrom, slot.literalSize * sizeof(Char)) != 0)
            return false;
        at += slot.literalSize;
        if (!readSlot(slot, at, end, times))
            return false;
    }
    const std::size_t tail = m_text.size() - m_tailFrom;
    return end - at == static_cast<std::ptrdiff_t>(tail)
           && std::memcmp(at, learnt + m_tailFrom, tail * sizeof(Char)) == 0;
}

void FrameTemplate::report(FrameHandler &handler) const
{
    SampleFields fields;
    fields.device = m_device;
    for (const Named &row : m_rows) {
        fields.metric = row.metric;
        fields.unit = row.unit;
        fields.value = row.value;
        fields.timed = row.timed || m_hasFrameTime;
        fields.time = row.timed ? row.time : m_frameTime;
        handler.sample(fields);
    }
}

template <typename Char>
FrameTemplate *FrameTemplates::find(std::basic_string_view<Char> text, TimeSlotReader<Char> &times)
{
    FrameTemplate *const guess = m_last ? m_last->next : nullptr;
    FrameTemplate *found = guess && guess->read(text, times) ? guess : nullptr;
    for (std::size_t i = 0; !found && i < m_templates.size(); ++i) {
        if (m_templates[i].get() != guess && m_templates[i]->read(text, times))
            found = m_templates[i].get();
    }
    if (!found)
        return nullptr;
    if (m_last)
        m_last->next = found;
    m_last = found;
    m_vain = 0;
    return found;
}

template FrameTemplate *FrameTemplates::find(std::string_view, TimeSlotReader<char> &);
template FrameTemplate *FrameTemplates::find(std::u16string_view, TimeSlotReader<char16_t> &);

void FrameTemplates::learn(std::string_view text, const FrameFields &fields, FrameKind kind)
{
    if (m_pause > 0) {
        --m_pause;
        return;
    }
    auto learnt = FrameTemplate::learn(text, fields, kind);
    if (!learnt)
        return;
    if (++m_vain > vainLimit) {
        m_vain = 0;
        m_pause = pauseFrames;
        return;
    }
    learnt->next = learnt.get();
    if (m_templates.size() < capacity) {
        m_templates.push_back(std::move(learnt));
        return;
    }
    FrameTemplate *const goes = m_templates[m_replaceNext].get();
    for (const auto &other : m_templates) {
        if (other->next == goes)
            other->next = other.get();
    }
    if (m_last == goes)
        m_last = nullptr;
    m_templates[m_replaceNext] = std::move(learnt);
    m_replaceNext = (m_replaceNext + 1) % capacity;
}

} // namespace watchglass::protocol::valtronics
