#include "app/simulator/services.h"
#include "app/simulator/simulator_server.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/source_factory.h"
#include "tests/support/fake_clock.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

const QString token = QStringLiteral("key:secret");

QUrl projectUrl(const sim::SimulatorServer &server)
{
    for (const QString &text : sim::serviceAddresses(server.url())) {
        const auto address = protocol::parseSourceAddress(text);
        if (address && address.value().service == protocol::Service::Disruptive)
            return address.value().url;
    }
    return {};
}

/// A client of the simulator's service and what it stored. Any project is a large one to it.
struct Side
{
    Side(const sim::SimulatorServer &server, Clock &clock)
        : ingest(store, {.sourceId = QStringLiteral("project")})
    {
        protocol::SourceAddress address;
        address.service = protocol::Service::Disruptive;
        address.url = projectUrl(server);
        address.url.setQuery(QStringLiteral("narrow=1&ping=60s"));
        address.token = token;
        client = protocol::makeClient(address, ingest, clock);
        client->start();
    }
    ~Side() { client->stop(); }

    std::uint64_t bytes() const { return ingest.counters().bytes; }
    bool isLive() const { return ingest.state().phase == SourcePhase::Live; }
    /// Of the devices, each time one was told.
    QStringList statuses()
    {
        QStringList all;
        for (const ingest::SourceEvent &event : ingest.drainEvents()) {
            if (const auto *update = std::get_if<DeviceUpdate>(&event); update && update->status)
                all << *update->status;
        }
        return all;
    }

    store::SeriesStore store;
    ingest::SourceIngest ingest;
    std::unique_ptr<protocol::SourceClient> client;
};

/// Two clients of one service, of which the second always wants everything, on one hand-turned clock.
struct Trial
{
    Trial()
        : server(sim::Fleet::generic(3, 2.0, 3, 1), options(), clock)
    {
        if (!server.listen())
            qFatal("cannot listen");
        thrifty = std::make_unique<Side>(server, clock);
        twin = std::make_unique<Side>(server, clock);
    }
    static sim::ServerOptions options()
    {
        sim::ServerOptions options;
        options.token = token;
        options.limits.connectsPerMinute = 0;
        return options;
    }

    void pass(Duration length)
    {
        for (const Duration end = clock.monotonic() + length; clock.monotonic() < end;) {
            clock.advance(50ms);
            QElapsedTimer timer;
            timer.start();
            // A machine that is busy with something else may be back when the time is up: a question and its answer
            // take some turns, and the streams are read by threads that need their share of it.
            for (int turns = 0; turns < 10 || timer.nsecsElapsed() < 400'000 || (isBehind() && timer.elapsed() < 1000);
                 ++turns)
                QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        }
    }
    /// The twin has not yet what the service sent last: each series has a sample every half second.
    bool isBehind() const
    {
        const auto all = twin && twin->isLive() ? twin->store.all() : decltype(twin->store.all()){};
        return !all.empty() && std::none_of(all.begin(), all.end(), [this](const auto &series) {
            const auto last = series->last();
            return last && last->time > clock.now() - 600ms;
        });
    }
    bool until(const std::function<bool()> &condition)
    {
        for (int i = 0; i < 6000; ++i) {
            if (condition())
                return true;
            pass(50ms);
        }
        return false;
    }

    struct Missing
    {
        std::uint64_t samples = 0;
        std::uint64_t unmarked = 0; ///< Of these, outside every span that is marked as not asked for.
        std::size_t marks = 0;
    };
    /// What the twin has up to `end` and the other has not.
    Missing missing(Timestamp end) const
    {
        Missing sum;
        const TimeRange all{begin, end};
        for (const auto &wanted : twin->store.all()) {
            const auto found = thrifty->store.find(wanted->info().key);
            const std::vector<Sample> have = found ? found->samples(all) : std::vector<Sample>();
            const std::vector<Gap> gaps = found ? found->view(all, 1).gaps : std::vector<Gap>();
            const auto isMarked = [&gaps](Timestamp time) {
                return std::any_of(gaps.begin(), gaps.end(), [time](const Gap &gap) {
                    return gap.cause == GapCause::NotRequested && gap.range.contains(time);
                });
            };
            for (const Sample &sample : wanted->samples(all)) {
                const bool isThere = std::any_of(have.begin(), have.end(), [&sample](const Sample &one) {
                    return one.time == sample.time && one.value == sample.value;
                });
                sum.samples += isThere ? 0 : 1;
                sum.unmarked += isThere || isMarked(sample.time) ? 0 : 1;
            }
            sum.marks += static_cast<std::size_t>(std::count_if(
                gaps.begin(), gaps.end(), [](const Gap &gap) { return gap.cause == GapCause::NotRequested; }));
        }
        return sum;
    }

    Timestamp begin; ///< From here on both had a stream; which of them had it first is chance.
    watchglass::test::FakeClock clock;
    sim::SimulatorServer server;
    std::unique_ptr<Side> thrifty;
    std::unique_ptr<Side> twin;
};

} // namespace

/// What a project of the simulator sends as attention falls and rises, and what is stored of it in the end.
class TestDemandDisruptive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void fewerBytesComeWhileNobodyLooksAndNothingIsLostByThat()
    {
        Trial trial;
        Side &thrifty = *trial.thrifty;
        Side &twin = *trial.twin;
        QVERIFY(trial.until([&] { return thrifty.isLive() && twin.isLive(); }));
        trial.begin = trial.clock.now();
        trial.pass(5s);
        thrifty.client->setDemand({AttentionLevel::None, {}});
        trial.pass(60s); // until the stream is narrowed
        std::uint64_t few = 0;
        std::uint64_t all = 0;
        // What fell between the streams is read first; a slow machine needs more of our fast time for that.
        for (int spans = 0; spans < 10 && all <= 20 * few; ++spans) {
            const std::uint64_t before = thrifty.bytes();
            const std::uint64_t beforeOfTwin = twin.bytes();
            trial.pass(20s);
            few = thrifty.bytes() - before;
            all = twin.bytes() - beforeOfTwin;
        }
        QVERIFY2(all > 20 * few, qPrintable(QStringLiteral("%1, %2").arg(all).arg(few)));
        const Timestamp end = trial.clock.now() - 1s;
        Trial::Missing withheld;
        QVERIFY(trial.until([&] {
            withheld = trial.missing(end);
            return withheld.unmarked == 0;
        }));
        QVERIFY(withheld.samples > 300 && withheld.marks == 9);

        thrifty.statuses();
        trial.server.setDeviceStatus(1, QStringLiteral("offline"), QStringLiteral("battery"));
        QVERIFY(trial.until([&] { return thrifty.statuses().contains(QStringLiteral("offline")); }));

        thrifty.client->setDemand({AttentionLevel::Medium, {}});
        const Timestamp raised = trial.clock.now();
        Trial::Missing left;
        const bool isWhole = trial.until([&] {
            trial.pass(2s);
            left = trial.missing(raised);
            return left.samples == 0 && left.marks == 0;
        });
        QVERIFY2(isWhole, qPrintable(QStringLiteral("%1 samples, %2 marks").arg(left.samples).arg(left.marks)));
        trial.pass(5s);
        const Timestamp after = trial.clock.now();
        QVERIFY(trial.until([&] { return trial.missing(after).samples == 0; })); // nor by the change
        QCOMPARE(thrifty.ingest.state().reconnects, 0);
    }
};

QTEST_GUILESS_MAIN(TestDemandDisruptive)
#include "tst_demand_disruptive.moc"
