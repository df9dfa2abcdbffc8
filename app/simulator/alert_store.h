#pragma once

#include "core/base/timestamp.h"

#include <QString>

#include <cstdint>
#include <deque>
#include <optional>

namespace watchglass::sim {

/// One alert as the service keeps it.
struct Alert
{
    std::int64_t id = 0;
    std::int64_t deviceId = 0; ///< Not necessarily a device that exists.
    QString title;
    QString description;
    QString severity;
    QString type;
    QString status = QStringLiteral("active"); ///< "active", "acknowledged", "resolved".
    QString metric;
    std::optional<double> threshold;
    std::optional<double> actual;
    Timestamp created;
    std::optional<Timestamp> acknowledged;
    std::optional<Timestamp> resolved;
};

/// A service's alerts, oldest first, bounded: the oldest go when there are more than 10,000.
class AlertStore
{
public:
    /// Gives it the next id.
    const Alert &add(Alert alert);
    Alert *find(std::int64_t id);
    const std::deque<Alert> &all() const { return m_alerts; }

private:
    std::deque<Alert> m_alerts;
    std::int64_t m_nextId = 1;
};

} // namespace watchglass::sim
