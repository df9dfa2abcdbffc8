#include "core/exchange/json_reader.h"
#include "core/exchange/line_words.h"
#include "core/exchange/series_batch.h"
#include "core/exchange/texts.h"
#include "core/protocol/json_value.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace watchglass::exchange {

namespace {

namespace json = protocol::json;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The fields of a sample's line; texts live as long as the parsed text.
struct SampleLine
{
    std::string_view event;
    std::string_view source;
    std::string_view device;
    std::string_view attribute;
    std::string_view unit;
    std::optional<Timestamp> time;
    std::optional<double> value;
    bool isBad = false; ///< A value that is neither a number nor null.
};

bool readSample(simdjson::ondemand::document &document, SampleLine &out)
{
    json::Object object;
    if (document.get_object().get(object) != simdjson::SUCCESS)
        return false;
    return json::forEachField(object, [&out](std::string_view name, json::Value &value) {
        if (name == "time") {
            Timestamp time;
            if (json::readTime(value, time) == json::Read::Ok)
                out.time = time;
            return true;
        }
        if (name == "value") {
            double number = 0.0;
            const std::string_view token = json::token(value);
            if (token == "null")
                out.value = std::numeric_limits<double>::quiet_NaN();
            else if (token == "\"Infinity\"" || token == "\"-Infinity\"")
                out.value = (token[1] == '-' ? -1.0 : 1.0) * std::numeric_limits<double>::infinity();
            else if (json::readNumber(value, number) == json::Read::Ok)
                out.value = number;
            else
                out.isBad = true;
            return true;
        }
        std::string_view *to = name == "event"       ? &out.event
                               : name == "source"    ? &out.source
                               : name == "device"    ? &out.device
                               : name == "attribute" ? &out.attribute
                               : name == "unit"      ? &out.unit
                                                     : nullptr;
        return !to || json::readText(value, *to) != json::Read::Unfit;
    });
}

/// What `watchglass-cli watch` and an export write.
class OwnLines final : public JsonReader
{
public:
    explicit OwnLines(const JsonContext &context)
        : m_context(context)
    {}

    Result<std::int64_t> take(const protocol::PaddedText &text, std::int64_t) override
    {
        simdjson::ondemand::document document;
        SampleLine line;
        if (m_parser.iterate(text.view()).get(document) != simdjson::SUCCESS || !readSample(document, line))
            return Error{ErrorCode::Malformed, Texts::tr("this is no JSON object")};
        if (line.event != "sample")
            return takeOther(text.text());
        if (!line.time)
            return Error{ErrorCode::Missing, Texts::tr("a sample without a time")};
        if (!line.value || line.isBad)
            return Error{ErrorCode::Missing, Texts::tr("a sample without a value")};
        m_context.report.takeTime(*line.time);
        seriesOf(line).add({*line.time, *line.value});
        return 1;
    }

    void finish() override
    {
        for (auto &[key, series] : m_series)
            series.flush();
    }

private:
    SeriesBatch &seriesOf(const SampleLine &line)
    {
        m_key.assign(line.source).append("\n").append(line.device).append("\n").append(line.attribute);
        const auto found = m_series.find(m_key);
        if (found != m_series.end())
            return found->second;
        return open({{textOf(line.source), textOf(line.device), textOf(line.attribute), {}}, textOf(line.unit)});
    }

    SeriesBatch &open(const SeriesInfo &info)
    {
        return m_series.try_emplace(m_key, info, m_context.sink, m_context.report).first->second;
    }

    Result<std::int64_t> takeOther(std::string_view text)
    {
        const QJsonObject line =
            QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()))).object();
        const QString event = line.value(QLatin1String("event")).toString();
        const QString source = line.value(QLatin1String("source")).toString();
        if (event == QLatin1String("series")) {
            const SeriesInfo info = seriesOfLine(line);
            m_key = (info.key.source + QLatin1Char('\n') + info.key.device + QLatin1Char('\n') + info.key.attribute)
                        .toStdString();
            open(info);
        } else if (event == QLatin1String("event")) {
            ++m_context.report.events;
            m_context.sink.event(source, eventOfLine(line));
        } else if (event == QLatin1String("alarm")) {
            ++m_context.report.events;
            m_context.sink.alarm(source, alarmOfLine(line));
        } else if (event == QLatin1String("device")) {
            m_context.sink.device(source, deviceOfLine(line));
        } else if (event == QLatin1String("gap")) {
            m_context.sink.gap(source, line.value(QLatin1String("device")).toString(), gapOfLine(line));
        }
        return 0;
    }

    const JsonContext m_context;
    simdjson::ondemand::parser m_parser;
    std::map<std::string, SeriesBatch, std::less<>> m_series;
    std::string m_key; ///< Memory to reuse.
};

} // namespace

std::unique_ptr<JsonReader> makeOwnLines(const JsonContext &context)
{
    return std::make_unique<OwnLines>(context);
}

} // namespace watchglass::exchange
