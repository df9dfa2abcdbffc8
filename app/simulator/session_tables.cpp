#include "app/simulator/session_tables.h"

#include "core/recording/session_file.h"

#include <algorithm>
#include <limits>
#include <map>

namespace watchglass::sim {

namespace {

/// What is due the moment that a client subscribes can be over when the service has answered.
constexpr Duration lead = std::chrono::seconds(1);
constexpr std::size_t mostCells = (std::size_t(1) << 30) / sizeof(double);

/// The series of one device.
using Series = std::vector<const recording::SessionSeries *>;

/// "acceleration" and its "x" as one name.
QByteArray metricName(const SeriesKey &key)
{
    return (key.component.isEmpty() ? key.attribute : key.attribute + QLatin1Char('_') + key.component).toUtf8();
}

Result<CsvRecording> tableOf(const recording::SessionFile &file, const Series &series, Timestamp start)
{
    constexpr TimeRange always{Timestamp::min(), Timestamp::max()};
    CsvRecording table;
    std::vector<std::vector<Sample>> columns;
    table.times.push_back(start.ns() > Timestamp::min().ns() + lead.count() ? start - lead : Timestamp::min());
    for (const recording::SessionSeries *one : series) {
        auto samples = file.samples(one->id, always);
        if (!samples)
            return samples.error();
        table.metrics.push_back({metricName(one->info.key), one->info.unit.toUtf8()});
        for (const Sample &sample : samples.value())
            table.times.push_back(sample.time);
        columns.push_back(std::move(samples).value());
    }
    std::sort(table.times.begin(), table.times.end());
    table.times.erase(std::unique(table.times.begin(), table.times.end()), table.times.end());
    const std::size_t width = columns.size();
    if (table.times.size() > mostCells / width)
        return Error{ErrorCode::Refused, QStringLiteral("%1: the device %2 has %3 series at %4 instants, which is too "
                                                        "much to serve; export a part of it")
                                             .arg(file.fileName(), series.front()->info.key.device)
                                             .arg(width)
                                             .arg(table.times.size())};
    table.values.assign(table.times.size() * width, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t column = 0; column < width; ++column) {
        std::size_t row = 0;
        for (const Sample &sample : columns[column]) {
            while (table.times[row] < sample.time)
                ++row;
            table.values[row * width + column] = sample.value;
        }
    }
    return table;
}

} // namespace

Result<std::vector<PlayedTable>> loadSession(const QString &path)
{
    const auto file = recording::SessionFile::open(path);
    if (!file)
        return file.error();
    std::map<std::pair<QString, QString>, Series> devices;
    Timestamp start = Timestamp::max();
    for (const recording::SessionSeries &series : file.value()->series()) {
        if (series.count == 0)
            continue;
        devices[{series.info.key.source, series.info.key.device}].push_back(&series);
        start = std::min(start, series.first);
    }
    if (devices.empty())
        return Error{ErrorCode::Missing, QStringLiteral("%1 holds no samples").arg(path)};
    std::map<QString, int> sourcesOf;
    for (const auto &[key, series] : devices)
        ++sourcesOf[key.second];
    std::vector<PlayedTable> tables;
    for (const auto &[key, series] : devices) {
        const auto &[source, device] = key;
        auto table = tableOf(*file.value(), series, start);
        if (!table)
            return table.error();
        const QString name = device.isEmpty()           ? source
                             : sourcesOf.at(device) > 1 ? source + QLatin1Char('_') + device
                                                        : device;
        tables.push_back({name, std::move(table).value()});
    }
    return tables;
}

} // namespace watchglass::sim
