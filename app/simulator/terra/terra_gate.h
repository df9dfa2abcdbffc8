#pragma once

#include "app/simulator/http_codec.h"
#include "core/base/clock.h"

#include <QHash>

#include <optional>

namespace watchglass::sim::terra {

/// What differs between gateways, by configuration; the published figures.
struct TerraTerms
{
    Duration heartbeat = std::chrono::seconds(40);
    Duration identifyWithin = std::chrono::seconds(15);
    Duration tokenLife = std::chrono::seconds(60);
    Duration replayLag = std::chrono::seconds(3); ///< Live data can be replayed after this.
    int consumers = 10;                           ///< Sessions for each developer.
};

/// The REST side: hands out tokens, each good for one session of one role, for a short while.
/// Thread: the server's.
class TerraGate
{
public:
    struct Grant
    {
        bool isConsumer = true;
        QString developer;
        QString user; ///< Of a producer.
    };

    /// `credentials`: "dev-id:api-key"; empty: everybody is let in.
    TerraGate(const TerraTerms &terms, const QString &credentials, std::uint64_t seed, Clock &clock);

    http::Response answer(const http::Request &request);
    /// Uses a token up; nothing when it is unknown, too old, used, or of the other role.
    std::optional<Grant> redeem(const QString &token, bool asConsumer);

private:
    struct Issued
    {
        Grant grant;
        Duration until;
    };

    /// The developer who asks; otherwise `refusal` says why not.
    std::optional<QString> developer(const http::Request &request, http::Response &refusal) const;

    const TerraTerms &m_terms;
    const QString m_credentials;
    const std::uint64_t m_seed;
    Clock &m_clock;
    std::uint64_t m_serial = 0;
    QHash<QString, Issued> m_issued;
};

} // namespace watchglass::sim::terra
