#include "core/model/series_key.h"

namespace watchglass {

namespace {

QString encoded(QString part)
{
    part.replace(QLatin1Char('%'), QLatin1String("%25"));
    part.replace(QLatin1Char('/'), QLatin1String("%2F"));
    return part;
}

} // namespace

QString SeriesKey::attributePath() const
{
    return component.isEmpty() ? attribute : attribute + QLatin1Char('.') + component;
}

QString SeriesKey::toString() const
{
    return encoded(source) + QLatin1Char('/') + encoded(device) + QLatin1Char('/') + encoded(attributePath());
}

} // namespace watchglass
