#pragma once

#include "core/protocol/source_client.h"
#include "core/settings/source_settings.h"

namespace watchglass::protocol {

/// What a client is to be made with, from what the operator set up. Errors say what to mend.
Result<SourceAddress> sourceAddress(const settings::SourceSettings &source, const settings::SourceSecrets &secrets);
/// Of sourceAddress(), the way there. An error names the file of certificates that is no such file.
Result<link::TransportOptions> transportOptions(const settings::TransportSettings &transport,
                                                const QString &proxyPassword);

/// Takes a secret that stands in the address out of it, for the address is saved and shown and the secret is not.
/// Empty when there is none.
QString takeSecret(SourceAddress &address);
/// As people write it: `service:url`, without any secret.
QString addressText(const SourceAddress &address);

} // namespace watchglass::protocol
