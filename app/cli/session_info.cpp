#include "app/cli/session_info.h"

#include "core/recording/past_samples.h"
#include "core/recording/session_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace watchglass::cli {

namespace {

using recording::Recorded;
using recording::SessionFile;

QString iso(Timestamp t)
{
    return QString::fromStdString(formatIsoTimestamp(t));
}

double seconds(Duration d)
{
    return std::chrono::duration<double>(d).count();
}

QJsonObject line(const char *event)
{
    return {{QStringLiteral("event"), QLatin1String(event)}};
}

void put(QJsonObject &json, const char *name, std::uint64_t count)
{
    json.insert(QLatin1String(name), static_cast<qint64>(count));
}

/// Spans that nothing came in, of one series.
struct Missing
{
    int gaps = 0;
    Duration length{};
};

/// What lists say, read once for all sources and series.
struct Lists
{
    std::vector<Recorded<SourceState>> states;
    std::vector<Recorded<recording::GapNote>> gaps;
    std::vector<Recorded<recording::LedgerEntry>> ledger;
    std::vector<Recorded<AlarmEvent>> alarms;
    std::vector<Recorded<DeviceEvent>> events;
    std::vector<recording::Marker> markers;
};

template <typename T>
bool take(Result<T> read, T &into, Error &error)
{
    if (read)
        into = std::move(read).value();
    else
        error = read.error();
    return read.ok();
}

Result<Lists> readLists(const SessionFile &file)
{
    Lists lists;
    Error error;
    if (take(file.states(), lists.states, error) && take(file.gaps(), lists.gaps, error)
        && take(file.ledger(), lists.ledger, error) && take(file.alarms(), lists.alarms, error)
        && take(file.events(), lists.events, error) && take(file.markers(), lists.markers, error))
        return lists;
    return error;
}

template <typename T>
std::uint64_t countOf(const std::vector<Recorded<T>> &list, recording::SourceId source)
{
    return static_cast<std::uint64_t>(
        std::count_if(list.begin(), list.end(), [source](const Recorded<T> &one) { return one.source == source; }));
}

QJsonObject sessionJson(const SessionFile &file, const Lists &lists)
{
    const recording::SessionMeta &meta = file.meta();
    QJsonObject json = line("session");
    json.insert(QStringLiteral("file"), file.fileName());
    json.insert(QStringLiteral("program"), meta.program);
    json.insert(QStringLiteral("start"), iso(meta.start));
    if (meta.end)
        json.insert(QStringLiteral("end"), iso(*meta.end));
    json.insert(QStringLiteral("isEnded"), meta.end.has_value());
    json.insert(QStringLiteral("part"), meta.part);
    json.insert(QStringLiteral("seconds"), seconds(file.arrivals().length()));
    put(json, "sources", file.sources().size());
    put(json, "series", file.series().size());
    std::uint64_t samples = 0;
    for (const recording::SessionSeries &series : file.series())
        samples += series.count;
    put(json, "samples", samples);
    put(json, "markers", lists.markers.size());
    put(json, "bytes", static_cast<std::uint64_t>(QFileInfo(file.fileName()).size()));
    return json;
}

/// What the ledger says of a source: its newest counters, and sums of what is not in the file.
void putLedger(QJsonObject &json, const Lists &lists, recording::SourceId source)
{
    std::uint64_t lost = 0;
    int holes = 0;
    std::uint64_t before = 0;
    for (const Recorded<recording::LedgerEntry> &entry : lists.ledger) {
        if (entry.source != source)
            continue;
        const QJsonObject &what = entry.value.what;
        if (entry.value.kind == QLatin1String("counters"))
            json.insert(QStringLiteral("counters"), what);
        else if (entry.value.kind == QLatin1String("hole"))
            ++holes;
        else if (const auto past = recording::PastSamples::fromJson(what);
                 past && entry.value.kind == recording::pastKind)
            before += past->count;
        else if (entry.value.kind == QLatin1String("lost"))
            lost += static_cast<std::uint64_t>(what.value(QLatin1String("frames")).toInteger()
                                               + what.value(QLatin1String("samples")).toInteger()
                                               + what.value(QLatin1String("events")).toInteger());
    }
    put(json, "lost", lost);
    json.insert(QStringLiteral("holes"), holes);
    put(json, "samplesBefore", before); // of which there are no frames
}

Result<QJsonObject> sourceJson(const SessionFile &file, const recording::SessionSource &source, const Lists &lists)
{
    const auto totals = file.frameTotals(source.id);
    if (!totals)
        return totals.error();
    const SessionFile::FrameTotals &frames = totals.value();
    QJsonObject json = line("source");
    json.insert(QStringLiteral("source"), source.name);
    json.insert(QStringLiteral("service"), source.service);
    json.insert(QStringLiteral("address"), source.address);
    json.insert(QStringLiteral("since"), iso(source.since));
    put(json, "frames", frames.frames);
    put(json, "frameBytes", frames.rawBytes);
    put(json, "storedBytes", frames.storedBytes);
    const double length = seconds(frames.last - frames.first);
    if (frames.frames > 1 && length > 0)
        json.insert(QStringLiteral("framesPerSecond"), static_cast<double>(frames.frames - 1) / length);
    put(json, "states", countOf(lists.states, source.id));
    for (const Recorded<SourceState> &state : lists.states) {
        if (state.source == source.id && state.value.clockSkew)
            json.insert(QStringLiteral("clockSkew"), seconds(*state.value.clockSkew));
    }
    put(json, "gaps", countOf(lists.gaps, source.id));
    put(json, "alarms", countOf(lists.alarms, source.id));
    put(json, "events", countOf(lists.events, source.id));
    putLedger(json, lists, source.id);
    return json;
}

Missing missingOf(const recording::SessionSeries &series, const Lists &lists)
{
    Missing missing;
    for (const Recorded<recording::GapNote> &note : lists.gaps) {
        const recording::GapNote &gap = note.value;
        const bool isOfDevice = gap.kind == recording::GapNote::Kind::Missing && note.source == series.source
                                && (gap.device.isEmpty() || gap.device == series.info.key.device);
        const bool isOfSeries = gap.kind == recording::GapNote::Kind::NotRequested && gap.series == series.id;
        if (!isOfDevice && !isOfSeries)
            continue;
        ++missing.gaps;
        if (gap.gap.range.to != Timestamp::max())
            missing.length += gap.gap.range.length();
    }
    return missing;
}

QJsonObject seriesJson(const recording::SessionSeries &series, const Lists &lists)
{
    const SeriesInfo &info = series.info;
    QJsonObject json = line("series");
    json.insert(QStringLiteral("source"), info.key.source);
    json.insert(QStringLiteral("device"), info.key.device);
    json.insert(QStringLiteral("attribute"), info.key.attributePath());
    if (!info.unit.isEmpty())
        json.insert(QStringLiteral("unit"), info.unit);
    if (!info.states.isEmpty())
        json.insert(QStringLiteral("states"), QJsonArray::fromStringList(info.states));
    put(json, "samples", series.count);
    if (series.mayRepeat)
        json.insert(QStringLiteral("mayRepeat"), true);
    if (series.count > 0) {
        const double length = seconds(series.last - series.first);
        json.insert(QStringLiteral("first"), iso(series.first));
        json.insert(QStringLiteral("last"), iso(series.last));
        json.insert(QStringLiteral("seconds"), length);
        if (length > 0)
            json.insert(QStringLiteral("samplesPerSecond"), static_cast<double>(series.count - 1) / length);
    }
    put(json, "bytes", series.bytes);
    const Missing missing = missingOf(series, lists);
    json.insert(QStringLiteral("gaps"), missing.gaps);
    if (missing.gaps > 0)
        json.insert(QStringLiteral("gapSeconds"), seconds(missing.length));
    return json;
}

} // namespace

