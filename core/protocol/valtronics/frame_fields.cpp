#include "core/protocol/valtronics/frame_fields.h"

#include <charconv>
#include <utility>

namespace watchglass::protocol::valtronics {

namespace {

/// How deep "payload" inside "payload" is followed.
constexpr int maxDepth = 4;

void readTimeField(json::Value &value, std::optional<Timestamp> &out)
{
    Timestamp time;
    if (json::readTime(value, time) == json::Read::Ok)
        out = time;
}

void readNumberField(json::Value &value, std::optional<double> &out)
{
    double number = 0.0;
    if (json::readNumber(value, number) == json::Read::Ok)
        out = number;
}

void readRowTime(json::Value &value, Row &row)
{
    row.timeToken = json::token(value);
    switch (json::readTime(value, row.time)) {
    case json::Read::Ok:
        row.timed = true;
        break;
    case json::Read::Null:
        break;
    case json::Read::Unfit:
        row.fault = Fault::BadTime;
        break;
    }
}

void readRowValue(json::Value &value, Row &row)
{
    row.valueToken = json::token(value);
    switch (json::readNumber(value, row.value)) {
    case json::Read::Ok:
        row.hasValue = true;
        break;
    case json::Read::Null:
        break;
    case json::Read::Unfit:
        row.fault = Fault::NotANumber;
        break;
    }
}

void readRowId(json::Value &value, Row &row)
{
    std::string_view text;
    std::int64_t id = -1;
    if (json::readId(value, text) != json::Read::Ok)
        return;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error == std::errc() && end == text.data() + text.size())
        row.id = id;
}

/// One scalar field of a row; false when it is none of a row's.
bool readRowField(std::string_view name, json::Value &value, Row &row)
{
    if (name == "metric_value" || name == "value")
        readRowValue(value, row);
    else if (name == "metric_name" || name == "metric")
        json::readText(value, row.metric);
    else if (name == "timestamp")
        readRowTime(value, row);
    else if (name == "unit")
        json::readText(value, row.unit);
    else if (name == "device_id")
        json::readId(value, row.device);
    else if (name == "id")
        readRowId(value, row);
    else
        return false;
    return true;
}

} // namespace

Fault Row::judged() const
{
    if (fault != Fault::None)
        return fault;
    if (metric.empty())
        return Fault::NoMetric;
    return hasValue ? Fault::None : Fault::NoValue;
}

void FrameFields::clear()
{
    auto kept = std::move(rows);
    kept.clear();
    *this = FrameFields();
    rows = std::move(kept);
}

bool FrameFields::collect(json::Object object, int depth)
{
    return json::forEachField(
        object, [this, depth](std::string_view name, json::Value &value) { return collectField(name, value, depth); });
}

bool FrameFields::collectField(std::string_view name, json::Value &value, int depth)
{
    if (name == "type") {
        json::readText(value, type);
    } else if (name == "device_id") {
        deviceToken = json::token(value);
        json::readId(value, device);
    } else if (name == "telemetry") {
        return collectTelemetry(value);
    } else if (name == "data") {
        hasData = json::firstOf(value) == '{' || json::firstOf(value) == '[';
        return !hasData || collectTelemetry(value);
    } else if (name == "timestamp") {
        Timestamp stamp;
        timeToken = json::token(value);
        const json::Read read = json::readTime(value, stamp);
        if (read == json::Read::Ok)
            time = stamp;
        badTime = read == json::Read::Unfit;
    } else if (name == "channel") {
        json::readText(value, channel);
    } else if (name == "metric" || name == "metric_name") {
        json::readText(value, flat.metric);
        alert.metric = flat.metric;
    } else if (name == "value" || name == "metric_value") {
        readRowValue(value, flat);
    } else if (name == "unit") {
        json::readText(value, flat.unit);
    } else {
        return collectRare(name, value, depth);
    }
    return true;
}

bool FrameFields::collectRare(std::string_view name, json::Value &value, int depth)
{
    if (name == "payload")
        return collectNested(value, depth);
    if (name == "alert")
        return collectAlert(value);
    if (name == "updates")
        return collectUpdates(value);
    if (name == "metrics")
        return collectSystem(value);
    if (name == "new_status" || (name == "status" && status.empty())) {
        json::readText(value, status);
        if (name == "status")
            alert.status = status;
    } else if (name == "reason") {
        json::readText(value, reason);
    } else if (name == "last_seen") {
        readTimeField(value, lastSeen);
    } else if (name == "success") {
        bool flag = false;
        if (value.get_bool().get(flag) == simdjson::SUCCESS)
            success = flag;
    } else if (name == "error") {
        std::string_view text;
        error = json::readText(value, text) == json::Read::Ok ? text : std::string_view();
    } else if (name == "metadata" && json::firstOf(value) == '{') {
        json::Object metadata;
        return json::asObject(value, metadata)
               && json::forEachField(metadata, [this](std::string_view key, json::Value &inner) {
                      if (key == "last_seen")
                          readTimeField(inner, lastSeen);
                      else
                          readAlertField(key, inner, alert);
                      return true;
                  });
    } else {
        readAlertField(name, value, alert);
    }
    return true;
}

