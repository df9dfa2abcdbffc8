#include "core/exchange/gpx_import.h"

#include "core/exchange/series_batch.h"
#include "core/exchange/texts.h"
#include "core/exchange/time_text.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <map>

namespace watchglass::exchange {

namespace {

struct KnownField
{
    const char *element;
    const char *attribute;
    const char *unit;
};
/// Elements of track points in GPX 1.0 and in the extensions of recorders, by their local names.
constexpr KnownField knownFields[]{
    {"ele", "elevation", "m"},
    {"hr", "heart_rate", "bpm"},
    {"heartrate", "heart_rate", "bpm"},
    {"cad", "cadence", "rpm"},
    {"cadence", "cadence", "rpm"},
    {"atemp", "temperature", "°C"},
    {"temp", "temperature", "°C"},
    {"wtemp", "water_temperature", "°C"},
    {"speed", "speed", "m/s"},
    {"course", "course", "°"},
    {"power", "power", "W"},
    {"watts", "power", "W"},
    {"PowerInWatts", "power", "W"},
    {"depth", "depth", "m"},
    {"distance", "distance", "m"},
    {"hdop", "hdop", ""},
    {"vdop", "vdop", ""},
    {"pdop", "pdop", ""},
    {"sat", "satellites", ""},
};

/// One point as it is collected.
struct Point
{
    std::int64_t line = 0;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<Timestamp> time;
    QString badTime;
    QString name;
    std::vector<std::pair<const KnownField *, double>> fields;
};

constexpr std::size_t pointsBetweenTells = 1024;

class GpxReader
{
public:
    GpxReader(const QByteArray &bytes, const GpxOptions &options, ImportSink &sink, const Progress &progress)
        : m_xml(bytes)
        , m_size(bytes.size())
        , m_options(options)
        , m_sink(sink)
        , m_progress(progress)
    {
        m_report.format = QStringLiteral("gpx");
    }

    Result<ImportReport> read()
    {
        bool isGpx = false;
        while (!m_xml.atEnd()) {
            if (m_xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const QStringView name = m_xml.name();
            if (!isGpx && name != QLatin1String("gpx"))
                return Error{ErrorCode::Malformed, Texts::tr("line %1: this is XML, but no GPX: it begins with <%2>")
                                                       .arg(m_xml.lineNumber())
                                                       .arg(name.toString())};
            isGpx = true;
            if (name == QLatin1String("trkpt") || name == QLatin1String("rtept"))
                m_points.push_back(point());
            else if (name == QLatin1String("wpt"))
                waypoint(point());
            if (name == QLatin1String("trkseg"))
                m_segments.push_back(m_points.size());
            if (m_progress && m_points.size() % pointsBetweenTells == 0 && !m_progress(m_xml.characterOffset(), m_size))
                return Error{ErrorCode::Refused, Texts::tr("stopped")};
        }
        if (m_xml.hasError())
            return Error{ErrorCode::Malformed,
                         Texts::tr("line %1: %2").arg(m_xml.lineNumber()).arg(m_xml.errorString())};
        if (m_points.empty())
            return Error{ErrorCode::Missing, Texts::tr("line %1: there are no track points").arg(m_xml.lineNumber())};
        return deliver();
    }

private:
    Point point()
    {
        Point out;
        out.line = m_xml.lineNumber();
        bool isLatitude = false;
        bool isLongitude = false;
        const double latitude = m_xml.attributes().value(QLatin1String("lat")).toDouble(&isLatitude);
        const double longitude = m_xml.attributes().value(QLatin1String("lon")).toDouble(&isLongitude);
        out.latitude = isLatitude ? std::optional(latitude) : std::nullopt;
        out.longitude = isLongitude ? std::optional(longitude) : std::nullopt;
        for (int depth = 1; depth > 0 && !m_xml.atEnd();) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::EndElement) {
                --depth;
            } else if (token == QXmlStreamReader::StartElement) {
                const QString name = m_xml.name().toString();
                const std::int64_t line = m_xml.lineNumber();
                if (!isLeaf(name)) {
                    ++depth;
                    continue;
                }
                take(out, name, line, m_xml.readElementText(QXmlStreamReader::SkipChildElements).trimmed());
            }
        }
        return out;
    }

    /// What is read as text; everything else only holds such.
    static bool isLeaf(const QString &name)
    {
        return name == QLatin1String("time") || name == QLatin1String("name") || fieldOf(name);
    }

    static const KnownField *fieldOf(const QString &name)
    {
        for (const KnownField &field : knownFields) {
            if (name == QLatin1String(field.element))
                return &field;
        }
        return nullptr;
    }

