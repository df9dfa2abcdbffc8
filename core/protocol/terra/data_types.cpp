#include "core/protocol/terra/data_types.h"

namespace watchglass::protocol::terra {

namespace {

constexpr std::array<std::string_view, 3> axes{"x", "y", "z"};

constexpr DataType types[] = {
    {.name = "HEART_RATE", .unit = "bpm"},
    {.name = "ECG", .unit = "mV", .shape = Shape::Waveform},
    {.name = "HRV", .unit = "ms"},
    {.name = "HEART_RATE_VARIABILITY", .unit = "ms"},
    {.name = "RR_INTERVAL", .unit = "ms"},
    {.name = "STEPS", .unit = "", .isStepped = true},
    {.name = "STEPS_CADENCE", .unit = "steps/s", .isUnitVerified = false},
    {.name = "CALORIES", .unit = "kcal"},
    {.name = "TOTAL_CALORIES", .unit = "kcal"},
    {.name = "BASAL_METABOLIC_RATE", .unit = "kcal"},
    {.name = "LOCATION", .unit = "°", .shape = Shape::Vector, .components = {"lat", "lng", ""}},
    {.name = "DISTANCE", .unit = "m"},
    {.name = "SPEED", .unit = "m/s", .isUnitVerified = false},
    {.name = "FLOORS_CLIMBED", .unit = "", .isStepped = true},
    {.name = "FLIGHTS_CLIMBED", .unit = "", .isStepped = true},
    {.name = "ACTIVITY", .unit = "", .isStepped = true},
    {.name = "ACCELERATION", .unit = "m/s²", .shape = Shape::Vector, .components = axes},
    {.name = "GYROSCOPE", .unit = "rad/s", .shape = Shape::Vector, .components = axes},
    {.name = "POWER", .unit = "W"},
    {.name = "BIKE_CADENCE", .unit = "rpm"},
    {.name = "MET", .unit = ""},
    {.name = "DURATION", .unit = "s"},
};

bool endsWithType(std::string_view name, std::string_view type)
{
    return name.ends_with(type) && (name.size() == type.size() || name[name.size() - type.size() - 1] == '_');
}

} // namespace

const DataType *dataType(std::string_view name)
{
    const DataType *longest = nullptr;
    for (const DataType &type : types) {
        if (endsWithType(name, type.name) && (!longest || type.name.size() > longest->name.size()))
            longest = &type;
    }
    return longest;
}

} // namespace watchglass::protocol::terra
