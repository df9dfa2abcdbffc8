#pragma once

#include "app/simulator/http_codec.h"

#include <QJsonObject>
#include <QString>

namespace watchglass::sim::disruptive {

http::Response jsonResponse(const QJsonObject &body);
/// {"error":"text","code":409,"help":"https://…"}
http::Response errorResponse(int status, const QString &text);
http::Response methodNotAllowed(const QByteArray &allowed);

} // namespace watchglass::sim::disruptive
