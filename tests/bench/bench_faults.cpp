#include "tests/bench/bench.h"

#include "app/watchglass/application.h"
#include "tests/support/faulty_service.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

/// Notices how long the event loop did not turn.
class StallMeter
{
public:
    StallMeter()
    {
        m_since.start();
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longestMs = std::max(m_longestMs, static_cast<double>(m_since.nsecsElapsed()) * 1e-6);
            m_since.restart();
        });
        m_timer.start(5);
    }
    /// Since the last call.
    double takeLongestMs() { return std::exchange(m_longestMs, 0.0); }

private:
    QElapsedTimer m_since;
    QTimer m_timer;
    double m_longestMs = 0.0;
};

/// Resident memory of this process in MiB.
double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0.0;
    return file.readAll().split(' ').value(1).toDouble() * 4096.0 / (1024.0 * 1024.0);
}

struct Fault
{
    const char *name;
    std::chrono::seconds length;
    sim::Faults faults;
    bool isKilled = false;
};

std::vector<Fault> faultList()
{
    std::vector<Fault> list(6);
    list[0] = {"killed", 8s, {}, true};
    list[1] = {"half_open", 30s, {}};
    list[1].faults.halfOpen = true;
    list[2] = {"slow", 10s, {}};
    list[2].faults.bytesPerSecond = 20'000;
    list[3] = {"garbage", 60s, {}};
    list[3].faults.corrupt = 1.0;
    list[3].faults.damage = sim::Damage::Any;
    list[4] = {"torn", 10s, {}};
    list[4].faults.corrupt = 0.1;
    list[4].faults.damage = sim::Damage::Tear;
    list[5] = {"huge_frame", 10s, {}};
    list[5].faults.hugeFrame = true;
    return list;
}

/// The whole program, a service that fails, and what the operator would notice of it.
class Trial
{
public:
    explicit Trial(Context &context)
        : m_context(context)
        , m_service(sim::Fleet::generic(20, 100.0, 10, 1), options(), m_clock)
    {}

    void run()
    {
        if (!m_service.listen()) {
            m_context.fail("the simulated service could not listen");
            return;
        }
        app::Options options;
        options.dataDir = m_folder.path();
        options.windowSize = QSize(1600, 900);
        options.sources.push_back({protocol::Service::Valtronics, m_service.url(), {}});
        app::Application application(options, m_clock);
        m_application = &application;
        application.start();
        if (!waitForData(30s))
            m_context.fail("no data arrived before any fault");
        m_stalls.takeLongestMs();
        for (const Fault &fault : faultList())
            undergo(fault);
        const SourceCounters counters = status().counters;
        m_context.result("faults.bad_frames", static_cast<double>(counters.badFrames), "frames");
        m_context.result("faults.refused_frames", static_cast<double>(counters.refusedFrames), "frames");
        m_context.result("faults.reconnects", status().state.reconnects, "reconnects");
        m_application = nullptr;
    }

private:
    static sim::ServerOptions options()
    {
        sim::ServerOptions options;
        options.limits.connectsPerMinute = 0;
        return options;
    }

    ui::SourceStatus status() const
    {
        const auto &sources = m_application->window().status().figures().sources;
        return sources.empty() ? ui::SourceStatus{} : sources.front();
    }

    void turnFor(Duration length)
    {
        QEventLoop loop;
        QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(length), &loop, &QEventLoop::quit);
        loop.exec();
    }

    /// Turns for `length`; when in it the state first said something else than Live, or -1.
    double secondsUntilShown(Duration length)
    {
        QElapsedTimer timer;
        timer.start();
        double shown = -1.0;
        const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(length).count();
        while (timer.elapsed() < whole) {
            turnFor(100ms);
            if (shown < 0.0 && status().state.phase != SourcePhase::Live)
                shown = static_cast<double>(timer.elapsed()) * 1e-3;
        }
        return shown;
    }

    /// Live, and samples arrive; the time it took in `m_waited`.
    bool waitForData(std::chrono::seconds patience)
    {
        QElapsedTimer timer;
        timer.start();
        std::uint64_t before = status().counters.samples;
        bool flows = false;
        while (!flows && timer.elapsed() < patience.count() * 1000) {
            turnFor(100ms);
            flows = status().state.phase == SourcePhase::Live && status().counters.samples > before + 1'000;
        }
        m_waitedSeconds = static_cast<double>(timer.elapsed()) * 1e-3;
        return flows;
    }

    void undergo(const Fault &fault)
    {
        const double memoryBefore = residentMiB();
        if (fault.isKilled)
            m_service.kill();
        m_service.setFaults(fault.faults);
        const double shownAfter = secondsUntilShown(fault.length);
        const ui::SourceStatus during = status();
        std::printf("faults.%s: shown as \"%s\", %s\n", fault.name, qPrintable(ui::phaseWord(during.state.phase)),
                    qPrintable(during.state.text));
        m_service.setFaults({});
        if (fault.isKilled && !m_service.listen())
            m_context.fail("the simulated service could not listen again");
        if (!waitForData(60s))
            m_context.fail(std::string("no data after: ") + fault.name);
        const std::string key = std::string("faults.") + fault.name;
        if (shownAfter >= 0.0)
            m_context.result(key + ".shown_after", shownAfter, "s");
        m_context.result(key + ".longest_stall", m_stalls.takeLongestMs(), "ms");
        m_context.result(key + ".back_after", m_waitedSeconds, "s");
        m_context.result(key + ".memory_growth", residentMiB() - memoryBefore, "MiB");
    }

    Context &m_context;
    SystemClock m_clock;
    QTemporaryDir m_folder;
    test::FaultyService m_service;
    StallMeter m_stalls;
    app::Application *m_application = nullptr;
    double m_waitedSeconds = 0.0;
};

void run(Context &context)
{
    QApplication application(context.argc, context.argv);
    Trial(context).run();
}

const Registration registration("faults", "the whole program while its service fails in every way (3 minutes)", run);

} // namespace

} // namespace watchglass::bench
