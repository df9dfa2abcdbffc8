#include "ui/desk/desk_state.h"

#include <algorithm>

namespace watchglass::ui {

const DeskState *DesksState::find(const QString &id) const
{
    const auto found = std::find_if(desks.begin(), desks.end(), [&](const DeskState &desk) { return desk.id == id; });
    return found == desks.end() ? nullptr : &*found;
}

bool DesksState::isBlank() const
{
    return desks.empty() || (desks.size() == 1 && desks.front().panels.empty());
}

int DesksState::panelCount() const
{
    std::size_t count = 0;
    for (const DeskState &desk : desks)
        count += desk.panels.size();
    return static_cast<int>(count);
}

} // namespace watchglass::ui
