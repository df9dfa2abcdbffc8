#include "core/replay/session_client.h"

#include "core/ingest/source_ingest.h"
#include "core/recording/session_book.h"
#include "tests/replay/heard_sink.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

const QString ward = QStringLiteral("ward");

SeriesKey keyOf(const char *attribute)
{
    return {ward, QStringLiteral("bed"), QLatin1String(attribute), {}};
}

} // namespace

class TestSessionClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_name = m_folder.filePath(QStringLiteral("one.wgrec"));
        const Timestamp start = Timestamp::fromMs(1'700'000'000'000);
        auto book = recording::SessionBook::create(m_name, {QStringLiteral("test"), start, {}, 1, {}, {}});
        QVERIFY(book.ok());
        for (const QString &name : {ward, QStringLiteral("other")}) {
            recording::SessionSource source;
            source.name = name;
            const auto id = book.value()->addSource(source);
            for (const char *attribute : {"pulse", "temperature", "humidity"}) {
                SeriesInfo info;
                info.key = keyOf(attribute);
                info.key.source = name;
                info.unit = QStringLiteral("%");
                const auto series = book.value()->addSeries(id, info);
                for (int i = 0; i < 10'000; ++i)
                    book.value()->addSample(series, {start + i * Duration(10ms), double(i)});
            }
            DeviceUpdate device;
            device.id = QStringLiteral("bed");
            device.name = QStringLiteral("Bed 1");
            device.status = QStringLiteral("offline");
            book.value()->add(id, start, device);
            recording::GapNote gap;
            gap.device = QStringLiteral("bed");
            gap.gap = {{start + Duration(200s), start + Duration(300s)}, GapCause::LinkLost};
            book.value()->add(id, start, gap);
        }
        QVERIFY(book.value()->close(start).ok());
    }

    void bringsAllOfOneSource()
    {
        store::SeriesStore store;
        ingest::SourceIngest ingest(store, {.sourceId = QStringLiteral("replayed")});
        test::FakeClock clock;
        replay::SessionClient client({m_name, ward, {}}, ingest, clock);
        client.start();
        clock.advance(1s);
        QCOMPARE(ingest.state().phase, SourcePhase::Live);
        QCOMPARE(clock.activeTimers(), 0);
        QCOMPARE(store.size(), std::size_t(3));
        SeriesKey key = keyOf("pulse");
        key.source = QStringLiteral("replayed");
        const auto series = store.find(key);
        QVERIFY(series != nullptr);
        QCOMPARE(series->count(), 10'000U);
        QCOMPARE(series->last()->value, 9'999.0);
        QCOMPARE(series->info().unit, QStringLiteral("%"));
        const auto gaps = series->view({series->extent().from, series->extent().to + Duration(400s)}, 10).gaps;
        QCOMPARE(gaps.size(), std::size_t(1));
        for (const ingest::SourceEvent &event : ingest.drainEvents()) {
            if (const auto *device = std::get_if<DeviceUpdate>(&event)) {
                QCOMPARE(device->name, QStringLiteral("Bed 1"));
                QVERIFY(!device->status); // how it fared stands in the timeline
            }
        }
    }

    void whatIsLookedAtComesFirst()
    {
        test::HeardSink sink;
        test::FakeClock clock;
        replay::SessionClient client({m_name, ward, {}}, sink, clock);
        client.setDemand({AttentionLevel::None, {{keyOf("humidity"), AttentionLevel::High}}});
        client.start();
        QCOMPARE(sink.samples, 0);
        clock.advance(1s);
        QCOMPARE(sink.samples, 30'000);
        const QStringList samples = sink.lines.filter(QStringLiteral("sample "));
        QVERIFY(samples.first().startsWith(QStringLiteral("sample ward/bed/humidity")));
        QVERIFY(samples.at(9'999).startsWith(QStringLiteral("sample ward/bed/humidity")));
        QVERIFY(!samples.at(10'000).startsWith(QStringLiteral("sample ward/bed/humidity")));
    }

    void anOffsetMovesItsSamples()
    {
        store::SeriesStore store;
        ingest::SourceIngest ingest(store, {.sourceId = ward});
        test::FakeClock clock;
        replay::SessionClient client({m_name, ward, Duration(1h)}, ingest, clock);
        client.start();
        clock.advance(1s);
        QCOMPARE(store.find(keyOf("pulse"))->extent().from, Timestamp::fromMs(1'700'000'000'000) + Duration(1h));
    }

    void saysWhatIsWrong()
    {
        store::SeriesStore store;
        ingest::SourceIngest ingest(store, {.sourceId = ward});
        test::FakeClock clock;
        replay::SessionClient gone({m_folder.filePath(QStringLiteral("gone.wgrec")), ward, {}}, ingest, clock);
        gone.start();
        QCOMPARE(ingest.state().phase, SourcePhase::Failed);
        QVERIFY(!ingest.state().text.isEmpty());
        replay::SessionClient strange({m_name, QStringLiteral("nobody"), {}}, ingest, clock);
        strange.start();
        QVERIFY(ingest.state().text.contains(QStringLiteral("nobody")));
    }

    void canBeStoppedAndStartedAnew()
    {
        store::SeriesStore store;
        ingest::SourceIngest ingest(store, {.sourceId = ward});
        test::FakeClock clock;
        replay::SessionClient client({m_name, ward, {}}, ingest, clock);
        client.start();
        clock.advance(Duration::zero());
        client.stop();
        clock.advance(1s);
        QCOMPARE(ingest.state().phase, SourcePhase::Idle);
        client.start();
        clock.advance(1s);
        QCOMPARE(store.find(keyOf("temperature"))->count(), 10'000U);
        QCOMPARE(store.find(keyOf("pulse"))->count(), 10'000U);
    }

private:
    QTemporaryDir m_folder;
    QString m_name;
};

QTEST_GUILESS_MAIN(TestSessionClient)
#include "tst_session_client.moc"
