#include "app/watchglass/errand.h"

#include "tests/ui/no_warnings.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace watchglass;

class TestErrand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void whatComesOfItComesBack()
    {
        app::Errand errand;
        int outcome = 0;
        QThread *worked = nullptr;
        QThread *returned = nullptr;
        errand.start([&](app::Errand::Watch &) -> app::Errand::Then {
            worked = QThread::currentThread();
            return [&] {
                outcome = 7;
                returned = QThread::currentThread();
            };
        });
        QVERIFY(errand.isRunning());
        QTRY_COMPARE(outcome, 7);
        QVERIFY(worked != returned);
        QCOMPARE(returned, QThread::currentThread());
        QVERIFY(!errand.isRunning());
    }

    void nothingComesOfWhatWasGivenUp()
    {
        app::Errand errand;
        QSemaphore begun;
        QSemaphore ended;
        bool hasCome = false;
        errand.start([&](app::Errand::Watch &watch) -> app::Errand::Then {
            begun.release();
            while (watch.isWanted())
                QThread::yieldCurrentThread();
            ended.release();
            return [&] { hasCome = true; };
        });
        begun.acquire();
        int second = 0;
        errand.start([&](app::Errand::Watch &) -> app::Errand::Then { return [&] { second = 2; }; });
        QVERIFY(ended.tryAcquire(1, 10'000)); // it was told
        QTRY_COMPARE(second, 2);
        QVERIFY(!hasCome);
    }

    void tellsHowFarItIs()
    {
        app::Errand errand;
        QSignalSpy told(&errand, &app::Errand::progressed);
        QSemaphore seen;
        errand.start([&](app::Errand::Watch &watch) -> app::Errand::Then {
            watch.tell(0.5);
            seen.acquire();
            return {};
        });
        QTRY_VERIFY(!told.isEmpty() && told.last().value(0).toDouble() == 0.5);
        seen.release();
        QTRY_VERIFY(!errand.isRunning());
    }

    void atTheEndItIsWaitedFor()
    {
        bool hasEnded = false;
        {
            app::Errand errand;
            errand.start([&](app::Errand::Watch &watch) -> app::Errand::Then {
                while (watch.isWanted())
                    QThread::yieldCurrentThread();
                hasEnded = true;
                return {};
            });
        }
        QVERIFY(hasEnded);
    }
};

QTEST_GUILESS_MAIN(TestErrand)
#include "tst_errand.moc"
