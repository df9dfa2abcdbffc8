#include "app/simulator/sensocto/channel.h"

#include "app/simulator/sensocto/room_channels.h"
#include "app/simulator/sensocto/sensor_channel.h"
#include "app/simulator/sensocto/viewer_channel.h"

namespace watchglass::sim::sensocto {

std::unique_ptr<Channel> makeChannel(World &world, Line &line, const QString &topic, const User &user)
{
    const auto rest = [&topic](const char *prefix) -> std::optional<QString> {
        const QLatin1String text(prefix);
        return topic.startsWith(text) ? std::optional(topic.mid(text.size())) : std::nullopt;
    };
    if (const auto id = rest("sensocto:sensor:"))
        return std::make_unique<SensorChannel>(world, line, *id);
    if (rest("sensocto:connector:"))
        return std::make_unique<ConnectorChannel>(world, line, topic);
    if (const auto id = rest("room:"))
        return std::make_unique<RoomChannel>(world, line, *id, user);
    if (const auto id = rest("lobby:"))
        return std::make_unique<LobbyChannel>(world, line, *id, user);
    if (const auto token = rest("viewer:data:"))
        return std::make_unique<ViewerChannel>(world, line, *token);
    if (const auto id = rest("call:"))
        return std::make_unique<CallChannel>(world, *id);
    return nullptr;
}

} // namespace watchglass::sim::sensocto
