#include "core/protocol/moonsense/schema.h"

#include <algorithm>
#include <array>

namespace watchglass::protocol::moonsense {

namespace {

constexpr std::string_view activities[] = {"UNKNOWN", "IN_VEHICLE", "ON_BICYCLE", "ON_FOOT",
                                           "RUNNING", "STILL",      "TILTING",    "WALKING"};
constexpr std::string_view batteryStates[] = {"UNKNOWN", "CHARGING", "DISCHARGING", "FULL"};
constexpr std::string_view pointers[] = {"UNKNOWN", "STYLUS", "INVERTED_STYLUS", "TOUCH", "MOUSE"};
constexpr std::string_view boundaries[] = {"UNKNOWN_VIEWPORT_BOUNDARY_STATUS", "ENTER_VIEWPORT", "IN_VIEWPORT",
                                           "LEAVE_VIEWPORT"};
constexpr std::string_view inputActions[] = {"UNKNOWN", "CUT", "PASTE", "AUTOFILL", "REPLACEMENT"};
constexpr std::string_view keyTypes[] = {"UNKNOWN", "KEY_UP", "KEY_DOWN"};
constexpr std::string_view focusTypes[] = {"UNKNOWN", "FOCUS_GAINED", "FOCUS_LOST"};
constexpr std::string_view wheelModes[] = {"UNKNOWN_WHEEL_MODE", "PIXEL", "LINE", "PAGE"};
constexpr std::string_view permissions[] = {
    "UNKNOWN_PERMISSION_STATUS", "ALLOWED", "DENIED", "UNDETERMINED_BY_USER", "REQUIRES_PROMPT_TO_DETERMINE",
    "SENSOR_NOT_AVAILABLE"};
constexpr std::string_view directions[] = {"UNKNOWN_ORIENTATION_DIRECTION", "PORTRAIT_PRIMARY", "PORTRAIT_SECONDARY",
                                           "LANDSCAPE_PRIMARY", "LANDSCAPE_SECONDARY"};
constexpr std::string_view lifeCycles[] = {"UNKNOWN_APP_LIFE_CYCLE_STATUS", "FOREGROUND", "BACKGROUND", "DESTROY"};
constexpr std::string_view menus[] = {"UNKNOWN_CONTEXT_MENU_STATUS", "OPEN", "CLOSED"};
constexpr std::string_view sensors[] = {
    "UNKNOWN_SENSOR", "LOCATION",     "ACCELEROMETER", "LINEAR_ACCELEROMETER", "MAGNETOMETER",
    "GYROSCOPE",      "BATTERY",      "ORIENTATION",   "TEMPERATURE",          "LIGHT",
    "PRESSURE",       "HUMIDITY",     "STEPS",         "HEART_RATE",           "POINTER",
    "TEXT_CHANGE",    "KEY_PRESS",    "FOCUS_CHANGE",  "VIEW_SCROLL",          "MOUSE_WHEEL",
    "CLICK",          "INPUT_CHANGE", "FORM_SUBMIT",   "CONTEXT_MENU",         "FRAME_RATE"};

using enum Timing;
constexpr bool event = true;
constexpr bool quiet = false;
constexpr bool sampled = true;

/// In the order of Group.
constexpr GroupSpec groupTable[] = {
    {Group::Location, "location_data", "location", quiet, Determined, sampled},
    {Group::Accelerometer, "accelerometer_data", "accelerometer", quiet, Determined, sampled},
    {Group::LinearAccelerometer, "linear_accelerometer_data", "linear_accelerometer", quiet, Determined, sampled},
    {Group::Magnetometer, "magnetometer_data", "magnetometer", quiet, Determined, sampled},
    {Group::Gyroscope, "gyroscope_data", "gyroscope", quiet, Determined, sampled},
    {Group::Orientation, "orientation_data", "orientation", quiet, Determined, sampled},
    {Group::Temperature, "temperature_data", "temperature", quiet, Determined, sampled},
    {Group::Light, "light_data", "light", quiet, Determined, sampled},
    {Group::Pressure, "pressure_data", "pressure", quiet, Determined, sampled},
    {Group::Humidity, "humidity_data", "humidity", quiet, Determined, sampled},
    {Group::Activity, "activity_data", "activity", quiet, Determined},
    {Group::Battery, "battery", "battery", quiet, Bundle},
    {Group::Steps, "steps_data", "steps", quiet, To},
    {Group::HeartRate, "heart_rate_data", "heart_rate", quiet, To, sampled},
    {Group::Pointer, "pointer_data", "pointer", event, Determined},
    {Group::Marker, "markers", "marker", event, Clock},
    {Group::TextChange, "text_change_data", "text_change", event, Determined},
    {Group::KeyPress, "key_press_data", "key_press", event, Determined},
    {Group::FocusChange, "focus_change_data", "focus_change", event, Determined},
    {Group::ViewportScroll, "viewport_scroll_data", "viewport_scroll", quiet, Determined},
    {Group::MouseWheel, "mouse_wheel_data", "mouse_wheel", quiet, Determined},
    {Group::Permission, "permission_events", "permission", event, Determined},
    {Group::ViewportSize, "viewport_size_events", "viewport_size", event, Determined},
    {Group::AppLifeCycle, "app_life_cycle_events", "app_life_cycle", event, Determined},
    {Group::Custom, "custom_events", "custom", event, Determined},
    {Group::Click, "click_data", "click", event, Determined},
    {Group::InputChange, "input_change_data", "input_change", event, Determined},
    {Group::FormSubmit, "form_submit_events", "form_submit", event, Determined},
    {Group::ContextMenu, "context_menu_events", "context_menu", event, Determined},
    {Group::FrameRate, "frame_rate_event", "frame_rate", quiet, Determined, sampled},
};

using enum Kind;
constexpr Lane always = Lane::Always;
constexpr Lane onceSeen = Lane::OnceSeen;
constexpr Lane inEvent = Lane::Event;

/// Grouped in the order of Group. Units of acceleration are the source's to say: the service's texts disagree.
constexpr FieldSpec fieldTable[] = {
    {Group::Location, "latitude", Number, "latitude", "°"},
    {Group::Location, "longitude", Number, "longitude", "°"},
    {Group::Location, "altitude", Number, "altitude", "m"},
    {Group::Location, "horizontal_accuracy", Number, "horizontal_accuracy", "m"},
    {Group::Location, "vertical_accurracy", Number, "vertical_accuracy", "m"},
    {Group::Location, "bearing", Number, "bearing", "°"},
    {Group::Location, "bearing_accuracy_degrees", Number, "bearing_accuracy", "°"},
    {Group::Location, "speed", Number, "speed", "m/s"},
    {Group::Location, "speed_accurracy", Number, "speed_accuracy", "m/s"},
    {Group::Accelerometer, "x", Number, "x"},
    {Group::Accelerometer, "y", Number, "y"},
    {Group::Accelerometer, "z", Number, "z"},
    {Group::LinearAccelerometer, "x", Number, "x"},
    {Group::LinearAccelerometer, "y", Number, "y"},
    {Group::LinearAccelerometer, "z", Number, "z"},
    {Group::Magnetometer, "x", Number, "x", "µT"},
    {Group::Magnetometer, "y", Number, "y", "µT"},
    {Group::Magnetometer, "z", Number, "z", "µT"},
    {Group::Gyroscope, "x", Number, "x", "rad/s"},
    {Group::Gyroscope, "y", Number, "y", "rad/s"},
    {Group::Gyroscope, "z", Number, "z", "rad/s"},
    {Group::Orientation, "azimuth", Number, "azimuth", "rad"},
    {Group::Orientation, "pitch", Number, "pitch", "rad"},
    {Group::Orientation, "roll", Number, "roll", "rad"},
    {Group::Temperature, "value", Number, "", "°C"},
    {Group::Light, "value", Number, "", "lx"},
    {Group::Pressure, "value", Number, "", "hPa"},
    {Group::Humidity, "value", Number, "", "%"},
    {Group::Activity, "type", Word, "type", "", always, activities},
    {Group::Activity, "confidence", Number, "confidence", "%"},
    {Group::Battery, "capacity", Number, "capacity", "%"},
    {Group::Battery, "state", Word, "state", "", always, batteryStates},
    {Group::Steps, "count", Number, "count"},
    {Group::HeartRate, "rate", Number, "rate", "bpm"},
    {Group::Pointer, "type", Word, "type", "", always, pointers},
    {Group::Pointer, "buttons", Number, "buttons"},
    {Group::Pointer, "delta", Offset, "delta", "px"},
    {Group::Pointer, "position", Offset, "position", "px"},
    {Group::Pointer, "pressure", Number, "pressure", "", onceSeen},
    {Group::Pointer, "pressure_range", Range, "pressure_range", "", onceSeen},
    {Group::Pointer, "distance", Number, "distance", "", onceSeen},
    {Group::Pointer, "distance_range", Range, "distance_range", "", onceSeen},
    {Group::Pointer, "orientation", Number, "orientation", "rad", onceSeen},
    {Group::Pointer, "radius_major", Number, "radius_major", "px", onceSeen},
    {Group::Pointer, "radius_minor", Number, "radius_minor", "px", onceSeen},
    {Group::Pointer, "radius_range", Range, "radius_range", "px", onceSeen},
    {Group::Pointer, "size", Number, "size", "", onceSeen},
    {Group::Pointer, "tilt", Number, "tilt", "rad", onceSeen},
    {Group::Pointer, "viewport_boundary_status", Word, "viewport_boundary", "", onceSeen, boundaries},
    {Group::Marker, "name", Text, "name", "", inEvent},
    {Group::TextChange, "masked_text", Length, "length", "", inEvent},
    {Group::TextChange, "action", Word, "action", "", inEvent, inputActions},
    {Group::TextChange, "truncated_text", Flag, "truncated", "", inEvent},
    {Group::KeyPress, "type", Word, "type", "", inEvent, keyTypes},
    {Group::KeyPress, "special_key", Text, "key", "", inEvent},
    {Group::KeyPress, "alt_key", Flag, "Alt", "", inEvent},
    {Group::KeyPress, "control_key", Flag, "Control", "", inEvent},
    {Group::KeyPress, "meta_key", Flag, "Meta", "", inEvent},
    {Group::KeyPress, "shift_key", Flag, "Shift", "", inEvent},
    {Group::FocusChange, "type", Word, "", "", always, focusTypes},
    {Group::ViewportScroll, "x_position", Number, "x", "px"},
    {Group::ViewportScroll, "y_position", Number, "y", "px"},
    {Group::MouseWheel, "wheel_delta_x", Number, "x", "px"},
    {Group::MouseWheel, "wheel_delta_y", Number, "y", "px"},
    {Group::MouseWheel, "wheel_mode", Word, "mode", "", always, wheelModes},
    {Group::MouseWheel, "wheel_delta_x_line", Number, "x_lines", "", onceSeen},
    {Group::MouseWheel, "wheel_delta_y_line", Number, "y_lines", "", onceSeen},
    {Group::MouseWheel, "wheel_delta_x_page", Number, "x_pages", "", onceSeen},
    {Group::MouseWheel, "wheel_delta_y_page", Number, "y_pages", "", onceSeen},
    {Group::Permission, "sensor_type", Word, "sensor", "", inEvent, sensors},
    {Group::Permission, "permission_status", Permitted, "", "", always, permissions},
    {Group::ViewportSize, "device_physical_width", Number, "physical_width", "px"},
    {Group::ViewportSize, "device_physical_height", Number, "physical_height", "px"},
    {Group::ViewportSize, "device_logical_width", Number, "logical_width", "px"},
    {Group::ViewportSize, "device_logical_height", Number, "logical_height", "px"},
    {Group::ViewportSize, "device_pixel_ratio", Number, "pixel_ratio"},
    {Group::ViewportSize, "viewport_orientation", Word, "orientation", "", always, directions},
    {Group::AppLifeCycle, "app_life_cycle_status", Word, "", "", always, lifeCycles},
    {Group::Custom, "event_name", Text, "name", "", inEvent},
    {Group::Custom, "properties", Entries, "properties", "", inEvent},
    {Group::InputChange, "masked_text", Length, "length", "", inEvent},
    {Group::InputChange, "action", Word, "action", "", inEvent, inputActions},
    {Group::InputChange, "truncated_text", Flag, "truncated", "", inEvent},
    {Group::ContextMenu, "context_menu_status", Word, "", "", always, menus},
    {Group::FrameRate, "frames_per_second", Number, "", "fps"},
};

struct Span
{
    std::size_t first = 0;
    std::size_t count = 0;
};

constexpr auto spansOfGroups()
{
    std::array<Span, std::size(groupTable)> spans{};
    for (std::size_t i = 0; i < std::size(fieldTable); ++i) {
        Span &span = spans[static_cast<std::size_t>(fieldTable[i].group)];
        if (span.count == 0)
            span.first = i;
        ++span.count;
    }
    return spans;
}

constexpr auto spans = spansOfGroups();

constexpr bool isSound()
{
    for (std::size_t i = 0; i < std::size(groupTable); ++i) {
        if (groupTable[i].group != static_cast<Group>(i) || spans[i].count > mostFields)
            return false;
        for (std::size_t k = spans[i].first; k < spans[i].first + spans[i].count; ++k) {
            if (fieldTable[k].group != static_cast<Group>(i))
                return false;
        }
    }
    return true;
}
static_assert(isSound(), "the tables are not in the order of Group, or a group has too many fields");

constexpr std::size_t fieldSlots = std::size(fieldTable) * 2;

} // namespace

std::span<const GroupSpec> groups()
{
    return groupTable;
}

const GroupSpec &spec(Group group)
{
    return groupTable[static_cast<std::size_t>(group)];
}

std::span<const FieldSpec> fieldsOf(Group group)
{
    const Span span = spans[static_cast<std::size_t>(group)];
    return {fieldTable + span.first, span.count};
}

Slot firstSlotOf(Group group)
{
    return static_cast<Slot>(spans[static_cast<std::size_t>(group)].first * 2);
}

Slot permissionSlot(std::size_t sensor)
{
    return static_cast<Slot>(fieldSlots + sensor);
}

std::size_t slotCount()
{
    return fieldSlots + std::size(sensors);
}

SlotSpec slotSpec(Slot slot)
{
    if (slot >= fieldSlots)
        return {&spec(Group::Permission), sensors[slot - fieldSlots], {}, {}, permissions};
    const FieldSpec &field = fieldTable[slot / 2];
    SlotSpec out{&spec(field.group), field.component, {}, field.unit, field.words};
    const bool isSecond = slot % 2 == 1;
    if (field.kind == Offset)
        out.suffix = isSecond ? "y" : "x";
    else if (field.kind == Range)
        out.suffix = isSecond ? "upper" : "lower";
    return out;
}

Words sensorWords()
{
    return sensors;
}

bool isNamed(std::string_view jsonName, std::string_view protoName)
{
    if (jsonName == protoName)
        return true;
    std::size_t i = 0;
    for (std::size_t k = 0; k < protoName.size(); ++k, ++i) {
        char wanted = protoName[k];
        if (wanted == '_' && k + 1 < protoName.size()) {
            const char next = protoName[++k];
            wanted = next >= 'a' && next <= 'z' ? static_cast<char>(next - 'a' + 'A') : next;
        }
        if (i >= jsonName.size() || jsonName[i] != wanted)
            return false;
    }
    return i == jsonName.size();
}

std::size_t numberOf(Words words, std::string_view text)
{
    const auto found = std::find(words.begin(), words.end(), text);
    return found == words.end() ? 0 : static_cast<std::size_t>(found - words.begin());
}

} // namespace watchglass::protocol::moonsense
