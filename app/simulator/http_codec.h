#pragma once

#include <QByteArray>
#include <QHash>
#include <QUrlQuery>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace watchglass::sim::http {

/// One HTTP/1.1 request. Header names are lower case.
struct Request
{
    QByteArray method;
    QString path; ///< Percent-decoded, without the query.
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;

    QByteArray header(const char *name) const { return headers.value(QByteArray(name)); }
    bool wantsWebSocket() const;
    bool keepAlive() const;
};

struct Response
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QByteArray location;                                         ///< For redirects; empty for none.
    QByteArray allow;                                            ///< For 405; empty for none.
    std::vector<std::pair<QByteArray, QByteArray>> headers = {}; ///< Any others.
};

/// Bytes on the wire. A 204 has no body.
QByteArray serialised(const Response &response, bool keepAlive);
/// The head of an answer whose body follows in chunks.
QByteArray streamHead(const Response &response);
/// Begins a chunk of `bytes` bytes; "\r\n" follows it.
void appendChunkHead(std::string &out, std::size_t bytes);

enum class ReadStatus { Incomplete, Complete, Malformed, TooLarge };

struct ReadRequest
{
    ReadStatus status = ReadStatus::Incomplete;
    Request request;
    qsizetype consumed = 0;
};

/// Reads one request (head of at most 16 KiB, body of at most 1 MiB, no chunked bodies) from the front of `in`.
ReadRequest readRequest(const QByteArray &in);

} // namespace watchglass::sim::http
