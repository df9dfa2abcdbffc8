#include "ui/panels/series_json.h"

namespace watchglass::ui {

namespace {

constexpr QLatin1String sourceKey("source");
constexpr QLatin1String deviceKey("device");
constexpr QLatin1String attributeKey("attribute");
constexpr QLatin1String componentKey("component");

} // namespace

QJsonObject seriesToJson(const SeriesKey &key)
{
    QJsonObject entry{{sourceKey, key.source}, {deviceKey, key.device}, {attributeKey, key.attribute}};
    if (!key.component.isEmpty())
        entry.insert(componentKey, key.component);
    return entry;
}

SeriesKey seriesFromJson(const QJsonObject &entry)
{
    const SeriesKey key{entry.value(sourceKey).toString(), entry.value(deviceKey).toString(),
                        entry.value(attributeKey).toString(), entry.value(componentKey).toString()};
    return key.source.isEmpty() || key.device.isEmpty() || key.attribute.isEmpty() ? SeriesKey() : key;
}

} // namespace watchglass::ui
