#include "core/protocol/disruptive/request_gate.h"

#include <algorithm>

namespace watchglass::protocol::disruptive {

namespace {

constexpr Duration defaultRetryAfter = std::chrono::seconds(5);
constexpr Duration gatewayWait = std::chrono::seconds(10);
constexpr Duration firstWait = std::chrono::seconds(1);
constexpr Duration longestWait = std::chrono::seconds(30);

link::RestClient::Options restOptions(const QUrl &base, const link::TransportOptions &transport)
{
    link::RestClient::Options options;
    options.baseUrl = base;
    options.transport = transport;
    options.timeout = std::chrono::seconds(30);
    return options;
}

} // namespace

RequestGate::RequestGate(Clock &clock, SourceSink &sink, Access &access, const QUrl &base,
                         const link::TransportOptions &transport)
    : m_clock(clock)
    , m_sink(sink)
    , m_access(access)
    , m_rest(clock, restOptions(base, transport))
    , m_timer(clock.makeTimer([this] { pump(); }))
{}

void RequestGate::send(link::RestRequest request, Completion done)
{
    Job job;
    job.request = std::move(request);
    job.done = std::move(done);
    m_jobs.push_back(std::move(job));
    pump();
}

void RequestGate::cancelAll()
{
    m_rest.cancelAll();
    m_jobs.clear();
    m_timer->stop();
    m_underWay = 0;
    m_holdUntil = {};
}

void RequestGate::count()
{
    m_sent.push_back(m_clock.monotonic());
    while (m_sent.size() > static_cast<std::size_t>(maxPerWindow))
        m_sent.pop_front();
}

Duration RequestGate::untilFree() const
{
    if (m_sent.size() < static_cast<std::size_t>(maxPerWindow))
        return Duration::zero();
    return std::max(m_sent.front() + window - m_clock.monotonic(), Duration::zero());
}

void RequestGate::pump()
{
    const Duration now = m_clock.monotonic();
    std::optional<Duration> wake;
    for (auto job = m_jobs.begin(); job != m_jobs.end() && m_underWay < maxAtOnce; ++job) {
        if (job->isUnderWay)
            continue;
        const Duration due = std::max({job->notBefore, m_holdUntil, now + untilFree()});
        if (due > now) {
            wake = wake ? std::min(*wake, due) : due;
            continue;
        }
        launch(job);
        return pump(); // the list may have changed
    }
    if (wake)
        m_timer->start(*wake - now);
}

void RequestGate::launch(Jobs::iterator job)
{
    ++m_underWay;
    ++job->tries;
    job->isUnderWay = true;
    count();
    m_access.ask([this, job](const Admission &admission) { sendNow(job, admission); });
}

void RequestGate::sendNow(Jobs::iterator job, const Admission &admission)
{
    if (!admission.isGranted) {
        --m_underWay;
        job->isUnderWay = false;
        if (admission.isFinal || !retries(job, 503, admission.retryAfter))
            complete(job, {false, 0, {}, admission.text});
        return pump();
    }
    job->header = admission.header;
    link::RestRequest request = job->request;
    if (!admission.header.isEmpty())
        request.headers.append({QByteArrayLiteral("Authorization"), admission.header});
    m_rest.send(std::move(request), [this, job](const Result<link::RestReply> &reply) { answered(job, reply); });
}

void RequestGate::answered(Jobs::iterator job, const Result<link::RestReply> &reply)
{
    --m_underWay;
    job->isUnderWay = false;
    Answer answer;
    if (!reply) {
        answer.text = reply.error().text;
        const bool mayMend = reply.error().code == ErrorCode::Unreachable;
        if (!mayMend || !retries(job, 503, std::nullopt))
            complete(job, answer);
        return pump();
    }
    const link::RestReply &got = reply.value();
    m_sink.frameReceived(static_cast<std::size_t>(got.body.size()));
    answer.status = got.status;
    answer.ok = got.isSuccess();
    if (answer.ok) {
        answer.body = got.body;
        complete(job, answer);
        return pump();
    }
    const bool mayRefresh = got.status == 401 && m_access.invalidate(job->header) && !job->wasRefreshed;
    if (mayRefresh) {
        job->wasRefreshed = true;
    } else if (!retries(job, got.status, got.retryAfter)) {
        const std::string_view body(got.body.constData(), static_cast<std::size_t>(got.body.size()));
        answer.text = tr("The service answered %1 to \"%2\": %3")
                          .arg(QString::number(got.status), job->request.path, m_decoder.restError(body).text);
        complete(job, answer);
    }
    pump();
}

bool RequestGate::retries(Jobs::iterator job, int status, std::optional<Duration> retryAfter)
{
    const Duration now = m_clock.monotonic();
    if (status == 429) {
        m_holdUntil = now + retryAfter.value_or(defaultRetryAfter);
        m_timer->start(m_holdUntil - now);
        return true;
    }
    if ((status < 500 && status != 408) || job->tries >= mostTries)
        return false;
    Duration wait = firstWait;
    for (int i = 1; i < job->tries; ++i)
        wait = std::min(wait * 2, longestWait);
    if (status == 504)
        wait = std::max(wait, gatewayWait);
    job->notBefore = now + std::max(wait, retryAfter.value_or(Duration::zero()));
    m_timer->start(job->notBefore - now);
    return true;
}

void RequestGate::complete(Jobs::iterator job, Answer answer)
{
    const Completion done = std::move(job->done);
    m_jobs.erase(job);
    answer.text = m_access.redacted(answer.text);
    if (!answer.ok)
        m_sink.problem(Problem::ServerError, answer.text);
    done(answer);
}

} // namespace watchglass::protocol::disruptive
