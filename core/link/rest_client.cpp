#include "core/link/rest_client.h"

#include "core/link/http_date.h"
#include "core/link/rest_client_private.h"
#include "core/link/transport.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QSslCertificate>

#include <algorithm>
#include <map>
#include <utility>

namespace watchglass::link {

namespace {

constexpr int mostRedirects = 5;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

bool isUsable(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
           && (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
}

/// Errors that only repeat what the status says; the answer itself is whole.
bool isAboutStatus(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ProtocolInvalidOperationError // 400
           || (error > QNetworkReply::UnknownProxyError && error <= QNetworkReply::UnknownContentError)
           || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
}

/// One request on its way, over its redirects. Gone when it is completed or cancelled.
struct Call
{
    QObject *context = nullptr; ///< What hears the reply.
    RestRequest request;
    RestClient::Completion done;
    QUrl url;
    std::unique_ptr<Timer> deadline;
    QPointer<QNetworkReply> reply;
    QNetworkProxy proxy;
    QByteArray body;
    QString tlsText;
    int redirects = 0;

    /// Ends the network's part of it. The reply may be on the stack.
    void dropReply()
    {
        if (!reply)
            return;
        reply->disconnect(context); // only ours: its own signals carry the abort to the network
        discard(reply);
        reply.clear();
    }
    ~Call() { dropReply(); }
};

} // namespace

QByteArray RestReply::header(const QByteArray &lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

QUrl requestUrl(const QUrl &baseUrl, const RestRequest &request)
{
    QUrl url(request.path);
    if (url.scheme().isEmpty()) {
        url = baseUrl;
        QString path = url.path(QUrl::FullyEncoded);
        if (!request.path.isEmpty()) {
            if (!path.endsWith(QLatin1Char('/')))
                path += QLatin1Char('/');
            path += request.path.startsWith(QLatin1Char('/')) ? request.path.mid(1) : request.path;
        }
        url.setPath(path, QUrl::TolerantMode);
    }
    if (!request.query.isEmpty())
        url.setQuery(request.query);
    return url;
}

class RestClient::Live final : public Private
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::link::RestClient)

public:
    Live(Clock &clock, Options options)
        : m_clock(clock)
        , m_options(std::move(options))
        , m_tap(m_options.transport.tap)
    {}
    ~Live() override { m_calls.clear(); } // before the manager, whose replies they end

    RequestId send(RestRequest request, Completion done) override;
    void cancel(RequestId id) override { m_calls.erase(id); }
    void cancelAll() override { m_calls.clear(); }
    int pending() const override { return static_cast<int>(m_calls.size()); }

private:
    void start(RequestId id);
    void onMetaData(RequestId id);
    void onReadyRead(RequestId id);
    void onTlsErrors(RequestId id, const QList<QSslError> &errors);
    void onFinished(RequestId id);
    void follow(RequestId id, int status, const QUrl &to);
    Result<RestReply> outcome(Call &call) const;
    void completeSoon(RequestId id, Result<RestReply> result);
    void complete(RequestId id, Result<RestReply> result);
    Error tooLarge(const Call &call) const;
    Call *find(RequestId id);

