#pragma once

#include <QStringList>

namespace watchglass::recording {

/// "WGRE": what a session file says that it is, in SQLite's header (PRAGMA application_id).
constexpr int sessionApplicationId = 0x57475245;
/// The version of the schema below (PRAGMA user_version).
constexpr int sessionSchemaVersion = 1;

/// What brings a file of version `from` to the next one; 0 is an empty file.
QStringList schemaStep(int from);

} // namespace watchglass::recording
