#include "ui/desk/cpu_time.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <ctime>
#endif

namespace watchglass::ui {

Duration threadCpuTime()
{
#ifdef Q_OS_UNIX
    timespec spent{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent) == 0)
        return std::chrono::seconds(spent.tv_sec) + std::chrono::nanoseconds(spent.tv_nsec);
#endif
    return Duration::zero();
}

} // namespace watchglass::ui
