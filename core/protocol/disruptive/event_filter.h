#pragma once

#include "core/protocol/disruptive/address.h"
#include "core/protocol/disruptive/event_types.h"

namespace watchglass::protocol::disruptive {

/// The types that an address lets in: all, or those of its event_types that this program knows.
TypeSet offeredTypes(const ProjectAddress &address);

/// What to write as event_types so that of the known types just these come; empty where the address says it already.
/// Names that this program does not know are kept: those of the address or, where that names none, `strange`, which
/// were heard of.
QStringList typeNames(const ProjectAddress &address, const TypeSet &types, const QStringList &strange);

} // namespace watchglass::protocol::disruptive
