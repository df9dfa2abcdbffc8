#include "tests/bench/bench.h"

#include "core/base/clock.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/valtronics/client.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QEventLoop>
#include <QLocale>
#include <QTimer>
#include <QWebSocket>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <thread>

namespace watchglass::bench {

namespace {

constexpr int devices = 40;
constexpr int metricsPerFrame = 3;
constexpr int framesPerRun = 200'000;
const Timestamp start = Timestamp::fromMs(1'767'225'600'000);

/// One unmasked WebSocket text frame.
void appendFrame(std::string &wire, const std::string &payload)
{
    wire += static_cast<char>(0x81);
    if (payload.size() < 126) {
        wire += static_cast<char>(payload.size());
    } else {
        wire += static_cast<char>(126);
        wire += static_cast<char>(payload.size() >> 8);
        wire += static_cast<char>(payload.size() & 0xff);
    }
    wire += payload;
}

std::string numberText(double value)
{
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest).toStdString();
}

std::string mapFrame(int device, int round)
{
    static constexpr const char *names[metricsPerFrame] = {"temperature", "humidity", "pressure"};
    static constexpr const char *units[metricsPerFrame] = {"celsius", "percent", "hPa"};
    const std::string time = formatIsoTimestamp(start + std::chrono::milliseconds(10) * round, 3);
    std::string frame = "{\"type\":\"telemetry_update\",\"channel\":\"telemetry\",\"device_id\":"
                        + std::to_string(device + 1) + ",\"telemetry\":{";
    for (int i = 0; i < metricsPerFrame; ++i) {
        const double value = std::round((20.0 * (i + 1) + std::sin(round * 0.05 + device)) * 1000.0) / 1000.0;
        frame += std::string(i > 0 ? ",\"" : "\"") + names[i] + "\":{\"value\":" + numberText(value) + ",\"unit\":\""
                 + units[i] + "\",\"timestamp\":\"" + time + "\"}";
    }
    return frame + "}}";
}

/// What a server sends in one run, made before any clock runs. One frame in ten is of another kind: it costs what
/// it costs in life, and carries no samples.
struct Traffic
{
    std::string wire;
    int frames = 0;
    std::uint64_t samples = 0;

    Traffic()
    {
        for (int i = 0; frames < framesPerRun; ++i) {
            appendFrame(wire, mapFrame(i % devices, i / devices));
            samples += metricsPerFrame;
            ++frames;
            if (i % 10 != 9)
                continue;
            appendFrame(wire, "{\"type\":\"pong\"}");
            ++frames;
        }
    }
};

bool writeAll(int socket, const char *bytes, std::size_t size)
{
    while (size > 0) {
        const ssize_t written = ::send(socket, bytes, size, MSG_NOSIGNAL);
        if (written <= 0)
            return false;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

/// A server of one connection: answers the handshake and the token, then writes as fast as TCP lets it.
/// Owns: its thread, joined in the destructor.
class Sender
{
public:
    explicit Sender(const Traffic &traffic)
        : m_traffic(traffic)
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        const bool listens = ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) == 0
                             && ::listen(m_listener, 1) == 0
                             && ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) == 0;
        if (!listens)
            return;
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~Sender()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        if (m_thread.joinable())
            m_thread.join();
        ::close(m_listener);
    }

    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(m_port)); }
    /// Lets the flood begin.
    void release()
    {
        m_released.store(true);
        m_released.notify_all();
    }

private:
    void serve()
    {
        const int socket = ::accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            return;
        std::string request;
        char buffer[4096];
        while (request.find("\r\n\r\n") == std::string::npos) {
            const ssize_t got = ::recv(socket, buffer, sizeof(buffer), 0);
            if (got <= 0)
                break;
            request.append(buffer, static_cast<std::size_t>(got));
        }
        const std::string hello = handshake(request);
        std::string ready;
        appendFrame(ready, "{\"type\":\"auth_response\",\"success\":true}");
        writeAll(socket, hello.data(), hello.size());
        writeAll(socket, ready.data(), ready.size());
        m_released.wait(false);
        writeAll(socket, m_traffic.wire.data(), m_traffic.wire.size());
        while (::recv(socket, buffer, sizeof(buffer), 0) > 0) // until the client is done
            continue;
        ::close(socket);
    }

    static std::string handshake(const std::string &request)
    {
        QByteArray key;
        for (const QByteArray &line : QByteArray::fromStdString(request).split('\n')) {
            if (line.toLower().startsWith("sec-websocket-key:"))
                key = line.mid(18).trimmed();
        }
        key += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        const QByteArray accept = QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64();
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: "
               + accept.toStdString() + "\r\n\r\n";
    }

    const Traffic &m_traffic;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_released = false;
    std::thread m_thread;
};

