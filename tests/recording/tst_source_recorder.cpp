#include "core/recording/recording_sink.h"
#include "core/recording/source_recorder.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace watchglass;
using namespace watchglass::recording;

namespace {

protocol::SourceAddress address()
{
    return protocol::parseSourceAddress(QStringLiteral("terra:wss://host/connect?token=SECRETWORD")).value();
}

link::Frame frame(const QByteArray &payload)
{
    return {1, link::FrameKind::TextReceived, {}, payload};
}

QList<QByteArray> payloads(const std::vector<HeardFrame> &frames)
{
    QList<QByteArray> all;
    for (const HeardFrame &heard : frames)
        all << heard.frame.payload;
    return all;
}

template <typename T>
std::vector<T> all(const std::vector<Heard::Event> &events)
{
    std::vector<T> found;
    for (const Heard::Event &event : events) {
        if (const T *one = std::get_if<T>(&event.what))
            found.push_back(*one);
    }
    return found;
}

SourceState state(SourcePhase phase)
{
    SourceState state;
    state.phase = phase;
    return state;
}

} // namespace

class TestSourceRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_budget = std::make_shared<QueueBudget>(1'000'000);
        m_recorder = std::make_shared<SourceRecorder>(QStringLiteral("s"), address(), m_clock, m_budget);
    }

    void keepsNothingButTheOpeningUntilItIsAttached()
    {
        QVERIFY(m_recorder->isListening());
        m_recorder->take(frame("a"));
        m_recorder->sample({}, {Timestamp(), 1});
        m_recorder->take(frame("b"));
        const auto known = m_recorder->attach();
        QCOMPARE(payloads(known.opening), (QList<QByteArray>{"a", "b"}));
        QVERIFY(known.isWhole);
        m_recorder->take(frame("c"));
        m_recorder->sample({}, {Timestamp(), 2});
        const Heard heard = m_recorder->drain();
        QCOMPARE(payloads(heard.frames), QList<QByteArray>{"c"});
        QCOMPARE(heard.samples.size(), std::size_t(1));
        m_recorder->take(frame("d"));
        QCOMPARE(payloads(m_recorder->detach().frames), QList<QByteArray>{"d"});
        m_recorder->take(frame("e"));
        QVERIFY(m_recorder->drain().frames.empty());
        QCOMPARE(m_budget->waiting(), heard.bytes + heard.bytes - sizeof(HeardSample));
    }

    void stopsListeningWhenTheOpeningIsFull()
    {
        for (int i = 0; m_recorder->isListening(); ++i) {
            QVERIFY(i < 100);
            m_recorder->take(frame(QByteArray(100'000, 'x')));
        }
        auto known = m_recorder->attach();
        QVERIFY(!known.isWhole);
        QVERIFY(known.opening.size() >= 20 && known.opening.size() <= 22);
        QVERIFY(m_recorder->isListening());
        (void)m_recorder->detach();
        QVERIFY(!m_recorder->isListening());
    }

    void keepsTheNewestConnectionsOpeningBesideTheFirst()
    {
        m_recorder->note(state(SourcePhase::Live));
        while (m_recorder->isListening())
            m_recorder->take(frame(QByteArray(100'000, 'x')));
        const std::size_t first = m_recorder->attach().opening.size();
        (void)m_recorder->detach();
        for (const char *text : {"second", "third"}) {
            m_recorder->note(state(SourcePhase::Waiting));
            QVERIFY(m_recorder->isListening());
            m_recorder->take(frame(text));
            m_recorder->note(state(SourcePhase::Live));
        }
        const auto known = m_recorder->attach();
        QCOMPARE(known.opening.size(), first + 1);
        QCOMPARE(known.opening.back().frame.payload, "third");
        QVERIFY(!known.isWhole);
    }

    void announcesWhatIsKnown()
    {
        test::RecordingSink inner;
        RecordingSink sink(inner, m_recorder);
        const auto handle =
            sink.series({{{}, QStringLiteral("d"), QStringLiteral("a"), {}}, QStringLiteral("V"), {}, {}});
        m_recorder->note(
            HeardSeries{handle, {{{}, QStringLiteral("d"), QStringLiteral("a"), {}}, QStringLiteral("mV")}});
        sink.device({QStringLiteral("d"), QStringLiteral("Door"), {}, {}, QStringLiteral("online"), {}, {}});
        sink.device({QStringLiteral("d"), {}, QStringLiteral("contact"), {}, {}, {}, {}});
        AlarmEvent alarm;
        alarm.id = QStringLiteral("1");
        sink.alarm(alarm);
        alarm.id = QStringLiteral("2");
        sink.alarm(alarm);
        alarm.condition = AlarmCondition::Resolved;
        sink.alarm(alarm);
        sink.state(state(SourcePhase::Connecting));
        sink.state(state(SourcePhase::Live));
        sink.grant({QStringLiteral("d"), {}, AttentionLevel::Low, {}, {}, false, false});
        sink.grant({QStringLiteral("d"), {}, AttentionLevel::High, {}, {}, false, false});
        sink.sample(handle, {Timestamp(), 1});

        const auto known = m_recorder->attach();
        const auto series = all<HeardSeries>(known.events);
        QCOMPARE(series.size(), std::size_t(1));
        QCOMPARE(series[0].info.unit, QStringLiteral("mV"));
        const auto devices = all<DeviceUpdate>(known.events);
        QCOMPARE(devices.size(), std::size_t(1));
        QVERIFY(devices[0].name == QStringLiteral("Door") && devices[0].type == QStringLiteral("contact"));
        QVERIFY(devices[0].status == QStringLiteral("online"));
        const auto alarms = all<AlarmEvent>(known.events);
        QCOMPARE(alarms.size(), std::size_t(1));
        QCOMPARE(alarms[0].id, QStringLiteral("1"));
        const auto states = all<SourceState>(known.events);
        QCOMPARE(states.size(), std::size_t(1));
        QCOMPARE(static_cast<int>(states[0].phase), static_cast<int>(SourcePhase::Live));
        QCOMPARE(all<Grant>(known.events).size(), std::size_t(1));
        QVERIFY(m_recorder->drain().samples.empty());
    }

    void samplesOfTheOpeningsLastFrameAreNotRecorded()
    {
        m_recorder->take(frame("a"));
        const auto known = m_recorder->attach(); // while the client still decodes it
        QCOMPARE(known.opening.size(), std::size_t(1));
        m_recorder->sample({}, {Timestamp(), 1});
        m_recorder->take(frame("b"));
        m_recorder->sample({}, {Timestamp(), 2});
        const Heard heard = m_recorder->drain();
        QCOMPARE(heard.samples.size(), std::size_t(1));
        QCOMPARE(heard.samples.front().sample.value, 2.0);
    }

    void passesEverythingOnToTheSink()
    {
        test::RecordingSink inner;
        RecordingSink sink(inner, m_recorder);
        const auto handle = sink.series({{{}, QStringLiteral("d"), QStringLiteral("a"), {}}, {}, {}, {}});
        sink.sample(handle, {Timestamp::fromMs(1), 5});
        sink.problem(protocol::Problem::BadFrame, QStringLiteral("bad"));
        sink.frameReceived(7);
        QCOMPARE(inner.infos.size(), std::size_t(1));
        QCOMPARE(inner.samples.size(), std::size_t(1));
        QCOMPARE(inner.texts, QStringList{QStringLiteral("bad")});
        QCOMPARE(inner.frames, 1);
    }

    void countsWhatDoesNotFitAndKeepsAlarmsLongest()
    {
        (void)m_recorder->attach();
        for (int i = 0; i < 50; ++i)
            m_recorder->take(frame(QByteArray(40'000, 'x')));
        for (int i = 0; i < 10; ++i)
            m_recorder->sample({}, {Timestamp(), 1});
        m_recorder->note(AlarmEvent());
        const Heard heard = m_recorder->drain();
        QVERIFY(heard.lostFrames > 20);
        QCOMPARE(heard.frames.size() + heard.lostFrames, std::uint64_t(50));
        QCOMPARE(heard.lostSamples, std::uint64_t(10));
        QCOMPARE(all<AlarmEvent>(heard.events).size(), std::size_t(1));
        QVERIFY(m_budget->waiting() < 1'100'000);
        m_budget->remove(heard.bytes);
        QCOMPARE(m_budget->waiting(), std::uint64_t(0));
        m_recorder->take(frame("again"));
        QCOMPARE(m_recorder->drain().frames.size(), std::size_t(1));
    }

    void problemsThatRepeatAreCounted()
    {
        (void)m_recorder->attach();
        for (int i = 0; i < 1'000; ++i)
            m_recorder->note(HeardProblem{protocol::Problem::BadFrame, QStringLiteral("same")});
        for (int i = 0; i < 1'000; ++i)
            m_recorder->note(HeardProblem{protocol::Problem::BadValue, QString::number(i)});
        const auto problems = all<HeardProblem>(m_recorder->drain().events);
        QVERIFY(problems.size() < 100);
        int times = 0;
        for (const HeardProblem &problem : problems)
            times += problem.times;
        QCOMPARE(times, 2'000);
    }

    void arrivalsFollowTheWallForwardAndNeverRunBackwards()
    {
        (void)m_recorder->attach();
        const auto arrival = [this] {
            m_recorder->take(frame("x"));
            return m_recorder->drain().frames.front().arrival;
        };
        const Timestamp start = arrival();
        m_clock.advance(std::chrono::seconds(1));
        QCOMPARE((arrival() - start).count(), Duration(std::chrono::seconds(1)).count());
        m_clock.jumpWall(std::chrono::hours(1));
        const Timestamp later = arrival();
        QVERIFY(later - start > std::chrono::hours(1));
        m_clock.jumpWall(-std::chrono::hours(2));
        m_clock.advance(std::chrono::seconds(5));
        QCOMPARE((arrival() - later).count(), Duration(std::chrono::seconds(5)).count());
    }

    void knowsItsAddressWithoutSecrets()
    {
        QVERIFY(!m_recorder->address().contains(QStringLiteral("SECRETWORD")));
        QCOMPARE(m_recorder->service(), QStringLiteral("terra"));
    }

    void aPartEndsWithAllThatWasMadeOfItsLastFrame()
    {
        (void)m_recorder->attach();
        m_recorder->take(frame("1"));
        m_recorder->sample({}, {Timestamp(), 1.0});
        m_recorder->wantCut(); // the client is still at work on the frame
        m_recorder->sample({}, {Timestamp(), 1.5});
        m_recorder->note(HeardProblem{protocol::Problem::BadValue, QStringLiteral("of 1"), 1});
        QVERIFY(!m_recorder->isCut());
        m_recorder->take(frame("2"));
        QVERIFY(m_recorder->isCut());
        m_recorder->sample({}, {Timestamp(), 2.0});
        m_recorder->take(frame("3"));
        QCOMPARE(m_recorder->heardCount(), std::size_t(7));
        const std::uint64_t waiting = m_budget->waiting();
        const Heard first = m_recorder->drainToCut();
        QCOMPARE(first.frames.size(), std::size_t(1));
        QCOMPARE(first.samples.size(), std::size_t(2));
        QCOMPARE(first.events.size(), std::size_t(1));
        const Heard second = m_recorder->drain();
        QCOMPARE(second.frames.size(), std::size_t(2));
        QCOMPARE(second.frames.front().frame.payload, QByteArray("2"));
        QCOMPARE(second.samples.size(), std::size_t(1));
        QVERIFY(first.bytes > 0 && second.bytes > 0);
        QVERIFY(m_budget->waiting() >= waiting);
        QCOMPARE(m_budget->waiting(), first.bytes + second.bytes);
        // Where nothing comes any more, everything is of the part before.
        m_recorder->wantCut();
        m_recorder->sample({}, {Timestamp(), 3.0});
        QCOMPARE(m_recorder->drainToCut().samples.size(), std::size_t(1));
        m_recorder->take(frame("4"));
        QVERIFY(!m_recorder->isCut());
        QCOMPARE(m_recorder->detach().frames.size(), std::size_t(1));
    }

    void nothingIsLostOrDoubledWhileRecordingsBeginAndEnd()
    {
        constexpr int frames = 200'000;
        m_budget = std::make_shared<QueueBudget>(std::uint64_t(1) << 40);
        m_recorder = std::make_shared<SourceRecorder>(QStringLiteral("s"), address(), m_clock, m_budget);
        (void)m_recorder->attach();
        std::atomic<bool> isOver = false;
        std::thread source([this, &isOver] {
            for (int i = 0; i < frames; ++i) {
                m_recorder->take(frame(QByteArray::number(i)));
                m_recorder->sample({}, {Timestamp(), static_cast<double>(i)});
            }
            isOver = true;
        });
        int nextFrame = 0;
        int nextSample = 0;
        bool isInOrder = true;
        bool isWhole = true; // with each part's last frame what was made of it
        const auto take = [&](const Heard &heard) {
            for (const HeardFrame &one : heard.frames)
                isInOrder = isInOrder && one.frame.payload == QByteArray::number(nextFrame++);
            for (const HeardSample &one : heard.samples)
                isInOrder = isInOrder && one.sample.value == nextSample++;
        };
        while (nextSample < frames && isInOrder) {
            take(m_recorder->drain());
            m_recorder->wantCut();
            while (!isOver && !m_recorder->isCut())
                std::this_thread::yield();
            const bool isCut = m_recorder->isCut();
            take(m_recorder->drainToCut());
            isWhole = isWhole && (!isCut || nextFrame == nextSample);
        }
        source.join();
        QVERIFY(isWhole);
        QVERIFY(isInOrder);
        QCOMPARE(nextFrame, frames);
        QCOMPARE(nextSample, frames);
    }

private:
    test::FakeClock m_clock;
    std::shared_ptr<QueueBudget> m_budget;
    std::shared_ptr<SourceRecorder> m_recorder;
};

QTEST_GUILESS_MAIN(TestSourceRecorder)
#include "tst_source_recorder.moc"
