#pragma once

#include "tests/bench/bench.h"

#include "core/ingest/source_ingest.h"

#include <QByteArray>

namespace watchglass::bench {

/// How many samples come of these messages. `Kind` is made with a sink and takes them one by one.
template <typename Kind>
std::uint64_t samplesOf(const std::vector<QByteArray> &input)
{
    store::SeriesStore store;
    ingest::SourceIngest sink(store, {.sourceId = QStringLiteral("bench")});
    Kind extraction(sink);
    for (const QByteArray &message : input) {
        sink.frameReceived(static_cast<std::size_t>(message.size()));
        extraction.take(message);
    }
    return sink.counters().samples;
}

/// Prints under `key` what both do with these messages, and gives the ratio. Both must store the same samples.
template <typename Ours, typename WithQt>
double compareDecoding(Context &context, const std::string &key, const std::vector<QByteArray> &input)
{
    const std::uint64_t samples = samplesOf<Ours>(input);
    if (samples != samplesOf<WithQt>(input) || samples < input.size())
        context.fail(key + ": the two sides did not store the same samples");
    const auto messagesPerSecond = [&input](std::uint64_t (*of)(const std::vector<QByteArray> &)) {
        return static_cast<double>(input.size()) / secondsOf([&] { keep(of(input)); });
    };
    const Pair pair = interleaved(
        15, [&] { return messagesPerSecond(samplesOf<Ours>); }, [&] { return messagesPerSecond(samplesOf<WithQt>); });
    const double perMessage = static_cast<double>(samples) / static_cast<double>(input.size());
    context.result(key + ".frames", pair.first, "frames/s");
    context.result(key + ".samples", pair.first * perMessage, "samples/s");
    context.result(key + ".qjson_frames", pair.second, "frames/s");
    context.result(key + ".qjson_samples", pair.second * perMessage, "samples/s");
    context.result(key + ".speedup", pair.ratio, "ratio");
    return pair.ratio;
}

} // namespace watchglass::bench
