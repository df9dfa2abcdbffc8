#include "core/protocol/disruptive/payload.h"

#include <QString>

#include <algorithm>

namespace watchglass::protocol::disruptive {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// The number at the top repeats the newest of `samples`: each instant counts once, the oldest first.
void reportSamples(const NumberMetric &wanted, const EventHead &head, const Payload &payload, EventHandler &handler)
{
    const Number number = wanted.number;
    bool repeatsTop = false;
    std::optional<Timestamp> last;
    // They come newest first: read backwards they are in order, and only what is not has to wait for the store.
    for (auto it = payload.samples.rbegin(); it != payload.samples.rend(); ++it) {
        if (!it->isTimed || !it->numbers.has(number)) {
            if (!it->isTimed || it->numbers.isUnfit(number))
                handler.badValue(head, wanted.metric.path, it->isTimed ? "no number" : "a sample without time");
            continue;
        }
        const bool isTop = it->time == head.time;
        if ((isTop && repeatsTop) || last == it->time)
            continue;
        repeatsTop = repeatsTop || isTop;
        last = it->time;
        handler.sample(head, wanted.metric, {}, {it->time, it->numbers[number]});
    }
    if (!repeatsTop && payload.numbers.has(number))
        handler.sample(head, wanted.metric, {}, {head.time, payload.numbers[number]});
}

void reportNumber(const NumberMetric &wanted, const EventHead &head, const Payload &payload, EventHandler &handler)
{
    const NumberSet &numbers = payload.numbers;
    if (!payload.samples.empty()) {
        reportSamples(wanted, head, payload, handler);
    } else if (numbers.has(wanted.number)) {
        handler.sample(head, wanted.metric, {}, {head.time, numbers[wanted.number]});
        return;
    }
    if (numbers.isUnfit(wanted.number))
        handler.badValue(head, wanted.metric.path, "no number");
    else if (!numbers.has(wanted.number) && payload.samples.empty() && !wanted.isOptional)
        handler.badValue(head, wanted.metric.path, "no value");
}

std::string_view wordOf(StateField field, const Payload &payload)
{
    switch (field) {
    case StateField::State:
        return payload.state;
    case StateField::Connection:
        return payload.connection;
    case StateField::TransmissionMode:
        return payload.transmissionMode;
    case StateField::None:
        break;
    }
    return {};
}

void reportState(const EventType &type, const EventHead &head, const Payload &payload, EventHandler &handler)
{
    const std::string_view word = wordOf(type.stateField, payload);
    const Metric &metric = type.state;
    const auto found = std::find(metric.states.begin(), metric.states.end(), word);
    if (found != metric.states.end()) {
        handler.sample(head, metric, {}, {head.time, static_cast<double>(found - metric.states.begin())});
        return;
    }
    const bool isOptional = type.stateField == StateField::TransmissionMode;
    if (word.empty() && isOptional)
        return;
    handler.badValue(head, metric.path, word.empty() ? "no state" : "an unknown state");
    if (!word.empty())
        handler.instant(head, text(word)); // not lost: it stands in the log of events
}

/// Several connectors hear the same sensor: each view is a series of its own.
void reportConnectors(const EventHead &head, const Payload &payload, EventHandler &handler)
{
    for (const Connector &connector : payload.connectors) {
        if (connector.id.empty())
            continue;
        if (connector.numbers.has(Number::SignalStrength))
            handler.sample(head, connectorSignalStrength(), connector.id,
                           {head.time, connector.numbers[Number::SignalStrength]});
        if (connector.numbers.has(Number::Rssi))
            handler.sample(head, connectorRssi(), connector.id, {head.time, connector.numbers[Number::Rssi]});
    }
}

void reportModemErrors(const EventHead &head, const Payload &payload, EventHandler &handler)
{
    for (const ModemError &error : payload.errors)
        handler.instant(head, (text(error.code) + QLatin1Char(' ') + text(error.message)).trimmed());
}

void reportAddresses(const EventHead &head, const Payload &payload, EventHandler &handler)
{
    QStringList parts;
    if (!payload.ipAddress.empty())
        parts << text(payload.ipAddress);
    if (!payload.macAddress.empty())
        parts << text(payload.macAddress);
    handler.instant(head, parts.join(QStringLiteral(", ")));
    reportModemErrors(head, payload, handler);
}

} // namespace

void reportPayload(const EventType &type, const EventHead &head, const Payload &payload, EventHandler &handler)
{
    const bool isInstant = type.kind == EventKind::Touch || type.kind == EventKind::Ethernet;
    if (!isInstant && !head.isTimed) {
        handler.badValue(head, type.name, "no time");
        return;
    }
    for (const NumberMetric &wanted : type.numbers)
        reportNumber(wanted, head, payload, handler);
    if (type.stateField != StateField::None)
        reportState(type, head, payload, handler);
    switch (type.kind) {
    case EventKind::Touch:
        handler.instant(head, {});
        break;
    case EventKind::Desk:
        for (const std::string_view remark : payload.remarks)
            handler.instant(head, text(remark));
        break;
    case EventKind::Network:
        reportConnectors(head, payload, handler);
        break;
    case EventKind::Connection:
        if (!payload.connection.empty())
            handler.connection(head, payload.connection);
        break;
    case EventKind::Ethernet:
        reportAddresses(head, payload, handler);
        break;
    case EventKind::Cellular:
        reportModemErrors(head, payload, handler);
        break;
    case EventKind::Values:
    case EventKind::LabelsChanged:
    case EventKind::Ping:
        break;
    }
}

} // namespace watchglass::protocol::disruptive
