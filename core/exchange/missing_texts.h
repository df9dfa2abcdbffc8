#pragma once

#include "core/exchange/csv_cells.h"
#include "core/exchange/csv_plan.h"

#include <algorithm>

namespace watchglass::exchange {

/// What stands for no value in a table: the usual words and what the plan names, as texts and as the numbers that they
/// write.
/// Requires: the plan outlives it.
class MissingTexts
{
public:
    explicit MissingTexts(const CsvPlan &plan)
        : m_texts(plan.missing)
    {
        for (const std::string &text : m_texts) {
            double value = 0.0;
            if (readNumber({text, false}, plan.isDecimalComma, value))
                m_numbers.push_back(value);
        }
    }

    bool hold(std::string_view text) const
    {
        return isMissing(text) || std::find(m_texts.begin(), m_texts.end(), text) != m_texts.end();
    }
    bool hold(double value) const
    {
        return !m_numbers.empty() && std::find(m_numbers.begin(), m_numbers.end(), value) != m_numbers.end();
    }

private:
    const std::vector<std::string> &m_texts;
    std::vector<double> m_numbers;
};

} // namespace watchglass::exchange
