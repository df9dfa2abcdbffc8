#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace watchglass::protocol::moonsense {

/// The data groups of a bundle, those that newer recorders left out included.
enum class Group : std::uint8_t {
    Location,
    Accelerometer,
    LinearAccelerometer,
    Magnetometer,
    Gyroscope,
    Orientation,
    Temperature,
    Light,
    Pressure,
    Humidity,
    Activity,
    Battery,
    Steps,
    HeartRate,
    Pointer,
    Marker,
    TextChange,
    KeyPress,
    FocusChange,
    ViewportScroll,
    MouseWheel,
    Permission,
    ViewportSize,
    AppLifeCycle,
    Custom,
    Click,
    InputChange,
    FormSubmit,
    ContextMenu,
    FrameRate,
};

/// How a field is written and what comes of it.
enum class Kind : std::uint8_t {
    Number,    ///< One value.
    Word,      ///< An enum: its number, which `words` names.
    Flag,      ///< true or false.
    Offset,    ///< {"dx","dy"}: two values.
    Range,     ///< {"lower_bound","upper_bound"}: two values.
    Text,      ///< Shown in the event's text as it is.
    Length,    ///< A text that is private: only its length is shown.
    Entries,   ///< A map of a user's own: only the number of its entries is shown.
    Permitted, ///< Permission: the status of the sensor that the entry names.
};

/// Where a field's values go.
enum class Lane : std::uint8_t {
    Always,   ///< A sample of every entry; absent is 0, as proto3 means it.
    OnceSeen, ///< The same from the first entry on that has it: what a device never reports makes no series.
    Event,    ///< Only into the event's text.
};

using Words = std::span<const std::string_view>;

/// One field of a group's entries. Names are the proto's, in snake_case.
struct FieldSpec
{
    Group group{};
    std::string_view name;
    Kind kind = Kind::Number;
    std::string_view component = {};
    std::string_view unit = {};
    Lane lane = Lane::Always;
    Words words = {};
};

/// When an entry happened.
enum class Timing : std::uint8_t {
    Determined, ///< Its determined_at.
    To,         ///< The end of its span, `to`.
    Clock,      ///< Its own client_time.
    Bundle,     ///< Carries no time: when its bundle was made.
};

struct GroupSpec
{
    Group group{};
    std::string_view name;      ///< The bundle's field.
    std::string_view attribute; ///< Of its series, and the kind of its events.
    bool isEvent = false;       ///< Each entry is an event (and maybe samples as well).
    Timing timing = Timing::Determined;
    bool isSampled = false; ///< A steady stream, to be joined by lines; otherwise reported on change.
};

std::span<const GroupSpec> groups();
const GroupSpec &spec(Group group);
std::span<const FieldSpec> fieldsOf(Group group);

/// A series of a session, as a number: each field has two, the second for dy and upper_bound; then one for each
/// sensor's permission.
using Slot = std::uint16_t;
constexpr std::size_t mostFields = 16; ///< Of one group.

Slot firstSlotOf(Group group);
Slot permissionSlot(std::size_t sensor);
std::size_t slotCount();

/// What a slot's series is called and measured in. Texts as in FieldSpec; `y` tells the second of two.
struct SlotSpec
{
    const GroupSpec *group = nullptr;
    std::string_view component;
    std::string_view suffix; ///< "x", "y", "lower", "upper" of a pair; else empty.
    std::string_view unit;
    Words words;
};
SlotSpec slotSpec(Slot slot);

Words sensorWords();

/// Whether a JSON name is this proto name, as it stands or in lowerCamelCase.
bool isNamed(std::string_view jsonName, std::string_view protoName);
/// The number of an enum's word as the service writes it ("KEY_UP"); 0, which is "unknown" everywhere, for others.
std::size_t numberOf(Words words, std::string_view text);

} // namespace watchglass::protocol::moonsense
