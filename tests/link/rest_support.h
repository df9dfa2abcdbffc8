#pragma once

#include <QRegularExpression>

#include "core/link/rest_client.h"
#include "tests/link/loopback.h"

namespace watchglass::test {

inline QByteArray answer(const QByteArray &status, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n"
           + body;
}

/// Whether `received` is a whole request, its body included.
inline bool isWhole(const QByteArray &received)
{
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    static const QRegularExpression length(QStringLiteral("content-length: (\\d+)"),
                                           QRegularExpression::CaseInsensitiveOption);
    const auto match = length.match(QString::fromLatin1(received.left(end)));
    return !match.hasMatch() || received.size() >= end + 4 + match.captured(1).toInt();
}

/// Answers each whole request with `bytes` and hangs up.
inline std::function<void(QTcpSocket &, const QByteArray &)> always(const QByteArray &bytes)
{
    return [bytes](QTcpSocket &socket, const QByteArray &received) {
        if (!isWhole(received))
            return;
        socket.write(bytes);
        socket.disconnectFromHost();
    };
}

inline link::RestClient::Options clientOptions(const QUrl &base)
{
    link::RestClient::Options options;
    options.baseUrl = base;
    options.transport.proxyChoice = link::ProxyChoice::None;
    return options;
}

/// What became of a request.
struct Outcome
{
    link::RestClient::Completion keep()
    {
        return [this](Result<link::RestReply> result) {
            ++calls;
            if (result)
                reply = result.value();
            else
                error = result.error();
        };
    }
    int calls = 0;
    link::RestReply reply;
    Error error;
};

} // namespace watchglass::test
