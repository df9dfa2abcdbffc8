#pragma once

#include "core/model/sample.h"
#include "core/protocol/disruptive/event_types.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace watchglass::protocol::disruptive {

/// What all of an event's values share. The texts live until the decoder's next call.
struct EventHead
{
    std::string_view id;     ///< For de-duplication; empty when none was given, as in a list of devices.
    std::string_view device; ///< Empty for a ping.
    std::string_view type;
    Timestamp time;                 ///< Of the payload, or of the envelope where that has none; see isTimed.
    std::optional<Timestamp> stamp; ///< Of the envelope.
    bool isTimed = false;
    bool isBackfilled = false; ///< Old, uploaded late: to be charted, not to be taken for what is now.
    bool isReported = false;   ///< The last value that the service knows, from a list of devices.
};

using LabelList = std::vector<std::pair<std::string_view, std::string_view>>;

/// What a labelsChanged event says.
struct LabelChanges
{
    LabelList added;
    LabelList modified;
    std::vector<std::string_view> removed;
};

/// A device of the list, without its reported values, which follow as events.
struct DeviceFields
{
    std::string_view id;
    std::string_view project;
    std::string_view type;
    std::string_view productNumber;
    LabelList labels;
};

/// An error, in a stream or as a REST body.
struct ServerError
{
    int code = 0; ///< Like an HTTP status; 0 when none was given.
    std::string_view message;
    std::string_view help; ///< An address; empty for none.
};

/// What a Decoder found. Calls come in the order of the input; nothing is called for a message that is no JSON.
/// Requires: implementations do not call the decoder that is calling them.
class EventHandler
{
public:
    virtual ~EventHandler() = default;

    /// An event begins; false passes it over, and nothing more is called for it.
    virtual bool begin(const EventHead &head) = 0;
    /// `part` is the id of the cloud connector whose view it is; empty else. Oldest first within an event.
    virtual void sample(const EventHead &head, const Metric &metric, std::string_view part, Sample sample) = 0;
    /// Something that is no sample: a touch, the remarks of a desk, an address, an error of a modem. `text` may be
    /// empty.
    virtual void instant(const EventHead &head, const QString &text) = 0;
    /// The word of a connectionStatus: "OFFLINE", "SDS", "ETHERNET", "CELLULAR" or one that is new.
    virtual void connection(const EventHead &head, std::string_view word) = 0;
    virtual void labels(const EventHead &head, const LabelChanges &changes) = 0;
    /// A type that this program does not know; `data` as it was written.
    virtual void unknownEvent(const EventHead &head, std::string_view data) = 0;
    /// One value of an otherwise good event that cannot be used.
    virtual void badValue(const EventHead &head, std::string_view metric, std::string_view why) = 0;
    virtual void ping(const EventHead &head) = 0;
    virtual void serverError(const ServerError &error) = 0;
    virtual void device(const DeviceFields &fields) = 0;
};

} // namespace watchglass::protocol::disruptive