    void take(Point &out, const QString &name, std::int64_t line, const QString &text)
    {
        if (name == QLatin1String("time")) {
            const auto time = readTimeText(TimeText::Iso, text.toStdString(), 1970);
            if (time)
                out.time = Timestamp::fromNs(time->ns);
            else
                out.badTime = text;
            return;
        }
        if (name == QLatin1String("name")) {
            out.name = text;
            return;
        }
        bool isNumber = false;
        const double value = text.toDouble(&isNumber);
        if (isNumber) {
            out.fields.emplace_back(fieldOf(name), value);
        } else {
            ++m_report.badCells;
            m_report.complain(line, name, Texts::tr("\"%1\" is no number").arg(text));
        }
    }

    void waypoint(const Point &point)
    {
        if (!point.time)
            return;
        m_waypoints.push_back({m_options.device, QStringLiteral("waypoint"), point.name, *point.time});
    }

    Result<ImportReport> deliver()
    {
        if (const auto checked = checkTimes(); !checked)
            return checked.error();
        for (const DeviceEvent &event : m_waypoints) {
            m_sink.event(m_options.source, event);
            ++m_report.events;
        }
        std::size_t segment = 0;
        Timestamp counted = m_options.start;
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            Point &point = m_points[i];
            while (segment < m_segments.size() && m_segments[segment] <= i) {
                m_isNewSegment = m_report.rows > 0;
                ++segment;
            }
            if (m_options.missingTimes == MissingTimes::Count) {
                point.time = counted;
                counted = counted + m_options.interval;
            }
            if (point.time && point.latitude && point.longitude) {
                add(point);
                continue;
            }
            ++m_report.badRows;
            m_report.complain(point.line, {},
                              point.time ? Texts::tr("a point without latitude or longitude") : timeComplaint(point));
        }
        for (auto &[name, series] : m_series)
            series.flush();
        if (m_report.rows == 0)
            return Error{ErrorCode::Missing,
                         Texts::tr("line %1: no track point has both place and time").arg(m_points.front().line)};
        return std::move(m_report);
    }

    static QString timeComplaint(const Point &point)
    {
        return point.badTime.isEmpty() ? Texts::tr("a point without a time")
                                       : Texts::tr("\"%1\" is no time").arg(point.badTime);
    }

    Result<void> checkTimes() const
    {
        if (m_options.missingTimes != MissingTimes::Refuse)
            return {};
        const Point *first = nullptr;
        std::size_t missing = 0;
        for (const Point &point : m_points) {
            if (point.time)
                continue;
            ++missing;
            first = first ? first : &point;
        }
        if (!first)
            return {};
        return Error{ErrorCode::Missing,
                     Texts::tr("line %1: %2 (%3 of %4 track points have none); they can be left out, or all points be "
                               "given counted times instead")
                         .arg(first->line)
                         .arg(timeComplaint(*first))
                         .arg(missing)
                         .arg(m_points.size())};
    }

    void add(const Point &point)
    {
        const Timestamp time = *point.time;
        if (m_isNewSegment && m_lastTime && *m_lastTime + Duration(1) < time)
            m_sink.gap(m_options.source, m_options.device, {{*m_lastTime + Duration(1), time}, GapCause::DeviceSilent});
        m_isNewSegment = false;
        if (m_lastTime && time < *m_lastTime) {
            ++m_report.stepsBack;
            m_report.largestStepBack = std::max(m_report.largestStepBack, *m_lastTime - time);
        }
        m_report.equalTimes += m_lastTime == time ? 1 : 0;
        m_lastTime = time;
        m_report.takeTime(time);
        ++m_report.rows;
        seriesOf("latitude", "°").add({time, *point.latitude});
        seriesOf("longitude", "°").add({time, *point.longitude});
        for (const auto &[field, value] : point.fields)
            seriesOf(field->attribute, field->unit).add({time, value});
    }

    SeriesBatch &seriesOf(const char *attribute, const char *unit)
    {
        const auto found = m_series.find(attribute);
        if (found != m_series.end())
            return found->second;
        const SeriesInfo info{{m_options.source, m_options.device, QString::fromLatin1(attribute), {}},
                              QString::fromUtf8(unit)};
        return m_series.try_emplace(attribute, info, m_sink, m_report).first->second;
    }

    QXmlStreamReader m_xml;
    const std::int64_t m_size;
    const GpxOptions &m_options;
    ImportSink &m_sink;
    const Progress &m_progress;
    ImportReport m_report;
    std::vector<Point> m_points;
    std::vector<std::size_t> m_segments; ///< Where each begins.
    std::vector<DeviceEvent> m_waypoints;
    std::map<std::string, SeriesBatch, std::less<>> m_series;
    std::optional<Timestamp> m_lastTime;
    bool m_isNewSegment = false;
};

} // namespace

Result<ImportReport> importGpx(TextFile &file, const GpxOptions &options, ImportSink &sink, const Progress &progress)
{
    std::string_view text;
    do {
        const auto more = file.more(0);
        if (!more)
            return more.error();
        text = more.value();
    } while (!file.isAtEnd());
    const auto bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    return GpxReader(bytes, options, sink, progress).read();
}

} // namespace watchglass::exchange
