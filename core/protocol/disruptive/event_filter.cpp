#include "core/protocol/disruptive/event_filter.h"

namespace watchglass::protocol::disruptive {

namespace {

QStringList namesIn(const ProjectAddress &address)
{
    return address.filters.allQueryItemValues(QStringLiteral("event_types"), QUrl::FullyDecoded);
}

std::optional<std::size_t> indexOf(const QString &name)
{
    return typeIndex(name.toStdString());
}

} // namespace

TypeSet offeredTypes(const ProjectAddress &address)
{
    const QStringList names = namesIn(address);
    if (names.isEmpty())
        return allTypes();
    TypeSet types;
    for (const QString &name : names) {
        if (const auto index = indexOf(name))
            types.set(*index);
    }
    return types;
}

QStringList typeNames(const ProjectAddress &address, const TypeSet &types, const QStringList &strange)
{
    const TypeSet offered = offeredTypes(address);
    if ((offered & ~types).none())
        return {};
    QStringList names;
    for (std::size_t i = 0; i < eventTypes().size(); ++i) {
        const EventType &type = eventTypes()[i];
        if (types.test(i) && offered.test(i) && type.kind != EventKind::Ping)
            names << QString::fromLatin1(type.name.data(), static_cast<qsizetype>(type.name.size()));
    }
    const QStringList own = namesIn(address);
    for (const QString &name : own.isEmpty() ? strange : own) {
        if (!indexOf(name))
            names << name;
    }
    return names;
}

} // namespace watchglass::protocol::disruptive
