#include "core/link/rest_client_private.h"

#include "core/link/http_date.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace watchglass::link {

namespace {

constexpr std::size_t mostEarly = 256;

QJsonArray headersJson(const HeaderList &headers)
{
    QJsonArray out;
    for (const auto &[name, value] : headers) {
        if (name != "set-cookie")
            out.append(QJsonArray{QString::fromUtf8(name), QString::fromUtf8(value)});
    }
    return out;
}

HeaderList headersOf(const QJsonArray &list)
{
    HeaderList headers;
    for (const QJsonValue &one : list) {
        const QJsonArray pair = one.toArray();
        headers.append({pair.at(0).toString().toUtf8(), pair.at(1).toString().toUtf8()});
    }
    return headers;
}

std::uint64_t idOf(const QJsonObject &head)
{
    return static_cast<std::uint64_t>(head[QLatin1String("id")].toInteger());
}

} // namespace

void RestTap::requested(RequestId id, const QByteArray &verb, const QUrl &url, const QByteArray &body) const
{
    if (!m_channel.isHeard())
        return;
    m_channel.tell(FrameKind::Requested, body,
                   TapChannel::headText({{QStringLiteral("id"), static_cast<qint64>(id)},
                                         {QStringLiteral("verb"), QString::fromLatin1(verb)},
                                         {QStringLiteral("url"), url.toString(QUrl::RemoveUserInfo)}}));
}

void RestTap::completed(RequestId id, const Result<RestReply> &result) const
{
    if (!m_channel.isHeard())
        return;
    QJsonObject head{{QStringLiteral("id"), static_cast<qint64>(id)}};
    if (!result) {
        head.insert(QStringLiteral("code"), static_cast<int>(result.error().code));
        return m_channel.tell(FrameKind::Unanswered, result.error().text, head);
    }
    const RestReply &reply = result.value();
    head.insert(QStringLiteral("status"), reply.status);
    head.insert(QStringLiteral("url"), reply.url.toString(QUrl::RemoveUserInfo));
    head.insert(QStringLiteral("headers"), headersJson(reply.headers));
    if (reply.retryAfter)
        head.insert(QStringLiteral("retryAfterNs"), static_cast<qint64>(reply.retryAfter->count()));
    m_channel.tell(FrameKind::Answered, reply.body, TapChannel::headText(head));
}

Result<RestReply> recordedResult(const Frame &frame)
{
    const QJsonObject head = frameHead(frame);
    if (frame.kind == FrameKind::Unanswered)
        return Error{static_cast<ErrorCode>(
                         std::clamp(head[QLatin1String("code")].toInt(), 0, static_cast<int>(ErrorCode::File))),
                     QString::fromUtf8(frame.payload)};
    RestReply reply;
    reply.status = head[QLatin1String("status")].toInt();
    reply.url = QUrl(head[QLatin1String("url")].toString());
    reply.headers = headersOf(head[QLatin1String("headers")].toArray());
    reply.body = frame.payload;
    reply.date = parseHttpDate(reply.header("date"));
    if (const QJsonValue after = head[QLatin1String("retryAfterNs")]; after.isDouble())
        reply.retryAfter = Duration(after.toInteger());
    return reply;
}

RestClient::Replayed::Replayed(Options options)
    : m_options(std::move(options))
    , m_tap(m_options.transport.tap)
    , m_channel(m_options.transport.feed->attach(*this))
{}

RestClient::Replayed::~Replayed()
{
    m_options.transport.feed->detach(m_channel);
}

RequestId RestClient::Replayed::send(RestRequest request, Completion done)
{
    const RequestId id{++m_lastId};
    const QUrl url = requestUrl(m_options.baseUrl, request);
    m_tap.requested(id, request.verb, url, request.body);
    const Address address{request.verb, url};
    m_calls.emplace(id, Call{address, std::move(done)});
    for (const Match how : {Match::Whole, Match::Path}) {
        const auto found = std::find_if(m_early.begin(), m_early.end(),
                                        [&](const Early &one) { return matches(one.address, address, how); });
        if (found == m_early.end())
            continue;
        const Result<RestReply> result = found->result;
        m_early.erase(found);
        const std::weak_ptr<char> life = m_life;
        m_options.transport.feed->later([this, life, id, result] {
            if (!life.expired())
                complete(id, result);
        });
        break;
    }
    return id;
}

bool RestClient::Replayed::play(const Frame &frame)
{
    const QJsonObject head = frameHead(frame);
    if (frame.kind == FrameKind::Requested) {
        m_recorded[idOf(head)] = {head[QLatin1String("verb")].toString().toLatin1(),
                                  QUrl(head[QLatin1String("url")].toString())};
        return true;
    }
    if (frame.kind != FrameKind::Answered && frame.kind != FrameKind::Unanswered)
        return false;
    const auto recorded = m_recorded.extract(idOf(head));
    if (recorded.empty())
        return false; // it was asked for before the recording began
    const Early answer{recorded.mapped(), recordedResult(frame)};
    if (completeOldest(answer))
        return true;
    m_early.push_back(answer);
    if (m_early.size() > mostEarly)
        m_early.pop_front();
    return true;
}

bool RestClient::Replayed::completeOldest(const Early &answer)
{
    for (const Match how : {Match::Whole, Match::Path}) {
        const auto found = std::find_if(m_calls.begin(), m_calls.end(), [&](const auto &call) {
            return matches(answer.address, call.second.address, how);
        });
        if (found != m_calls.end()) {
            complete(found->first, answer.result);
            return true;
        }
    }
    return false;
}

bool RestClient::Replayed::matches(const Address &a, const Address &b, Match how)
{
    if (a.verb != b.verb)
        return false;
    return how == Match::Whole ? a.url.toString(QUrl::RemoveUserInfo) == b.url.toString(QUrl::RemoveUserInfo)
                               : a.url.path() == b.url.path();
}

void RestClient::Replayed::complete(RequestId id, const Result<RestReply> &result)
{
    const auto node = m_calls.extract(id);
    if (node.empty())
        return;
    m_tap.completed(id, result);
    if (node.mapped().done)
        node.mapped().done(result);
}

} // namespace watchglass::link
