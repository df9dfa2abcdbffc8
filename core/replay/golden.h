#pragma once

#include "core/base/result.h"
#include "core/recording/session_file.h"

#include <QStringList>

#include <cstdint>
#include <functional>

namespace watchglass::replay {

/// What came of a session when its frames went through the decoders once more, beside what was recorded.
struct GoldenReport
{
    std::uint64_t frames = 0;
    std::uint64_t samples = 0;     ///< Decoded since the recording began.
    std::uint64_t sameSamples = 0; ///< Of these, as recorded: same series, time and value.
    std::uint64_t alarms = 0;      ///< Reports about alarms.
    QStringList differences;       ///< In words, a line each; the first of each kind and series.
    bool isSame() const { return differences.isEmpty(); }
};

/// Plays a session's frames and compares samples and alarm reports with those that the session holds. A source whose
/// recording began while it ran is compared from there on; its frames may lack what came between its opening and that.
/// `progress` (frames so far) says false to end it early. Errors: as SessionReplay's and the file's.
Result<GoldenReport> compareWithDecoders(const recording::SessionFile &file,
                                         const std::function<bool(std::uint64_t)> &progress = {});

} // namespace watchglass::replay
