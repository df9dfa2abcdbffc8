#include "core/model/device.h"

namespace watchglass {

DeviceState deviceState(const QString &status)
{
    const QString word = status.trimmed().toLower();
    if (word == QLatin1String("online") || word == QLatin1String("active") || word == QLatin1String("connected"))
        return DeviceState::Online;
    if (word == QLatin1String("offline") || word == QLatin1String("inactive") || word == QLatin1String("disconnected"))
        return DeviceState::Offline;
    if (word == QLatin1String("warning") || word == QLatin1String("degraded"))
        return DeviceState::Warning;
    if (word == QLatin1String("error") || word == QLatin1String("fault") || word == QLatin1String("critical"))
        return DeviceState::Error;
    return DeviceState::Unknown;
}

} // namespace watchglass
