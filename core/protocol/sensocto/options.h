#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/protocol/source_client.h"

#include <QStringList>

#include <optional>

namespace watchglass::protocol::sensocto {

/// As what we come to the server.
enum class Role {
    Room,   ///< One room: its structure and the newest value of every attribute.
    Lobby,  ///< The list of rooms, and each of our own as above.
    Viewer, ///< The live feed of a lobby page.
};

/// What an address asks for; see Client for how it is written.
struct Options
{
    Role role = Role::Lobby;
    QString room;                                    ///< A room's UUID.
    QString user;                                    ///< Of a lobby; empty: whoever the credential belongs to.
    QString viewerToken;                             ///< Secret.
    QString credential;                              ///< JSON web token; secret; empty: anonymous.
    Duration pollInterval = std::chrono::seconds(2); ///< Zero: never.
    bool publicRooms = false;                        ///< Of a lobby: also the rooms of others.
    std::optional<QStringList> sensors;              ///< Of a viewer; nothing: all.
    QUrl socketUrl;                                  ///< ws(s), without query.
    QUrl restUrl;                                    ///< http(s), without query.
};

/// Errors say what is missing and what a good address looks like.
Result<Options> readOptions(const SourceAddress &address);

} // namespace watchglass::protocol::sensocto
