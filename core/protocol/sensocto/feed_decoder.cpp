#include "core/protocol/sensocto/feed_decoder.h"

#include "core/protocol/sensocto/delta_code.h"
#include "core/protocol/sensocto/measurement_time.h"

#include <QCoreApplication>

namespace watchglass::protocol::sensocto {

namespace {

Error malformed()
{
    return {ErrorCode::Malformed, QCoreApplication::translate("sensocto::FeedDecoder",
                                                              "The server sent a batch that is no valid JSON object")};
}

/// Calls `each(name, value)` for the fields of the object in the payload's field `key`; false when it is broken, or
/// no object.
template <typename Each>
bool forEachInside(simdjson::ondemand::document &document, std::string_view key, Each &&each)
{
    json::Object object;
    if (document.get_object().get(object) != simdjson::SUCCESS)
        return false;
    const bool whole = json::forEachField(object, [&](std::string_view name, json::Value &value) {
        json::Object inner;
        if (name != key)
            return true;
        return json::asObject(value, inner) && json::forEachField(inner, each);
    });
    return whole && document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

void readOptional(json::Value &value, std::optional<double> &out)
{
    double number = 0.0;
    if (json::readNumber(value, number) == json::Read::Ok)
        out = number;
}

} // namespace

Result<void> FeedDecoder::batch(simdjson::padded_string_view payload, FeedHandler &handler)
{
    if (m_scanner.scan({payload.data(), payload.size()})) {
        m_scanner.report(handler);
        return {};
    }
    m_payloads.clear();
    m_rows.clear();
    simdjson::ondemand::document document;
    if (m_parser.iterate(payload).get(document) != simdjson::SUCCESS)
        return malformed();
    const bool whole = forEachInside(document, "batch", [this](std::string_view sensor, json::Value &attributes) {
        json::Object object;
        return json::asObject(attributes, object)
               && json::forEachField(object, [this, sensor](std::string_view attribute, json::Value &value) {
                      return readAttribute(sensor, attribute, value);
                  });
    });
    if (!whole)
        return malformed();
    for (Row &row : m_rows)
        report(row, handler);
    return {};
}

bool FeedDecoder::readAttribute(std::string_view sensor, std::string_view attribute, json::Value &value)
{
    if (json::firstOf(value) != '[')
        return readElement(sensor, attribute, value);
    json::Array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto item : array) {
        json::Value element;
        if (std::move(item).get(element) != simdjson::SUCCESS || !readElement(sensor, attribute, element))
            return false;
    }
    return true;
}

bool FeedDecoder::readElement(std::string_view sensor, std::string_view attribute, json::Value &value)
{
    Row &row = m_rows.emplace_back();
    row.measurement.sensor = sensor;
    row.measurement.attribute = attribute;
    json::Object object;
    if (json::firstOf(value) == '{')
        return json::asObject(value, object) && readObject(object, row);
    row.hasPayload = json::firstOf(value) != 'n';
    return m_payloads.read(value, row.measurement.payload, row.leavesFrom, row.leavesTo);
}

bool FeedDecoder::readObject(json::Object object, Row &row)
{
    return json::forEachField(object, [this, &row](std::string_view name, json::Value &value) {
        MeasurementFields &measurement = row.measurement;
        if (name == "payload") {
            row.hasPayload = true;
            return m_payloads.read(value, measurement.payload, row.leavesFrom, row.leavesTo);
        }
        if (name == "timestamp")
            measurement.timed = readMeasurementTime(value, measurement.time);
        else if (name == "event")
            json::readText(value, measurement.event);
        else if (name == "__delta_encoded__")
            row.isDelta = json::token(value) == "true";
        else if (name == "data")
            json::readText(value, row.delta);
        else if (name == "sample_count")
            json::readNumber(value, row.deltaCount);
        return true;
    });
}

void FeedDecoder::report(Row &row, FeedHandler &handler)
{
    MeasurementFields &measurement = row.measurement;
    if (row.isDelta) {
        reportDelta(row, handler);
    } else if (!row.hasPayload) {
        handler.badMeasurement(measurement.sensor, measurement.attribute, MeasurementFault::NoPayload);
    } else {
        m_payloads.settle(measurement.payload, row.leavesFrom, row.leavesTo);
        handler.measurement(measurement);
    }
}

void FeedDecoder::reportDelta(const Row &row, FeedHandler &handler)
{
    const MeasurementFields &measurement = row.measurement;
    m_samples.clear();
    const bool whole = decodeDelta(row.delta, m_samples);
    if (!m_samples.empty())
        handler.samples(measurement.sensor, measurement.attribute, m_samples);
    if (!whole)
        handler.badMeasurement(measurement.sensor, measurement.attribute, MeasurementFault::BadDelta);
    else if (row.deltaCount != static_cast<double>(m_samples.size()))
        handler.badMeasurement(measurement.sensor, measurement.attribute, MeasurementFault::DeltaSamples);
}

Result<void> FeedDecoder::digest(simdjson::padded_string_view payload, FeedHandler &handler)
{
    m_digests.clear();
    simdjson::ondemand::document document;
    if (m_parser.iterate(payload).get(document) != simdjson::SUCCESS)
        return malformed();
    const auto readDigest = [this](std::string_view sensor, std::string_view attribute, json::Value &value) {
        json::Object object;
        DigestFields &digest = m_digests.emplace_back();
        digest.sensor = sensor;
        digest.attribute = attribute;
        return json::asObject(value, object)
               && json::forEachField(object, [&digest](std::string_view name, json::Value &inner) {
                      if (name == "count")
                          readOptional(inner, digest.count);
                      else if (name == "avg")
                          readOptional(inner, digest.average);
                      else if (name == "min")
                          readOptional(inner, digest.minimum);
                      else if (name == "max")
                          readOptional(inner, digest.maximum);
                      else if (name == "latest")
                          readOptional(inner, digest.latest);
                      return true;
                  });
    };
    const bool whole = forEachInside(document, "digests", [&](std::string_view sensor, json::Value &attributes) {
        json::Object object;
        return json::asObject(attributes, object)
               && json::forEachField(object, [&](std::string_view attribute, json::Value &value) {
                      return readDigest(sensor, attribute, value);
                  });
    });
    if (!whole)
        return malformed();
    for (const DigestFields &digest : m_digests)
        handler.digest(digest);
    return {};
}

} // namespace watchglass::protocol::sensocto
