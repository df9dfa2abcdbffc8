#include "core/exchange/export_writer.h"

#include <charconv>
#include <cmath>

namespace watchglass::exchange {

namespace {

std::string quoted(const QString &text)
{
    std::string out = text.toStdString();
    if (out.find_first_of(",\"\r\n") == std::string::npos && out == QString::fromStdString(out).trimmed().toStdString())
        return out;
    for (std::size_t at = 0; (at = out.find('"', at)) != std::string::npos; at += 2)
        out.insert(at, 1, '"');
    return '"' + out + '"';
}

void appendValue(std::string &out, const SeriesInfo &info, double value)
{
    if (const QString *word = stateWord(info, value)) {
        out += quoted(*word);
        return;
    }
    char text[32];
    if (std::isnan(value))
        out += "nan";
    else
        out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

/// Exact, with no more digits than there are.
void appendUnits(std::string &out, std::int64_t ns, std::int64_t nsPerUnit, int digits)
{
    if (ns < 0)
        out += '-';
    const std::uint64_t size = ns < 0 ? ~static_cast<std::uint64_t>(ns) + 1 : static_cast<std::uint64_t>(ns);
    const auto unit = static_cast<std::uint64_t>(nsPerUnit);
    out += std::to_string(size / unit);
    if (digits == 0)
        return;
    const std::string rest = std::to_string(size % unit);
    out += '.';
    out.append(static_cast<std::size_t>(digits) - rest.size(), '0').append(rest);
}

void appendTime(std::string &out, Timestamp time, TimeStyle style)
{
    switch (style) {
    case TimeStyle::Iso:
        out += formatIsoTimestamp(time);
        break;
    case TimeStyle::Seconds:
        appendUnits(out, time.ns(), 1'000'000'000, 9);
        break;
    case TimeStyle::Milliseconds:
        appendUnits(out, time.ns(), 1'000'000, 6);
        break;
    case TimeStyle::Microseconds:
        appendUnits(out, time.ns(), 1'000, 3);
        break;
    case TimeStyle::Nanoseconds:
        appendUnits(out, time.ns(), 1, 0);
        break;
    }
}

/// The header of the times, so that a reader knows their unit.
std::string timeHeader(TimeStyle style)
{
    switch (style) {
    case TimeStyle::Iso:
        break;
    case TimeStyle::Seconds:
        return "time [s]";
    case TimeStyle::Milliseconds:
        return "time [ms]";
    case TimeStyle::Microseconds:
        return "time [us]";
    case TimeStyle::Nanoseconds:
        return "time [ns]";
    }
    return "time";
}

class WideWriter final : public ExportWriter
{
public:
    WideWriter(TextOut &out, TimeStyle style)
        : m_out(out)
        , m_style(style)
    {}

    void begin(const std::vector<SeriesInfo> &series) override
    {
        m_series = series;
        m_cells.resize(series.size());
        std::string line = timeHeader(m_style);
        for (const SeriesInfo &info : series)
            line += ','
                    + quoted(info.unit.isEmpty()
                                 ? info.key.toString()
                                 : info.key.toString() + QStringLiteral(" [") + info.unit + QLatin1Char(']'));
        m_out.add(line += '\n');
    }

    void sample(std::size_t series, Sample sample) override
    {
        // A second sample of a series at the same time begins another row.
        if (m_time && (*m_time != sample.time || m_cells[series]))
            writeRow();
        m_time = sample.time;
        m_cells[series] = sample.value;
    }

    void end(const std::vector<SourcedEvent> &, const std::vector<SourcedAlarm> &) override
    {
        if (m_time)
            writeRow();
    }

private:
    void writeRow()
    {
        m_line.clear();
        appendTime(m_line, *m_time, m_style);
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            m_line += ',';
            if (m_cells[i])
                appendValue(m_line, m_series[i], *m_cells[i]);
            m_cells[i].reset();
        }
        m_out.add(m_line += '\n');
        m_time.reset();
        ++rows;
    }

    TextOut &m_out;
    const TimeStyle m_style;
    std::vector<SeriesInfo> m_series;
    std::optional<Timestamp> m_time; ///< Of the row at hand.
    std::vector<std::optional<double>> m_cells;
    std::string m_line;
};

class LongWriter final : public ExportWriter
{
public:
    LongWriter(TextOut &out, TimeStyle style)
        : m_out(out)
        , m_style(style)
    {}

    void begin(const std::vector<SeriesInfo> &series) override
    {
        m_series = series;
        for (const SeriesInfo &info : series)
            m_names.push_back(',' + quoted(info.key.source) + ',' + quoted(info.key.device) + ','
                              + quoted(info.key.attributePath()) + ',' + quoted(info.unit) + ',');
        m_out.add(timeHeader(m_style) + ",source,device,attribute,unit,value\n");
    }

    void sample(std::size_t series, Sample sample) override
    {
        m_line.clear();
        appendTime(m_line, sample.time, m_style);
        m_line += m_names[series];
        appendValue(m_line, m_series[series], sample.value);
        m_out.add(m_line += '\n');
        ++rows;
    }

    void end(const std::vector<SourcedEvent> &, const std::vector<SourcedAlarm> &) override {}

private:
    TextOut &m_out;
    const TimeStyle m_style;
    std::vector<SeriesInfo> m_series;
    std::vector<std::string> m_names; ///< What stands between time and value, by series.
    std::string m_line;
};

} // namespace

std::unique_ptr<ExportWriter> makeCsvWriter(TextOut &out, bool isLong, TimeStyle style)
{
    if (isLong)
        return std::make_unique<LongWriter>(out, style);
    return std::make_unique<WideWriter>(out, style);
}

} // namespace watchglass::exchange
