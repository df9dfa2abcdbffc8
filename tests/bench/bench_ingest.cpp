#include "tests/bench/bench.h"
#include "tests/bench/bench_ingest_flood.h"

#include "core/base/clock.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/source_factory.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>
#include <QWebSocket>

#include <simdjson.h>

#include <algorithm>
#include <string_view>

namespace watchglass::bench {

namespace {

constexpr int turns = 9;
constexpr int patienceMs = 60'000;

/// Turns the loop until somebody quits it; false when nobody did within a minute.
bool turn(QEventLoop &loop)
{
    bool isLate = false;
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &loop, [&] {
        isLate = true;
        loop.quit();
    });
    limit.start(patienceMs);
    loop.exec();
    return !isLate;
}

/// Messages a second from the first to the last; 0 when they did not all come.
double rateOf(FloodServer &server, const Flood &flood, QEventLoop &loop)
{
    bool isComplete = false;
    server.release();
    const double seconds = secondsOf([&] { isComplete = turn(loop); });
    return isComplete ? flood.messages / seconds : 0.0;
}

/// Through a socket that only counts.
double bareSocket(const Flood &flood)
{
    FloodServer server(flood, true);
    QEventLoop loop;
    QWebSocket socket;
    int messages = 0;
    QObject::connect(&socket, &QWebSocket::connected, &loop, &QEventLoop::quit);
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &loop, [&](const QString &) {
        if (++messages == flood.messages)
            loop.quit();
    });
    socket.open(server.address().url);
    return turn(loop) ? rateOf(server, flood, loop) : 0.0;
}

/// Ends the loop when the session is established, and again when the expected messages have come.
class CountingSink final : public protocol::SourceSink
{
public:
    CountingSink(store::SeriesStore &store, QEventLoop &loop, int messages)
        : m_ingest(store, {.sourceId = QStringLiteral("bench")})
        , m_loop(loop)
        , m_expected(messages)
    {}

    protocol::SeriesHandle series(const SeriesInfo &info) override { return m_ingest.series(info); }
    void sample(protocol::SeriesHandle series, Sample sample) override { m_ingest.sample(series, sample); }
    void gap(const QString &device, const Gap &gap) override { m_ingest.gap(device, gap); }
    void notRequested(protocol::SeriesHandle series, TimeRange range) override { m_ingest.notRequested(series, range); }
    void requested(protocol::SeriesHandle series, TimeRange range) override { m_ingest.requested(series, range); }
    void grant(const Grant &grant) override { m_ingest.grant(grant); }
    void device(const DeviceUpdate &update) override { m_ingest.device(update); }
    void alarm(const AlarmEvent &event) override { m_ingest.alarm(event); }
    void event(const DeviceEvent &event) override { m_ingest.event(event); }
    void systemStatus(const SystemStatus &status) override { m_ingest.systemStatus(status); }
    void problem(protocol::Problem kind, const QString &text) override { m_ingest.problem(kind, text); }
    void state(const SourceState &state) override
    {
        m_ingest.state(state);
        if (state.phase != SourcePhase::Live || m_last > 0)
            return;
        m_last = m_frames + m_expected;
        m_loop.quit();
    }
    void frameReceived(std::size_t bytes) override
    {
        m_ingest.frameReceived(bytes);
        if (++m_frames == m_last)
            m_loop.quit();
    }

    SourceCounters counters() const { return m_ingest.counters(); }

private:
    ingest::SourceIngest m_ingest;
    QEventLoop &m_loop;
    const int m_expected;
    int m_frames = 0;
    int m_last = 0; ///< 0 until the session is established.
};

/// Through link, decoder, client and ingest into the store; `lost` grows by the samples that are not there.
double wholeClient(Context &context, const Flood &flood, std::uint64_t &lost)
{
    FloodServer server(flood, false);
    QEventLoop loop;
    SystemClock clock;
    store::SeriesStore store;
    CountingSink sink(store, loop, flood.messages);
    const auto client = protocol::makeClient(server.address(), sink, clock);
    client->start();
    const double rate = turn(loop) ? rateOf(server, flood, loop) : 0.0;
    client->stop();
    std::uint64_t stored = 0;
    for (const auto &series : store.all())
        stored += series->count();
    if (rate <= 0.0 || sink.counters().samples != stored)
        context.fail("ingest: not every message came to " + protocol::serviceName(flood.service).toStdString()
                     + "'s client: " + sink.counters().lastProblem.toStdString());
    lost += flood.samples - stored;
    return rate;
}

/// Calls each(message) for the text of each frame of `wire`, as a server sends them.
template <typename Each>
void eachMessage(std::string_view wire, Each each)
{
    const auto byteAt = [&wire](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(wire[i]));
    };
    for (std::size_t at = 0; at < wire.size();) {
        std::size_t length = byteAt(at + 1);
        std::size_t begin = at + 2;
        if (length >= 126) {
            const std::size_t digits = length == 126 ? 2 : 8;
            length = 0;
            for (std::size_t i = 0; i < digits; ++i)
                length = length << 8 | byteAt(begin + i);
            begin += digits;
        }
        each(wire.substr(begin, length));
        at = begin + length;
    }
}

/// Seconds a message to find where its JSON's parts are, and nothing else: what no decoder can do without.
double indexingSeconds(const Flood &flood)
{
    simdjson::ondemand::parser parser;
    std::vector<char> padded;
    const double all = medianOf(turns, [&] {
        return secondsOf([&] {
            eachMessage(flood.wire, [&](std::string_view message) {
                padded.resize(message.size() + simdjson::SIMDJSON_PADDING);
                std::copy(message.begin(), message.end(), padded.begin());
                auto document = parser.iterate(padded.data(), message.size(), padded.size());
                keep(document);
            });
        });
    });
    return all / flood.messages;
}

void compare(Context &context, const Flood &flood)
{
    std::uint64_t lost = 0;
    const Pair pair = interleaved(
        turns, [&] { return wholeClient(context, flood, lost); }, [&] { return bareSocket(flood); });
    const std::string key = "ingest." + protocol::serviceName(flood.service).toStdString();
    const double perMessage = static_cast<double>(flood.samples) / flood.messages;
    const double bytes = static_cast<double>(flood.wire.size()) / flood.messages;
    context.result(key + ".messages_per_s", pair.first, "messages/s");
    context.result(key + ".samples_per_s", pair.first * perMessage, "samples/s");
    context.result(key + ".throughput", pair.first * bytes * 1e-6, "MB/s");
    context.result(key + ".bare_socket", pair.second, "messages/s");
    context.result(key + ".share_of_bare_socket", pair.ratio, "ratio");
    const double bare = 1.0 / pair.second;
    context.result(key + ".share_limit", bare / (bare + indexingSeconds(flood)), "ratio");
    context.result(key + ".lost", static_cast<double>(lost), "samples");
}

void run(Context &context)
{
    QCoreApplication application(context.argc, context.argv);
    for (Flood (*make)() : {valtronicsFlood, sensoctoFlood, terraFlood})
        compare(context, make());
}

const Registration registration("ingest",
                                "messages of each WebSocket service over loopback into the store, against a socket "
                                "that only counts",
                                run);

} // namespace

} // namespace watchglass::bench
