#include "tests/bench/bench.h"

#include "app/simulator/csv_recording.h"
#include "core/store/series.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <blosc.h>
#include <zstd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <optional>
#include <span>

namespace watchglass::bench {

namespace {

using Samples = std::vector<Sample>;
constexpr std::size_t blockSize = store::Block::fullCount;

/// Recordings without a readable time, and what their own papers say of their rate.
struct Rate
{
    const char *path;
    double hz;
};
constexpr Rate rates[] = {
    {"biosignals-biosppy/acc", 100}, {"biosignals-biosppy/", 1000}, {"empatica-e4/ACC", 32},
    {"empatica-e4/BVP", 64},         {"empatica-e4/EDA", 4},        {"empatica-e4/TEMP", 4},
    {"empatica-e4/HR", 1},           {"empatica-e4/IBI", 1},        {"rr-hrv/", 1},
    {"gps-bike-garmin/", 1},         {"muscle-oxygen/moxy", 0.5},
};

std::optional<sim::CsvRecording> load(const QString &path)
{
    sim::CsvOptions options;
    auto recording = sim::loadCsv(path, options);
    for (const Rate &rate : rates) {
        if (recording)
            break;
        if (!path.contains(QLatin1String(rate.path)))
            continue;
        options.rateHz = rate.hz;
        recording = sim::loadCsv(path, options);
    }
    return recording ? std::optional(std::move(recording).value()) : std::nullopt;
}

/// Each numeric column as a series: its samples in order of time, without empty cells.
std::vector<Samples> columnsOf(const sim::CsvRecording &recording)
{
    const std::size_t width = recording.metrics.size();
    std::vector<Samples> columns(width);
    for (std::size_t row = 0; row < recording.times.size(); ++row) {
        for (std::size_t column = 0; column < width; ++column) {
            const double value = recording.values[row * width + column];
            if (!std::isnan(value))
                columns[column].push_back({recording.times[row], value});
        }
    }
    for (Samples &samples : columns) {
        std::stable_sort(samples.begin(), samples.end(),
                         [](const Sample &a, const Sample &b) { return a.time < b.time; });
    }
    return columns;
}

/// What a series at rest occupies: blocks with their aggregates, the index, what is open. The series' own object, which
/// is as large for one sample, is left out.
double storeBytes(const Samples &samples)
{
    const auto use = std::make_shared<store::MemoryUse>();
    store::Series series(SeriesInfo{}, use);
    const std::size_t empty = use->bytes();
    for (const Sample &sample : samples)
        series.append(sample);
    while (series.pack(true)) {
    }
    return static_cast<double>(use->bytes() - empty);
}

/// A block's times as differences, then its values: what general compressors take best.
std::vector<std::uint64_t> prepared(std::span<const Sample> block)
{
    std::vector<std::uint64_t> words(2 * block.size());
    std::int64_t before = 0;
    for (std::size_t i = 0; i < block.size(); ++i) {
        words[i] = static_cast<std::uint64_t>(block[i].time.ns() - before);
        before = block[i].time.ns();
        std::memcpy(&words[block.size() + i], &block[i].value, sizeof(double));
    }
    return words;
}

/// The same with byte k of every word side by side.
std::vector<char> shuffled(const std::vector<std::uint64_t> &words)
{
    std::vector<char> bytes(words.size() * 8);
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t k = 0; k < 8; ++k)
            bytes[k * words.size() + i] = static_cast<char>(words[i] >> (8 * k));
    }
    return bytes;
}

std::vector<char> zstd(const std::vector<std::uint64_t> &words)
{
    const std::vector<char> bytes = shuffled(words);
    std::vector<char> packed(ZSTD_compressBound(bytes.size()));
    packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
    return packed;
}

std::vector<char> blosc(const std::vector<std::uint64_t> &words)
{
    std::vector<char> packed(words.size() * 8 + BLOSC_MAX_OVERHEAD);
    const int size = blosc_compress_ctx(5, BLOSC_SHUFFLE, 8, words.size() * 8, words.data(), packed.data(),
                                        packed.size(), "lz4", 0, 1);
    packed.resize(size > 0 ? static_cast<std::size_t>(size) : packed.size());
    return packed;
}

template <typename Each>
void eachBlock(const Samples &samples, Each each)
{
    for (std::size_t i = 0; i < samples.size(); i += blockSize)
        each(std::span(samples).subspan(i, std::min(blockSize, samples.size() - i)));
}

/// Bytes a sample in each way.
struct Sizes
{
    double store = 0.0;
    double zstd = 0.0;
    double blosc = 0.0;
};