/// Seconds from the first message to the last, as `done()` sees it; negative when it did not come within a minute.
double secondsUntil(Sender &sender, QEventLoop &loop)
{
    bool late = false;
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &loop, [&] {
        late = true;
        loop.quit();
    });
    limit.start(60'000);
    sender.release();
    const double seconds = secondsOf([&loop] { loop.exec(); });
    return late ? -1.0 : seconds;
}

/// Samples a second through a socket that only counts.
double bareSocket(Context &context, const Traffic &traffic)
{
    Sender sender(traffic);
    QEventLoop loop;
    QWebSocket socket;
    int messages = 0;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &loop, [&](const QString &) {
        if (++messages == 1 || messages == traffic.frames + 1) // the first is the answer to the token
            loop.quit();
    });
    socket.open(sender.url());
    loop.exec();
    const double seconds = secondsUntil(sender, loop);
    if (seconds < 0)
        context.fail("ingest: the bare socket did not get every message");
    return static_cast<double>(traffic.samples) / seconds;
}

/// Ends the loop when the expected number of frames has come.
class CountingSink final : public protocol::SourceSink
{
public:
    CountingSink(store::SeriesStore &store, QEventLoop &loop, int frames)
        : m_ingest(store, {.sourceId = QStringLiteral("bench")})
        , m_loop(loop)
        , m_last(frames + 1)
    {}

    protocol::SeriesHandle series(const SeriesInfo &info) override { return m_ingest.series(info); }
    void sample(protocol::SeriesHandle series, Sample sample) override { m_ingest.sample(series, sample); }
    void gap(const QString &device, const Gap &gap) override { m_ingest.gap(device, gap); }
    void device(const DeviceUpdate &update) override { m_ingest.device(update); }
    void alarm(const AlarmEvent &event) override { m_ingest.alarm(event); }
    void event(const DeviceEvent &event) override { m_ingest.event(event); }
    void systemStatus(const SystemStatus &status) override { m_ingest.systemStatus(status); }
    void state(const SourceState &state) override { m_ingest.state(state); }
    void problem(protocol::Problem kind, const QString &text) override { m_ingest.problem(kind, text); }
    void frameReceived(std::size_t bytes) override
    {
        m_ingest.frameReceived(bytes);
        if (++m_frames == 1 || m_frames == m_last)
            m_loop.quit();
    }

    SourceCounters counters() const { return m_ingest.counters(); }

private:
    ingest::SourceIngest m_ingest;
    QEventLoop &m_loop;
    const int m_last;
    int m_frames = 0;
};

/// Samples a second through link, decoder, client and ingest into the store; `lost` grows by what is not there.
double wholeClient(Context &context, const Traffic &traffic, std::uint64_t &lost)
{
    Sender sender(traffic);
    QEventLoop loop;
    SystemClock clock;
    store::SeriesStore store;
    CountingSink sink(store, loop, traffic.frames);
    protocol::valtronics::Client client({protocol::Service::Valtronics, sender.url(), {}}, sink, clock);
    client.start();
    loop.exec();
    const double seconds = secondsUntil(sender, loop);
    client.stop();
    std::uint64_t stored = 0;
    for (const auto &series : store.all())
        stored += series->count();
    if (seconds < 0 || sink.counters().samples != stored)
        context.fail("ingest: the client did not get every message");
    lost += traffic.samples - stored;
    return static_cast<double>(traffic.samples) / seconds;
}

void run(Context &context)
{
    QCoreApplication application(context.argc, context.argv);
    const Traffic traffic;
    std::uint64_t lost = 0;
    const Pair pair = interleaved(
        9, [&] { return wholeClient(context, traffic, lost); }, [&] { return bareSocket(context, traffic); });
    context.result("ingest.client", pair.first, "samples/s");
    context.result("ingest.bare_socket", pair.second, "samples/s");
    context.result("ingest.share_of_bare_socket", pair.ratio, "ratio");
    context.result("ingest.lost", static_cast<double>(lost), "samples");
}

const Registration registration("ingest", "telemetry over loopback into the store, against a socket that only counts",
                                run);

} // namespace

} // namespace watchglass::bench
