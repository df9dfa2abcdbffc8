#include "core/recording/past_samples.h"
#include "core/recording/recorded_maker.h"
#include "core/recording/source_recorder.h"
#include "tests/recording/session_trial.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace watchglass;
using namespace watchglass::recording;
using namespace watchglass::test;

namespace {

/// A client that delivers a frame and a sample whenever it is resolved an alarm, and shows who it is told of.
class TapClient final : public protocol::SourceClient
{
public:
    TapClient(const protocol::SourceAddress &address, protocol::SourceSink &sink, Clock &clock)
        : m_tap(address.transport.tap)
        , m_sink(sink)
        , m_clock(clock)
    {}

    void start() override
    {
        m_series = m_sink.series({{{}, QStringLiteral("d"), QStringLiteral("a"), {}}, {}, {}, {}});
        SourceState live;
        live.phase = SourcePhase::Live;
        live.text = QStringLiteral("with token=WORDOFSECRET");
        m_sink.state(live);
    }
    void stop() override {}
    void acknowledgeAlarm(const QString &) override { start(); }
    void resolveAlarm(const QString &, const QString &note) override
    {
        for (int i = note.toInt(); i > 0; --i) {
            ++m_count;
            if (m_tap && m_tap->isListening())
                m_tap->take({1,
                             link::FrameKind::TextReceived,
                             {},
                             QByteArray(R"({"token":"abc","n":)") + QByteArray::number(m_count) + "}"});
            m_sink.sample(m_series, {trialTime(m_count), static_cast<double>(m_count)});
        }
    }

private:
    const std::shared_ptr<link::FrameTap> m_tap;
    protocol::SourceSink &m_sink;
    Clock &m_clock;
    protocol::SeriesHandle m_series{};
    int m_count = 0;
};

std::unique_ptr<protocol::SourceClient> makeTapClient(const protocol::SourceAddress &address,
                                                      protocol::SourceSink &sink, Clock &clock)
{
    return std::make_unique<TapClient>(address, sink, clock);
}

protocol::SourceAddress address()
{
    protocol::SourceAddress address = protocol::parseSourceAddress(QStringLiteral("terra:wss://host/connect")).value();
    address.token = QStringLiteral("someone:WORDOFSECRET");
    return address;
}

/// A source at work whose samples the test orders.
class Source
{
public:
    Source(SessionWriter &writer, Clock &clock, const QString &name = QStringLiteral("s"))
        : m_runner(name, address(), m_store, clock, nullptr, recordedMaker(writer, name, nullptr, makeTapClient))
    {
        m_runner.start();
    }
    const store::SeriesStore &store() const { return m_store; }
    void send(int count)
    {
        order(count);
        wait();
    }
    void order(int count)
    {
        m_runner.resolveAlarm({}, QString::number(count));
        m_sent += static_cast<std::uint64_t>(count);
    }
    void wait() { QTRY_COMPARE_WITH_TIMEOUT(m_runner.counters().samples, m_sent, 60'000); }

private:
    store::SeriesStore m_store;
    ingest::SourceRunner m_runner;
    std::uint64_t m_sent = 0;
};

/// Without those of channel 0.
std::vector<RecordedFrame> framesOfLinks(const SessionFile &file)
{
    std::vector<RecordedFrame> frames = allFrames(file);
    std::erase_if(frames, [](const RecordedFrame &recorded) { return recorded.frame.channel == 0; });
    return frames;
}

std::size_t sampleCount(const QString &name)
{
    const auto file = SessionFile::open(name);
    std::size_t count = 0;
    if (file.ok()) {
        for (const SessionSeries &series : file.value()->series())
            count += file.value()->samples(series.id, always).value().size();
    }
    return count;
}

/// Whether the last sample is the one of the last frame.
bool endsWithAFramesSample(const QString &name)
{
    const auto file = SessionFile::open(name);
    if (!file.ok())
        return false;
    const auto samples = file.value()->samples(file.value()->series().front().id, always).value();
    const QByteArray last = QByteArray("\"n\":") + QByteArray::number(samples.back().value, 'f', 0) + "}";
    return framesOfLinks(*file.value()).back().frame.payload.endsWith(last);
}

} // namespace

class TestSessionWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void recordsWhatASourceSendsWhileItRuns()
    {
        SessionWriter writer(m_clock);
        Source source(writer, m_clock);
        source.send(10);
        QVERIFY(writer.begin(options(QStringLiteral("one"))));
        QCOMPARE(static_cast<int>(writer.state().phase), static_cast<int>(RecordingState::Phase::Recording));
        source.send(20'000);
        writer.mark({0, trialTime(1), {}, QStringLiteral("look"), QStringLiteral("marker")});
        writer.note({QStringLiteral("attention"), {}});
        writer.end();
        source.send(10);
        QCOMPARE(static_cast<int>(writer.state().phase), static_cast<int>(RecordingState::Phase::Ended));
        QCOMPARE(writer.state().samples, std::uint64_t(20'000));
        QCOMPARE(writer.state().frames, std::uint64_t(20'001)); // with what the client was ordered
        QCOMPARE(writer.state().lost, std::uint64_t(0));
        QCOMPARE(writer.state().waiting, std::uint64_t(0));

        const auto file = SessionFile::open(name(QStringLiteral("one")));
        QVERIFY2(file.ok(), qPrintable(file ? QString() : file.error().text));
        QCOMPARE(file.value()->check().value(), QStringList());
        QVERIFY(file.value()->meta().end);
        QCOMPARE(file.value()->sources()[0].address, QStringLiteral("terra:wss://host/connect"));
        const auto samples = file.value()->samples(1, always).value();
        QCOMPARE(samples.size(), std::size_t(20'000));
        QCOMPARE(samples.front().value, 11.0);
        const auto frames = framesOfLinks(*file.value());
        QCOMPARE(frames.size(), std::size_t(20'010)); // with the opening
        QCOMPARE(frames.front().frame.payload, R"({"token":"***","n":1})");
        QCOMPARE(frames.back().frame.payload, R"({"token":"***","n":20010})");
        QVERIFY(frames[9].arrival < file.value()->sources()[0].since);
        QCOMPARE(file.value()->states().value().size(), std::size_t(1));
        QCOMPARE(file.value()->markers().value().size(), std::size_t(1));
        QCOMPARE(file.value()->ledger(QStringLiteral("attention")).value().size(), std::size_t(1));
        QVERIFY(!contents(name(QStringLiteral("one"))).contains("WORDOFSECRET"));
    }

    void takesAlongWhatIsInMemoryOfTheTimeBefore()
    {
        SessionWriter writer(m_clock);
        Source source(writer, m_clock);
        source.send(10);
        RecordingOptions late = options(QStringLiteral("late"));
        late.past = {&source.store(), m_clock.now() - trialTime(0) + std::chrono::hours(1)}; // it begins a little later
        QVERIFY(writer.begin(late));
        QTRY_VERIFY(writer.state().samples > 0);
        source.send(20);
        writer.end();
        const auto file = SessionFile::open(name(QStringLiteral("late")));
        QVERIFY(file.ok());
        QCOMPARE(file.value()->check().value(), QStringList());
        const auto samples = file.value()->samples(1, always).value();
        QCOMPARE(samples.size(), std::size_t(30));
        for (std::size_t i = 0; i < samples.size(); ++i)
            QCOMPARE(samples[i].value, static_cast<double>(i + 1));
        const auto entry = file.value()->ledger(pastKind).value();
        QCOMPARE(entry.size(), std::size_t(1));
        QCOMPARE(PastSamples::fromJson(entry[0].value.what)->count, std::uint64_t(10));
    }

    void sourcesMayComeAndGoMeanwhile()
    {
        SessionWriter writer(m_clock);
        QVERIFY(writer.begin(options(QStringLiteral("guests"))));
        {
            Source guest(writer, m_clock, QStringLiteral("guest"));
            guest.send(500);
            Source other(writer, m_clock, QStringLiteral("other"));
            other.send(300);
        }
        writer.end();
        QCOMPARE(sampleCount(name(QStringLiteral("guests"))), std::size_t(800));
        QCOMPARE(SessionFile::open(name(QStringLiteral("guests"))).value()->sources().size(), std::size_t(2));
    }

    void recordsIntoOneFileAfterTheOther()
    {
        SessionWriter writer(m_clock);
        Source source(writer, m_clock);
        for (const char *one : {"first", "second"}) {
            QVERIFY(writer.begin(options(QString::fromLatin1(one))));
            source.send(100);
            writer.end();
            QCOMPARE(sampleCount(name(QString::fromLatin1(one))), std::size_t(100));
        }
        QCOMPARE(framesOfLinks(*SessionFile::open(name(QStringLiteral("second"))).value()).size(), std::size_t(200));
    }

    void aFileThatIsThereIsNotRecordedInto()
    {
        SessionWriter writer(m_clock);
        QVERIFY(writer.begin(options(QStringLiteral("there"))));
        writer.end();
        const auto again = writer.begin(options(QStringLiteral("there")));
        QVERIFY(!again.ok());
        QVERIFY(again.error().text.contains(QStringLiteral("there.wgrec")));
        QVERIFY(!writer.begin(options(QStringLiteral("no/such/folder/x"))).ok());
        QVERIFY(writer.begin(options(QStringLiteral("other place"))));
    }

    void whatIsOlderThanASecondIsInTheFile()
    {
        SessionWriter writer(m_clock);
        Source source(writer, m_clock);
        QVERIFY(writer.begin(options(QStringLiteral("killed"))));
        source.send(5'000);
        const Timestamp sent = m_clock.now();
        QTRY_VERIFY_WITH_TIMEOUT(writer.state().wholeUntil > sent, 5'000);
        QVERIFY(m_clock.now() - sent < std::chrono::seconds(3)); // 1 s and a machine that does other things too
        const QString copy = name(QStringLiteral("copy"));
        QFile::copy(name(QStringLiteral("killed")), copy);
        QFile::copy(name(QStringLiteral("killed")) + QStringLiteral("-wal"), copy + QStringLiteral("-wal"));
        QCOMPARE(sampleCount(copy), std::size_t(5'000));
    }

    void aFileEndsWithAllThatWasMadeOfItsLastFrame()
    {
        SessionWriter writer(m_clock);
        Source source(writer, m_clock);
        for (int end = 0; end < 5; ++end) {
            const QString file = QStringLiteral("end%1").arg(end);
            QVERIFY(writer.begin(options(file)));
            source.order(10'000);
            QTRY_VERIFY(source.store().size() == 1 && source.store().all().front()->count() > 10'000U * end);
            writer.end(); // somewhere in the middle
            source.wait();
            QVERIFY(endsWithAFramesSample(name(file)));
        }
    }

    void goesOnInAnotherFileWithoutLosingASample()
    {
        SessionWriter writer(m_clock);
        Source source(writer, m_clock);
        RecordingOptions rotating = options(QStringLiteral("parts"));
        rotating.limits.maxBytes = 300'000;
        rotating.limits.rotates = true;
        QVERIFY(writer.begin(rotating));
        std::uint64_t sent = 0;
        while (writer.state().part < 3 && sent < 10'000'000) {
            source.send(20'000);
            sent += 20'000;
            QTRY_VERIFY_WITH_TIMEOUT(writer.state().waiting < SessionWriter::queueBytes / 16, 60'000);
        }
        QVERIFY(writer.state().part >= 3);
        writer.end();
        std::size_t found = 0;
        for (int part = 1; part <= writer.state().part; ++part) {
            const QString file =
                part == 1 ? name(QStringLiteral("parts")) : name(QStringLiteral("parts-00%1").arg(part));
            found += sampleCount(file);
            const auto opened = SessionFile::open(file);
            QVERIFY(opened.ok());
            QCOMPARE(opened.value()->check().value(), QStringList());
            QCOMPARE(opened.value()->meta().part, part);
            QVERIFY(endsWithAFramesSample(file));
        }
        QCOMPARE(found, sent);
        QCOMPARE(writer.state().samples, sent);
    }

    void endsAtItsLimits()
    {
        SessionWriter writer(m_clock);
        Source source(writer, m_clock);
        RecordingOptions brief = options(QStringLiteral("brief"));
        brief.limits.maxLength = std::chrono::milliseconds(600);
        QVERIFY(writer.begin(brief));
        source.send(100);
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(writer.state().phase),
                                  static_cast<int>(RecordingState::Phase::Ended), 10'000);
        QVERIFY(writer.state().problem.isEmpty());
        QCOMPARE(sampleCount(name(QStringLiteral("brief"))), std::size_t(100));

        RecordingOptions poor = options(QStringLiteral("poor"));
        poor.limits.minFreeBytes = std::uint64_t(1) << 60;
        QVERIFY(writer.begin(poor));
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(writer.state().phase),
                                  static_cast<int>(RecordingState::Phase::Failed), 10'000);
        QVERIFY2(writer.state().problem.contains(QStringLiteral("Disk full")), qPrintable(writer.state().problem));
        QVERIFY(SessionFile::open(name(QStringLiteral("poor"))).value()->check().value().isEmpty());
    }

    void aDiskThatTakesNoMoreLeavesAWholeFile()
    {
#ifdef Q_OS_UNIX
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        SessionWriter writer(m_clock);
        Source source(writer, m_clock);
        QVERIFY(writer.begin(options(QStringLiteral("full"))));
        source.send(1'000);
        QTRY_VERIFY_WITH_TIMEOUT(writer.state().samples >= 1'000, 10'000);
        rlimit tight = before;
        tight.rlim_cur = 1'500'000;
        setrlimit(RLIMIT_FSIZE, &tight);
        for (int i = 0; i < 200 && writer.state().phase == RecordingState::Phase::Recording; ++i)
            source.send(50'000);
        const RecordingState state = writer.state();
        setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(static_cast<int>(state.phase), static_cast<int>(RecordingState::Phase::Failed));
        QVERIFY2(state.problem.contains(QStringLiteral("whole up to")), qPrintable(state.problem));
        source.send(100); // and the source goes on
        writer.end();
        const auto file = SessionFile::open(name(QStringLiteral("full")));
        QVERIFY2(file.ok(), qPrintable(file ? QString() : file.error().text));
        QCOMPARE(file.value()->check().value(), QStringList());
        QVERIFY(sampleCount(name(QStringLiteral("full"))) >= 1'000);
        QVERIFY(writer.begin(options(QStringLiteral("after"))));
        source.send(100);
        writer.end();
        QCOMPARE(sampleCount(name(QStringLiteral("after"))), std::size_t(100));
#else
        QSKIP("needs RLIMIT_FSIZE");
#endif
    }

private:
    QString name(const QString &base) const
    {
        return m_folder.filePath(base + QStringLiteral(".wgrec"));
    }
    RecordingOptions options(const QString &base) const
    {
        RecordingOptions options;
        options.fileName = name(base);
        options.program = QStringLiteral("test");
        return options;
    }
    static QByteArray contents(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    SystemClock m_clock;
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSessionWriter)
#include "tst_session_writer.moc"
