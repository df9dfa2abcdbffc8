#include "ui/desk/steady_text.h"

#include <utility>

namespace watchglass::ui {

namespace {

/// A little under a second, so that figures which come once a second are never late for it.
constexpr Duration leastStay = std::chrono::milliseconds(900);

} // namespace

bool SteadyText::isDue(AttentionLevel level, Duration at) const
{
    return !m_shownAt || level != m_level || at - *m_shownAt >= leastStay;
}

void SteadyText::show(AttentionLevel level, QString text, QString toolTip, Duration at)
{
    m_level = level;
    m_text = std::move(text);
    m_toolTip = std::move(toolTip);
    m_shownAt = at;
}

} // namespace watchglass::ui
