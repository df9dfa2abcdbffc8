#include "core/exchange/export_writer.h"
#include "core/exchange/line_words.h"

#include <QJsonDocument>

namespace watchglass::exchange {

namespace {

class JsonLinesWriter final : public ExportWriter
{
public:
    explicit JsonLinesWriter(TextOut &out)
        : m_out(out)
    {}

    void begin(const std::vector<SeriesInfo> &series) override
    {
        for (const SeriesInfo &info : series) {
            write(seriesLine(info));
            m_heads.push_back("{\"event\":\"sample\",\"source\":" + jsonText(info.key.source) + ",\"device\":"
                              + jsonText(info.key.device) + ",\"attribute\":" + jsonText(info.key.attributePath())
                              + ",\"unit\":" + jsonText(info.unit) + ",\"time\":\"");
        }
    }

    void sample(std::size_t series, Sample sample) override
    {
        m_line = m_heads[series];
        m_line.append(formatIsoTimestamp(sample.time)).append("\",\"value\":");
        appendJsonNumber(m_line, sample.value);
        m_out.add(m_line.append("}\n"));
        ++rows;
    }

    void end(const std::vector<SourcedEvent> &events, const std::vector<SourcedAlarm> &alarms) override
    {
        for (const SourcedEvent &event : events)
            write(eventLine(event.source, event.event));
        for (const SourcedAlarm &alarm : alarms)
            write(alarmLine(alarm.source, alarm.alarm));
    }

private:
    void write(const QJsonObject &object)
    {
        const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
        m_out.add({line.constData(), static_cast<std::size_t>(line.size())});
        ++rows;
    }

    TextOut &m_out;
    std::vector<std::string> m_heads; ///< A line up to its time, by series.
    std::string m_line;
};

} // namespace

std::unique_ptr<ExportWriter> makeJsonLinesWriter(TextOut &out)
{
    return std::make_unique<JsonLinesWriter>(out);
}

} // namespace watchglass::exchange
