#pragma once

#include "core/ingest/source_runner.h"
#include "core/recording/session_writer.h"

namespace watchglass::recording {

/// Makes clients as `maker` does, that are listened to by `writer`: what crosses their links, what they are told to do
/// (frames on channel 0) and what they tell their sink. Costs next to nothing while nothing is recorded.
/// Requires: the writer outlives every client that is made.
ingest::SourceRunner::ClientMaker recordedMaker(SessionWriter &writer, const QString &sourceId,
                                                ingest::SourceRunner::ClientMaker maker = protocol::makeClient);

} // namespace watchglass::recording
