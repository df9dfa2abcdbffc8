#include "app/simulator/terra/terra_service.h"

#include "app/simulator/counters.h"
#include "app/simulator/terra/terra_session.h"

#include <algorithm>

namespace watchglass::sim::terra {

namespace {

const QString socketPath = QStringLiteral("/connect");

bool isGatePath(const QString &path)
{
    return path == QLatin1String("/auth/developer") || path == QLatin1String("/auth/user");
}

} // namespace

TerraService::TerraService(Stage stage, const TerraTerms &terms)
    : m_stage(stage)
    , m_terms(terms)
    , m_gate(m_terms, stage.options.token, stage.options.seed, stage.clock)
    , m_fleet(stage.site)
    , m_journal(stage.options.seed)
{}

bool TerraService::claims(const http::Request &request) const
{
    return request.path == socketPath || isGatePath(request.path);
}

http::Response TerraService::answer(const http::Request &request)
{
    if (isGatePath(request.path))
        return m_gate.answer(request);
    http::Response out;
    out.status = 426;
    out.body = "a WebSocket is wanted here";
    out.contentType = "text/plain";
    return out;
}

std::unique_ptr<Session> TerraService::open(const http::Request &request, Connection &connection,
                                            http::Response &refusal)
{
    if (request.path != socketPath) {
        refusal.status = 404;
        return nullptr;
    }
    return std::make_unique<TerraSession>(*this, connection);
}

void TerraService::connectionEnded(const Connection &connection)
{
    m_consumers.remove(&connection);
}

TerraJournal &TerraService::journal()
{
    if (m_stage.site.isStarted())
        m_fleet.advance(m_journal, m_stage.site.elapsed());
    return m_journal;
}

bool TerraService::admit(const Connection &connection, const QString &developer)
{
    if (std::count(m_consumers.cbegin(), m_consumers.cend(), developer) >= m_terms.consumers) {
        m_stage.counters.limitCloses.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    m_consumers.insert(&connection, developer);
    return true;
}

} // namespace watchglass::sim::terra
