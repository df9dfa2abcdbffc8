#include "ui/panels/series_colours.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace watchglass::ui {

int SeriesColours::index(const SeriesKey &key)
{
    const auto known = m_index.constFind(key);
    if (known != m_index.constEnd())
        return *known;
    return *m_index.insert(key, m_next++);
}

QColor SeriesColours::colour(const SeriesKey &key)
{
    const auto &palette = currentTheme().series;
    return palette.at(static_cast<std::size_t>(index(key)) % palette.size());
}

void SeriesColours::claim(const SeriesKey &key, int index)
{
    if (index < 0 || m_index.contains(key))
        return;
    m_index.insert(key, index);
    m_next = std::max(m_next, index + 1);
}

void SeriesColours::choose(const SeriesKey &key, int index)
{
    if (index < 0 || m_index.value(key, -1) == index)
        return;
    m_index.insert(key, index);
    ++m_revision;
}

} // namespace watchglass::ui
