#pragma once

#include "core/base/timestamp.h"
#include "core/store/series_store.h"

#include <optional>

namespace watchglass::ui {
class Workspaces;
}

namespace watchglass::app {

/// Fills a desk that nobody has arranged, once, soon after the first series have shown how fast they are.
/// Thread: GUI.
class DefaultDesk
{
public:
    DefaultDesk(const store::SeriesStore &store, ui::Workspaces &workspaces);

    /// To be called now and then; `now` of a clock that never jumps. Whatever stands on the desk by then stays.
    /// True when it filled the desk.
    bool update(Duration now);
    /// Somebody has arranged the desks, before or elsewhere: they stay as they are, empty too.
    void leaveAlone() { m_isDone = true; }
    /// Shows series of this source only.
    void prefer(const QString &source) { m_preferred = source; }

private:
    const store::SeriesStore &m_store;
    ui::Workspaces &m_workspaces;
    QString m_preferred; ///< Empty: any source.
    std::optional<Duration> m_firstSeriesAt;
    bool m_isDone = false;
};

} // namespace watchglass::app
