#pragma once

#include "core/protocol/moonsense/chunk_check.h"
#include "core/protocol/moonsense/cloud_api.h"
#include "core/protocol/moonsense/object_splitter.h"
#include "core/protocol/moonsense/page_walk.h"
#include "core/protocol/moonsense/session_set.h"
#include "core/protocol/span_marker.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace watchglass::protocol::moonsense {

/// Reads one session's chunks as they appear, in rounds: the list of chunks, page by page, then every chunk that was
/// not read yet, oldest first. A chunk that comes damaged, or with a wrong md5, or cannot be had is asked for again in
/// the next rounds: `mostTries` times in all, and `mostPatientTries` while the service is only busy or ailing, since
/// what it keeps is not lost. What comes damaged in the end is read as far as it goes. After the last round of a
/// session what is missing is reported as a gap. Of a session that is not wanted one chunk is read, which tells what
/// series it has; the others wait until it is, and the series are marked meanwhile and until all were read.
/// Thread: the source's. Requires: everything it is made with outlives it; destroyed only after the API's cancelAll()
/// or between rounds.
class FollowedSession
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::moonsense::FollowedSession)

public:
    static constexpr int chunksPerPage = 50;
    static constexpr int mostTries = 3;
    static constexpr int mostPatientTries = 60;

    /// `refused` is called when the data plane does not accept the token.
    FollowedSession(CloudApi &api, SpanMarker &sink, SessionSet &sessions, const QString &id,
                    std::function<void(const QString &)> refused);

    /// What the service says of it now.
    void setBase(const QUrl &base) { m_base = base; }
    /// Whether it goes on; once it does not, the next round is the last.
    void setActive(bool active);
    bool isActive() const { return m_isActive; }

    /// At first it is. What was held back is read by the next round.
    void setWanted(bool wanted);
    bool isWanted() const { return m_isWanted; }

    /// Begins a round; nothing happens while one is under way, or the chunks are to wait.
    void read();
    bool isReading() const { return m_outstanding > 0; }
    /// Everything there was has been read; nothing more is expected.
    bool isOver() const { return m_isOver; }
    /// Nothing is to be read before it is wanted.
    bool isWaiting() const { return !m_isWanted && m_hasChunk; }
    /// What was under way was cancelled: the next round begins anew.
    void interrupt();

private:
    void askForList();
    void listed(const CloudApi::Answer &answer);
    void takeList(Page<Chunk> page);
    void askForChunks();
    void chunkCame(const Chunk &chunk, const CloudApi::Answer &answer);
    void read(const Chunk &chunk, const QByteArray &body);
    Result<void> decode(const QByteArray &body);
    bool mayTryAgain(const QString &chunk, int most);
    void settle(const QString &chunk);
    void failed(const CloudApi::Answer &answer);
    void roundOver();
    void hold();

    CloudApi &m_api;
    SpanMarker &m_sink;
    SessionSet &m_sessions;
    const QString m_id;
    const std::function<void(const QString &)> m_refused;
    QUrl m_base;
    RestDecoder m_decoder;
    ChunkCheck m_check;
    PageWalk m_walk;
    std::int64_t m_firstPage = 1; ///< Where the next walk begins: lists of oldest chunks first grow at their end.
    std::vector<Chunk> m_new;     ///< Of the walk under way.
    QSet<QString> m_done;         ///< Chunks that were read or given up.
    QHash<QString, int> m_tries;  ///< Of chunks that could not be had.
    int m_outstanding = 0;        ///< Requests under way.
    bool m_isActive = true;
    bool m_isWanted = true;
    bool m_hasChunk = false;    ///< One was read.
    bool m_isLimited = false;   ///< The round under way reads one chunk.
    bool m_isWhole = false;     ///< The last round read all that there was.
    bool m_isLastRound = false; ///< The round under way began after the session's end.
    bool m_isOver = false;
    bool m_hasFailed = false;  ///< In the round under way, and it can be tried again.
    bool m_hasGivenUp = false; ///< On a chunk.
};

} // namespace watchglass::protocol::moonsense
