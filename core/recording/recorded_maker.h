#pragma once

#include "core/ingest/source_runner.h"
#include "core/recording/session_writer.h"

namespace watchglass::recording {

class FrameLog;

/// Makes clients as `maker` does, that are listened to by `writer`: what crosses their links, what they are told to do
/// and when their timers call (frames on channel 0), and what they tell their sink. Frames go to `log` as well, where
/// there is one. Costs next to nothing while nothing is recorded and nobody looks.
/// Requires: writer and log outlive every client that is made.
ingest::SourceRunner::ClientMaker recordedMaker(SessionWriter &writer, const QString &sourceId, FrameLog *log = nullptr,
                                                ingest::SourceRunner::ClientMaker maker = protocol::makeClient);

} // namespace watchglass::recording
