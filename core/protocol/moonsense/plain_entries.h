#pragma once

#include "core/protocol/moonsense/bundle.h"

namespace watchglass::protocol::moonsense {

/// The short way for what makes up nearly all of a recording: arrays of readings of a sensor, written as the service
/// writes them, such as [{"determined_at":"4630","x":0.5,"y":-1},…]. Appends the values of the array that begins at
/// `text` when every entry of it is of that kind: known fields in snake_case, plain numbers, no white space. False,
/// with `out` as it was, for anything else, which EntryReader has then to read; what both read is the same.
/// Requires: `text` ends with a NUL and 32 more readable bytes.
bool readPlainEntries(const GroupSpec &group, const char *text, Bundle &out);

} // namespace watchglass::protocol::moonsense
