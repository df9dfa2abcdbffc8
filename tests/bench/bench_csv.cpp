#include "tests/bench/bench.h"

#include "core/exchange/importer.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>
#include <cstdio>

namespace watchglass::bench {

namespace {

/// Takes samples as a store or a file would have to, and only counts them.
class CountingSink final : public exchange::ImportSink
{
public:
    exchange::SeriesId series(const SeriesInfo &) override { return {}; }
    void samples(exchange::SeriesId, std::span<const Sample> samples) override
    {
        for (const Sample sample : samples)
            sum += sample.value;
    }
    void device(const QString &, const DeviceUpdate &) override {}
    void event(const QString &, const DeviceEvent &) override {}
    void alarm(const QString &, const AlarmEvent &) override {}
    void gap(const QString &, const QString &, const Gap &) override {}

    double sum = 0.0;
};

enum class Times { Seconds, Text };

/// A recording of a nine-axis sensor, as loggers write them.
bool writeTable(const QString &path, Times times, std::int64_t bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QByteArray text = "time,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z,mag_x,mag_y,mag_z\n";
    std::int64_t written = 0;
    for (int row = 0; written + text.size() < bytes; ++row) {
        const std::int64_t ns = 1'700'000'000'000'000'000 + row * std::int64_t(5'000'000);
        if (times == Times::Text)
            text += QByteArray::fromStdString(formatIsoTimestamp(Timestamp::fromNs(ns), 3));
        else
            text += QByteArray::number(ns / 1'000'000'000) + '.'
                    + QByteArray::number(ns / 1'000'000 % 1000).rightJustified(3, '0');
        for (int axis = 0; axis < 9; ++axis)
            text += ',' + QByteArray::number(std::sin(row * 0.01 + axis) * 9.81, 'f', 6);
        text += '\n';
        if (text.size() > 1'000'000) {
            written += file.write(text);
            text.clear();
        }
    }
    file.write(text);
    return file.flush();
}

double ours(const QString &path, Context &context)
{
    CountingSink sink;
    double rows = 0.0;
    const double seconds = secondsOf([&] {
        const auto report = exchange::importFile(path, {}, sink);
        if (report)
            rows = static_cast<double>(report.value().rows);
        else
            context.fail("csv: " + report.error().text.toStdString());
    });
    keep(sink.sum);
    keep(rows);
    return static_cast<double>(QFile(path).size()) / 1e6 / seconds;
}

/// Rows and numbers by Python's csv module in a process of its own; it says itself how long it took, without its start.
double python(const QString &program, const QString &path, Context &context)
{
    static const QString script = QStringLiteral("import csv, sys, time\n"
                                                 "start = time.perf_counter()\n"
                                                 "total = 0.0\n"
                                                 "with open(sys.argv[1], newline='') as file:\n"
                                                 "    reader = csv.reader(file)\n"
                                                 "    next(reader)\n"
                                                 "    for row in reader:\n"
                                                 "        for cell in row:\n"
                                                 "            total += float(cell)\n"
                                                 "print(time.perf_counter() - start)\n");
    QProcess process;
    process.start(program, {QStringLiteral("-c"), script, path});
    if (!process.waitForFinished(300'000) || process.exitCode() != 0) {
        context.fail("csv: python3 failed");
        return 0.0;
    }
    const double seconds = process.readAllStandardOutput().trimmed().toDouble();
    return seconds > 0.0 ? static_cast<double>(QFile(path).size()) / 1e6 / seconds : 0.0;
}

void run(Context &context)
{
    const QTemporaryDir folder;
    const QString seconds = folder.filePath(QStringLiteral("seconds.csv"));
    const QString text = folder.filePath(QStringLiteral("text.csv"));
    const std::int64_t bytes = context.large ? 1'000'000'000 : 100'000'000;
    if (!writeTable(seconds, Times::Seconds, bytes) || !writeTable(text, Times::Text, bytes))
        return context.fail("csv: there is no room for the tables");
    const double mbPerSecond = medianOf(3, [&] { return ours(seconds, context); });
    context.result("import.csv_mb_per_s", mbPerSecond, "MB/s");
    context.result("import.csv_iso_times_mb_per_s", medianOf(3, [&] { return ours(text, context); }), "MB/s");
    const QString program = QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (program.isEmpty())
        return;
    const double baseline = python(program, seconds, context);
    context.result("import.csv_python_csv_mb_per_s", baseline, "MB/s");
    if (baseline > 0.0)
        context.result("import.csv_against_python_csv", mbPerSecond / baseline, "ratio");
}

const Registration registration("csv", "import of CSV, beside python3's csv module", run);

} // namespace

} // namespace watchglass::bench
