#pragma once

#include "core/link/frame_feed.h"
#include "core/link/rest_client.h"
#include "core/link/tap_channel.h"

#include <deque>
#include <map>

namespace watchglass::link {

/// What requests are behind their face: such as go over the network, or such as are played to.
class RestClient::Private
{
public:
    virtual ~Private() = default;
    virtual RequestId send(RestRequest request, Completion done) = 0;
    virtual void cancel(RequestId id) = 0;
    virtual void cancelAll() = 0;
    virtual int pending() const = 0;
};

/// The whole address of a request.
QUrl requestUrl(const QUrl &baseUrl, const RestRequest &request);

/// Tells a source's tap of requests and of what came of them.
class RestTap
{
public:
    explicit RestTap(std::shared_ptr<FrameTap> tap)
        : m_channel(std::move(tap))
    {}
    void requested(RequestId id, const QByteArray &verb, const QUrl &url, const QByteArray &body) const;
    void completed(RequestId id, const Result<RestReply> &result) const;

private:
    TapChannel m_channel;
};

/// What came of a recorded request. Requires: FrameKind::Answered or Unanswered.
Result<RestReply> recordedResult(const Frame &frame);

/// Requests that are completed by what came of the recorded ones. One is matched by verb and address, or, where the
/// address is another in its query alone, by verb and path; the oldest first. What came before it is asked for waits.
class RestClient::Replayed final : public Private, public FrameFeed::Receiver
{
public:
    explicit Replayed(Options options);
    ~Replayed() override;

    RequestId send(RestRequest request, Completion done) override;
    void cancel(RequestId id) override { m_calls.erase(id); }
    void cancelAll() override { m_calls.clear(); }
    int pending() const override { return static_cast<int>(m_calls.size()); }

    bool play(const Frame &frame) override;

private:
    struct Address
    {
        QByteArray verb;
        QUrl url;
    };
    struct Call
    {
        Address address;
        Completion done;
    };
    struct Early
    {
        Address address;
        Result<RestReply> result;
    };
    enum class Match { Path, Whole };

    static bool matches(const Address &a, const Address &b, Match how);
    void complete(RequestId id, const Result<RestReply> &result);
    bool completeOldest(const Early &answer);

    const Options m_options;
    const RestTap m_tap;
    const std::uint32_t m_channel;
    std::uint64_t m_lastId = 0;
    std::map<RequestId, Call> m_calls;
    std::map<std::uint64_t, Address> m_recorded; ///< Recorded requests that nothing came of yet.
    std::deque<Early> m_early;
    std::shared_ptr<char> m_life = std::make_shared<char>();
};

} // namespace watchglass::link