Result<void> printInfo(const QString &fileName, JsonLines &out)
{
    const auto opened = SessionFile::open(fileName);
    if (!opened)
        return opened.error();
    const SessionFile &file = *opened.value();
    const auto lists = readLists(file);
    if (!lists)
        return lists.error();
    std::vector<QJsonObject> sources;
    for (const recording::SessionSource &source : file.sources()) {
        auto json = sourceJson(file, source, lists.value());
        if (!json)
            return json.error();
        sources.push_back(std::move(json).value());
    }
    out.write(sessionJson(file, lists.value()));
    for (const QJsonObject &source : sources)
        out.write(source);
    for (const recording::SessionSeries &series : file.series())
        out.write(seriesJson(series, lists.value()));
    return {};
}

ExitCode checkSession(const QString &fileName, JsonLines &out)
{
    QJsonObject json = line("check");
    json.insert(QStringLiteral("file"), fileName);
    const auto file = SessionFile::open(fileName);
    if (!file) {
        std::fputs(qPrintable(file.error().text + QLatin1Char('\n')), stderr);
        return ExitCode::BadInput;
    }
    int told = 0;
    const auto findings = file.value()->check([&told](double share) {
        const int percent = static_cast<int>(share * 100);
        if (percent >= told + 10) {
            told = percent - percent % 10;
            std::fprintf(stderr, "%d %%\n", told);
        }
        return true;
    });
    const QStringList wrong = findings ? findings.value() : QStringList{findings.error().text};
    json.insert(QStringLiteral("isGood"), wrong.isEmpty());
    json.insert(QStringLiteral("findings"), QJsonArray::fromStringList(wrong));
    out.write(json);
    return wrong.isEmpty() ? ExitCode::Done : ExitCode::Finding;
}

} // namespace watchglass::cli
