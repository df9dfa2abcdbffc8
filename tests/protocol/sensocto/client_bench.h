#pragma once

#include "core/protocol/sensocto/client.h"
#include "tests/protocol/recording_sink.h"
#include "tests/protocol/sensocto/patience.h"
#include "tests/protocol/sensocto/phoenix_server.h"
#include "tests/support/fake_clock.h"

namespace watchglass::test::sensocto {

extern const char *const jwt;
extern const char *const socketToken;
extern const char *const viewerToken;

/// The state of room r1: one sensor with a heart rate.
QByteArray roomState(const QByteArray &value = "72", const QByteArray &time = "1700000000000");
QString roomQuery();
QString viewerQuery();
QByteArray viewerTopic();

/// A client against a scripted server, with time turned by hand. Complains in the end when a sensor's own topic was
/// touched, or a token shown.
struct ClientBench
{
    explicit ClientBench(const QString &query, const char *token = "");
    ~ClientBench();

    /// What a request is answered with from now on: "GET /api/me".
    void answer(const char *request, int status, const QByteArray &body, const QByteArray &header = {});
    bool reaches(const std::function<bool()> &condition) { return waitFor(condition); }
    bool reachesPhase(SourcePhase phase);
    bool starts();
    /// Whatever the server sent before has arrived once this has.
    bool settles();
    QStringList events() const;
    QString text() const { return sink.current().text; }

    // The client goes first when all goes: its clock and sink outlive it.
    PhoenixServer server;
    FakeClock clock;
    RecordingSink sink;
    QHash<QString, PhoenixServer::HttpAnswer> http;
    QList<QByteArray> bodies;
    int marks = 0;
    protocol::sensocto::Client client;
};

} // namespace watchglass::test::sensocto
