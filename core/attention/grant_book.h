#pragma once

#include "core/model/attention.h"

#include <QHash>

#include <utility>

namespace watchglass::attention {

/// What the sources say that they give of each series: the newest grant for the series itself, else for its device,
/// else for the source. Thread: one (the GUI's).
class GrantBook
{
public:
    void apply(const QString &source, const Grant &grant);
    void removeSource(const QString &source) { m_sources.remove(source); }

    /// Null while the source said nothing that holds for the series; good until the next change.
    const Grant *find(const SeriesKey &key) const;

private:
    using Subject = std::pair<QString, QString>; ///< Device and attribute, as in Grant.

    QHash<QString, QHash<Subject, Grant>> m_sources;
};

} // namespace watchglass::attention
