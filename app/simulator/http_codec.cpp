#include "app/simulator/http_codec.h"

#include <QUrl>

namespace watchglass::sim::http {

namespace {

constexpr qsizetype headLimit = 16 * 1024;
constexpr qlonglong bodyLimit = 1024 * 1024;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 307:
        return "Temporary Redirect";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 413:
        return "Payload Too Large";
    case 422:
        return "Unprocessable Entity";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Status";
    }
}

bool readHead(const QByteArray &head, Request &request)
{
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.constFirst().trimmed().split(' ');
    if (first.size() != 3 || !first.at(2).startsWith("HTTP/1.") || !first.at(1).startsWith('/'))
        return false;
    request.method = first.at(0);
    const QByteArray target = first.at(1);
    const qsizetype mark = target.indexOf('?');
    request.path = QUrl::fromPercentEncoding(mark < 0 ? target : target.left(mark));
    if (mark >= 0)
        request.query = QUrlQuery(QString::fromUtf8(target.mid(mark + 1)));
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray line = lines.at(i).trimmed();
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    return true;
}

} // namespace

bool Request::wantsWebSocket() const
{
    return method == "GET" && header("upgrade").toLower() == "websocket" && !header("sec-websocket-key").isEmpty();
}

bool Request::keepAlive() const
{
    return header("connection").toLower() != "close";
}

QByteArray serialised(const Response &response, bool keepAlive)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    if (response.status != 204) {
        out += "Content-Type: " + response.contentType + "\r\n";
        out += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    }
    if (!response.location.isEmpty())
        out += "Location: " + response.location + "\r\n";
    if (!response.allow.isEmpty())
        out += "Allow: " + response.allow + "\r\n";
    for (const auto &[name, value] : response.headers)
        out += name + ": " + value + "\r\n";
    out += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    if (response.status != 204)
        out += response.body;
    return out;
}

QByteArray streamHead(const Response &response)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status)
                     + "\r\nContent-Type: " + response.contentType + "\r\nTransfer-Encoding: chunked\r\n";
    for (const auto &[name, value] : response.headers)
        out += name + ": " + value + "\r\n";
    return out + "Connection: close\r\n\r\n";
}

void appendChunkHead(std::string &out, std::size_t bytes)
{
    out += QByteArray::number(static_cast<qulonglong>(bytes), 16).toStdString();
    out += "\r\n";
}

ReadRequest readRequest(const QByteArray &in)
{
    ReadRequest out;
    const qsizetype end = in.indexOf("\r\n\r\n");
    if (end < 0) {
        out.status = in.size() > headLimit ? ReadStatus::TooLarge : ReadStatus::Incomplete;
        return out;
    }
    if (end > headLimit || !readHead(in.left(end), out.request)) {
        out.status = end > headLimit ? ReadStatus::TooLarge : ReadStatus::Malformed;
        return out;
    }
    bool isNumber = true;
    const QByteArray lengthText = out.request.header("content-length");
    const qlonglong length = lengthText.isEmpty() ? 0 : lengthText.toLongLong(&isNumber);
    if (!isNumber || length < 0 || length > bodyLimit) {
        out.status = length > bodyLimit ? ReadStatus::TooLarge : ReadStatus::Malformed;
        return out;
    }
    if (in.size() < end + 4 + length)
        return out;
    out.request.body = in.mid(end + 4, length);
    out.consumed = end + 4 + length;
    out.status = ReadStatus::Complete;
    return out;
}

} // namespace watchglass::sim::http
