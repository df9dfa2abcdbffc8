#pragma once

#include "core/base/timestamp.h"
#include "core/model/attention.h"

#include <QString>

#include <optional>

namespace watchglass::ui {

/// A text of measured figures with its tool tip that does not flicker: it takes a new wording about once a second, but
/// at once when the level changes. Asked in a tick for figures that change all the time, it saves making the texts.
class SteadyText
{
public:
    /// Whether show() is due with figures of this level. `at` is monotonic.
    bool isDue(AttentionLevel level, Duration at) const;
    void show(AttentionLevel level, QString text, QString toolTip, Duration at);

    const QString &text() const { return m_text; }
    const QString &toolTip() const { return m_toolTip; }

private:
    QString m_text;
    QString m_toolTip;
    AttentionLevel m_level = AttentionLevel::None;
    std::optional<Duration> m_shownAt;
};

} // namespace watchglass::ui
