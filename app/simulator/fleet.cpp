#include "app/simulator/fleet.h"

#include "app/simulator/disturbance.h"
#include "app/simulator/model_feed.h"
#include "app/simulator/random.h"

namespace watchglass::sim {

Fleet Fleet::generic(int devices, double rateHz, int channels, std::uint64_t seed)
{
    Fleet fleet;
    for (int d = 0; d < devices; ++d) {
        DeviceModel model;
        model.identity = {QStringLiteral("Unit %1").arg(d + 1, 4, 10, QLatin1Char('0')), QStringLiteral("generic"),
                          QStringLiteral("Bench %1").arg(d / 10 + 1)};
        model.rateHz = rateHz;
        for (int c = 0; c < channels; ++c) {
            const std::uint64_t own =
                subSeed(seed, static_cast<std::uint64_t>(d) * 1000 + static_cast<std::uint64_t>(c));
            const double frequency = 0.2 + 1.8 * uniformAt(own, 0);
            const double phase = 2.0 * std::numbers::pi * uniformAt(own, 1);
            model.metrics.push_back(
                {{"ch" + QByteArray::number(c), "V"}, std::make_shared<TestSignal>(frequency, phase, own)});
        }
        fleet.add(std::move(model));
    }
    return fleet;
}

void Fleet::add(DeviceIdentity identity, std::shared_ptr<const Feed> feed)
{
    m_devices.push_back({static_cast<int>(m_devices.size()) + 1, std::move(identity), std::move(feed)});
}

void Fleet::add(DeviceModel model)
{
    DeviceIdentity identity = model.identity;
    add(std::move(identity), std::make_shared<ModelFeed>(std::move(model)));
}

std::optional<int> Fleet::indexOf(std::int64_t id) const
{
    if (id < 1 || id > static_cast<std::int64_t>(m_devices.size()))
        return std::nullopt;
    return static_cast<int>(id - 1);
}

std::optional<int> Fleet::indexOf(const QString &idOrName) const
{
    bool isNumber = false;
    const qlonglong id = idOrName.toLongLong(&isNumber);
    if (isNumber)
        return indexOf(static_cast<std::int64_t>(id));
    for (std::size_t i = 0; i < m_devices.size(); ++i) {
        if (m_devices[i].identity.name == idOrName)
            return static_cast<int>(i);
    }
    return std::nullopt;
}

} // namespace watchglass::sim
