#include "core/exchange/csv_cells.h"
#include "core/exchange/json_reader.h"
#include "core/exchange/state_column.h"
#include "core/exchange/texts.h"
#include "core/exchange/time_reader.h"
#include "core/protocol/json_value.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace watchglass::exchange {

namespace {

namespace json = protocol::json;

constexpr std::size_t deepest = 8;
constexpr std::size_t longestList = 256;

constexpr std::string_view timeNames[]{"time",       "timestamp", "ts",         "t",          "datetime",   "date",
                                       "Time",       "Timestamp", "created_at", "createdAt",  "sampleTime", "time_ms",
                                       "updateTime", "epoch",     "unix",       "@timestamp", "_time"};
constexpr std::string_view deviceNames[]{"device", "device_id", "deviceId", "sensor", "sensor_id", "sensorId"};

template <std::size_t N>
bool isAnyOf(std::string_view name, const std::string_view (&names)[N])
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// One field with its whole name; texts live as long as the parsed text.
struct Leaf
{
    std::string name;
    std::string_view token; ///< As it is written: a number, true, false; empty for a text.
    std::string_view text;
    bool isText = false;
};

/// Objects of any shape with a time among their fields.
class FlatObjects final : public JsonReader
{
public:
    explicit FlatObjects(const JsonContext &context)
        : m_context(context)
        , m_local(context.options.zone.value_or(QTimeZone::utc()))
    {}

    Result<std::int64_t> take(const protocol::PaddedText &text, std::int64_t line) override
    {
        m_line = line;
        simdjson::ondemand::document document;
        if (m_parser.iterate(text.view()).get(document) != simdjson::SUCCESS)
            return malformed();
        if (text.text().starts_with('['))
            return takeList(document);
        json::Object object;
        if (document.get_object().get(object) != simdjson::SUCCESS)
            return malformed();
        const auto taken = takeObject(object);
        if (!taken)
            return taken.error();
        return 1;
    }

    void finish() override
    {
        for (auto &[name, series] : m_numbers)
            series.flush();
        for (auto &[name, series] : m_states)
            series.flush();
    }

private:
    static Error malformed() { return {ErrorCode::Malformed, Texts::tr("this is no JSON object")}; }

    Result<std::int64_t> takeList(simdjson::ondemand::document &document)
    {
        json::Array array;
        if (document.get_array().get(array) != simdjson::SUCCESS)
            return malformed();
        std::int64_t rows = 0;
        for (auto item : array) {
            json::Value value;
            json::Object object;
            if (std::move(item).get(value) != simdjson::SUCCESS || !json::asObject(value, object))
                return malformed();
            const auto taken = takeObject(object);
            if (taken) {
                ++rows;
            } else {
                ++m_context.report.badRows;
                m_context.report.complain(m_line, {}, taken.error().text);
            }
        }
        return rows;
    }

    Result<void> takeObject(json::Object object)
    {
        m_used = 0;
        if (!collect(object, {}, 0))
            return malformed();
        std::optional<Timestamp> time;
        std::string_view device;
        for (std::size_t i = 0; i < m_used; ++i) {
            Leaf &leaf = m_leaves[i];
            if (!time && isTimeName(leaf.name)) {
                time = timeOf(leaf);
                if (time)
                    leaf.name.clear();
            } else if (isAnyOf(leaf.name, deviceNames)) {
                device = leaf.isText ? leaf.text : leaf.token;
                leaf.name.clear();
            }
        }
        if (!time)
            return Error{ErrorCode::Missing, Texts::tr("an object without a time")};
        m_context.report.takeTime(*time);
        for (std::size_t i = 0; i < m_used; ++i) {
            if (!m_leaves[i].name.empty())
                deliver(m_leaves[i], device, *time);
        }
        return {};
    }

    bool collect(json::Object object, const std::string &prefix, std::size_t depth)
    {
        return json::forEachField(object, [&](std::string_view name, json::Value &value) {
            return collectValue(value, prefix + std::string(name), depth);
        });
    }

