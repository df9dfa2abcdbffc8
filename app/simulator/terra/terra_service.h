#pragma once

#include "app/simulator/service.h"
#include "app/simulator/terra/terra_fleet.h"
#include "app/simulator/terra/terra_gate.h"
#include "app/simulator/terra/terra_journal.h"

#include <QHash>

namespace watchglass::sim::terra {

/// Terra's streaming gateway over the shared fleet: tokens by POST /auth/developer and /auth/user, the socket at
/// /connect. ServerOptions::token is "dev-id:api-key". The fleet's devices are users; what producers submit is sent to
/// consumers as theirs.
/// Thread: the server's. Requires: it outlives its sessions' last calls; their destructors do not need it.
class TerraService final : public Service
{
public:
    explicit TerraService(Stage stage, const TerraTerms &terms = {});

    QString name() const override { return QStringLiteral("terra"); }
    bool claims(const http::Request &request) const override;
    http::Response answer(const http::Request &request) override;
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override;
    void connectionEnded(const Connection &connection) override;

    const TerraTerms &terms() const { return m_terms; }
    const Stage &stage() const { return m_stage; }
    TerraGate &gate() { return m_gate; }
    /// With everything in it that is due by now.
    TerraJournal &journal();
    /// As it stands; what is due is not looked for.
    const TerraJournal &journalSoFar() const { return m_journal; }
    /// Counts a consumer in; false when the developer has as many as the terms allow.
    bool admit(const Connection &connection, const QString &developer);

private:
    Stage m_stage;
    const TerraTerms m_terms;
    TerraGate m_gate;
    TerraFleet m_fleet;
    TerraJournal m_journal;
    QHash<const Connection *, QString> m_consumers; ///< Developers of the sessions that are identified.
};

} // namespace watchglass::sim::terra
