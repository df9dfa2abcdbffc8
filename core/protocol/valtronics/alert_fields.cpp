#include "core/protocol/valtronics/frame_fields.h"

namespace watchglass::protocol::valtronics {

namespace {

/// Where a text field of an alert goes; null for names that are none.
std::string_view *textField(std::string_view name, AlertRow &alert)
{
    if (name == "severity")
        return &alert.severity;
    if (name == "title")
        return &alert.title;
    if (name == "message" || name == "description")
        return &alert.message;
    if (name == "alert_type")
        return &alert.type;
    if (name == "metric_name")
        return &alert.metric;
    if (name == "status")
        return &alert.status;
    return nullptr;
}

std::optional<double> *numberField(std::string_view name, AlertRow &alert)
{
    if (name == "threshold_value")
        return &alert.threshold;
    return name == "actual_value" ? &alert.actual : nullptr;
}

std::optional<Timestamp> *timeField(std::string_view name, AlertRow &alert)
{
    if (name == "timestamp" || name == "created_at")
        return &alert.raisedAt;
    if (name == "acknowledged_at")
        return &alert.acknowledgedAt;
    return name == "resolved_at" ? &alert.resolvedAt : nullptr;
}

AlarmCondition condition(const AlertRow &alert)
{
    const QString word = toQString(alert.status).toLower();
    // A server that re-acknowledges a resolved alert leaves resolved_at set; the word alone would reopen it.
    if (word == QLatin1String("resolved") || word == QLatin1String("closed") || alert.resolvedAt)
        return AlarmCondition::Resolved;
    if (word == QLatin1String("acknowledged") || (word.isEmpty() && alert.acknowledgedAt))
        return AlarmCondition::Acknowledged;
    return AlarmCondition::Active;
}

} // namespace

void readAlertField(std::string_view name, json::Value &value, AlertRow &alert)
{
    if (name == "alert_id" || name == "id") {
        json::readId(value, alert.id);
    } else if (name == "device_id") {
        json::readId(value, alert.device);
    } else if (std::string_view *text = textField(name, alert)) {
        json::readText(value, *text);
    } else if (std::optional<double> *number = numberField(name, alert)) {
        double read = 0.0;
        if (json::readNumber(value, read) == json::Read::Ok)
            *number = read;
    } else if (std::optional<Timestamp> *time = timeField(name, alert)) {
        Timestamp read;
        if (json::readTime(value, read) == json::Read::Ok)
            *time = read;
    }
}

bool readAlert(json::Object object, AlertRow &alert)
{
    return json::forEachField(object, [&alert](std::string_view name, json::Value &value) {
        if (name == "metadata" && json::firstOf(value) == '{') {
            json::Object metadata;
            return json::asObject(value, metadata) && readAlert(metadata, alert);
        }
        readAlertField(name, value, alert);
        return true;
    });
}

AlarmEvent AlertRow::toEvent() const
{
    AlarmEvent event;
    event.device = toQString(device);
    event.severity = toQString(severity);
    event.priority = alarmPriority(event.severity);
    event.type = toQString(type);
    event.title = toQString(title);
    event.message = toQString(message);
    event.metric = toQString(metric);
    event.threshold = threshold;
    event.actual = actual;
    event.condition = condition(*this);
    event.raisedAt = raisedAt.value_or(Timestamp());
    event.acknowledgedAt = acknowledgedAt;
    event.resolvedAt = resolvedAt;
    event.actionable = !id.empty();
    event.id = event.actionable ? toQString(id)
                                : event.device + QLatin1Char('/') + event.type + QLatin1Char('/')
                                      + (event.title.isEmpty() ? event.message : event.title);
    return event;
}

} // namespace watchglass::protocol::valtronics
