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
    m_inputs = std::make_unique<AlignedInputs>(std::move(inputs));
    return true;
}

int DerivedSeries::advance(int most)
{
    if (!m_inputs && !begin())
        return 0;
    int count = 0;
    while (count < most) {
        const auto time = m_inputs->next();
        if (!time)
            break;
        append(*time, m_evaluator.next(*time, m_inputs->values()));
        ++count;
    }
    if (count > 0) {
        for (const Gap &gap : m_inputs->takeGaps())
            m_series->addGap(gap);
    }
    return count;
}

/// Where values are missing, one NaN ends the line; more would only take room.
void DerivedSeries::append(Timestamp time, double value)
{
    const bool wasMissing = std::exchange(m_isMissing, std::isnan(value));
    if (!m_isMissing || !wasMissing)
        m_series->append({time, value});
}

} // namespace watchglass::derived
