#pragma once

#include "core/base/timestamp.h"
#include "core/store/series_store.h"

#include <optional>

namespace watchglass::ui {
class Desk;
}

namespace watchglass::app {

/// Fills a desk that nobody has arranged, once, soon after the first series have shown how fast they are.
/// Thread: GUI.
class DefaultDesk
{
public:
    DefaultDesk(const store::SeriesStore &store, ui::Desk &desk);

    /// To be called now and then; `now` of a clock that never jumps. Whatever stands on the desk by then stays.
    /// True when it filled the desk.
    bool update(Duration now);
    /// Shows series of this source only.
    void prefer(const QString &source) { m_preferred = source; }

private:
    const store::SeriesStore &m_store;
    ui::Desk &m_desk;
    QString m_preferred; ///< Empty: any source.
    std::optional<Duration> m_firstSeriesAt;
    bool m_isDone = false;
};

} // namespace watchglass::app
