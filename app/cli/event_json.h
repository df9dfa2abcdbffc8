#pragma once

#include "core/ingest/source_event.h"
#include "core/protocol/source_client.h"

#include <QJsonObject>

namespace watchglass::cli {

/// The lines of `watchglass-cli watch` that are no samples. Each has "event" (source, state, device, alarm, system,
/// gap, event, counters) and "source"; fields that a service did not give are left out. Instants are ISO 8601 UTC with
/// nine fraction digits; `received` is our clock, every other instant the service's or the device's.

QJsonObject sourceJson(const QString &source, const protocol::SourceAddress &address);
QJsonObject eventJson(const QString &source, const ingest::SourceEvent &event, Timestamp received);
QJsonObject countersJson(const QString &source, const SourceCounters &counters);

} // namespace watchglass::cli
