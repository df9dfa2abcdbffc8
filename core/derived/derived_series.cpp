#include "core/derived/derived_series.h"

#include <algorithm>
#include <cmath>

namespace watchglass::derived {

SeriesKey derivedKey(const QString &name)
{
    return {QStringLiteral("derived"), QStringLiteral("derived"), name, {}};
}

std::optional<SeriesKey> findInput(const store::SeriesStore &store, const QString &text)
{
    for (const auto &series : store.all()) {
        if (series->info().key.toString() == text)
            return series->info().key;
    }
    return std::nullopt;
}

DerivedSeries::DerivedSeries(Definition definition, store::SeriesStore &store)
    : m_definition(std::move(definition))
    , m_expression(std::get<Expression>(parseExpression(m_definition.formula)))
    , m_store(store)
    , m_evaluator(m_expression)
{}

/// Looks for the inputs, when the store has new series.
bool DerivedSeries::begin()
{
    if (m_hasLooked && m_storeRevision == m_store.revision())
        return false;
    m_hasLooked = true;
    m_storeRevision = m_store.revision();
    std::vector<std::shared_ptr<const store::Series>> inputs;
    for (const QString &name : m_expression.inputs) {
        inputs.push_back(m_store.find(m_definition.inputs.value(name)));
        if (!inputs.back())
            return false;
    }
    const bool areHeld = std::all_of(inputs.begin(), inputs.end(), [](const auto &input) {
        return input->info().interpolation == Interpolation::HoldLast;
    });
    m_series = m_store.open(
        {derivedKey(m_definition.name), m_definition.unit, areHeld ? Interpolation::HoldLast : Interpolation::Linear});
    m_sources = std::move(inputs);
    for (const auto &source : m_sources)
        m_seenLate.push_back(source->lateCount());
    m_inputs = std::make_unique<AlignedInputs>(m_sources);
    return true;
}

int DerivedSeries::advance(int most)
{
    if (!m_inputs && !begin())
        return 0;
    int count = redo(most);
    if (!m_redo)
        count += goOn(most - count);
    if (!m_redo && m_inputs->behindFrom())
        count += redo(most - count);
    if (count > 0) {
        for (const Gap &gap : m_inputs->takeGaps())
            m_series->addGap(gap);
    }
    return count;
}

int DerivedSeries::goOn(int most)
{
    int count = 0;
    while (count < most) {
        const auto time = m_inputs->next();
        if (!time)
            break;
        append(*time, m_evaluator.next(*time, m_inputs->values()));
        ++count;
    }
    return count;
}

/// Instants given already whose inputs are others now; empty for none.
TimeRange DerivedSeries::touched()
{
    TimeRange all;
    const auto add = [&all](TimeRange range) {
        all = all.isEmpty() ? range : TimeRange{std::min(all.from, range.from), std::max(all.to, range.to)};
    };
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const store::Series &source = *m_sources[i];
        const std::uint64_t count = source.lateCount();
        if (count == m_seenLate[i])
            continue;
        const TimeRange late = source.lateSince(std::exchange(m_seenLate[i], count));
        if (late.from < m_inputs->readTo())
            add(touchedBy(source, late));
    }
    if (const auto from = m_inputs->behindFrom())
        add({*from, *m_inputs->given() + Duration(1)});
    // What was forgotten of it does not come back.
    if (m_series->evicted() > 0)
        all.from = std::max(all.from, m_series->extent().from);
    return all;
}

bool DerivedSeries::beginRedo()
{
    const TimeRange range = touched();
    if (!range.isEmpty())
        m_redo = std::make_unique<LateRedo>(m_expression, m_sources, range);
    return m_redo != nullptr;
}

int DerivedSeries::redo(int most)
{
    int count = 0;
    while (count < most && (m_redo || (count == 0 && beginRedo()))) {
        const auto given = m_inputs->given();
        const auto before = m_redo->last();
        const auto sample = m_redo->next();
        const bool isNew = sample && (!given || sample->time > *given);
        if (isNew || (!sample && before && given && before->time == *given)) {
            goOnFromRedo(before);
            if (isNew)
                append(sample->time, sample->value);
            return count + 1;
        }
        if (!sample) {
            if (const auto range = m_redo->behind())
                m_redo = std::make_unique<LateRedo>(m_expression, m_sources, *range);
            return count; // it waits for what is not ready yet
        }
        ++count;
        if (m_redo->isTouched())
            correct(*sample, !before || std::isnan(before->value));
        if (m_redo->isOver())
            m_redo.reset();
    }
    return count;
}

/// It has come to where the series stood: what the formula remembers by then is right in the new run only.
void DerivedSeries::goOnFromRedo(const std::optional<Sample> &last)
{
    m_inputs = m_redo->takeInputs();
    m_evaluator = m_redo->takeEvaluator();
    m_isMissing = !last || std::isnan(last->value);
    m_redo.reset();
}

void DerivedSeries::correct(Sample sample, bool wasMissing)
{
    const auto stored = m_series->at(sample.time);
    const bool isThere = stored && stored->time == sample.time;
    if (isThere || !wasMissing || !std::isnan(sample.value))
        m_series->put(sample);
}

/// Where values are missing, one NaN ends the line; more would only take room.
void DerivedSeries::append(Timestamp time, double value)
{
    const bool wasMissing = std::exchange(m_isMissing, std::isnan(value));
    if (!m_isMissing || !wasMissing)
        m_series->append({time, value});
}

} // namespace watchglass::derived
