#pragma once

#include "core/base/timestamp.h"

#include <QJsonObject>
#include <QStringList>

namespace watchglass::sim::sensocto {

enum class Access { Public, Private };

/// A named set of sensors.
struct Room
{
    QString id; ///< A UUID made from the name.
    QString name;
    QString owner;
    Access access = Access::Public;
    Timestamp created;
    QStringList members; ///< The owner is one.
    QStringList sensors;

    bool admits(const QString &user) const { return access == Access::Public || members.contains(user); }
};

/// The id of the room so called: the same in every run.
QString roomIdOf(const QString &name);
bool isRoomId(const QString &text);

/// The members that REST and the lobby share, without the sensors.
QJsonObject roomJson(const Room &room);

} // namespace watchglass::sim::sensocto
