#pragma once

#include "tests/protocol/recording_sink.h"

namespace watchglass::test {

/// "5" at 5 ms after `base`, "5+" just after that, "max" without end.
inline QString timeText(Timestamp time, Timestamp base)
{
    if (time == Timestamp::max())
        return QStringLiteral("max");
    const std::int64_t ns = time.ns() - base.ns();
    const std::int64_t rest = ((ns % 1'000'000) + 1'000'000) % 1'000'000;
    const QString ms = QString::number((ns - rest) / 1'000'000);
    return rest == 0 ? ms : ms + (rest == 1 ? QLatin1Char('+') : QLatin1Char('?'));
}

/// "5+..max" of a mark, "ended 7" of what ends one.
inline QString spanText(const RecordingSink::KeptSpan &span, Timestamp base)
{
    const QString from = timeText(span.range.from, base);
    return span.isRequested ? QStringLiteral("ended ") + from
                            : from + QStringLiteral("..") + timeText(span.range.to, base);
}

/// Of one device.
inline QStringList spanTexts(const RecordingSink &sink, const QString &device, Timestamp base)
{
    QStringList all;
    for (const RecordingSink::KeptSpan &span : sink.spans) {
        if (span.key.device == device)
            all << spanText(span, base);
    }
    return all;
}

} // namespace watchglass::test
