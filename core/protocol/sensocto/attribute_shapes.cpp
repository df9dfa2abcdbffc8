#include "core/protocol/sensocto/attribute_table.h"

#include "core/protocol/sensocto/text.h"

#include <algorithm>
#include <array>
#include <cmath>

// The payloads of the few types whose shape a list of fields does not say: media, arrays of samples, columns of an
// IMU's text, skeletons.

namespace watchglass::protocol::sensocto {

namespace {

/// One list of points in a skeleton, and what its series are called.
struct PointSet
{
    std::string_view field;
    const char *path; ///< Between the attribute's name and the point's number.
    std::size_t most;
};

constexpr std::array<PointSet, 3> pointSets{
    {{"landmarks", ".", 33}, {"worldLandmarks", ".world.", 33}, {"faceLandmarks", ".face.", 478}}};

/// Calls `each` for every object of an array; false when it is none, holds something else, or `each` says so.
template <typename Each>
bool forEachObject(json::Value &value, Each &&each)
{
    json::Array array;
    if (json::firstOf(value) != '[' || value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto item : array) {
        json::Value element;
        json::Object object;
        if (std::move(item).get(element) != simdjson::SUCCESS || json::firstOf(element) != '{'
            || !json::asObject(element, object) || !each(object))
            return false;
    }
    return true;
}

} // namespace

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

bool AttributeTable::takeColumns(Reading &reading, std::string_view text)
{
    using Column = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Column, 11> columns{{{"", "time"},
                                                     {"accelerometer", "x"},
                                                     {"accelerometer", "y"},
                                                     {"accelerometer", "z"},
                                                     {"gyroscope", "x"},
                                                     {"gyroscope", "y"},
                                                     {"gyroscope", "z"},
                                                     {"quaternion", "w"},
                                                     {"quaternion", "x"},
                                                     {"quaternion", "y"},
                                                     {"quaternion", "z"}}};
    constexpr std::size_t fewest = 7;
    std::vector<double> numbers;
    for (const QByteArray &part : QByteArray(text.data(), static_cast<qsizetype>(text.size())).split(',')) {
        bool isNumber = false;
        numbers.push_back(part.trimmed().toDouble(&isNumber));
        if (!isNumber || !std::isfinite(numbers.back()))
            return false;
    }
    if (numbers.size() < fewest || numbers.size() > columns.size())
        return false;
    reading.entry.cursor = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const auto &[group, name] = columns[i];
        m_sink.sample(handle(reading.entry, component(reading.entry, group, name)), {reading.time, numbers[i]});
    }
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
    bool hasParts = false;
    const bool whole = json::forEachField(object, [&](std::string_view name, json::Value &value) {
        if (json::firstOf(value) == 'n') // no face in the picture
            return true;
        const auto set =
            std::find_if(pointSets.begin(), pointSets.end(), [name](const PointSet &one) { return one.field == name; });
        if (set != pointSets.end()) {
            hasParts = true; // though there be nobody in the picture
            return takePoints(reading, value, static_cast<std::size_t>(set - pointSets.begin()));
        }
        if (name == "blendshapes") {
            hasParts = true;
            return takeBlendShapes(reading, value);
        }
        Leaf leaf;
        leaf.name = name;
        if (json::readNumber(value, leaf.number) == json::Read::Ok)
            leaf.isNumeric = true;
        else if (json::readText(value, leaf.text) != json::Read::Ok)
            return true;
        takeLeaf(reading, leaf);
        return true;
    });
    return whole && (hasParts || reading.isUsed);
}

bool AttributeTable::takePoints(Reading &reading, json::Value &points, std::size_t set)
{
    std::size_t next = 0;
    return forEachObject(points, [&](json::Object point) {
        const std::size_t index = next++;
        return index < pointSets[set].most && takePoint(reading, point, set, index);
    });
}

bool AttributeTable::takePoint(Reading &reading, json::Object point, std::size_t set, std::size_t index)
{
    static constexpr std::array<std::string_view, 4> axes{"x", "y", "z", "v"};
    auto &handles = reading.entry.points[set];
    handles.resize(pointSets[set].most * axes.size());
    return json::forEachField(point, [&](std::string_view name, json::Value &value) {
        const auto axis = std::find(axes.begin(), axes.end(), name == "visibility" ? "v" : name);
        double number = 0.0;
        if (axis == axes.end() || json::readNumber(value, number) != json::Read::Ok)
            return true;
        auto &series = handles[index * axes.size() + static_cast<std::size_t>(axis - axes.begin())];
        if (!series) {
            SeriesInfo info = infoOf(reading.entry);
            info.key.attribute += QLatin1String(pointSets[set].path) + QString::number(index);
            info.key.component = toText(*axis);
            series = m_sink.series(info);
        }
        m_sink.sample(*series, {reading.time, number});
        return true;
    });
}

bool AttributeTable::takeBlendShapes(Reading &reading, json::Value &shapes)
{
    const auto take = [&](std::string_view name, double score) {
        m_sink.sample(handle(reading.entry, component(reading.entry, "blend", name)), {reading.time, score});
    };
    json::Object byName;
    if (json::firstOf(shapes) == '{') {
        return json::asObject(shapes, byName) && json::forEachField(byName, [&](std::string_view name, auto &value) {
                   double score = 0.0;
                   if (json::readNumber(value, score) == json::Read::Ok)
                       take(name, score);
                   return true;
               });
    }
    return forEachObject(shapes, [&](json::Object shape) {
        std::string_view name;
        std::optional<double> score;
        const bool isFit = json::forEachField(shape, [&](std::string_view key, json::Value &value) {
            double number = 0.0;
            if (key == "categoryName" || (key == "name" && name.empty()))
                json::readText(value, name);
            else if ((key == "score" || key == "value") && json::readNumber(value, number) == json::Read::Ok)
                score = number;
            return true;
        });
        if (!isFit || name.empty() || !score)
            return false;
        take(name, *score);
        return true;
    });
}

} // namespace watchglass::protocol::sensocto
