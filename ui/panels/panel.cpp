#include "ui/panels/panel.h"

#include "ui/plot/time_link.h"

namespace watchglass::ui {

void Panel::setTimeLink(std::shared_ptr<TimeLink> link)
{
    Q_UNUSED(link)
}

} // namespace watchglass::ui
