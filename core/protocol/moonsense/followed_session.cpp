#include "core/protocol/moonsense/followed_session.h"

#include "core/protocol/moonsense/chunk_text.h"
#include "core/protocol/moonsense/encoder.h"

#include <algorithm>

namespace watchglass::protocol::moonsense {

namespace {

constexpr std::size_t longestLine = 16 * 1024 * 1024;

bool isAscending(const std::vector<Chunk> &chunks)
{
    return chunks.size() > 1
           && std::is_sorted(chunks.begin(), chunks.end(),
                             [](const Chunk &a, const Chunk &b) { return a.created < b.created; })
           && chunks.front().created < chunks.back().created;
}

} // namespace

FollowedSession::FollowedSession(CloudApi &api, SpanMarker &sink, SessionSet &sessions, const QString &id,
                                 std::function<void(const QString &)> refused)
    : m_api(api)
    , m_sink(sink)
    , m_sessions(sessions)
    , m_id(id)
    , m_refused(std::move(refused))
{}

void FollowedSession::setActive(bool active)
{
    m_isActive = active;
    if (active)
        m_isOver = false; // it went on after all
}

void FollowedSession::setWanted(bool wanted)
{
    const bool wasWanted = std::exchange(m_isWanted, wanted);
    if (wasWanted && !wanted && !isReading())
        hold();
}

/// What was not read so far is not asked for.
void FollowedSession::hold()
{
    if (m_hasChunk && !m_isOver)
        m_sink.hold(m_id, m_isWhole ? std::nullopt : m_sessions.feed(m_id).missingSince());
}

void FollowedSession::read()
{
    if (isReading() || m_isOver || isWaiting())
        return;
    m_isLimited = !m_isWanted;
    m_isLastRound = !m_isActive && !m_isLimited;
    m_hasFailed = false;
    m_new.clear();
    m_walk = PageWalk(m_firstPage);
    askForList();
}

void FollowedSession::interrupt()
{
    if (std::exchange(m_outstanding, 0) == 0)
        return;
    m_isWhole = false;
    if (!m_isWanted)
        hold();
}

void FollowedSession::askForList()
{
    ++m_outstanding;
    m_api.send(chunksRequest(m_id, m_walk.page(), chunksPerPage), m_base, [this](const CloudApi::Answer &answer) {
        --m_outstanding;
        listed(answer);
    });
}

void FollowedSession::listed(const CloudApi::Answer &answer)
{
    if (answer.outcome == CloudApi::Outcome::Missing) {
        m_sink.problem(Problem::ServerError, tr("Session %1 is not there any more").arg(m_id));
        m_isActive = false;
        m_isLastRound = true;
        m_isLimited = false;
        return roundOver();
    }
    if (answer.outcome != CloudApi::Outcome::Ok) {
        failed(answer);
        return roundOver();
    }
    auto page = m_decoder.chunks(answer.view());
    if (!page) {
        m_sink.problem(Problem::BadFrame, page.error().text);
        m_hasFailed = true;
        return roundOver();
    }
    takeList(std::move(page.value()));
}

void FollowedSession::takeList(Page<Chunk> page)
{
    const bool ascends = isAscending(page.items);
    const std::int64_t asked = m_walk.page();
    const bool hasMore = m_walk.take(page);
    const std::size_t before = m_new.size();
    for (Chunk &chunk : page.items) {
        if (!m_done.contains(chunk.id))
            m_new.push_back(std::move(chunk));
    }
    if (ascends && hasMore && m_new.empty())
        m_firstPage = m_walk.page(); // what stands before is known for good
    // Newest first: a page of known chunks only is followed by such.
    const bool isWorthwhile = ascends || asked == m_firstPage || m_new.size() > before;
    if (hasMore && (isWorthwhile || !m_tries.isEmpty()))
        return askForList();
    askForChunks();
}

void FollowedSession::askForChunks()
{
    std::stable_sort(m_new.begin(), m_new.end(), [](const Chunk &a, const Chunk &b) { return a.created < b.created; });
    if (m_isLimited && m_new.size() > 1)
        m_new.resize(1);
    m_outstanding += static_cast<int>(m_new.size());
    for (const Chunk &chunk : m_new) {
        m_api.send(chunkRequest(m_id, chunk.id), m_base, [this, chunk](const CloudApi::Answer &answer) {
            --m_outstanding;
            chunkCame(chunk, answer);
            if (m_outstanding == 0)
                roundOver();
        });
    }
    if (m_new.empty())
        roundOver();
}

void FollowedSession::chunkCame(const Chunk &chunk, const CloudApi::Answer &answer)
{
    if (answer.outcome == CloudApi::Outcome::Ok)
        return read(chunk, answer.body);
    failed(answer);
    const bool isFinal = answer.outcome == CloudApi::Outcome::Missing || answer.outcome == CloudApi::Outcome::Forbidden;
    if (mayTryAgain(chunk.id, isFinal ? mostTries : mostPatientTries))
        return;
    m_sink.problem(Problem::ServerError, tr("Chunk %1 of session %2 could not be had; given up").arg(chunk.id, m_id));
    m_hasGivenUp = true;
    settle(chunk.id);
}

void FollowedSession::read(const Chunk &chunk, const QByteArray &body)
{
    const ChunkCheck::Verdict verdict = m_check.judge(chunk, body);
    if (verdict != ChunkCheck::Verdict::Good) {
        const bool isAgain = verdict == ChunkCheck::Verdict::Wrong && mayTryAgain(chunk.id, mostTries);
        const QString text = isAgain
                                 ? tr("Chunk %1 of session %2 has not the md5 that is listed; it is fetched again")
                                 : tr("Chunk %1 of session %2 has not the md5 that is listed; it is taken as it is");
        m_sink.problem(Problem::BadFrame, text.arg(chunk.id, m_id));
        if (isAgain) {
            m_hasFailed = true;
            return;
        }
    }
    if (const auto decoded = decode(body); !decoded) {
        m_sink.problem(Problem::BadFrame, tr("Chunk %1 of session %2: %3").arg(chunk.id, m_id, decoded.error().text));
        if (mayTryAgain(chunk.id, mostTries)) {
            m_hasFailed = true; // bundles that came whole are known when they come again
            return;
        }
    }
    m_hasChunk = true;
    settle(chunk.id);
}

bool FollowedSession::mayTryAgain(const QString &chunk, int most)
{
    return ++m_tries[chunk] < most;
}

void FollowedSession::settle(const QString &chunk)
{
    m_done.insert(chunk);
    m_tries.remove(chunk);
}

void FollowedSession::failed(const CloudApi::Answer &answer)
{
    m_hasFailed = true;
    if (answer.outcome == CloudApi::Outcome::Refused)
        return m_refused(answer.text);
    m_sink.problem(Problem::ServerError, answer.text);
}

Result<void> FollowedSession::decode(const QByteArray &body)
{
    ObjectSplitter splitter(longestLine);
    const auto take = [this](std::string_view line) { m_sessions.take(line, m_id); };
    const auto read = readChunkText(body, [&](std::string_view block) { splitter.feed(block, take); });
    if (read) // else the last line was cut short
        splitter.end(take);
    for (int i = splitter.takeTooLong(); i > 0; --i)
        m_sink.problem(Problem::RefusedFrame, tr("Session %1: a line longer than 16 MiB was skipped").arg(m_id));
    return read;
}

void FollowedSession::roundOver()
{
    SessionFeed &feed = m_sessions.feed(m_id);
    feed.flush();
    m_isWhole = !m_isLimited && m_tries.isEmpty() && !m_hasFailed;
    if (m_isWhole || feed.isComplete())
        m_sink.fill(m_id);
    if (!(m_isWhole && m_isLastRound) && !feed.isComplete()) {
        if (!m_isWanted)
            hold();
        else if (m_isLimited)
            read(); // it was wanted meanwhile
        return;
    }
    // What we could not get is there; what was never sent to the service is not.
    feed.finish(m_hasGivenUp ? GapCause::LinkLost : GapCause::DeviceSilent);
    m_isOver = true;
}

} // namespace watchglass::protocol::moonsense
