#pragma once

#include "app/simulator/http_codec.h"

#include <QString>

namespace watchglass::sim::disruptive {

/// {"error":"text","code":409,"help":"https://…"}
http::Response errorResponse(int status, const QString &text);
http::Response methodNotAllowed(const QByteArray &allowed);

} // namespace watchglass::sim::disruptive
