#pragma once

#include "core/base/result.h"
#include "core/protocol/sensocto/feed_scanner.h"

namespace watchglass::protocol::sensocto {

/// Payloads of a viewer's feed → measurements. A batch holds, per sensor and attribute, one measurement, an array of
/// them, or an object of delta-encoded samples; a digest holds summaries. Pure; what it keeps is memory to reuse.
///
/// - Keys may stand in any order; unknown ones are skipped.
/// - Times are epoch milliseconds, but nobody checks them: seconds, ISO texts and numeric texts are read as well, and
///   a measurement without a readable one is reported untimed.
/// - Error: Malformed (no JSON, cut short, or not of a batch's shape); then nothing was reported.
/// Thread: one at a time.
class FeedDecoder
{
public:
    /// `sensor_batch`.
    Result<void> batch(simdjson::padded_string_view payload, FeedHandler &handler);
    /// `sensor_digest`.
    Result<void> digest(simdjson::padded_string_view payload, FeedHandler &handler);

private:
    struct Row
    {
        MeasurementFields measurement;
        std::string_view delta; ///< Base64, of a delta-encoded array.
        double deltaCount = 0.0;
        std::uint32_t leavesFrom = 0;
        std::uint32_t leavesTo = 0;
        bool isDelta = false;
        bool hasPayload = false;
    };

    bool readAttribute(std::string_view sensor, std::string_view attribute, json::Value &value);
    bool readElement(std::string_view sensor, std::string_view attribute, json::Value &value);
    bool readObject(json::Object object, Row &row);
    void report(Row &row, FeedHandler &handler);
    void reportDelta(const Row &row, FeedHandler &handler);

    FeedScanner m_scanner;
    simdjson::ondemand::parser m_parser;
    PayloadReader m_payloads;
    std::vector<Row> m_rows;
    std::vector<DigestFields> m_digests;
    std::vector<Sample> m_samples;
};

} // namespace watchglass::protocol::sensocto
