#include "core/link/http_stream_link.h"

#include "core/link/http_stream_link_replayed.h"

#include <utility>

namespace watchglass::link {

HttpStreamLink::HttpStreamLink(Clock &clock, Listener &listener, Options options)
    : d(make(clock, listener, std::move(options)))
{}

std::unique_ptr<HttpStreamLink::Private> HttpStreamLink::make(Clock &clock, Listener &listener, Options options)
{
    if (options.transport.feed)
        return std::make_unique<Replayed>(listener, std::move(options));
    return std::make_unique<Live>(clock.untold(), listener, std::move(options));
}

HttpStreamLink::~HttpStreamLink() = default;

void HttpStreamLink::setRequest(const QUrl &url, const HeaderList &headers)
{
    d->setRequest(url, headers);
}

void HttpStreamLink::open()
{
    d->open();
}

void HttpStreamLink::proceed()
{
    d->proceed();
}

void HttpStreamLink::abandon(const StreamEnd &end)
{
    d->abandon(end);
}

void HttpStreamLink::close()
{
    d->closeTo(LinkState::Closed, tr("Closed"));
}

void HttpStreamLink::failForGood(const QString &reason)
{
    d->closeTo(LinkState::Failed, reason);
}

void HttpStreamLink::restart(const QString &reason)
{
    d->restart(reason);
}

void HttpStreamLink::resetBackoff()
{
    d->resetBackoff();
}

void HttpStreamLink::pauseReading()
{
    d->setPaused(true);
}

void HttpStreamLink::resumeReading()
{
    d->setPaused(false);
}

bool HttpStreamLink::isReadingPaused() const
{
    return d->isPaused();
}

void HttpStreamLink::setReadBudget(qint64 bytesPerSecond)
{
    d->setReadBudget(bytesPerSecond);
}

Duration HttpStreamLink::heldBack() const
{
    return d->heldBack();
}

LinkState HttpStreamLink::state() const
{
    return d->state();
}

std::optional<Duration> HttpStreamLink::retryIn() const
{
    return d->retryIn();
}

} // namespace watchglass::link
