#include "app/watchglass/activity.h"

namespace watchglass::app {

void Activity::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_token = nullptr; // nobody to be told
}

} // namespace watchglass::app
