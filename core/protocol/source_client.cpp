#include "core/protocol/source_client.h"

#include <QCoreApplication>

#include <array>

namespace watchglass::protocol {

namespace {

struct ServiceFacts
{
    Service service;
    const char *name;
    std::array<const char *, 4> schemes; ///< Nulls at the end.
    const char *example;
};

constexpr std::array<ServiceFacts, 5> services{{
    {Service::Valtronics, "valtronics", {"ws", "wss"}, "valtronics:ws://127.0.0.1:8000/ws"},
    {Service::Sensocto, "sensocto", {"ws", "wss", "http", "https"}, "sensocto:wss://host?room=ID"},
    {Service::Disruptive, "disruptive", {"http", "https"}, "disruptive:https://host/v2/projects/ID"},
    {Service::Terra, "terra", {"ws", "wss"}, "terra:wss://host/connect"},
    {Service::Moonsense, "moonsense", {"http", "https", "file"}, "moonsense:https://host"},
}};

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::SourceAddress)
};

const ServiceFacts *find(const QString &name)
{
    for (const ServiceFacts &facts : services) {
        if (name == QLatin1String(facts.name))
            return &facts;
    }
    return nullptr;
}

bool takes(const ServiceFacts &facts, const QUrl &url)
{
    const bool isLocal = url.scheme() == QLatin1String("file");
    if (!url.isValid() || (isLocal ? url.path() : url.host()).isEmpty())
        return false;
    for (const char *scheme : facts.schemes) {
        if (scheme && url.scheme() == QLatin1String(scheme))
            return true;
    }
    return false;
}

QString listed(const ServiceFacts &facts)
{
    QStringList all;
    for (const char *scheme : facts.schemes) {
        if (scheme)
            all << QLatin1String(scheme) + QStringLiteral("://");
    }
    return all.join(QStringLiteral(", "));
}

} // namespace

QString serviceName(Service service)
{
    for (const ServiceFacts &facts : services) {
        if (facts.service == service)
            return QLatin1String(facts.name);
    }
    return {};
}

const std::vector<Service> &allServices()
{
    static const std::vector<Service> all = [] {
        std::vector<Service> list;
        for (const ServiceFacts &facts : services)
            list.push_back(facts.service);
        return list;
    }();
    return all;
}

Result<SourceAddress> parseSourceAddress(const QString &text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const ServiceFacts *facts = find(text.left(colon < 0 ? 0 : colon).trimmed().toLower());
    if (!facts) {
        QStringList names;
        for (const ServiceFacts &known : services)
            names << QLatin1String(known.name);
        return Error{ErrorCode::Unsupported,
                     Texts::tr("\"%1\" names no known service (%2). Write for example %3")
                         .arg(text, names.join(QStringLiteral(", ")), QLatin1String(services.front().example))};
    }
    SourceAddress address;
    address.service = facts->service;
    address.url = QUrl(text.mid(colon + 1).trimmed(), QUrl::StrictMode);
    if (!takes(*facts, address.url)) {
        return Error{ErrorCode::Malformed, Texts::tr("\"%1\" is no address of %2 (%3). Write for example %4")
                                               .arg(text.mid(colon + 1), QLatin1String(facts->name), listed(*facts),
                                                    QLatin1String(facts->example))};
    }
    return address;
}

} // namespace watchglass::protocol
