#pragma once

#include "core/protocol/valtronics/frame_fields.h"
#include "core/protocol/valtronics/slot_reader.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace watchglass::protocol::valtronics {

/// A telemetry frame as literal text with slots for what changes: the device's id, numbers and times. Services write
/// frame after frame with the same names, order and spacing; one that fits is read without being parsed as JSON.
///
/// A frame fits when every byte outside the slots is the same and every slot holds what the general decoder would
/// accept there; then it means the same. So the result never depends on what was learnt.
class FrameTemplate
{
public:
    /// From a frame that was decoded into `fields`, whose texts point into `text`; nothing when it has parts that are
    /// better not generalised (string values, epoch times, escapes, bad values).
    static std::unique_ptr<FrameTemplate> learn(std::string_view text, const FrameFields &fields, FrameKind kind);

    /// Whether `text` (of char or char16_t) fits; if so, `report` gives what it says.
    template <typename Char>
    bool read(std::basic_string_view<Char> text, TimeSlotReader<Char> &times);
    /// The samples of the text that read() accepted last; it need not exist any more.
    void report(FrameHandler &handler) const;
    FrameKind kind() const { return m_kind; }

    FrameTemplate *next = nullptr; ///< Which one fitted the frame after the last that this one fitted.

private:
    enum class SlotKind : std::uint8_t { DeviceNumber, DeviceText, Number, Time, FrameTime };
    struct Slot
    {
        std::uint32_t literalFrom; ///< The literal in front of the slot, in m_text.
        std::uint32_t literalSize;
        std::uint32_t row;
        SlotKind kind;
    };
    struct Span
    {
        std::string_view token;
        std::uint32_t row;
        SlotKind kind;
    };
    struct Named
    {
        std::string metric;
        std::string unit;
        bool timed; ///< By itself; else by the frame.
        double value = 0.0;
        Timestamp time;
    };

    static bool addRow(const Row &row, std::uint32_t index, std::vector<Span> &spans);
    static bool addTime(std::string_view token, std::uint32_t row, SlotKind kind, std::vector<Span> &spans);
    template <typename Char>
    bool readSlot(const Slot &slot, const Char *&at, const Char *end, TimeSlotReader<Char> &times);
    template <typename Char>
    bool readDevice(SlotKind kind, const Char *&at, const Char *end);
    template <typename Char>
    const Char *learntText() const;

    std::string m_text;    ///< The frame that was learnt.
    std::u16string m_wide; ///< The same; empty when it is not ASCII.
    std::vector<Slot> m_slots;
    std::uint32_t m_tailFrom = 0;
    FrameKind m_kind = FrameKind::Telemetry;
    std::vector<Named> m_rows;
    std::string m_device;
    Timestamp m_frameTime;
    bool m_hasFrameTime = false;
};

/// The templates of one stream of frames: a few, tried in the order that the stream itself suggests.
class FrameTemplates
{
public:
    /// The template that `text` fits; null when there is none.
    FrameTemplate *find(std::string_view text) { return find(text, m_times); }
    FrameTemplate *find(std::u16string_view text) { return find(text, m_wideTimes); }
    /// Called after a miss that was decoded otherwise.
    void learn(std::string_view text, const FrameFields &fields, FrameKind kind);

private:
    static constexpr std::size_t capacity = 16;

    template <typename Char>
    FrameTemplate *find(std::basic_string_view<Char> text, TimeSlotReader<Char> &times);

    std::vector<std::unique_ptr<FrameTemplate>> m_templates;
    TimeSlotReader<char> m_times;
    TimeSlotReader<char16_t> m_wideTimes;
    FrameTemplate *m_last = nullptr;
    std::size_t m_replaceNext = 0;
    int m_vain = 0;  ///< Learnt since the last fit.
    int m_pause = 0; ///< Frames to let pass before learning again: this stream does not repeat itself.
};

} // namespace watchglass::protocol::valtronics
