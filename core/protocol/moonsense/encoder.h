#pragma once

#include "core/link/rest_client.h"
#include "core/protocol/moonsense/options.h"

namespace watchglass::protocol::moonsense {

/// Where the service keeps the sessions of a region unless it says otherwise; an empty one is the default region.
/// Empty when `control` is no address of such a service ("https://api.…").
QUrl dataPlane(const QUrl &control, const QString &region);

/// The requests of the REST API, without the token. Brackets of filters are percent-encoded.

link::RestRequest regionsRequest();
link::RestRequest tokenSelfRequest();
/// A page of the newest sessions that the options name; `perPage` at most 100.
link::RestRequest sessionsRequest(const Options &options, std::int64_t page, int perPage);
link::RestRequest sessionRequest(const QString &session);
link::RestRequest chunksRequest(const QString &session, std::int64_t page, int perPage);
link::RestRequest chunkRequest(const QString &session, const QString &chunk);

} // namespace watchglass::protocol::moonsense
