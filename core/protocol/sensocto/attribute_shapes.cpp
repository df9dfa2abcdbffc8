#include "core/protocol/sensocto/attribute_table.h"

#include "core/protocol/sensocto/text.h"

#include <algorithm>
#include <array>

// The payloads of the few types whose shape a list of fields does not say: media, arrays of samples, skeletons.

namespace watchglass::protocol::sensocto {

void AttributeTable::takePresence(Reading &reading)
{
    QStringList parts;
    for (const std::string_view name : {"artist", "title", "album", "description", "state", "source"}) {
        for (const Leaf &leaf : reading.measurement.payload.leaves) {
            if (leaf.group.empty() && leaf.name == name && leaf.kind == ValueKind::Text && !leaf.text.empty())
                parts << toText(leaf.text);
        }
    }
    if (!parts.isEmpty())
        tellChange(reading, toText(reading.entry.attribute), parts.join(QStringLiteral(" · ")));
}

bool AttributeTable::takeValues(Reading &reading, std::string_view array)
{
    m_text.assign(array);
    simdjson::ondemand::document document;
    json::Array values;
    if (m_parser.iterate(m_text.view()).get(document) != simdjson::SUCCESS
        || document.get_array().get(values) != simdjson::SUCCESS)
        return false;
    std::vector<double> numbers;
    for (auto item : values) {
        json::Value value;
        double number = 0.0;
        if (std::move(item).get(value) != simdjson::SUCCESS || json::readNumber(value, number) != json::Read::Ok)
            return false;
        numbers.push_back(number);
    }
    if (numbers.empty())
        return false;
    // Nothing says how far apart they are. The last one is of the measurement's time, the others fill the time since
    // the array before; where there was none, a millisecond each keeps at least their order.
    constexpr Duration longestArray = std::chrono::seconds(10);
    Duration step = std::chrono::milliseconds(1);
    std::optional<Timestamp> &before = reading.entry.arrayTime;
    if (before && *before < reading.time && reading.time - *before < longestArray)
        step = (reading.time - *before) / static_cast<std::int64_t>(numbers.size());
    before = reading.time;
    const SeriesHandle series = own(reading.entry);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        m_sink.sample(series, {reading.time - step * static_cast<std::int64_t>(numbers.size() - 1 - i), numbers[i]});
    return true;
}

bool AttributeTable::takeSkeleton(Reading &reading, std::string_view json)
{
    m_text.assign(json);
    simdjson::ondemand::document document;
    json::Object object;
    if (m_parser.iterate(m_text.view()).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return false;
    bool hasPoints = false;
    const bool whole = json::forEachField(object, [&](std::string_view name, json::Value &value) {
        json::Array points;
        std::string_view mode;
        if (name == "landmarks" || name == "worldLandmarks") {
            if (value.get_array().get(points) != simdjson::SUCCESS)
                return false;
            takePoints(reading, points, name == "landmarks" ? 0 : 1);
            hasPoints = true;
        } else if (name == "mode" && json::readText(value, mode) == json::Read::Ok) {
            tellChange(reading, toText(reading.entry.attribute) + QStringLiteral(".mode"), toText(mode));
        }
        return true;
    });
    return whole && hasPoints;
}

void AttributeTable::takePoints(Reading &reading, json::Array points, std::size_t set)
{
    static constexpr std::array<std::string_view, 4> axes{"x", "y", "z", "v"};
    constexpr std::size_t mostPoints = 33;
    Entry &entry = reading.entry;
    entry.points.resize(2 * mostPoints * axes.size());
    std::size_t index = 0;
    for (auto item : points) {
        json::Value value;
        json::Object point;
        if (index == mostPoints || std::move(item).get(value) != simdjson::SUCCESS || json::firstOf(value) != '{'
            || !json::asObject(value, point))
            return;
        json::forEachField(point, [&](std::string_view name, json::Value &inner) {
            const auto axis = std::find(axes.begin(), axes.end(), name == "visibility" ? "v" : name);
            double number = 0.0;
            if (axis == axes.end() || json::readNumber(inner, number) != json::Read::Ok)
                return true;
            auto &series =
                entry.points[(set * mostPoints + index) * axes.size() + static_cast<std::size_t>(axis - axes.begin())];
            if (!series) {
                SeriesInfo info = infoOf(entry);
                info.key.attribute +=
                    set == 0 ? QStringLiteral(".%1").arg(index) : QStringLiteral(".world.%1").arg(index);
                info.key.component = toText(*axis);
                series = m_sink.series(info);
            }
            m_sink.sample(*series, {reading.time, number});
            reading.isUsed = true;
            return true;
        });
        ++index;
    }
}

} // namespace watchglass::protocol::sensocto
