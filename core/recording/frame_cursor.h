#pragma once

#include "core/base/result.h"
#include "core/recording/session_values.h"

#include <memory>
#include <optional>

namespace watchglass::recording {

/// Frames of a session one after the other, in order of arrival; of equal arrival by source. Holds one batch a source
/// in memory.
/// Thread: the SessionFile's. Requires: the file outlives it.
class FrameCursor
{
public:
    class Source; ///< Where batches come from.

    explicit FrameCursor(std::unique_ptr<Source> source);
    FrameCursor(FrameCursor &&) noexcept;
    FrameCursor &operator=(FrameCursor &&) noexcept;
    ~FrameCursor();

    /// The next one; nothing at the end. After an error, the rest of the damaged batch is left out and the next call
    /// goes on behind it.
    Result<std::optional<RecordedFrame>> next();

private:
    std::unique_ptr<Source> m_source;
};

} // namespace watchglass::recording
