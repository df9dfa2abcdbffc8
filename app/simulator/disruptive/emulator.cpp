#include "app/simulator/disruptive/disruptive_service.h"
#include "app/simulator/disruptive/http_errors.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace watchglass::sim::disruptive {

namespace {

constexpr const char *publishable[] = {"touch",
                                       "temperature",
                                       "objectPresent",
                                       "humidity",
                                       "objectPresentCount",
                                       "touchCount",
                                       "waterPresent",
                                       "motion",
                                       "deskOccupancy",
                                       "contact",
                                       "co2",
                                       "pressure",
                                       "batteryStatus",
                                       "probeWireStatus",
                                       "networkStatus",
                                       "ethernetStatus",
                                       "cellularStatus",
                                       "connectionStatus"};
constexpr const char *deviceTypes[] = {"temperature",   "proximity",     "touch", "humidity", "proximityCounter",
                                       "touchCounter",  "waterDetector", "ccon",  "co2",      "motion",
                                       "deskOccupancy", "contact"};

template <std::size_t n>
bool isOneOf(const char *const (&words)[n], const QString &word)
{
    return std::any_of(std::begin(words), std::end(words),
                       [&word](const char *one) { return word == QLatin1String(one); });
}

QMap<QString, QString> labelsOf(const QJsonObject &object)
{
    QMap<QString, QString> labels;
    for (auto it = object.begin(); it != object.end(); ++it)
        labels.insert(it.key(), it.value().toString());
    return labels;
}

} // namespace

http::Response DisruptiveService::create(const http::Request &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString type = body.value(QLatin1String("type")).toString();
    if (!isOneOf(deviceTypes, type))
        return errorResponse(400, QStringLiteral("the body must hold the type of a device that can be emulated"));
    const std::size_t index = m_project.create(type, labelsOf(body.value(QLatin1String("labels")).toObject()));
    return jsonResponse(m_project.describe(m_project.devices()[index]));
}

http::Response DisruptiveService::remove(const QString &id)
{
    const auto index = m_project.indexOf(id);
    if (!index)
        return errorResponse(404, QStringLiteral("a device with the given ID cannot be found"));
    m_project.devices()[*index].isGone = true;
    return jsonResponse({});
}

http::Response DisruptiveService::publish(const http::Request &request, const QString &id)
{
    const auto index = m_project.indexOf(id);
    if (!index)
        return errorResponse(404, QStringLiteral("a device with the given ID cannot be found"));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString type = body.size() == 1 ? body.keys().first() : QString();
    if (!isOneOf(publishable, type) || !body.value(type).isObject())
        return errorResponse(400, QStringLiteral("the body must hold the data of one event that can be published"));
    QJsonObject payload = body.value(type).toObject();
    Timestamp time = m_stage.site.serverNow();
    const QString updateTime = payload.value(QLatin1String("updateTime")).toString();
    if (const auto given = parseIsoTimestamp(updateTime.toStdString()); given)
        time = *given;
    else if (!updateTime.isEmpty())
        return errorResponse(400, QStringLiteral("invalid updateTime"));
    payload.insert(QStringLiteral("updateTime"), timeText(time, TimeStyle::Zulu));
    m_project.log(*index, type.toStdString(), jsonText(payload), time);
    return jsonResponse({});
}

/// Takes over the labels of the body; what differs is told as labelsChanged.
http::Response DisruptiveService::relabel(const http::Request &request, const QString &id)
{
    const auto index = m_project.indexOf(id);
    if (!index)
        return errorResponse(404, QStringLiteral("a device with the given ID cannot be found"));
    const QJsonValue labels = QJsonDocument::fromJson(request.body).object().value(QLatin1String("labels"));
    if (!labels.isObject())
        return errorResponse(400, QStringLiteral("the body must hold labels"));
    ProjectDevice &device = m_project.devices()[*index];
    QJsonObject added;
    QJsonObject modified;
    QJsonArray removed;
    const QJsonObject wanted = labels.toObject();
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (!device.labels.contains(it.key()))
            added.insert(it.key(), it.value());
        else if (device.labels.value(it.key()) != it.value().toString())
            modified.insert(it.key(), it.value());
    }
    for (auto it = device.labels.begin(); it != device.labels.end(); ++it) {
        if (!wanted.contains(it.key()))
            removed.append(it.key());
    }
    device.labels = labelsOf(wanted);
    if (!added.isEmpty() || !modified.isEmpty() || !removed.isEmpty())
        m_project.log(*index, "labelsChanged",
                      jsonText({{QStringLiteral("added"), added},
                                {QStringLiteral("modified"), modified},
                                {QStringLiteral("removed"), removed}}));
    return jsonResponse(m_project.describe(device));
}

} // namespace watchglass::sim::disruptive
