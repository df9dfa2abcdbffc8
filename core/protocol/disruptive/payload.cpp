#include "core/protocol/disruptive/payload.h"

#include "core/protocol/disruptive/json_lists.h"

#include <cstring>

namespace watchglass::protocol::disruptive {

namespace {

constexpr std::size_t mostListed = 4096; ///< Of sub-samples, connectors and the like: more is no event.

} // namespace

bool findNumber(std::string_view name, Number &number)
{
    const auto is = [name, &number](std::string_view wanted, Number meant) {
        number = meant;
        return name == wanted;
    };
    switch (name.size()) {
    case 3:
        return is("ppm", Number::Ppm);
    case 4:
        return is("rssi", Number::Rssi);
    case 5:
        return is("value", Number::Value) || is("total", Number::Total);
    case 6:
        return is("pascal", Number::Pascal);
    case 10:
        return is("percentage", Number::Percentage);
    case 11:
        return is("temperature", Number::Temperature);
    case 14:
        return is("signalStrength", Number::SignalStrength);
    case 16:
        return is("relativeHumidity", Number::RelativeHumidity);
    default:
        return false;
    }
}

bool TimeMemory::read(json::Value &value, Timestamp &out)
{
    constexpr std::size_t mostDigits = 9;
    const std::string_view text = json::token(value);
    const std::size_t size = text.size();
    const std::size_t digits = size - secondSize - 3; // of a fraction, between its point and the Z
    const bool hasFraction = size > secondSize + 3 && digits <= mostDigits && text[secondSize] == '.';
    if ((!hasFraction && size != secondSize + 2) || text[size - 2] != 'Z')
        return json::readTime(value, out) == json::Read::Ok;
    Second &known = m_seconds[static_cast<unsigned char>(text[secondSize - 1]) % m_seconds.size()];
    if (std::memcmp(text.data(), known.text, secondSize) == 0) {
        std::int64_t fraction = 0;
        bool isNumber = true;
        for (std::size_t i = 0; hasFraction && i < digits; ++i) {
            const char digit = text[secondSize + 1 + i];
            isNumber = isNumber && digit >= '0' && digit <= '9';
            fraction = fraction * 10 + (digit - '0');
        }
        static constexpr std::int64_t scales[] = {0,      100'000'000, 10'000'000, 1'000'000, 100'000,
                                                  10'000, 1'000,       100,        10,        1};
        if (isNumber) {
            out = known.time + Duration(hasFraction ? fraction * scales[digits] : 0);
            return true;
        }
    }
    if (json::readTime(value, out) != json::Read::Ok)
        return false;
    // Not a leap second, which is the next minute's first instant, nor what a remainder would round the other way.
    if (out.ns() >= 0 && std::memcmp(text.data() + 17, ":60", 3) != 0) {
        std::memcpy(known.text, text.data(), secondSize);
        known.time = Timestamp::fromNs(out.ns() - out.ns() % 1'000'000'000);
    }
    return true;
}

void NumberSet::read(Number number, json::Value &value)
{
    const auto index = static_cast<std::size_t>(number);
    const json::Read read = json::readNumber(value, values[index]);
    present |= (read == json::Read::Ok ? 1U : 0U) << index;
    unfit |= (read == json::Read::Unfit ? 1U : 0U) << index;
}

void Payload::clear()
{
    type = state = connection = transmissionMode = macAddress = ipAddress = {};
    numbers.clear();
    remarks.clear();
    samples.clear();
    connectors.clear();
    errors.clear();
    hasUpdateTime = isBackfilled = isThere = false;
}

bool Payload::collect(json::Object object, TimeMemory &times)
{
    isThere = true;
    return json::forEachField(
        object, [this, &times](std::string_view name, json::Value &value) { return collectField(name, value, times); });
}

bool Payload::collectField(std::string_view name, json::Value &value, TimeMemory &times)
{
    Number number{};
    if (name == "updateTime") {
        hasUpdateTime = times.read(value, updateTime);
    } else if (name == "samples") {
        return collectSamples(value, times);
    } else if (name == "isBackfilled") {
        const std::string_view text = json::token(value);
        isBackfilled = text == "true" || text == "\"true\"" || text == "\"True\"" || text == "\"TRUE\"";
    } else if (findNumber(name, number)) {
        numbers.read(number, value);
    } else {
        return collectRare(name, value);
    }
    return true;
}

bool Payload::collectRare(std::string_view name, json::Value &value)
{
    if (name == "state") {
        readWord(value, state);
    } else if (name == "cloudConnectors") {
        return collectConnectors(value);
    } else if (name == "transmissionMode") {
        readWord(value, transmissionMode);
    } else if (name == "connection") {
        readWord(value, connection);
    } else if (name == "macAddress") {
        readWord(value, macAddress);
    } else if (name == "ipAddress") {
        readWord(value, ipAddress);
    } else if (name == "errors") {
        return collectErrors(value);
    } else if (name == "remarks") {
        return forEachText(value, [this](std::string_view remark) {
            if (remarks.size() < mostListed)
                remarks.push_back(remark);
        });
    }
    return true;
}

bool Payload::collectSamples(json::Value &value, TimeMemory &times)
{
    return forEachObject(value, [this, &times](json::Object object) {
        if (samples.size() >= mostListed)
            return true;
        SubSample &sample = samples.emplace_back();
        return json::forEachField(object, [&sample, &times](std::string_view name, json::Value &field) {
            Number number{};
            if (name == "sampleTime")
                sample.isTimed = times.read(field, sample.time);
            else if (findNumber(name, number))
                sample.numbers.read(number, field);
            return true;
        });
    });
}

bool Payload::collectConnectors(json::Value &value)
{
    return forEachObject(value, [this](json::Object object) {
        if (connectors.size() >= mostListed)
            return true;
        Connector &connector = connectors.emplace_back();
        return json::forEachField(object, [&connector](std::string_view name, json::Value &field) {
            Number number{};
            if (name == "id")
                readWord(field, connector.id);
            else if (findNumber(name, number))
                connector.numbers.read(number, field);
            return true;
        });
    });
}

bool Payload::collectErrors(json::Value &value)
{
    return forEachObject(value, [this](json::Object object) {
        if (errors.size() >= mostListed)
            return true;
        ModemError &error = errors.emplace_back();
        return json::forEachField(object, [&error](std::string_view name, json::Value &field) {
            if (name == "code")
                json::readId(field, error.code);
            else if (name == "message")
                readWord(field, error.message);
            return true;
        });
    });
}

} // namespace watchglass::protocol::disruptive
