#include "app/watchglass/activity.h"

#import <Foundation/Foundation.h>

namespace watchglass::app {

void Activity::setBusy(bool isBusy)
{
    if (isBusy == m_isBusy)
        return;
    m_isBusy = isBusy;
    NSProcessInfo *process = [NSProcessInfo processInfo];
    if (isBusy) {
        // The computer may still go to sleep when its owner closes it; only the program itself must not doze.
        const NSActivityOptions options = NSActivityUserInitiatedAllowingIdleSystemSleep | NSActivityLatencyCritical;
        id<NSObject> token = [process beginActivityWithOptions:options reason:@"Watching live sensors"];
        m_token = (void *)CFBridgingRetain(token);
    } else {
        id<NSObject> token = CFBridgingRelease(m_token);
        m_token = nullptr;
        [process endActivity:token];
    }
}

} // namespace watchglass::app
