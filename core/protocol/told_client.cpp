#include "core/protocol/told_client.h"

#include "core/link/tap_channel.h"

#include <QJsonArray>

namespace watchglass::protocol {

namespace {

const auto orderKey = QLatin1String("order");

QJsonObject order(const char *name)
{
    return {{orderKey, QLatin1String(name)}};
}

QJsonObject demandOrder(const DemandChange &change)
{
    QJsonObject json = order("demand");
    if (change.others)
        json.insert(QLatin1String("others"), static_cast<int>(*change.others));
    QJsonArray list;
    for (const SeriesDemand &one : change.series)
        list.append(QJsonArray{one.key.device, one.key.attribute, one.key.component, static_cast<int>(one.level)});
    json.insert(QLatin1String("series"), list);
    return json;
}

AttentionLevel level(const QJsonValue &value)
{
    return static_cast<AttentionLevel>(std::clamp(value.toInt(), 0, static_cast<int>(AttentionLevel::High)));
}

DemandChange demandOf(const QJsonObject &json)
{
    DemandChange change;
    if (const QJsonValue others = json[QLatin1String("others")]; others.isDouble())
        change.others = level(others);
    const QJsonArray list = json[QLatin1String("series")].toArray();
    for (const QJsonValue &value : list) {
        const QJsonArray one = value.toArray();
        change.series.push_back(
            {{{}, one.at(0).toString(), one.at(1).toString(), one.at(2).toString()}, level(one.at(3))});
    }
    return change;
}

} // namespace

ToldClient::ToldClient(SourceAddress address, SourceSink &sink, Clock &clock, std::shared_ptr<link::FrameTap> tap,
                       const ClientMaker &makeClient)
    : m_tap(std::move(tap))
    , m_clock(clock, *m_tap)
{
    address.transport.tap = m_tap;
    m_client = makeClient(address, sink, m_clock);
}

ToldClient::~ToldClient() = default;

void ToldClient::start()
{
    tell(order("start"));
    m_client->start();
}

void ToldClient::stop()
{
    tell(order("stop"));
    m_client->stop();
}

void ToldClient::acknowledgeAlarm(const QString &id)
{
    QJsonObject json = order("acknowledge");
    json.insert(QLatin1String("id"), id);
    tell(json);
    m_client->acknowledgeAlarm(id);
}

void ToldClient::resolveAlarm(const QString &id, const QString &note)
{
    QJsonObject json = order("resolve");
    json.insert(QLatin1String("id"), id);
    json.insert(QLatin1String("note"), note);
    tell(json);
    m_client->resolveAlarm(id, note);
}

void ToldClient::setDemand(const DemandChange &change)
{
    if (m_tap->isListening())
        tell(demandOrder(change));
    m_client->setDemand(change);
}

void ToldClient::tell(const QJsonObject &order)
{
    if (m_tap->isListening())
        m_tap->take({0, link::FrameKind::Ordered, link::TapChannel::headText(order), {}});
}

bool carryOut(const link::Frame &frame, SourceClient &client)
{
    const QJsonObject json = link::frameHead(frame);
    const QString name = json[orderKey].toString();
    if (name == QLatin1String("start"))
        client.start();
    else if (name == QLatin1String("stop"))
        client.stop();
    else if (name == QLatin1String("acknowledge"))
        client.acknowledgeAlarm(json[QLatin1String("id")].toString());
    else if (name == QLatin1String("resolve"))
        client.resolveAlarm(json[QLatin1String("id")].toString(), json[QLatin1String("note")].toString());
    else if (name == QLatin1String("demand"))
        client.setDemand(demandOf(json));
    else
        return false;
    return true;
}

} // namespace watchglass::protocol
