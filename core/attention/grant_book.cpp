#include "core/attention/grant_book.h"

namespace watchglass::attention {

/// A grant for a whole device ends those for its attributes; what still differs is said anew.
void GrantBook::apply(const QString &source, const Grant &grant)
{
    QHash<Subject, Grant> &grants = m_sources[source];
    if (!grant.device.isEmpty() && grant.attribute.isEmpty())
        grants.removeIf([&](const auto &entry) { return entry.key().first == grant.device; });
    grants.insert({grant.device, grant.attribute}, grant);
}

const Grant *GrantBook::find(const SeriesKey &key) const
{
    const auto source = m_sources.constFind(key.source);
    if (source == m_sources.constEnd())
        return nullptr;
    for (const Subject &subject :
         {Subject{key.device, key.attributePath()}, Subject{key.device, QString()}, Subject{}}) {
        if (const auto grant = source->constFind(subject); grant != source->constEnd())
            return &*grant;
    }
    return nullptr;
}

} // namespace watchglass::attention
