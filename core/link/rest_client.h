#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/link/transport_options.h"

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <optional>

namespace watchglass::link {

struct RestRequest
{
    QByteArray verb = "GET";
    QString path; ///< Relative to the base address ("devices/1"), or a whole http(s):// address.
    QUrlQuery query;
    QByteArray body; ///< Sent as JSON unless `headers` name another Content-Type.
    HeaderList headers;
    std::optional<Duration> timeout; ///< Instead of Options::timeout.
};

/// What a server answered; also 4xx and 5xx are answers, not errors.
struct RestReply
{
    int status = 0;
    QByteArray body;
    HeaderList headers;                 ///< Names in lower case.
    QUrl url;                           ///< After redirects.
    std::optional<Timestamp> date;      ///< The server's clock when it answered (Date header).
    std::optional<Duration> retryAfter; ///< From now; not negative.

    bool isSuccess() const { return status >= 200 && status < 300; }
    /// Empty when there is none.
    QByteArray header(const QByteArray &lowerCaseName) const;
};

enum class RequestId : std::uint64_t {};

/// Requests to one HTTP service. Redirects are followed within the same origin only, five at most; 307 and 308 keep
/// verb and body, the others become GET. Errors say what happened and what to do.
/// Thread: the one that made it, which needs an event loop; completions come there, never from inside send().
/// Requires: the clock outlives it. A completion may call anything of the client, and may destroy it.
/// Invariant: each request is completed exactly once, unless it is cancelled or the client is destroyed.
class RestClient
{
public:
    struct Options
    {
        QUrl baseUrl; ///< http:// or https://; its path is kept in front of relative paths.
        TransportOptions transport;
        Duration timeout = std::chrono::seconds(10); ///< From send() to the last byte, redirects included.
        qint64 maxBodyBytes = 32 * 1024 * 1024;      ///< After decompression.
    };
    using Completion = std::function<void(Result<RestReply>)>;

    RestClient(Clock &clock, Options options);
    ~RestClient();
    RestClient(const RestClient &) = delete;
    RestClient &operator=(const RestClient &) = delete;

    /// Error codes of the completion: Unreachable (no or no whole answer, timeout, TLS), TooLarge, Malformed (no
    /// HTTP, bad address), Refused (redirect to another origin, or too many).
    RequestId send(RestRequest request, Completion done);
    /// The completion will not be called. Nothing happens when it already was.
    void cancel(RequestId id);
    void cancelAll();
    int pending() const;

private:
    class Private;
    class Live;
    class Replayed;
    static std::unique_ptr<Private> make(Clock &clock, Options options);
    std::unique_ptr<Private> d;
};

} // namespace watchglass::link
