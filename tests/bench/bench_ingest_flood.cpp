#include "tests/bench/bench_ingest_flood.h"

#include "tests/bench/bench_payloads.h"

#include <QCryptographicHash>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace watchglass::bench {

namespace {

constexpr std::size_t floodBytes = 50 * 1000 * 1000;
constexpr int valtronicsDevices = 40;
constexpr int metricsPerFrame = 3;

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

bool writeAll(int socket, const std::string &bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (written <= 0)
            return false;
        done += static_cast<std::size_t>(written);
    }
    return true;
}

bool readAll(int socket, char *to, std::size_t size)
{
    return ::recv(socket, to, size, MSG_WAITALL) == static_cast<ssize_t>(size);
}

/// Up to the empty line and not a byte further; empty when the client hangs up.
std::string readHead(int socket)
{
    std::string head;
    char byte = 0;
    while (!head.ends_with("\r\n\r\n")) {
        if (!readAll(socket, &byte, 1))
            return {};
        head += byte;
    }
    return head;
}

/// The next message of a client, unmasked; empty when it hangs up.
std::string readMessage(int socket)
{
    unsigned char head[2];
    if (!readAll(socket, reinterpret_cast<char *>(head), sizeof head))
        return {};
    std::size_t size = head[1] & 0x7f;
    unsigned char longSize[2];
    if (size == 126) {
        if (!readAll(socket, reinterpret_cast<char *>(longSize), sizeof longSize))
            return {};
        size = static_cast<std::size_t>(longSize[0]) << 8 | longSize[1];
    }
    char mask[4];
    std::string text(size, '\0');
    if (!readAll(socket, mask, sizeof mask) || !readAll(socket, text.data(), size))
        return {};
    for (std::size_t i = 0; i < size; ++i)
        text[i] = static_cast<char>(text[i] ^ mask[i % 4]);
    return text;
}

std::string handshake(const std::string &request)
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

} // namespace

void Flood::append(const std::string &message, std::uint64_t samplesInIt)
{
    appendFrame(wire, message);
    ++messages;
    samples += samplesInIt;
}

Flood valtronicsFlood()
{
    Flood flood{
        protocol::Service::Valtronics, "/ws", {}, "\"auth\"", R"({"type":"auth_response","success":true})", {}, 0, 0};
    for (int i = 0; flood.wire.size() < floodBytes; ++i) {
        flood.append(valtronicsMap(i % valtronicsDevices, i / valtronicsDevices, metricsPerFrame).toStdString(),
                     metricsPerFrame);
        if (i % 10 == 9)
            flood.append(R"({"type":"pong"})", 0);
    }
    return flood;
}

Flood sensoctoFlood()
{
    const std::string topic = sensoctoTopic;
    const std::string ref = std::string("\"") + sensoctoJoinRef + '"';
    Flood flood{protocol::Service::Sensocto,
                "?viewer=" + topic.substr(topic.rfind(':') + 1),
                {},
                "phx_join",
                '[' + ref + ',' + ref + ",\"" + topic + R"(","phx_reply",{"response":{},"status":"ok"}])",
                {},
                0,
                0};
    constexpr SensoctoBatch kinds[] = {SensoctoBatch::Scalars, SensoctoBatch::Wave, SensoctoBatch::Motion,
                                       SensoctoBatch::Single};
    for (int round = 0; flood.wire.size() < floodBytes; ++round) {
        for (const SensoctoBatch kind : kinds)
            flood.append(sensoctoBatch(kind, round).toStdString(), static_cast<std::uint64_t>(sensoctoSamples(kind)));
    }
    return flood;
}

Flood terraFlood()
{
    Flood flood{protocol::Service::Terra,
                "/connect",
                R"({"op":2,"d":{"heartbeat_interval":40000}})",
                "\"op\":3",
                R"({"op":4})",
                {},
                0,
                0};
    // Each user has one kind of stream. As of a ward and a gait laboratory: three scalars of four, waveforms now and
    // then.
    constexpr int firstAxes = 36;
    constexpr int firstPair = 47;
    constexpr int firstWaveform = 48;
    for (int i = 0; flood.wire.size() < floodBytes; ++i) {
        const int user = i % terraUsers;
        const auto [kind, samples] = user < firstAxes       ? std::pair(TerraPayload::Scalar, 1)
                                     : user < firstPair     ? std::pair(TerraPayload::Axes, 3)
                                     : user < firstWaveform ? std::pair(TerraPayload::Pair, 2)
                                                            : std::pair(TerraPayload::Waveform, terraWaveformSamples);
        flood.append(terraDispatch(kind, user, i / terraUsers).toStdString(), static_cast<std::uint64_t>(samples));
    }
    return flood;
}

FloodServer::FloodServer(const Flood &flood, bool isBare)
    : m_flood(flood)
    , m_isBare(isBare)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    const bool listens = ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) == 0
                         && ::listen(m_listener, 4) == 0
                         && ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) == 0;
    if (!listens)
        return;
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

FloodServer::~FloodServer()
{
    ::shutdown(m_listener, SHUT_RDWR);
    release();
    if (m_thread.joinable())
        m_thread.join();
    ::close(m_listener);
}

protocol::SourceAddress FloodServer::address() const
{
    const QString text = QStringLiteral("ws://127.0.0.1:%1").arg(m_port) + QString::fromStdString(m_flood.path);
    return {m_flood.service, QUrl(text), {}};
}

void FloodServer::release()
{
    m_released.store(true);
    m_released.notify_all();
}

/// Requests before the WebSocket are for tokens, those after it are left alone.
void FloodServer::serve()
{
    static constexpr char token[] = R"({"token":"1"})";
    for (;;) {
        const int socket = ::accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            return;
        const std::string head = readHead(socket);
        const bool isWebSocket = head.find("Sec-WebSocket-Key") != std::string::npos;
        if (isWebSocket)
            writeAll(socket, handshake(head));
        else
            writeAll(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                             "Content-Length: "
                                 + std::to_string(std::size(token) - 1) + "\r\n\r\n" + token);
        if (isWebSocket)
            converse(socket);
        ::close(socket);
        if (isWebSocket)
            return;
    }
}

void FloodServer::converse(int socket) const
{
    std::string frame;
    if (!m_isBare && !m_flood.greeting.empty())
        appendFrame(frame, m_flood.greeting);
    writeAll(socket, frame);
    for (bool isReady = m_isBare; !isReady;) {
        const std::string message = readMessage(socket);
        if (message.empty())
            return;
        isReady = message.find(m_flood.question) != std::string::npos;
    }
    frame.clear();
    if (!m_isBare)
        appendFrame(frame, m_flood.answer);
    writeAll(socket, frame);
    m_released.wait(false);
    writeAll(socket, m_flood.wire);
    char rest[4096];
    while (::recv(socket, rest, sizeof(rest), 0) > 0) // until the client is done
        continue;
}

} // namespace watchglass::bench
