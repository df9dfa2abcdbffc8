#pragma once

#include "core/protocol/json_value.h"
#include "core/protocol/valtronics/frame_handler.h"

#include <vector>

namespace watchglass::protocol::valtronics {

/// What is wrong with a value; the order of badValueText().
enum class Fault : std::uint8_t { None, NoMetric, NoValue, NotANumber, BadTime };

/// One metric of a frame, before it is known what frame it stands in.
struct Row
{
    std::string_view device; ///< Empty: the frame's.
    std::string_view metric;
    std::string_view unit;
    Timestamp time;
    double value = 0.0;
    std::string_view valueToken; ///< As written.
    std::string_view timeToken;  ///< As written; empty without.
    std::int64_t id = -1;        ///< Of a REST row; -1 without.
    bool timed = false;
    bool hasValue = false;
    Fault fault = Fault::None;

    Fault judged() const;
};

/// An alarm report, wherever it stood: top level, "alert" object or REST row.
struct AlertRow
{
    std::string_view id;
    std::string_view device;
    std::string_view severity;
    std::string_view type;
    std::string_view title;
    std::string_view message;
    std::string_view metric;
    std::string_view status;
    std::optional<double> threshold;
    std::optional<double> actual;
    std::optional<Timestamp> raisedAt;
    std::optional<Timestamp> acknowledgedAt;
    std::optional<Timestamp> resolvedAt;

    AlarmEvent toEvent() const;
};

/// Everything that any frame of either dialect can hold, collected in one pass whatever the order of its fields;
/// only then is it decided what the frame was. Texts point into the parser's buffers.
struct FrameFields
{
    std::string_view type;
    std::string_view channel;
    std::string_view device;
    std::string_view deviceToken; ///< As written.
    std::string_view timeToken;   ///< As written; empty without.
    std::string_view status;      ///< new_status, or status.
    std::string_view reason;
    std::optional<Timestamp> time;
    std::optional<Timestamp> lastSeen;
    std::optional<bool> success;
    std::optional<std::string_view> error;
    AlertRow alert;
    SystemStatus system;
    Row flat; ///< metric, value, unit of the flat shape.
    std::vector<Row> rows;
    bool hasAlert = false;
    bool hasData = false;
    bool badTime = false;
    std::uint32_t unreadable = 0; ///< Parts that a known field should have had and did not.

    void clear();
    /// False when the JSON is broken or nested deeper than any frame.
    bool collect(json::Object object, int depth = 0);

private:
    bool collectField(std::string_view name, json::Value &value, int depth);
    bool collectRare(std::string_view name, json::Value &value, int depth);
    bool collectTelemetry(json::Value &value);
    bool collectRows(json::Value &value);
    bool collectAlert(json::Value &value);
    bool collectUpdates(json::Value &value);
    bool collectSystem(json::Value &value);
    bool collectNested(json::Value &value, int depth);
};

/// A row of the flat and `data` shapes, or of REST: metric_name/metric, metric_value/value, unit, timestamp, id.
bool readRow(json::Object object, Row &row);
/// {value, unit, timestamp}, or a bare value.
bool readMetric(json::Value &value, Row &row);
/// False when the JSON is broken; unknown fields are skipped.
bool readAlert(json::Object object, AlertRow &alert);
/// One field of an alert; names that are none of an alert's do nothing.
void readAlertField(std::string_view name, json::Value &value, AlertRow &alert);

std::string_view badValueText(Fault fault);
QString toQString(std::string_view utf8);

} // namespace watchglass::protocol::valtronics
