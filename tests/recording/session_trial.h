#pragma once

#include "core/recording/session_book.h"
#include "core/recording/session_file.h"

#include <QTest>

#include <bit>

namespace watchglass::test {

inline constexpr std::int64_t trialStart = 1'767'225'600'000'000'000;

inline Timestamp trialTime(std::int64_t ms)
{
    return Timestamp::fromNs(trialStart + ms * 1'000'000);
}

inline recording::SessionMeta trialMeta()
{
    return {QStringLiteral("trial 1"), trialTime(0), {}, 1, {}, {}};
}

inline SeriesInfo trialSeries(const QString &attribute, const QString &source = QStringLiteral("s"))
{
    return {{source, QStringLiteral("d"), attribute, {}}, QStringLiteral("°C"), Interpolation::Linear, {}};
}

inline bool isSame(const std::vector<Sample> &a, const std::vector<Sample> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Sample &x, const Sample &y) {
        return x.time == y.time && std::bit_cast<std::uint64_t>(x.value) == std::bit_cast<std::uint64_t>(y.value);
    });
}

inline const TimeRange always{Timestamp::min(), Timestamp::max()};

inline std::vector<recording::RecordedFrame>
allFrames(const recording::SessionFile &file, Timestamp from = Timestamp::min(), recording::SourceId source = 0)
{
    std::vector<recording::RecordedFrame> frames;
    recording::FrameCursor cursor = file.frames(from, source);
    for (auto next = cursor.next(); next && next.value(); next = cursor.next())
        frames.push_back(*next.value());
    return frames;
}

} // namespace watchglass::test
