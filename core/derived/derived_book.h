#pragma once

#include "core/base/result.h"
#include "core/derived/derived_series.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace watchglass::derived {

/// All derived series of the program, and how they are written down. They may stand on each other, in the order in
/// which they were made.
/// Thread: one. Requires: the store outlives it.
class DerivedBook
{
public:
    explicit DerivedBook(store::SeriesStore &store);

    std::vector<Definition> definitions() const;
    bool contains(const QString &name) const;
    /// What is wrong with a definition: no name, one that is taken, a formula that cannot be read, an input that is not
    /// known, or that stands on the series itself.
    Result<void> check(const Definition &definition) const;
    Result<void> add(const Definition &definition);
    /// Its samples go, and those of all others are worked out anew. False when it is not there.
    bool remove(const QString &name);
    /// What all formulas need, each once.
    QList<SeriesKey> inputs() const;

    /// Works out what came, within about `budget` of time; whether there is more to do.
    bool advance(Duration budget);

    QByteArray toJson() const;
    /// Adds what the text defines; what of it makes no sense is left out and told, the rest is taken.
    Result<void> load(const QByteArray &json);

private:
    store::SeriesStore &m_store;
    std::vector<std::unique_ptr<DerivedSeries>> m_series;
};

} // namespace watchglass::derived
