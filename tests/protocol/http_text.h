#pragma once

#include <QByteArray>
#include <QList>

namespace watchglass::test {

/// What a scripted HTTP server answers.
struct HttpAnswer
{
    int status = 200;
    QByteArray body;
    QByteArray extraHeader; ///< Lines with their ends.

    /// On the wire; the connection ends behind it.
    QByteArray bytes() const
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(body.size())
               + "\r\n" + extraHeader + "Connection: close\r\n\r\n" + body;
    }
};

/// Of a request's head what tests look at.
struct HttpHead
{
    explicit HttpHead(const QByteArray &head)
    {
        const QList<QByteArray> first = head.left(head.indexOf("\r\n")).split(' ');
        verb = first.value(0);
        target = first.value(1);
        wantsWebSocket = head.toLower().contains("upgrade: websocket");
        for (const QByteArray &header : head.split('\n')) {
            if (header.toLower().startsWith("authorization:"))
                authorization.append(header.mid(14).trimmed());
        }
    }

    QByteArray verb;
    QByteArray target; ///< Path and query.
    QList<QByteArray> authorization;
    bool wantsWebSocket = false;
};

} // namespace watchglass::test
