#pragma once

#include "core/derived/aligned_inputs.h"
#include "core/derived/evaluator.h"
#include "core/derived/late_redo.h"
#include "core/model/series_info.h"
#include "core/store/series_store.h"

#include <QHash>

#include <functional>
#include <memory>

namespace watchglass::derived {

/// A series that is worked out of others, as the operator wrote it down.
struct Definition
{
    QString name;
    QString unit;
    QString formula;
    QHash<QString, SeriesKey> inputs; ///< What the names in the formula stand for.

    friend bool operator==(const Definition &, const Definition &) = default;
};

/// Under which the store keeps a derived series.
SeriesKey derivedKey(const QString &name);

/// The series that a text in a formula stands for, as SeriesKey::toString() writes it; nothing for none of the store's.
std::optional<SeriesKey> findInput(const store::SeriesStore &store, const QString &text);

/// Works a definition out as its inputs come, into a series of the store: a few samples at a time, so that the history
/// of a long series holds up nobody. Gaps of the inputs are gaps of it. It begins when all inputs are there. What late
/// samples of inputs touch is worked out anew, before it goes on.
/// Thread: one, which is the series' only writer.
class DerivedSeries
{
public:
    /// Requires: a formula that can be parsed, with a key for each input.
    DerivedSeries(Definition definition, store::SeriesStore &store);

    const Definition &definition() const { return m_definition; }
    /// At most so many instants; how many there were.
    int advance(int most);
    bool isWaiting() const { return !m_inputs; }

private:
    bool begin();
    int goOn(int most);
    TimeRange touched();
    bool beginRedo();
    int redo(int most);
    void goOnFromRedo(const std::optional<Sample> &last);
    void correct(Sample sample, bool wasMissing);
    void append(Timestamp time, double value);

    const Definition m_definition;
    const Expression m_expression;
    store::SeriesStore &m_store;
    Evaluator m_evaluator;
    LateRedo::Inputs m_sources;
    std::vector<std::uint64_t> m_seenLate; ///< Of each source.
    std::unique_ptr<AlignedInputs> m_inputs;
    std::unique_ptr<LateRedo> m_redo; ///< Under way.
    std::shared_ptr<store::Series> m_series;
    std::uint64_t m_storeRevision = 0;
    bool m_isMissing = true; ///< The instant before had no value.
    bool m_hasLooked = false;
};

} // namespace watchglass::derived
