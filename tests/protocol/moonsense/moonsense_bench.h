#pragma once

#include "core/protocol/moonsense/client.h"
#include "tests/protocol/moonsense/scripted_cloud.h"
#include "tests/protocol/moonsense/session_texts.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QDeadlineTimer>
#include <QTest>

namespace watchglass::test::moon {

using namespace std::chrono_literals;

/// A clock turned by hand that knows how many requests are under way: each has its deadline.
class RequestClock final : public Clock
{
public:
    Timestamp now() const override { return m_clock.now(); }
    Duration monotonic() const override { return m_clock.monotonic(); }
    std::unique_ptr<Timer> makeTimer(std::function<void()> call) override
    {
        auto timer = std::make_unique<Watched>(*this);
        timer->inner = m_clock.makeTimer(std::move(call));
        return timer;
    }
    void advance(Duration by) { m_clock.advance(by); }
    int activeTimers() const { return m_clock.activeTimers(); }
    int requests() const
    {
        return static_cast<int>(std::count_if(m_timers.begin(), m_timers.end(), [](const Watched *timer) {
            return timer->isDeadline && timer->isActive();
        }));
    }

private:
    struct Watched final : Timer
    {
        explicit Watched(RequestClock &owner)
            : clock(owner)
        {
            clock.m_timers.append(this);
        }
        ~Watched() override { clock.m_timers.removeOne(this); }
        void start(Duration delay) override
        {
            isDeadline = delay == link::RestClient::Options().timeout;
            inner->start(delay);
        }
        void stop() override { inner->stop(); }
        bool isActive() const override { return inner->isActive(); }

        RequestClock &clock;
        std::unique_ptr<Timer> inner;
        bool isDeadline = false;
    };

    FakeClock m_clock;
    QList<Watched *> m_timers;
};

/// A client of the scripted cloud, which knows one region and no sessions at first.
struct Bench
{
    explicit Bench(const QString &query = {}, const QString &token = QLatin1String(moonSecret))
        : client(address(cloud, query, token), sink, clock)
    {
        cloud.answer(
            QStringLiteral("/v2/regions"),
            {200, R"({"regions":[{"name":"r1","url":")" + cloud.address().toUtf8() + R"(","default_primary":true}]})"});
        cloud.answer(QStringLiteral("/v2/tokens/self"), CloudReply{});
        cloud.answer(QStringLiteral("/v2/sessions"), {200, listOf("sessions", {})});
    }
    static protocol::SourceAddress address(const Cloud &cloud, const QString &query, const QString &token)
    {
        protocol::SourceAddress out;
        out.url = QUrl(cloud.address());
        out.url.setQuery(query);
        out.token = token;
        return out;
    }
    void sessions(const QByteArrayList &items)
    {
        cloud.answer(QStringLiteral("/v2/sessions"), {200, listOf("sessions", items)});
    }
    void chunks(const QByteArrayList &items, const QString &of = QStringLiteral("s"))
    {
        cloud.answer(QStringLiteral("/v2/sessions/%1/chunks").arg(of), {200, listOf("chunks", items)});
    }
    void chunk(const QString &id, const QByteArray &body, const QString &of = QStringLiteral("s"))
    {
        cloud.answer(QStringLiteral("/v2/sessions/%1/chunks/%2").arg(of, id), {200, body});
    }
    /// A session that goes on and has one chunk of two bundles.
    void oneSession()
    {
        sessions({session("s", 1s)});
        chunks({chunkItem("c1", 1)});
        chunk(QStringLiteral("c1"), line("s", 1) + line("s", 2));
    }
    /// The same, which can be asked for by its name.
    void namedSession()
    {
        oneSession();
        cloud.answer(QStringLiteral("/v2/sessions/s"), {200, session("s", 1s)});
    }
    /// Turns the clock in small steps until `condition` holds; not while an answer is on its way.
    bool reaches(const std::function<bool()> &condition, Duration step = 100ms)
    {
        const QDeadlineTimer deadline(patience);
        while (!condition() && !deadline.hasExpired()) {
            if (clock.requests() > cloud.held)
                QTest::qWait(1);
            else
                clock.advance(step);
            QCoreApplication::processEvents();
        }
        return condition();
    }
    bool reachesPhase(SourcePhase phase)
    {
        return reaches([&] { return sink.phase() == phase; });
    }
    QString text() const { return sink.current().text; }

    Cloud cloud;
    RequestClock clock;
    RecordingSink sink;
    protocol::moonsense::Client client;
};

} // namespace watchglass::test::moon
