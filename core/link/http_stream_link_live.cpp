#include "core/link/http_date.h"
#include "core/link/http_stream_link_private.h"
#include "core/link/transport.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>

#include <algorithm>
#include <utility>

namespace watchglass::link {

namespace {

constexpr qsizetype longestRefusal = 64 * 1024;

bool isUsable(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
           && (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

bool isAboutProtocol(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProtocolUnknownError && error < QNetworkReply::InternalServerError;
}

} // namespace

void HttpStreamLink::Live::enter(LinkState state)
{
    m_state = state;
    ++m_serial;
    m_listener.stateChanged(state); // last: it may destroy us
}

void HttpStreamLink::Live::open()
{
    if (m_state == LinkState::Connecting || m_state == LinkState::Open)
        return;
    const Duration floor = m_backoff.floorDelay(m_clock.monotonic());
    if (floor == Duration::zero())
        return attempt();
    m_retryAt = m_clock.monotonic() + floor;
    m_retryTimer->start(floor);
    enter(LinkState::Waiting);
}

void HttpStreamLink::Live::attempt()
{
    m_retryTimer->stop();
    const std::weak_ptr<char> life = m_life;
    const std::uint64_t serial = m_serial + 1;
    enter(LinkState::Connecting);
    if (life.expired() || serial != m_serial)
        return;
    m_isPutOff = true;
    m_tap.tell(FrameKind::AttemptDue);
    const bool isReady = m_listener.attemptDue();
    if (!life.expired() && serial == m_serial && isReady)
        proceed();
}

void HttpStreamLink::Live::proceed()
{
    if (!std::exchange(m_isPutOff, false))
        return;
    m_backoff.attempted(m_clock.monotonic());
    if (isUsable(m_options.url))
        return send();
    finish({StreamEnd::Kind::NotReached,
            0,
            {},
            std::nullopt,
            tr("\"%1\" is no http:// or https:// address.").arg(m_options.url.toDisplayString(QUrl::RemoveQuery))},
           FrameKind::StreamEnded);
}

void HttpStreamLink::Live::send()
{
    QNetworkRequest request(m_options.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // one stream, one connection, its own pace
    request.setSslConfiguration(m_options.transport.tls);
    request.setRawHeader("Accept-Encoding", "identity"); // a compressor would hold messages back
    for (const HeaderList &list : {m_options.transport.headers, m_options.headers}) {
        for (const auto &[name, value] : list)
            request.setRawHeader(name, value);
    }
    m_refusal.clear();
    m_tlsText.clear();
    m_isFinished = false;
    m_proxy = proxyFor(m_options.transport, m_options.url);
    m_manager.setProxy(m_proxy);
    m_headTimer->start(m_options.headTimeout);
    m_reply = m_manager.get(request);
    m_reply->setReadBufferSize(m_options.readBufferBytes);
    QNetworkReply *reply = m_reply;
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &m_context, [this] { onHead(); });
    QObject::connect(reply, &QIODevice::readyRead, &m_context, [this] { onBytes(); });
    QObject::connect(reply, &QNetworkReply::sslErrors, &m_context,
                     [this](const QList<QSslError> &errors) { onTlsErrors(errors); });
    QObject::connect(reply, &QNetworkReply::finished, &m_context, [this] { onFinished(); });
}

int HttpStreamLink::Live::status() const
{
    return m_reply ? m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : 0;
}

void HttpStreamLink::Live::onHead()
{
    if (m_state != LinkState::Connecting || !isSuccess(status()))
        return;
    m_headTimer->stop();
    const std::weak_ptr<char> life = m_life;
    const std::uint64_t serial = m_serial + 1;
    m_state = LinkState::Open;
    ++m_serial;
    m_tap.tell(FrameKind::StreamOpened);
    m_listener.opened();
    if (!life.expired() && serial == m_serial)
        m_listener.stateChanged(LinkState::Open);
}

void HttpStreamLink::Live::onBytes()
{
    const std::weak_ptr<char> life = m_life;
    const QPointer<QNetworkReply> reply = m_reply;
    if (!reply)
        return;
    if (m_state != LinkState::Open) {
        const QByteArray more = reply->readAll();
        m_refusal += more.left(longestRefusal - m_refusal.size());
        return;
    }
    while (!life.expired() && reply && reply == m_reply && !isResting() && reply->bytesAvailable() > 0) {
        const QByteArray bytes = reply->read(std::min<qint64>(m_options.readBufferBytes, m_pace.room()));
        m_pace.took(bytes.size());
        m_tap.tell(FrameKind::BytesReceived, bytes);
        m_listener.bytesReceived(bytes);
    }
    if (!life.expired() && reply && reply == m_reply)
        m_pace.settle();
}

void HttpStreamLink::Live::onTlsErrors(const QList<QSslError> &errors)
{
    if (!m_reply || errors.isEmpty())
        return;
    QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    if (certificate.isNull())
        certificate = errors.first().certificate();
    if (isTrustedByFingerprint(m_options.transport, certificate))
        m_reply->ignoreSslErrors(errors);
    else
        m_tlsText = tlsErrorText(errors, certificate, m_options.url, m_options.transport);
}

void HttpStreamLink::Live::onFinished()
{
    const std::weak_ptr<char> life = m_life;
    const QPointer<QNetworkReply> reply = m_reply;
    onHead(); // an answer of one piece may be over before its head was told
    if (life.expired() || !reply || reply != m_reply)
        return;
    onBytes();
    if (life.expired() || !reply || reply != m_reply)
        return;
    m_isFinished = isResting() && m_state == LinkState::Open && reply->bytesAvailable() > 0;
    if (!m_isFinished)
        finish(outcome(), FrameKind::StreamEnded);
}

StreamEnd HttpStreamLink::Live::outcome() const
{
    StreamEnd end;
    end.status = status();
    const QString endpoint = endpointText(m_options.url);
    const auto error = m_reply->error();
    if (m_state == LinkState::Open) {
        end.kind = error == QNetworkReply::NoError ? StreamEnd::Kind::Finished : StreamEnd::Kind::Lost;
        end.text = error == QNetworkReply::NoError
                       ? tr("%1 ended the stream.").arg(endpoint)
                       : socketErrorText(socketErrorOf(error), m_reply->errorString(), m_options.url, m_proxy);
        return end;
    }
    if (end.status > 0) {
        end.kind = StreamEnd::Kind::Refused;
        end.body = m_refusal;
        const auto date = parseHttpDate(m_reply->rawHeader("date"));
        end.retryAfter = parseRetryAfter(m_reply->rawHeader("retry-after"), date.value_or(m_clock.now()));
        end.text = tr("%1 answered with status %2 instead of a stream.").arg(endpoint).arg(end.status);
        return end;
    }
    end.kind = StreamEnd::Kind::NotReached;
    if (!m_tlsText.isEmpty())
        end.text = m_tlsText;
    else if (isAboutProtocol(error))
        end.text = tr("%1 does not answer as an HTTP server: are address and port right?").arg(endpoint);
    else
        end.text = socketErrorText(socketErrorOf(error), m_reply->errorString(), m_options.url, m_proxy);
    return end;
}

void HttpStreamLink::Live::onHeadTimeout()
{
    finish({StreamEnd::Kind::NotReached,
            0,
            {},
            std::nullopt,
            tr("No answer from %1 within %2 s: is the host up, and does no firewall stand between?")
                .arg(endpointText(m_options.url))
                .arg(std::chrono::duration<double>(m_options.headTimeout).count())},
           FrameKind::StreamEnded);
}

void HttpStreamLink::Live::finish(const StreamEnd &end, FrameKind kind)
{
    const std::weak_ptr<char> life = m_life;
    const std::uint64_t serial = ++m_serial;
    dropReply();
    tellEnd(m_tap, kind, end);
    const Reconnect what = m_listener.ended(end);
    if (!life.expired() && serial == m_serial)
        follow(what, end);
}

void HttpStreamLink::Live::follow(const Reconnect &what, const StreamEnd &end)
{
    if (what.how == Reconnect::How::Never)
        return enter(LinkState::Failed);
    const Duration now = m_clock.monotonic();
    Duration delay = m_backoff.floorDelay(now);
    if (what.how == Reconnect::How::ByBackoff)
        delay = std::max(m_backoff.next(now), end.retryAfter.value_or(Duration::zero()));
    else if (what.how == Reconnect::How::NotBefore)
        delay = std::max({delay, m_backoff.next(now), what.delay});
    m_retryAt = now + delay;
    m_retryTimer->start(delay);
    enter(LinkState::Waiting);
}

void HttpStreamLink::Live::closeTo(LinkState state, const QString &reason)
{
    const bool wasUnderWay = m_reply || m_isPutOff;
    m_retryTimer->stop();
    dropReply();
    if (m_state == state)
        return;
    if (!wasUnderWay)
        return enter(state);
    const std::weak_ptr<char> life = m_life;
    m_state = state;
    const std::uint64_t serial = ++m_serial;
    const StreamEnd end{StreamEnd::Kind::Deliberate, 0, {}, std::nullopt, reason};
    tellEnd(m_tap, FrameKind::StreamEndedByOwner, end);
    m_listener.ended(end);
    if (!life.expired() && serial == m_serial)
        m_listener.stateChanged(state);
}

void HttpStreamLink::Live::dropReply()
{
    m_headTimer->stop();
    m_isPutOff = false;
    m_isFinished = false;
    m_pace.release();
    if (!m_reply)
        return;
    m_reply->disconnect(&m_context); // only ours: its own signals carry the abort to the network
    discard(m_reply);
    m_reply.clear();
}

void HttpStreamLink::Live::setPaused(bool paused)
{
    if (std::exchange(m_isPaused, paused) != paused && !paused)
        goOn();
}

void HttpStreamLink::Live::goOn()
{
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            const std::weak_ptr<char> life = m_life;
            onBytes();
            if (!life.expired() && m_isFinished && !isResting())
                onFinished();
        },
        Qt::QueuedConnection);
}

std::optional<Duration> HttpStreamLink::Live::retryIn() const
{
    if (m_state != LinkState::Waiting)
        return std::nullopt;
    return std::max(m_retryAt - m_clock.monotonic(), Duration::zero());
}

} // namespace watchglass::link
