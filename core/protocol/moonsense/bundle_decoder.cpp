#include "core/protocol/moonsense/bundle_decoder.h"

#include "core/protocol/moonsense/entry_reader.h"
#include "core/protocol/moonsense/json_fields.h"
#include "core/protocol/moonsense/plain_entries.h"
#include "core/protocol/padded_text.h"

#include <QCoreApplication>

namespace watchglass::protocol::moonsense {

namespace {

constexpr int deepestFeature = 4;

Error malformed()
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("moonsense::BundleDecoder", "A line of session data is not the JSON of a "
                                                                    "bundle, or was cut short; it was skipped")};
}

/// The service writes ms by its own word, and microseconds in its older data.
std::int64_t serverTimeMs(std::int64_t written)
{
    constexpr std::int64_t microsecondsFrom = 100'000'000'000'000; // as ms that is the year 5138
    return written >= microsecondsFrom ? written / 1000 : written;
}

} // namespace

void Bundle::clear()
{
    session.clear();
    index = 0;
    isFinal = false;
    clientTime.reset();
    serverTimeMs = 0;
    values.clear();
    events.clear();
    features.clear();
    entries = 0;
    badValues = 0;
}

struct BundleDecoder::Impl
{
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    PaddedText text;
    EntryReader entries;
    std::size_t expected = 0; ///< The group that is tried first for the next name.

    const GroupSpec *groupNamed(std::string_view name)
    {
        const std::span<const GroupSpec> all = groups();
        for (std::size_t tried = 0; tried < all.size(); ++tried) {
            const std::size_t i = (expected + tried) % all.size();
            if (isNamed(name, all[i].name)) {
                expected = i + 1;
                return &all[i];
            }
        }
        return nullptr;
    }

    bool readSealed(json::Object object, Bundle &out, bool &hasBundle)
    {
        return json::forEachField(object, [&](std::string_view name, json::Value &value) {
            json::Object inner;
            std::int64_t time = 0;
            if (name == "bundle") {
                if (json::firstOf(value) != '{')
                    return true;
                hasBundle = true;
                return json::asObject(value, inner) && readBundle(inner, out);
            }
            if (isNamed(name, "session_id"))
                readText(value, out.session);
            else if (isNamed(name, "server_time_millis") && readInteger(value, time) == json::Read::Ok)
                out.serverTimeMs = serverTimeMs(time);
            return true;
        });
    }

    bool readBundle(json::Object object, Bundle &out)
    {
        return json::forEachField(object, [&](std::string_view name, json::Value &value) {
            if (const GroupSpec *group = groupNamed(name))
                return readGroup(*group, value, out);
            json::Object inner;
            std::int64_t index = 0;
            if (name == "index") {
                if (readInteger(value, index) == json::Read::Ok && index > 0 && index <= INT32_MAX)
                    out.index = static_cast<std::int32_t>(index);
                else
                    ++out.badValues;
            } else if (isNamed(name, "client_time")) {
                return json::firstOf(value) != '{'
                       || (json::asObject(value, inner) && readClientTime(inner, out.clientTime));
            } else if (isNamed(name, "is_final_bundle")) {
                readFlag(value, out.isFinal);
            } else if (name == "features") {
                return json::firstOf(value) != '{' || (json::asObject(value, inner) && readFeatures(inner, {}, out, 0));
            }
            return true;
        });
    }

    bool readGroup(const GroupSpec &group, json::Value &value, Bundle &out)
    {
        json::Object object;
        json::Array array;
        if (json::firstOf(value) == '{')
            return json::asObject(value, object) && entries.read(group, object, out);
        if (json::firstOf(value) != '[') {
            out.badValues += json::token(value) != "null";
            return true;
        }
        if (readPlainEntries(group, json::token(value).data(), out))
            return true;
        if (value.get_array().get(array) != simdjson::SUCCESS)
            return false;
        for (auto item : array) {
            json::Value entry;
            if (std::move(item).get(entry) != simdjson::SUCCESS)
                return false;
            if (json::firstOf(entry) != '{')
                ++out.badValues;
            else if (!json::asObject(entry, object) || !entries.read(group, object, out))
                return false;
        }
        return true;
    }

    /// Every number below a feature's name is a series; the keys are the user's and stay as they are.
    bool readFeatures(json::Object object, const std::string &prefix, Bundle &out, int depth)
    {
        return json::forEachField(object, [&](std::string_view key, json::Value &value) {
            std::string name = prefix.empty() ? std::string(key) : prefix + '.' + std::string(key);
            const char first = json::firstOf(value);
            json::Object inner;
            double number = 0.0;
            if (first == '{' && depth < deepestFeature)
                return json::asObject(value, inner) && readFeatures(inner, name, out, depth + 1);
            if (first != '{' && first != '[' && json::readNumber(value, number) == json::Read::Ok)
                out.features.push_back({std::move(name), number});
            return true;
        });
    }
};

BundleDecoder::BundleDecoder()
    : m_impl(std::make_unique<Impl>())
{}
BundleDecoder::~BundleDecoder() = default;

Result<void> BundleDecoder::decode(std::string_view line, Bundle &out)
{
    out.clear();
    Impl &impl = *m_impl;
    impl.expected = 0;
    impl.text.assign(line);
    json::Object object;
    bool hasBundle = false;
    if (impl.parser.iterate(impl.text.view()).get(impl.document) != simdjson::SUCCESS
        || impl.document.get_object().get(object) != simdjson::SUCCESS || !impl.readSealed(object, out, hasBundle)
        || impl.document.current_location().error() != simdjson::OUT_OF_BOUNDS) // something follows the object
        return malformed();
    if (!hasBundle) {
        return Error{ErrorCode::Missing,
                     QCoreApplication::translate("moonsense::BundleDecoder", "A line of session data holds no bundle")};
    }
    return {};
}

} // namespace watchglass::protocol::moonsense
