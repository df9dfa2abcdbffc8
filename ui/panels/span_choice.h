#pragma once

#include "core/base/timestamp.h"

#include <QJsonObject>

#include <functional>
#include <optional>

class QMenu;

namespace watchglass::ui {

/// How much of the past a panel shows: what the operator chose, or what suits the rhythm of its series.
class SpanChoice
{
public:
    /// `least` without a rhythm; with one at least `samples` intervals.
    SpanChoice(Duration least, int samples)
        : m_least(least)
        , m_samples(samples)
    {}

    Duration span(std::optional<Duration> rhythm) const;
    void choose(std::optional<Duration> span) { m_chosen = span; }
    std::optional<Duration> chosen() const { return m_chosen; }

    /// A submenu with all there are; `chosen` is told after each choice.
    void fillMenu(QMenu &menu, const std::function<void()> &chosen);
    void save(QJsonObject &state) const;
    void restore(const QJsonObject &state);

private:
    const Duration m_least;
    const int m_samples;
    std::optional<Duration> m_chosen;
};

} // namespace watchglass::ui
