#include "app/simulator/sensocto/room.h"

#include "app/simulator/json_text.h"

#include <QUuid>

namespace watchglass::sim::sensocto {

QString roomIdOf(const QString &name)
{
    const QUuid ours = QUuid::createUuidV5(QUuid(), QStringLiteral("watchglass-sim/rooms"));
    return QUuid::createUuidV5(ours, name).toString(QUuid::WithoutBraces);
}

bool isRoomId(const QString &text)
{
    return text.size() == 36 && !QUuid::fromString(text).isNull();
}

QJsonObject roomJson(const Room &room)
{
    return {{QStringLiteral("id"), room.id},
            {QStringLiteral("name"), room.name},
            {QStringLiteral("description"), QStringLiteral("Sensors of %1").arg(room.name)},
            {QStringLiteral("owner_id"), room.owner},
            {QStringLiteral("is_public"), room.access == Access::Public},
            {QStringLiteral("created_at"), timeText(room.created, TimeStyle::Zulu)},
            {QStringLiteral("member_count"), static_cast<int>(room.members.size())}};
}

} // namespace watchglass::sim::sensocto
