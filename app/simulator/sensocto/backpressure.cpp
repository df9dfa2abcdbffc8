#include "app/simulator/sensocto/backpressure.h"

#include <array>
#include <cmath>

namespace watchglass::sim::sensocto {

namespace {

struct Advice
{
    const char *name;
    double windowMs;
    int size;
};

constexpr std::array<Advice, 4> advices{
    {{"none", 5000.0, 20}, {"low", 2000.0, 10}, {"medium", 500.0, 5}, {"high", 100.0, 1}}};

struct LoadFacts
{
    const char *name;
    double multiplier;
};

constexpr std::array<LoadFacts, 4> loads{{{"normal", 1.0}, {"elevated", 1.5}, {"high", 3.0}, {"critical", 5.0}}};

constexpr double memoryMultiplier = 5.0;

} // namespace

bool Pressure::isPaused() const
{
    return attention <= Attention::Low && (memoryProtection || load == Load::Critical);
}

QJsonObject backpressureConfig(const Pressure &pressure, Timestamp now)
{
    const Advice &advice = advices[static_cast<std::size_t>(pressure.attention)];
    const LoadFacts &load = loads[static_cast<std::size_t>(pressure.load)];
    const double multiplier = load.multiplier * (pressure.memoryProtection ? memoryMultiplier : 1.0);
    return {
        {QStringLiteral("attention_level"), QLatin1String(advice.name)},
        {QStringLiteral("system_load"), QLatin1String(load.name)},
        {QStringLiteral("memory_protection_active"), pressure.memoryProtection},
        {QStringLiteral("paused"), pressure.isPaused()},
        {QStringLiteral("recommended_batch_window"), static_cast<qint64>(std::llround(advice.windowMs * multiplier))},
        {QStringLiteral("recommended_batch_size"), advice.size},
        {QStringLiteral("load_multiplier"), multiplier},
        {QStringLiteral("timestamp"), static_cast<qint64>(now.ns() / 1'000'000)}};
}

Duration flushInterval(Quality quality)
{
    constexpr std::array<int, 5> milliseconds{64, 128, 250, 500, 0};
    return std::chrono::milliseconds(milliseconds[static_cast<std::size_t>(quality)]);
}

} // namespace watchglass::sim::sensocto
