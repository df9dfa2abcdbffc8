#include "core/replay/publisher.h"

#include "core/recording/session_book.h"
#include "tests/protocol/recording_sink.h"
#include "tests/replay/lived_session.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

const Timestamp start = Timestamp::fromMs(1'700'000'000'000);
constexpr int samples = 600; ///< Of each series, 100 ms apart.

/// Takes so many at once, until they are said to have left.
class SmallOutlet final : public replay::Outlet
{
public:
    void start() override { isStarted = true; }
    void stop() override {}
    bool offer(const SeriesInfo &series, Sample sample) override
    {
        if (waiting >= room)
            return false;
        ++waiting;
        taken.push_back({series.key, sample});
        return true;
    }
    std::size_t pending() const override { return waiting; }
    std::uint64_t delivered() const override { return taken.size() - waiting; }
    SourceState state() const override { return {}; }

    std::size_t room = std::numeric_limits<std::size_t>::max();
    std::size_t waiting = 0;
    bool isStarted = false;
    std::vector<std::pair<SeriesKey, Sample>> taken;
};

} // namespace

class TestPublisher : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<recording::SessionFile> m_file;

    replay::Publisher::Options all(std::optional<double> speed = {}) const
    {
        replay::Publisher::Options options;
        for (const auto &series : m_file->series())
            options.series.push_back(series.id);
        options.speed = speed;
        return options;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString name = m_folder.filePath(QStringLiteral("one.wgrec"));
        auto book = recording::SessionBook::create(name, {QStringLiteral("test"), start, {}, 1, {}, {}});
        QVERIFY(book.ok());
        recording::SessionSource source;
        source.name = QStringLiteral("ward");
        const auto id = book.value()->addSource(source);
        for (const char *attribute : {"heart_rate", "temperature"}) {
            SeriesInfo info;
            info.key = {source.name, QStringLiteral("bed"), QLatin1String(attribute), {}};
            const auto series = book.value()->addSeries(id, info);
            for (int i = 0; i < samples; ++i)
                book.value()->addSample(series, {start + i * Duration(100ms), i == 7 ? std::nan("") : double(i)});
        }
        QVERIFY(book.value()->close(start).ok());
        auto file = recording::SessionFile::open(name);
        QVERIFY(file.ok());
        m_file = std::move(file.value());
    }

    void sendsAllInOrderOfTimeAsFastAsTheyAreTaken()
    {
        SmallOutlet outlet;
        test::FakeClock clock;
        bool isFinished = false;
        replay::Publisher publisher(*m_file, all(), outlet, clock, [&] { isFinished = true; });
        publisher.start();
        QVERIFY(outlet.isStarted);
        clock.advance(1s);
        QCOMPARE(outlet.taken.size(), std::size_t(2 * (samples - 1)));
        QCOMPARE(publisher.leftOut(), std::uint64_t(2));
        QVERIFY(std::is_sorted(outlet.taken.begin(), outlet.taken.end(),
                               [](const auto &a, const auto &b) { return a.second.time < b.second.time; }));
        QCOMPARE(outlet.taken.front().second.time, clock.now() - Duration(1s)); // of the moment it began
        QVERIFY(!isFinished);                                                   // what was taken has not left
        outlet.waiting = 0;
        clock.advance(1s);
        QVERIFY(isFinished);
        QCOMPARE(clock.activeTimers(), 0);
    }

    void keepsItsPace()
    {
        SmallOutlet outlet;
        test::FakeClock clock;
        replay::Publisher publisher(*m_file, all(10.0), outlet, clock, [] {});
        publisher.start();
        clock.advance(1s); // ten recorded seconds: a hundred samples of each, and the first
        QVERIFY2(std::abs(double(outlet.taken.size()) - 200.0) <= 6.0,
                 qPrintable(QString::number(outlet.taken.size())));
    }

    void waitsWhileThereIsNoRoom()
    {
        SmallOutlet outlet;
        outlet.room = 50;
        test::FakeClock clock;
        bool isFinished = false;
        replay::Publisher publisher(*m_file, all(), outlet, clock, [&] { isFinished = true; });
        publisher.start();
        clock.advance(60s);
        QCOMPARE(outlet.taken.size(), std::size_t(50));
        for (int i = 0; i < 100 && !isFinished; ++i) {
            outlet.waiting = 0;
            clock.advance(100ms);
        }
        QVERIFY(isFinished);
        QCOMPARE(outlet.taken.size(), std::size_t(2 * (samples - 1))); // none lost, none twice
    }

    void recordedTimesCanBeKept()
    {
        SmallOutlet outlet;
        test::FakeClock clock;
        auto options = all();
        options.isMovedToNow = false;
        replay::Publisher publisher(*m_file, options, outlet, clock, [] {});
        publisher.start();
        clock.advance(1s);
        QCOMPARE(outlet.taken.front().second.time, start);
    }

    void realServicesTakeEverySample_data()
    {
        QTest::addColumn<protocol::Service>("service");
        QTest::addRow("sensocto") << protocol::Service::Sensocto;
        QTest::addRow("terra") << protocol::Service::Terra;
    }

    void realServicesTakeEverySample()
    {
        QFETCH(protocol::Service, service);
        test::FakeClock clock;
        sim::ServerOptions server = test::replayedServer(sim::Dialect::Documented);
        server.token.clear();
        sim::SimulatorServer simulator(sim::Fleet(), server, clock);
        QVERIFY(simulator.listen().ok());
        replay::OutletOptions options;
        options.address = test::addressOf(service, simulator.url());
        options.address.url.setQuery(QString());
        options.address.token = QStringLiteral("key:secret");
        options.device = QStringLiteral("bed");
        options.name = options.device;
        options.user = QStringLiteral("user-1");
        for (const auto &series : m_file->series())
            options.series.push_back(series.info);
        auto outlet = replay::makeOutlet(options, clock);
        QVERIFY2(outlet.ok(), qPrintable(outlet ? QString() : outlet.error().text));
        bool isFinished = false;
        replay::Publisher publisher(*m_file, all(), *outlet.value(), clock, [&] { isFinished = true; });
        publisher.start();
        for (int i = 0; i < 20'000 && !isFinished; ++i) {
            clock.advance(25ms);
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        }
        QVERIFY2(isFinished, qPrintable(outlet.value()->state().text));
        QCOMPARE(outlet.value()->delivered(), std::uint64_t(2 * (samples - 1)));
        outlet.value()->stop();
    }

    void aServiceThatTakesNothingIsSaid()
    {
        test::FakeClock clock;
        replay::OutletOptions options;
        options.address.service = protocol::Service::Valtronics;
        QVERIFY(!replay::makeOutlet(options, clock));
        options.address.service = protocol::Service::Terra;
        QVERIFY(!replay::makeOutlet(options, clock)); // without a user
    }
};

QTEST_GUILESS_MAIN(TestPublisher)
#include "tst_publisher.moc"
