#include "core/protocol/sensocto/attribute_type.h"

#include <algorithm>
#include <array>
#include <string>

namespace watchglass::protocol::sensocto {

namespace {

using Words = std::string_view;

constexpr std::array<Words, 2> yesNo{"no", "yes"};
constexpr std::array<Words, 2> nearness{"far", "near"};
constexpr std::array<Words, 3> fixes{"acquiring", "low_accuracy", "high_accuracy"};
constexpr std::array<Words, 6> orientations{"portrait",          "landscape", "reverse portrait",
                                            "reverse landscape", "face up",   "face down"};
constexpr std::array<Words, 7> bodyLocations{"other", "chest", "wrist", "finger", "hand", "ear lobe", "foot"};

constexpr std::array<FieldSpec, 1> valueField{{{"value", ""}}};
constexpr std::array<FieldSpec, 2> hrvFields{{{"rmssd", "rmssd", "ms"}, {"sdnn", "sdnn", "ms"}}};
constexpr std::array<FieldSpec, 2> heartFields{{{"bpm", "", "bpm"}, {"value", "", "bpm"}}};
constexpr std::array<FieldSpec, 1> spo2Fields{{{"value", "", "%"}}};
constexpr std::array<FieldSpec, 2> headingFields{{{"value", "", "°"}, {"direction", "direction", "", FieldKind::Text}}};
constexpr std::array<FieldSpec, 3> eulerFields{{{"roll", "roll", "°"}, {"pitch", "pitch", "°"}, {"yaw", "yaw", "°"}}};
constexpr std::array<FieldSpec, 2> tapFields{{{"direction", "direction", "", FieldKind::Event}, {"count", "count"}}};
constexpr std::array<FieldSpec, 1> toyFields{{{"command", "command", "", FieldKind::Event}}};
constexpr std::array<FieldSpec, 1> orientationFields{{{"value", "", "", FieldKind::Choice, orientations}}};
constexpr std::array<FieldSpec, 1> bodyLocationFields{{{"value", "", "", FieldKind::Choice, bodyLocations}}};
constexpr std::array<FieldSpec, 7> placeFields{{{"latitude", "latitude", "°"},
                                                {"longitude", "longitude", "°"},
                                                {"accuracy", "accuracy", "m"},
                                                {"altitude", "altitude", "m"},
                                                {"speed", "speed", "m/s"},
                                                {"heading", "heading", "°"},
                                                {"status", "status", "", FieldKind::Choice, fixes}}};
constexpr std::array<FieldSpec, 1> metreFields{{{"value", "", "m"}}};
constexpr std::array<FieldSpec, 1> speedFields{{{"value", "", "m/s"}}};
constexpr std::array<FieldSpec, 1> calorieFields{{{"value", "", "kcal"}}};
constexpr std::array<FieldSpec, 2> lightFields{{{"value", "", "lx"}, {"lux", "", "lx"}}};
constexpr std::array<FieldSpec, 3> proximityFields{
    {{"value", ""}, {"near", "near", "", FieldKind::Choice, nearness}, {"distance", "distance"}}};
constexpr std::array<FieldSpec, 1> temperatureFields{{{"value", "", "°C"}}};
constexpr std::array<FieldSpec, 1> pressureFields{{{"value", "", "hPa"}}};
constexpr std::array<FieldSpec, 4> gasFields{
    {{"eco2", "eco2", "ppm"}, {"eCO2", "eco2", "ppm"}, {"tvoc", "tvoc", "ppb"}, {"TVOC", "tvoc", "ppb"}}};
constexpr std::array<FieldSpec, 7> colorFields{{{"r", "red"},
                                                {"red", "red"},
                                                {"g", "green"},
                                                {"green", "green"},
                                                {"b", "blue"},
                                                {"blue", "blue"},
                                                {"clear", "clear"}}};
constexpr std::array<FieldSpec, 3> batteryFields{
    {{"level", "", "%"}, {"value", "", "%"}, {"charging", "charging", "", FieldKind::Choice, yesNo}}};
constexpr std::array<FieldSpec, 5> ledFields{
    {{"mode", "mode", "", FieldKind::Text}, {"r", "red"}, {"g", "green"}, {"b", "blue"}, {"intensity", "intensity"}}};
constexpr std::array<FieldSpec, 2> speakerFields{{{"frequency", "frequency", "Hz"}, {"sample", "sample"}}};
constexpr std::array<FieldSpec, 2> microphoneFields{{{"level", "", "dB"}, {"value", "", "dB"}}};
constexpr std::array<FieldSpec, 2> stepFields{{{"count", ""}, {"steps", ""}}};
constexpr std::array<FieldSpec, 2> apertureFields{{{"left", "left", "°"}, {"right", "right", "°"}}};

constexpr std::array<TypeSpec, 43> types{{
    {"ecg", "mV"},
    {"hrv", "ms", BareKind::Number, hrvFields},
    {"hr", "bpm", BareKind::Number, heartFields},
    {"heartrate", "bpm", BareKind::Number, heartFields},
    {"spo2", "%", BareKind::Number, spo2Fields},
    {"respiration", "%", BareKind::Number, spo2Fields},
    {"imu", ""},
    {"accelerometer", ""},
    {"gyroscope", ""},
    {"magnetometer", ""},
    {"gravity", ""},
    {"quaternion", ""},
    {"euler", "°", BareKind::Number, eulerFields},
    {"heading", "°", BareKind::Number, headingFields},
    {"tap", "", BareKind::Text, tapFields},
    {"orientation", "", BareKind::Choice, orientationFields, orientations, Interpolation::HoldLast},
    {"geolocation", "", BareKind::Number, placeFields},
    {"altitude", "m", BareKind::Number, metreFields},
    {"speed", "m/s", BareKind::Number, speedFields},
    {"light", "lx", BareKind::Number, lightFields},
    {"proximity", "", BareKind::Number, proximityFields, {}, Interpolation::HoldLast},
    {"calories", "kcal", BareKind::Number, calorieFields, {}, Interpolation::HoldLast},
    {"distance", "m", BareKind::Number, metreFields},
    {"temperature", "°C", BareKind::Number, temperatureFields},
    {"humidity", "%", BareKind::Number, spo2Fields},
    {"pressure", "hPa", BareKind::Number, pressureFields},
    {"gas", "ppm", BareKind::Number, gasFields},
    {"air_quality", "ppm", BareKind::Number, gasFields},
    {"color", "", BareKind::Number, colorFields},
    {"battery", "%", BareKind::Number, batteryFields, {}, Interpolation::HoldLast},
    {"button", "", BareKind::Press},
    {"led", "", BareKind::Text, ledFields, {}, Interpolation::HoldLast},
    {"speaker", "", BareKind::Number, speakerFields, {}, Interpolation::HoldLast},
    {"microphone", "dB", BareKind::Number, microphoneFields},
    {"body_location", "", BareKind::Choice, bodyLocationFields, bodyLocations, Interpolation::HoldLast},
    {"rich_presence", "", BareKind::Text},
    {"steps", "", BareKind::Number, stepFields, {}, Interpolation::HoldLast},
    {"buttplug", "", BareKind::Number, toyFields, {}, Interpolation::HoldLast},
    {"skeleton", "", BareKind::Json},
    {"eye_gaze", ""},
    {"eye_blink", "", BareKind::Number, valueField, {}, Interpolation::HoldLast},
    {"eye_worn", "", BareKind::Number, valueField, {}, Interpolation::HoldLast},
    {"eye_aperture", "°", BareKind::Number, apertureFields},
}};

constexpr TypeSpec otherType{"", "", BareKind::Number, valueField};

struct Guess
{
    std::string_view id;
    std::string_view type;
};

constexpr Guess guesses[] = {
    {"battery", "battery"},
    {"battery_level", "battery"},
    {"geolocation", "geolocation"},
    {"location", "geolocation"},
    {"gps", "geolocation"},
    {"button", "button"},
    {"buttons", "button"},
    {"ecg", "ecg"},
    {"heart", "ecg"},
    {"heartbeat", "ecg"},
    {"heartrate", "heartrate"},
    {"heart_rate", "heartrate"},
    {"hr", "heartrate"},
    {"bpm", "heartrate"},
    {"imu", "imu"},
    {"accelerometer", "imu"},
    {"gyroscope", "imu"},
    {"motion", "imu"},
    {"respiration", "respiration"},
    {"breathing", "respiration"},
    {"breath", "respiration"},
    {"hrv", "hrv"},
    {"eye_gaze", "eye_gaze"},
    {"gaze", "eye_gaze"},
    {"temperature", "temperature"},
    {"temp", "temperature"},
    {"humidity", "humidity"},
    {"pressure", "pressure"},
    {"barometer", "pressure"},
    {"rich_presence", "rich_presence"},
    {"media", "rich_presence"},
    {"now_playing", "rich_presence"},
    {"skeleton", "skeleton"},
    {"pose_skeleton", "skeleton"},
    {"pose", "skeleton"},
    {"body_pose", "skeleton"},
};

bool hasKey(const Payload &payload, std::string_view name)
{
    return std::any_of(payload.leaves.begin(), payload.leaves.end(),
                       [name](const Leaf &leaf) { return leaf.group.empty() && leaf.name == name; });
}

const TypeSpec *guessById(std::string_view id)
{
    for (const Guess &guess : guesses) {
        if (guess.id == id)
            return typeNamed(guess.type);
    }
    return nullptr;
}

/// "heartrate_2" and "heartrate-2" → "heartrate".
std::string_view withoutNumber(std::string_view id)
{
    const std::size_t last = id.find_last_not_of("0123456789");
    const bool isSuffixed =
        last != std::string_view::npos && last > 0 && last + 1 < id.size() && (id[last] == '_' || id[last] == '-');
    return isSuffixed ? id.substr(0, last) : id;
}

} // namespace

std::span<const TypeSpec> attributeTypes()
{
    return types;
}

const TypeSpec &anyType()
{
    return otherType;
}

const TypeSpec *typeNamed(std::string_view word)
{
    const auto found =
        std::find_if(types.begin(), types.end(), [word](const TypeSpec &spec) { return spec.name == word; });
    return found == types.end() ? nullptr : &*found;
}

const TypeSpec &inferType(std::string_view attribute, const Payload &payload)
{
    std::string id(attribute);
    for (char &c : id)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const TypeSpec *guess = guessById(id);
    if (!guess)
        guess = guessById(withoutNumber(id));
    if (!guess && hasKey(payload, "level") && hasKey(payload, "charging"))
        guess = typeNamed("battery");
    if (!guess && hasKey(payload, "latitude"))
        guess = typeNamed("geolocation");
    if (!guess && hasKey(payload, "artist"))
        guess = typeNamed("rich_presence");
    if (!guess && hasKey(payload, "landmarks"))
        guess = typeNamed("skeleton");
    return guess ? *guess : otherType;
}

} // namespace watchglass::protocol::sensocto
