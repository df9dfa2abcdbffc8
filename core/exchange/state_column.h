#pragma once

#include "core/exchange/series_batch.h"

#include <QByteArray>
#include <QHash>

namespace watchglass::exchange {

/// A column of words on its way to a sink. Its words are numbered as they come; the sink is told of the series at the
/// end, when all of them are known, or when `mostHeld` samples wait.
class StateColumn
{
public:
    static constexpr std::size_t mostHeld = 4'000'000;

    StateColumn(SeriesInfo info, ImportSink &sink, ImportReport &report)
        : m_batch(std::move(info), sink, report)
    {
        m_batch.info().interpolation = Interpolation::HoldLast;
    }

    /// False: a new word, but the series' words were told already.
    bool add(Timestamp time, std::string_view word)
    {
        const auto text = QByteArray::fromRawData(word.data(), static_cast<qsizetype>(word.size()));
        auto number = m_numbers.constFind(text);
        if (number == m_numbers.constEnd()) {
            if (m_isTold)
                return false;
            number = m_numbers.insert(QByteArray(word.data(), static_cast<qsizetype>(word.size())),
                                      static_cast<double>(m_numbers.size()));
            m_batch.info().states << QString::fromUtf8(number.key());
        }
        if (m_isTold)
            m_batch.add({time, *number});
        else
            m_held.push_back({time, *number});
        if (m_held.size() >= mostHeld)
            flush();
        return true;
    }
    void flush()
    {
        m_isTold = m_isTold || !m_held.empty();
        for (const Sample sample : m_held)
            m_batch.add(sample);
        m_held = {};
        m_batch.flush();
    }

private:
    SeriesBatch m_batch;
    QHash<QByteArray, double> m_numbers;
    std::vector<Sample> m_held;
    bool m_isTold = false;
};

} // namespace watchglass::exchange