bool FrameFields::collectTelemetry(json::Value &value)
{
    const char first = json::firstOf(value);
    if (first == '[')
        return collectRows(value);
    if (first != '{') {
        unreadable += first == 'n' ? 0 : 1;
        return true;
    }
    json::Object object;
    if (!json::asObject(value, object))
        return false;
    // A map has metrics as names; a row names its metric. Which of the two it is shows only inside.
    const std::size_t before = rows.size();
    Row row;
    const bool whole = json::forEachField(object, [this, &row](std::string_view name, json::Value &inner) {
        if (json::firstOf(inner) != '{' && readRowField(name, inner, row))
            return true;
        Row metric;
        metric.metric = name;
        if (!readMetric(inner, metric))
            return false;
        rows.push_back(metric);
        return true;
    });
    if (!row.metric.empty()) {
        rows.resize(before);
        rows.push_back(row);
    } else if (row.hasValue) {
        row.metric = "value";
        rows.push_back(row);
    }
    return whole;
}

bool FrameFields::collectRows(json::Value &value)
{
    json::Array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto item : array) {
        json::Value element;
        json::Object object;
        if (std::move(item).get(element) != simdjson::SUCCESS)
            return false;
        if (json::firstOf(element) != '{') {
            ++unreadable;
            continue;
        }
        Row row;
        if (!json::asObject(element, object) || !readRow(object, row))
            return false;
        rows.push_back(row);
    }
    return true;
}

bool FrameFields::collectAlert(json::Value &value)
{
    json::Object object;
    if (json::firstOf(value) != '{')
        return ++unreadable, true;
    hasAlert = true;
    return json::asObject(value, object) && readAlert(object, alert);
}

bool FrameFields::collectUpdates(json::Value &value)
{
    json::Object object;
    if (json::firstOf(value) != '{')
        return ++unreadable, true;
    return json::asObject(value, object)
           && json::forEachField(object, [this](std::string_view name, json::Value &inner) {
                  if (name == "status")
                      json::readText(inner, status);
                  else if (name == "last_seen")
                      readTimeField(inner, lastSeen);
                  return true;
              });
}

bool FrameFields::collectSystem(json::Value &value)
{
    json::Object object;
    if (json::firstOf(value) != '{') // an echo of the subscription's list
        return true;
    return json::asObject(value, object)
           && json::forEachField(object, [this](std::string_view name, json::Value &inner) {
                  if (name == "cpu_usage")
                      readNumberField(inner, system.cpuPercent);
                  else if (name == "memory_usage")
                      readNumberField(inner, system.memoryPercent);
                  else if (name == "disk_usage")
                      readNumberField(inner, system.diskPercent);
                  else if (name == "active_connections")
                      readNumberField(inner, system.activeConnections);
                  return true;
              });
}

bool FrameFields::collectNested(json::Value &value, int depth)
{
    json::Object object;
    if (json::firstOf(value) != '{')
        return true;
    return depth < maxDepth && json::asObject(value, object) && collect(object, depth + 1);
}

bool readMetric(json::Value &value, Row &row)
{
    json::Object object;
    if (json::firstOf(value) != '{') {
        readRowValue(value, row);
        return true;
    }
    return json::asObject(value, object)
           && json::forEachField(object, [&row](std::string_view name, json::Value &inner) {
                  if (name == "value")
                      readRowValue(inner, row);
                  else if (name == "unit")
                      json::readText(inner, row.unit);
                  else if (name == "timestamp")
                      readRowTime(inner, row);
                  return true;
              });
}

bool readRow(json::Object object, Row &row)
{
    return json::forEachField(object, [&row](std::string_view name, json::Value &value) {
        readRowField(name, value, row);
        return true;
    });
}

std::string_view badValueText(Fault fault)
{
    switch (fault) {
    case Fault::NoMetric:
        return "no metric name";
    case Fault::NoValue:
        return "no value";
    case Fault::NotANumber:
        return "not a number";
    case Fault::BadTime:
        return "unreadable time";
    case Fault::None:
        break;
    }
    return {};
}

QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace watchglass::protocol::valtronics
