#pragma once

#include "core/model/sample.h"
#include "core/protocol/sensocto/payload.h"

#include <optional>
#include <span>
#include <string_view>

namespace watchglass::protocol::sensocto {

/// One measurement as it came. Views live until its decoder's next call.
struct MeasurementFields
{
    std::string_view sensor;
    std::string_view attribute;
    std::string_view event; ///< The sibling key of buttons ("press", "release"); empty without.
    Payload payload;
    Timestamp time;     ///< The producer's, which nobody checks. Worth reading only when `timed`.
    bool timed = false; ///< False: there was none, or it cannot be read.
};

/// A summary of measurements that were not sent one by one.
struct DigestFields
{
    std::string_view sensor;
    std::string_view attribute;
    std::optional<double> count;
    std::optional<double> average;
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::optional<double> latest;
};

/// What is wrong with one measurement of an otherwise good frame.
enum class MeasurementFault {
    NoPayload,    ///< No object with a payload where one was due.
    BadDelta,     ///< Delta-encoded samples that are cut short, or of another version.
    DeltaSamples, ///< Delta-encoded samples, but not as many as announced; those there are were reported.
};

/// What a FeedDecoder found. Calls come in the order of the frame, and only for frames that are whole.
/// Requires: implementations do not call the decoder that is calling them.
class FeedHandler
{
public:
    virtual ~FeedHandler() = default;
    /// Plain numbers with times of their own; the same as so many measurements.
    virtual void samples(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples) = 0;
    virtual void measurement(const MeasurementFields &measurement) = 0;
    virtual void digest(const DigestFields &digest) = 0;
    virtual void badMeasurement(std::string_view sensor, std::string_view attribute, MeasurementFault fault) = 0;
};

} // namespace watchglass::protocol::sensocto
