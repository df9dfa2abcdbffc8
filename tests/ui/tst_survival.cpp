#include "app/watchglass/application.h"
#include "tests/support/faulty_service.h"
#include "tests/ui/no_warnings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 60'000;

sim::ServerOptions serverOptions()
{
    sim::ServerOptions options;
    options.limits.connectsPerMinute = 0;
    return options;
}

} // namespace

/// The whole program against a service that fails: what is shown is true, and data flows again by itself.
class TestSurvival : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FaultyService> m_service;
    std::unique_ptr<app::Application> m_application;

    ui::SourceStatus status() const
    {
        const auto &sources = m_application->window().status().figures().sources;
        return sources.empty() ? ui::SourceStatus{} : sources.front();
    }
    SourcePhase phase() const { return status().state.phase; }
    std::uint64_t samples() const { return status().counters.samples; }

    bool dataFlows()
    {
        const std::uint64_t before = samples();
        return QTest::qWaitFor([&] { return phase() == SourcePhase::Live && samples() > before + 100; }, patienceMs);
    }

private Q_SLOTS:
    void init()
    {
        test::failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        m_service = std::make_unique<test::FaultyService>(sim::Fleet::generic(8, 50.0, 4, 1), serverOptions(), m_clock);
        QVERIFY(m_service->listen());
        app::Options options;
        options.dataDir = m_folder->path();
        options.sources.push_back({protocol::Service::Valtronics, m_service->url(), {}});
        m_application = std::make_unique<app::Application>(options, m_clock);
        m_application->start();
        QVERIFY(dataFlows());
    }

    void cleanup()
    {
        m_application.reset();
        m_service.reset();
    }

    void comesBackAfterTheServerWasKilled()
    {
        m_service->kill();
        QVERIFY(QTest::qWaitFor([this] { return phase() == SourcePhase::Waiting; }, patienceMs));
        QVERIFY(!status().state.text.isEmpty());
        QVERIFY(m_service->listen());
        QVERIFY(dataFlows());
        QVERIFY(status().state.reconnects >= 1);
    }

    void countsGarbageAndGoesOn()
    {
        sim::Faults garbage;
        garbage.corrupt = 0.5;
        garbage.damage = sim::Damage::Garbage;
        m_service->setFaults(garbage);
        QVERIFY(QTest::qWaitFor([this] { return status().counters.badFrames > 20; }, patienceMs));
        QVERIFY(!status().counters.lastProblem.isEmpty());
        m_service->setFaults({});
        QVERIFY(dataFlows());
    }

    void refusesAFrameOfAGigabyte()
    {
        sim::Faults huge;
        huge.hugeFrame = true;
        m_service->setFaults(huge);
        QVERIFY(QTest::qWaitFor([this] { return status().counters.refusedFrames > 0; }, patienceMs));
        m_service->setFaults({});
        QVERIFY(dataFlows());
    }

    void survivesTornFrames()
    {
        sim::Faults torn;
        torn.corrupt = 0.2;
        torn.damage = sim::Damage::Tear;
        m_service->setFaults(torn);
        const auto before = status().counters;
        QVERIFY(QTest::qWaitFor(
            [&] {
                return status().counters.badFrames > before.badFrames || status().state.reconnects > 0
                       || phase() == SourcePhase::Waiting;
            },
            patienceMs));
        m_service->setFaults({});
        QVERIFY(dataFlows());
    }
};

QTEST_MAIN(TestSurvival)
#include "tst_survival.moc"
