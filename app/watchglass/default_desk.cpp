#include "app/watchglass/default_desk.h"

#include "ui/desk/default_layout.h"
#include "ui/desk/workspaces.h"

namespace watchglass::app {

namespace {

/// Long enough for series of 10 Hz and more to show their rhythm.
constexpr auto settling = std::chrono::milliseconds(1200);

} // namespace

DefaultDesk::DefaultDesk(const store::SeriesStore &store, ui::Workspaces &workspaces)
    : m_store(store)
    , m_workspaces(workspaces)
{}

bool DefaultDesk::update(Duration now)
{
    if (m_isDone || m_store.size() == 0)
        return false;
    if (!m_firstSeriesAt)
        m_firstSeriesAt = now;
    if (now - *m_firstSeriesAt < settling)
        return false;
    m_isDone = true;
    ui::Desk &desk = m_workspaces.current();
    if (!desk.isEmpty() || m_workspaces.count() > 1)
        return false;
    std::vector<ui::SeriesSketch> sketches;
    for (const auto &series : m_store.all()) {
        if (m_preferred.isEmpty() || series->info().key.source == m_preferred)
            sketches.push_back({series->info(), series->rhythm()});
    }
    desk.arrange(ui::defaultLayout(sketches));
    return !desk.isEmpty();
}

} // namespace watchglass::app