Sizes sizesOf(const std::vector<Samples> &columns)
{
    Sizes bytes;
    double count = 0.0;
    for (const Samples &samples : columns) {
        bytes.store += storeBytes(samples);
        count += static_cast<double>(samples.size());
        eachBlock(samples, [&bytes](std::span<const Sample> block) {
            const auto words = prepared(block);
            bytes.zstd += static_cast<double>(zstd(words).size());
            bytes.blosc += static_cast<double>(blosc(words).size());
        });
    }
    return {bytes.store / count, bytes.zstd / count, bytes.blosc / count};
}

void benchSizes(Context &context, const QDir &data)
{
    QStringList files;
    QDirIterator all(data.path(), QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString file = all.next();
        if (file.contains(QLatin1String(".csv")) || file.contains(QLatin1String(".txt")))
            files.push_back(file);
    }
    files.sort();
    std::vector<double> ours;
    std::vector<double> byZstd;
    std::vector<double> byBlosc;
    for (const QString &file : files) {
        const auto recording = load(file);
        if (!recording || recording->times.empty())
            continue;
        const Sizes sizes = sizesOf(columnsOf(*recording));
        const std::string name = data.relativeFilePath(file).toStdString();
        context.result("store.bytes_per_sample." + name, sizes.store, "bytes");
        ours.push_back(sizes.store);
        byZstd.push_back(sizes.zstd);
        byBlosc.push_back(sizes.blosc);
    }
    context.result("store.bytes_per_sample.files", static_cast<double>(ours.size()), "files");
    context.result("store.bytes_per_sample", median(ours), "bytes");
    context.result("store.bytes_per_sample.shuffle_zstd", median(byZstd), "bytes");
    context.result("store.bytes_per_sample.shuffle_blosc_lz4", median(byBlosc), "bytes");
}

/// Million samples a second that come out of packed blocks of an ECG, in each way.
void benchDecoding(Context &context, const QDir &data)
{
    const auto recording = load(data.filePath(QStringLiteral("ecg-mitbih-100/mitbih_100_first10min_360hz.csv.gz")));
    if (!recording)
        return;
    const Samples samples = columnsOf(*recording).front();
    std::vector<store::PackedSamples> packed;
    std::vector<std::vector<char>> byZstd;
    std::vector<std::vector<char>> byBlosc;
    std::vector<std::size_t> counts;
    eachBlock(samples, [&](std::span<const Sample> block) {
        std::vector<store::StoredSample> stored;
        for (const Sample &sample : block)
            stored.push_back({sample.time.ns(), sample.value});
        packed.emplace_back(stored.data(), static_cast<std::uint32_t>(stored.size()));
        byZstd.push_back(zstd(prepared(block)));
        byBlosc.push_back(blosc(prepared(block)));
        counts.push_back(block.size());
    });
    std::vector<store::StoredSample> out(blockSize);
    std::vector<char> bytes(blockSize * 16);
    const auto rate = [&](const std::function<void(std::size_t)> &decode) {
        const double seconds = medianOf(21, [&] {
            return secondsOf([&] {
                for (std::size_t i = 0; i < packed.size(); ++i)
                    decode(i);
            });
        });
        return static_cast<double>(samples.size()) / seconds * 1e-6;
    };
    context.result("store.decode.ecg", rate([&](std::size_t i) {
                       store::StoredSample *at = out.data();
                       packed[i].unpack(0, static_cast<std::uint32_t>(counts[i]), [&at](std::int64_t ns, double value) {
                           *at++ = {ns, value};
                       });
                       keep(*out.data());
                   }),
                   "Msamples/s");
    // These two without putting bytes and differences back in order, which would come on top.
    context.result("store.decode.ecg.zstd_alone", rate([&](std::size_t i) {
                       keep(ZSTD_decompress(bytes.data(), bytes.size(), byZstd[i].data(), byZstd[i].size()));
                   }),
                   "Msamples/s");
    context.result("store.decode.ecg.blosc_lz4_alone", rate([&](std::size_t i) {
                       keep(blosc_decompress_ctx(byBlosc[i].data(), bytes.data(), bytes.size(), 1));
                   }),
                   "Msamples/s");
}

void run(Context &context)
{
    const QByteArray named = qgetenv("WATCHGLASS_SHARED_DATA");
    const QString path = named.isEmpty() ? QStringLiteral("../shared/data") : QString::fromLocal8Bit(named);
    const QDir data(QDir(path).absolutePath());
    if (!data.exists()) {
        context.fail("compression: there is no folder of recordings: set WATCHGLASS_SHARED_DATA");
        return;
    }
    benchSizes(context, data);
    benchDecoding(context, data);
}

const Registration registration("compression", "bytes a sample of recordings, beside general compressors", run);

} // namespace

} // namespace watchglass::bench
