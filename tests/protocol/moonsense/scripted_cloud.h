#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <functional>

namespace watchglass::test::moon {

inline const char *const moonSecret = "s3cr3t-t0ken";
inline constexpr int patience = 30'000;

/// What the scripted cloud answers.
struct CloudReply
{
    int status = 200;
    QByteArray body = "{}";
    QByteArray headers = {};
    bool isHeld = false; ///< Never answered.
    qsizetype cut = -1;  ///< After so many bytes the connection ends; -1: it does not.

    QByteArray wire() const
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(body.size())
               + "\r\n" + headers + "\r\n" + body;
    }
};

/// An HTTP server on loopback whose answers are scripted; later rules come before earlier ones.
class Cloud : public QObject
{
public:
    Cloud()
    {
        m_tcp.listen(QHostAddress::LocalHost);
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_tcp.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }
    QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_tcp.serverPort()); }
    void stop() { m_tcp.close(); }

    /// `path` as in "/v2/sessions"; with a query only that query.
    void answer(const QString &path, const CloudReply &reply)
    {
        m_rules[path] = [reply](const QUrlQuery &) { return reply; };
    }
    void answer(const QString &path, std::function<CloudReply(const QUrlQuery &)> reply)
    {
        m_rules[path] = std::move(reply);
    }
    /// Instead of what the rules say of this path, until mend().
    void fail(const QString &path, const CloudReply &reply) { m_failures[path] = reply; }
    void mend() { m_failures.clear(); }
    int count(const QString &start) const
    {
        return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&start](const QString &request) {
            return request == start || request.startsWith(start + QLatin1Char('?'));
        }));
    }

    QStringList requests;
    QByteArrayList heads;
    int held = 0; ///< Requests that are never answered.

private:
    void read(QTcpSocket &socket)
    {
        QByteArray &in = m_in[&socket];
        in += socket.readAll();
        for (qsizetype end = in.indexOf("\r\n\r\n"); end >= 0; end = in.indexOf("\r\n\r\n")) {
            const QByteArray head = in.left(end);
            in.remove(0, end + 4);
            heads << head;
            const QString target = QString::fromUtf8(head.split(' ').value(1));
            requests << target;
            const QUrl url(target);
            const auto rule = m_rules.constFind(url.path());
            const bool fails = m_failures.contains(url.path());
            const CloudReply reply = fails ? m_failures.value(url.path())
                                     : rule == m_rules.constEnd()
                                         ? CloudReply{404, R"({"type":"not_found","message":"no"})"}
                                         : (*rule)(QUrlQuery(url));
            if (reply.isHeld) {
                ++held;
                return;
            }
            const QByteArray out = reply.wire();
            if (reply.cut >= 0) {
                socket.write(out.left(reply.cut));
                socket.disconnectFromHost();
                return;
            }
            socket.write(out);
        }
    }

    QTcpServer m_tcp;
    QHash<QTcpSocket *, QByteArray> m_in;
    QHash<QString, std::function<CloudReply(const QUrlQuery &)>> m_rules;
    QHash<QString, CloudReply> m_failures;
};

} // namespace watchglass::test::moon