    bool collectValue(json::Value &value, const std::string &name, std::size_t depth)
    {
        const char first = json::firstOf(value);
        if (first == '{') {
            json::Object inner;
            return depth >= deepest || (json::asObject(value, inner) && collect(inner, name + '.', depth + 1));
        }
        if (first == '[') {
            std::size_t n = 0;
            return depth >= deepest || json::forEachItem(value, [&](json::Value &item) {
                       return n >= longestList || collectValue(item, name + '.' + std::to_string(n++), depth + 1);
                   });
        }
        if (m_used == m_leaves.size())
            m_leaves.emplace_back();
        Leaf &leaf = m_leaves[m_used];
        leaf = {name, {}, {}, first == '"'};
        if (leaf.isText && json::readText(value, leaf.text) != json::Read::Ok)
            return false;
        if (!leaf.isText)
            leaf.token = json::token(value);
        m_used += leaf.token == "null" ? 0 : 1;
        m_context.report.missingCells += leaf.token == "null" ? 1 : 0;
        return true;
    }

    bool isTimeName(std::string_view name) const
    {
        const QString &wanted = m_context.options.timeColumn;
        return wanted.isEmpty() ? isAnyOf(name, timeNames) : name == wanted.toStdString();
    }

    std::optional<Timestamp> timeOf(const Leaf &leaf)
    {
        if (leaf.isText && !leaf.text.empty()) {
            const auto form = timeTextOf(leaf.text);
            const auto written = form ? readTimeText(*form, leaf.text, 1970) : std::nullopt;
            if (written)
                return Timestamp::fromNs(written->namesZone ? written->ns : m_local.toUtc(written->ns));
        }
        const std::string_view number = leaf.isText ? leaf.text : leaf.token;
        if (!m_nsPerUnit)
            m_nsPerUnit = m_context.options.nsPerUnit.value_or(unitOf(number));
        const auto ns = decimalToNs(number, *m_nsPerUnit);
        const std::int64_t start = m_context.options.start.value_or(Timestamp()).ns();
        std::int64_t sum = 0;
        if (!ns || __builtin_add_overflow(*ns, std::fabs(static_cast<double>(*ns)) < 7e17 ? start : 0, &sum))
            return std::nullopt;
        return Timestamp::fromNs(sum);
    }

    /// By the size of the first: seconds since 1970 until they are too many.
    static std::int64_t unitOf(std::string_view number)
    {
        const auto units = decimalToNs(number, 1);
        const double size = units ? std::fabs(static_cast<double>(*units)) : 0.0;
        return size >= 1e17 ? 1 : size >= 1e14 ? 1'000 : size >= 1e11 ? 1'000'000 : 1'000'000'000;
    }

    void deliver(const Leaf &leaf, std::string_view device, Timestamp time)
    {
        m_key.assign(device).append("\n").append(leaf.name);
        if (leaf.isText) {
            auto found = m_states.find(m_key);
            if (found == m_states.end())
                found = m_states.try_emplace(m_key, infoOf(leaf, device), m_context.sink, m_context.report).first;
            if (!leaf.text.empty())
                found->second.add(time, leaf.text);
            return;
        }
        double value = leaf.token == "true" ? 1.0 : 0.0;
        if (leaf.token != "true" && leaf.token != "false" && !readNumber({leaf.token, false}, false, value)) {
            ++m_context.report.badCells;
            m_context.report.complain(m_line, QString::fromStdString(leaf.name), Texts::tr("this is no number"));
            return;
        }
        auto found = m_numbers.find(m_key);
        if (found == m_numbers.end())
            found = m_numbers.try_emplace(m_key, infoOf(leaf, device), m_context.sink, m_context.report).first;
        found->second.add({time, value});
    }

    SeriesInfo infoOf(const Leaf &leaf, std::string_view device) const
    {
        const QString id = device.empty() ? m_context.options.device
                                          : QString::fromUtf8(device.data(), static_cast<qsizetype>(device.size()));
        return {{m_context.options.source, id, QString::fromStdString(leaf.name), {}}, {}};
    }

    const JsonContext m_context;
    LocalTime m_local;
    simdjson::ondemand::parser m_parser;
    std::vector<Leaf> m_leaves; ///< Of the object at hand; memory to reuse.
    std::size_t m_used = 0;
    std::optional<std::int64_t> m_nsPerUnit;
    std::map<std::string, SeriesBatch, std::less<>> m_numbers;
    std::map<std::string, StateColumn, std::less<>> m_states;
    std::string m_key; ///< Memory to reuse.
    std::int64_t m_line = 0;
};

} // namespace

std::unique_ptr<JsonReader> makeFlatObjects(const JsonContext &context)
{
    return std::make_unique<FlatObjects>(context);
}

} // namespace watchglass::exchange
