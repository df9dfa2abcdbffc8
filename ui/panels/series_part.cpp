#include "ui/panels/series_part.h"

namespace watchglass::ui {

SeriesPart seriesPart(const SeriesKey &key)
{
    const QString path = key.attributePath();
    const qsizetype dot = path.lastIndexOf(QLatin1Char('.'));
    return {path.left(qMax<qsizetype>(dot, 0)), path.mid(dot + 1).toLower()};
}

SeriesKey siblingOf(const SeriesKey &key, const QString &leaf)
{
    SeriesKey sibling = key;
    if (!key.component.isEmpty())
        sibling.component = leaf;
    else if (const qsizetype dot = key.attribute.lastIndexOf(QLatin1Char('.')); dot >= 0)
        sibling.attribute = key.attribute.left(dot + 1) + leaf;
    else
        sibling.attribute = leaf;
    return sibling;
}

bool areOfOneWhole(const SeriesKey &a, const SeriesKey &b)
{
    return a.source == b.source && a.device == b.device && seriesPart(a).stem == seriesPart(b).stem;
}

int roleOf(const SeriesKey &key, const QList<PartRole> &roles)
{
    const QString leaf = seriesPart(key).leaf;
    for (int i = 0; i < roles.size(); ++i) {
        if (roles.at(i).words.contains(leaf))
            return i;
    }
    return -1;
}

QList<SeriesKey> siblingsOf(const SeriesKey &key, const QList<PartRole> &roles)
{
    QList<SeriesKey> keys;
    for (const PartRole &role : roles) {
        for (const QString &word : role.words) {
            if (const SeriesKey sibling = siblingOf(key, word); sibling != key)
                keys.append(sibling);
        }
    }
    return keys;
}

} // namespace watchglass::ui
