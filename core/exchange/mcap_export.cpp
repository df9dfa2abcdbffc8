#include "core/exchange/export_writer.h"
#include "core/exchange/line_words.h"
#include "core/exchange/mcap_writer.h"

#include <cmath>

namespace watchglass::exchange {

namespace {

constexpr std::string_view schema =
    R"({"title":"watchglass.Sample","type":"object","properties":{)"
    R"("value":{"type":["number","null"],"description":"in the unit of the channel's metadata; null: not a number"},)"
    R"("state":{"type":"string","description":"the word of the value, for series of states"}},"required":["value"]})";

class McapExport final : public ExportWriter
{
public:
    explicit McapExport(TextOut &out)
        : m_mcap(out)
    {}

    void begin(const std::vector<SeriesInfo> &series) override
    {
        m_series = series;
        m_mcap.begin();
        m_mcap.schema(1, "watchglass.Sample", "jsonschema", schema);
        for (std::size_t i = 0; i < series.size(); ++i) {
            const SeriesInfo &info = series[i];
            std::map<std::string, std::string> metadata{{"source", info.key.source.toStdString()},
                                                        {"device", info.key.device.toStdString()},
                                                        {"attribute", info.key.attributePath().toStdString()}};
            if (!info.unit.isEmpty())
                metadata["unit"] = info.unit.toStdString();
            m_mcap.channel(
                {static_cast<std::uint16_t>(i + 1), 1, info.key.toString().toStdString(), "json", std::move(metadata)});
        }
    }

    void sample(std::size_t series, Sample sample) override
    {
        if (sample.time.ns() < 0) {
            ++leftOut;
            return;
        }
        m_message = "{\"value\":";
        if (std::isfinite(sample.value))
            appendJsonNumber(m_message, sample.value);
        else
            m_message += "null";
        if (const QString *word = stateWord(m_series[series], sample.value))
            m_message.append(",\"state\":").append(jsonText(*word));
        m_message += '}';
        m_mcap.message(static_cast<std::uint16_t>(series + 1), static_cast<std::uint64_t>(sample.time.ns()), m_message);
        ++rows;
    }

    void end(const std::vector<SourcedEvent> &, const std::vector<SourcedAlarm> &) override { m_mcap.end(); }

private:
    McapWriter m_mcap;
    std::vector<SeriesInfo> m_series;
    std::string m_message;
};

} // namespace

std::unique_ptr<ExportWriter> makeMcapWriter(TextOut &out)
{
    return std::make_unique<McapExport>(out);
}

} // namespace watchglass::exchange
