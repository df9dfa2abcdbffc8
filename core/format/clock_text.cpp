#include "core/format/clock_text.h"

#include "core/format/duration_format.h"

#include <QCoreApplication>

namespace watchglass::format {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::format::Clock)
};

/// With the digits that a look at a clock is good for.
QString size(Duration offset)
{
    const Duration size = std::chrono::abs(offset);
    return size < std::chrono::seconds(10) ? duration(std::chrono::round<std::chrono::duration<int, std::deci>>(size))
                                           : age(size);
}

} // namespace

QString deviceClock(Duration ahead)
{
    return ahead > Duration::zero()
               ? Texts::tr("device clock %1 ahead").arg(size(ahead))
               : Texts::tr("device clock %1 behind, or its samples take that long").arg(size(ahead));
}

QString serviceClock(Duration ahead)
{
    return ahead > Duration::zero() ? Texts::tr("service clock %1 ahead").arg(size(ahead))
                                    : Texts::tr("service clock %1 behind").arg(size(ahead));
}

} // namespace watchglass::format
