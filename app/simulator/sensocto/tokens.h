#pragma once

#include "core/base/timestamp.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace watchglass::sim::sensocto {

/// What a token is good for.
enum class Use {
    Api,    ///< JWT of REST and of sensor joins; 30 days.
    Socket, ///< The connect parameter `token`; 24 hours.
    Viewer, ///< The topic viewer:data:<token>; one hour, at the time of joining.
    Qr,     ///< What POST /api/auth/exchange takes besides a JWT; 10 minutes.
    Guest,  ///< The last word of guest:<id>:<token>; 24 hours.
};

/// Makes and checks the tokens of this server: three base64url parts as in a JWT (HS256), with subject, use and
/// expiry. With an open door, any other word serves as a token too and names its user, so that a demonstration needs
/// no preparation; a token of ours that is expired, forged or for another use is refused all the same.
/// Thread: the server's.
class Tokens
{
public:
    /// `pass` is a word that always opens; empty: an open door.
    Tokens(std::uint64_t seed, QString pass);

    QString mint(Use use, const QString &user, Timestamp now) const;
    /// Whose token it is; nothing when it does not open.
    std::optional<QString> userOf(Use use, const QString &token, Timestamp now) const;
    /// The bearer token of a sensor join: a JWT, guest:<id>:<token>, or "missing" where that is allowed.
    bool opensSensor(const QString &bearer, bool allowMissing, Timestamp now) const;

private:
    QByteArray m_key;
    QString m_pass;
};

} // namespace watchglass::sim::sensocto
