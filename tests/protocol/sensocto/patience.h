#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEvent>
#include <QTimer>

namespace watchglass::test::sensocto {

constexpr int patience = 20'000; ///< For what is to happen, on the slowest machine; ms.

/// As QTest::qWaitFor(), but looks again after each event: these tests wait for some thousands of answers.
template <typename Condition>
bool waitFor(Condition condition)
{
    QTimer wake; // when there is no event at all
    wake.start(10);
    const QDeadlineTimer end(patience);
    while (!condition()) {
        if (end.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace watchglass::test::sensocto
