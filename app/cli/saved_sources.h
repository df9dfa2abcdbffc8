#pragma once

#include "core/protocol/source_client.h"
#include "core/settings/credential_store.h"
#include "core/settings/source_list_file.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace watchglass::cli {

using SavedSources = Result<std::vector<protocol::SourceAddress>>;

/// Sources that were set up in Watchglass, by name, with their credentials from the keychain. `done` is called once,
/// from inside this or later from the event loop. An error names the source and what to do.
void readSavedSources(const QStringList &names, const settings::SourceListFile &file,
                      settings::CredentialStore &keychain, const std::function<void(const SavedSources &)> &done);

/// Where Watchglass keeps its list; `dataDir` as its --data-dir, or empty.
QString savedSourcesFile(const QString &dataDir);

} // namespace watchglass::cli