    Clock &m_clock;
    const Options m_options;
    const RestTap m_tap;
    std::uint64_t m_lastId = 0;
    QObject m_context; ///< What comes later comes to this, and dies with it.
    QNetworkAccessManager m_manager;
    std::map<RequestId, std::unique_ptr<Call>> m_calls;
};

RequestId RestClient::Live::send(RestRequest request, Completion done)
{
    const RequestId id{++m_lastId};
    auto call = std::make_unique<Call>();
    call->context = &m_context;
    call->url = requestUrl(m_options.baseUrl, request);
    m_tap.requested(id, request.verb, call->url, request.body);
    call->request = std::move(request);
    call->done = std::move(done);
    const Duration timeout = call->request.timeout.value_or(m_options.timeout);
    call->deadline = m_clock.makeTimer([this, id, timeout] {
        const Call *late = find(id);
        if (!late)
            return;
        complete(id, Error{ErrorCode::Unreachable, tr("%1 gave no whole answer within %2 s: is it overloaded, or is "
                                                      "the network slow?")
                                                       .arg(endpointText(late->url))
                                                       .arg(std::chrono::duration<double>(timeout).count())});
    });
    call->deadline->start(timeout);
    const QUrl url = call->url;
    m_calls.emplace(id, std::move(call));
    if (isUsable(url))
        start(id);
    else
        completeSoon(id, Error{ErrorCode::Malformed,
                               tr("\"%1\" is no http:// or https:// address.").arg(url.toDisplayString())});
    return id;
}

void RestClient::Live::start(RequestId id)
{
    Call &call = *find(id);
    QNetworkRequest request(call.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setSslConfiguration(m_options.transport.tls);
    request.setDecompressedSafetyCheckThreshold(m_options.maxBodyBytes);
    if (!call.request.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    for (const HeaderList &list : {m_options.transport.headers, call.request.headers}) {
        for (const auto &[name, value] : list)
            request.setRawHeader(name, value);
    }

    call.body.clear();
    call.proxy = proxyFor(m_options.transport, call.url);
    m_manager.setProxy(call.proxy);
    call.reply = m_manager.sendCustomRequest(request, call.request.verb, call.request.body);
    QNetworkReply *reply = call.reply;
    reply->setReadBufferSize(1024 * 1024);
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &m_context, [this, id] { onMetaData(id); });
    QObject::connect(reply, &QIODevice::readyRead, &m_context, [this, id] { onReadyRead(id); });
    QObject::connect(reply, &QNetworkReply::sslErrors, &m_context,
                     [this, id](const QList<QSslError> &errors) { onTlsErrors(id, errors); });
    QObject::connect(reply, &QNetworkReply::finished, &m_context, [this, id] { onFinished(id); });
}

void RestClient::Live::onMetaData(RequestId id)
{
    Call *call = find(id);
    if (!call || !call->reply)
        return;
    if (call->reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_options.maxBodyBytes)
        completeSoon(id, tooLarge(*call));
}

void RestClient::Live::onReadyRead(RequestId id)
{
    Call *call = find(id);
    if (!call || !call->reply)
        return;
    call->body += call->reply->readAll();
    if (call->body.size() > m_options.maxBodyBytes)
        completeSoon(id, tooLarge(*call));
}

void RestClient::Live::onTlsErrors(RequestId id, const QList<QSslError> &errors)
{
    Call *call = find(id);
    if (!call || !call->reply || errors.isEmpty())
        return;
    QSslCertificate certificate = call->reply->sslConfiguration().peerCertificate();
    if (certificate.isNull())
        certificate = errors.first().certificate();
    if (isTrustedByFingerprint(m_options.transport, certificate))
        call->reply->ignoreSslErrors(errors);
    else
        call->tlsText = tlsErrorText(errors, certificate, call->url, m_options.transport);
}

void RestClient::Live::onFinished(RequestId id)
{
    Call *call = find(id);
    if (!call || !call->reply)
        return;
    const int status = call->reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray location = call->reply->rawHeader("location");
    if (call->reply->error() == QNetworkReply::NoError && isRedirect(status) && !location.isEmpty())
        return follow(id, status, call->url.resolved(QUrl::fromEncoded(location)));
    call->body += call->reply->readAll();
    if (call->body.size() > m_options.maxBodyBytes)
        return completeSoon(id, tooLarge(*call));
    completeSoon(id, outcome(*call));
}

void RestClient::Live::follow(RequestId id, int status, const QUrl &to)
{
    Call &call = *find(id);
    if (!isSameOrigin(call.url, to)) {
        return completeSoon(
            id, Error{ErrorCode::Refused, tr("%1 sends us on to %2. Use that address if it is the right one.")
                                              .arg(endpointText(call.url), to.toDisplayString(QUrl::RemoveUserInfo))});
    }
    if (++call.redirects > mostRedirects) {
        return completeSoon(id, Error{ErrorCode::Refused,
                                      tr("%1 sends us on and on: is the address right?").arg(endpointText(call.url))});
    }
    call.dropReply();
    const bool keepsVerb = status == 307 || status == 308 || call.request.verb == "HEAD";
    if (!keepsVerb) {
        call.request.verb = "GET";
        call.request.body.clear();
    }
    call.url = to;
    start(id);
}

Result<RestReply> RestClient::Live::outcome(Call &call) const
{
    QNetworkReply &reply = *call.reply;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isAnswer = status > 0 && (reply.error() == QNetworkReply::NoError || isAboutStatus(reply.error()));
    if (!isAnswer) {
        if (!call.tlsText.isEmpty())
            return Error{ErrorCode::Unreachable, call.tlsText};
        if (reply.error() >= QNetworkReply::ProtocolUnknownError
            && reply.error() < QNetworkReply::InternalServerError) {
            return Error{
                ErrorCode::Malformed,
                tr("%1 does not answer as an HTTP server: are address and port right?").arg(endpointText(call.url))};
        }
        return Error{ErrorCode::Unreachable,
                     socketErrorText(socketErrorOf(reply.error()), reply.errorString(), call.url, call.proxy)};
    }
    RestReply out;
    out.status = status;
    out.url = call.url;
    out.body = std::move(call.body);
    for (const auto &[name, value] : reply.rawHeaderPairs())
        out.headers.append({name.toLower(), value});
    out.date = parseHttpDate(out.header("date"));
    out.retryAfter = parseRetryAfter(out.header("retry-after"), out.date.value_or(m_clock.now()));
    return out;
}

void RestClient::Live::completeSoon(RequestId id, Result<RestReply> result)
{
    if (Call *call = find(id))
        call->dropReply();
    QMetaObject::invokeMethod(
        &m_context, [this, id, result = std::move(result)] { complete(id, result); }, Qt::QueuedConnection);
}

void RestClient::Live::complete(RequestId id, Result<RestReply> result)
{
    const auto node = m_calls.extract(id);
    if (node.empty() || !node.mapped()->done)
        return;
    const Completion done = std::move(node.mapped()->done);
    node.mapped()->dropReply();
    m_tap.completed(id, result);
    done(std::move(result));
}

Error RestClient::Live::tooLarge(const Call &call) const
{
    return Error{ErrorCode::TooLarge,
                 tr("%1 answered with more than %2, which was not read: ask for less at a time.")
                     .arg(endpointText(call.url), QLocale::c().formattedDataSize(m_options.maxBodyBytes, 0))};
}

Call *RestClient::Live::find(RequestId id)
{
    const auto it = m_calls.find(id);
    return it == m_calls.end() ? nullptr : it->second.get();
}

RestClient::RestClient(Clock &clock, Options options)
    : d(make(clock, std::move(options)))
{}

std::unique_ptr<RestClient::Private> RestClient::make(Clock &clock, Options options)
{
    if (options.transport.feed)
        return std::make_unique<Replayed>(std::move(options));
    return std::make_unique<Live>(clock.untold(), std::move(options));
}

RestClient::~RestClient() = default;

RequestId RestClient::send(RestRequest request, Completion done)
{
    return d->send(std::move(request), std::move(done));
}

void RestClient::cancel(RequestId id)
{
    d->cancel(id);
}

void RestClient::cancelAll()
{
    d->cancelAll();
}

int RestClient::pending() const
{
    return d->pending();
}

} // namespace watchglass::link
