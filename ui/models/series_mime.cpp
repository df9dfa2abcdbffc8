#include "ui/models/series_mime.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>

namespace watchglass::ui {

QString seriesMimeType()
{
    return QStringLiteral("application/x-watchglass-series");
}

QByteArray encodeSeries(const QList<SeriesKey> &keys)
{
    QJsonArray entries;
    for (const SeriesKey &key : keys) {
        entries.append(QJsonObject{{QStringLiteral("source"), key.source},
                                   {QStringLiteral("device"), key.device},
                                   {QStringLiteral("attribute"), key.attribute},
                                   {QStringLiteral("component"), key.component}});
    }
    return QJsonDocument(entries).toJson(QJsonDocument::Compact);
}

QList<SeriesKey> decodeSeries(const QMimeData *data)
{
    QList<SeriesKey> keys;
    if (!data || !data->hasFormat(seriesMimeType()))
        return keys;
    const QJsonArray entries = QJsonDocument::fromJson(data->data(seriesMimeType())).array();
    for (const QJsonValue &entry : entries) {
        const QJsonObject object = entry.toObject();
        const SeriesKey key{
            object.value(QLatin1String("source")).toString(), object.value(QLatin1String("device")).toString(),
            object.value(QLatin1String("attribute")).toString(), object.value(QLatin1String("component")).toString()};
        if (!key.source.isEmpty() && !key.device.isEmpty() && !key.attribute.isEmpty())
            keys.append(key);
    }
    return keys;
}

} // namespace watchglass::ui
