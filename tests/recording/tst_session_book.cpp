#include "tests/recording/session_trial.h"

#include "core/recording/sample_codec.h"

#include <QFile>
#include <QTemporaryDir>

#include <random>

using namespace watchglass;
using namespace watchglass::recording;
using namespace watchglass::test;

namespace {

std::unique_ptr<SessionBook> newBook(const QString &name)
{
    auto book = SessionBook::create(name, trialMeta());
    return book ? std::move(book).value() : nullptr;
}

/// What a killed program leaves: the file and its log as they are now.
QString copyAsKilled(const QString &name, const QString &to)
{
    QFile::copy(name, to);
    QFile::copy(name + QStringLiteral("-wal"), to + QStringLiteral("-wal"));
    return to;
}

std::vector<Sample> settled(std::vector<Sample> samples)
{
    settleSamples(samples);
    return samples;
}

} // namespace

class TestSessionBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void samplesOfManySeriesComeBackWhateverTheirOrder()
    {
        std::mt19937_64 random(5);
        for (int run = 0; run < 12; ++run) {
            const QString name = m_folder.filePath(QStringLiteral("many%1.wgrec").arg(run));
            auto book = newBook(name);
            QVERIFY(book);
            const SourceId source = book->addSource({0, QStringLiteral("s"), {}, {}, {}, trialTime(0)});
            std::vector<SeriesId> ids;
            std::vector<std::vector<Sample>> sent(1 + random() % 20);
            for (std::size_t i = 0; i < sent.size(); ++i)
                ids.push_back(book->addSeries(source, trialSeries(QString::number(i))));
            for (std::uint64_t commits = 1 + random() % 30; commits > 0; --commits) {
                for (std::uint64_t bursts = random() % 8; bursts > 0; --bursts) {
                    const std::size_t i = random() % sent.size();
                    for (std::uint64_t n = random() % 3'000; n > 0; --n) {
                        const auto late = random() % 50 == 0 ? static_cast<std::int64_t>(random() % 5'000) : 0;
                        const auto ms = static_cast<std::int64_t>(sent[i].size() / 2 * 2); // pairs of one instant
                        const Sample sample{trialTime(ms - late), static_cast<double>(random() % 3)};
                        sent[i].push_back(sample);
                        book->addSample(ids[i], sample);
                    }
                }
                QVERIFY(book->commit());
            }
            const bool isKilled = run % 3 == 0;
            const QString read =
                isKilled ? copyAsKilled(name, m_folder.filePath(QStringLiteral("killed%1.wgrec").arg(run))) : name;
            if (!isKilled)
                QVERIFY(book->close(trialTime(100'000)));
            auto file = SessionFile::open(read);
            QVERIFY2(file.ok(), qPrintable(file ? QString() : file.error().text));
            QCOMPARE(file.value()->check().value(), QStringList());
            QCOMPARE(file.value()->series().size(), sent.size());
            for (std::size_t i = 0; i < sent.size(); ++i) {
                const auto expected = settled(sent[i]);
                const SessionSeries &series = file.value()->series()[i];
                QVERIFY(isSame(file.value()->samples(ids[i], always).value(), expected));
                QVERIFY(series.count >= expected.size());
                QVERIFY(series.mayRepeat || series.count == expected.size());
                if (!expected.empty()) {
                    QCOMPARE(series.first.ns(), expected.front().time.ns());
                    QCOMPARE(series.last.ns(), expected.back().time.ns());
                }
            }
        }
    }

    void aRangeOfSamplesComesAsFromTheWhole()
    {
        const QString name = m_folder.filePath(QStringLiteral("range.wgrec"));
        auto book = newBook(name);
        const SeriesId id = book->addSeries(book->addSource({0, QStringLiteral("s"), {}, {}, {}, trialTime(0)}),
                                            trialSeries(QStringLiteral("a")));
        std::vector<Sample> sent;
        for (int i = 0; i < 20'000; ++i)
            sent.push_back({trialTime(i), static_cast<double>(i)});
        book->addSamples(id, sent);
        QVERIFY(book->close(trialTime(30'000)));
        const auto file = SessionFile::open(name);
        QVERIFY(file.ok());
        const auto read = [&](std::int64_t from, std::int64_t to) {
            return file.value()->samples(id, {trialTime(from), trialTime(to)}).value();
        };
        QVERIFY(isSame(read(5'000, 5'003), {sent[5'000], sent[5'001], sent[5'002]}));
        QCOMPARE(read(4'000, 9'000).size(), std::size_t(5'000));
        QCOMPARE(read(-10, 1).size(), std::size_t(1));
        QCOMPARE(read(20'000, 30'000).size(), std::size_t(0));
        QCOMPARE(read(7, 7).size(), std::size_t(0));
        std::size_t taken = 0;
        QVERIFY(file.value()->eachSample(id, always, [&taken](const std::vector<Sample> &some) {
            taken += some.size();
            return taken < 5'000;
        }));
        QVERIFY(taken >= 5'000 && taken < 20'000);
    }

    void chunksSayWhatTheyHold()
    {
        const QString name = m_folder.filePath(QStringLiteral("chunks.wgrec"));
        auto book = newBook(name);
        const SeriesId id = book->addSeries(book->addSource({0, QStringLiteral("s"), {}, {}, {}, trialTime(0)}),
                                            trialSeries(QStringLiteral("a")));
        for (int i = 0; i < 10'000; ++i)
            book->addSample(id, {trialTime(i), i == 5'000 ? std::nan("") : static_cast<double>(i % 1'000)});
        QVERIFY(book->close(trialTime(30'000)));
        const auto file = SessionFile::open(name);
        const auto chunks = file.value()->chunks(id, always).value();
        QCOMPARE(chunks.size(), std::size_t(3));
        QCOMPARE(chunks[0].count, 4'096U);
        QCOMPARE(chunks[0].from.ns(), trialTime(0).ns());
        QCOMPARE(chunks[0].to.ns(), trialTime(4'095).ns());
        QCOMPARE(chunks[0].first, 0.0);
        QCOMPARE(chunks[0].last, 95.0);
        QCOMPARE(chunks[1].min, 0.0);
        QCOMPARE(chunks[1].max, 999.0);
        QCOMPARE(chunks[2].count, 10'000U - 2 * 4'096U);
        QCOMPARE(file.value()->chunks(id, {trialTime(4'096), trialTime(4'097)}).value().size(), std::size_t(1));
    }

    void unfinishedChunksAreBoundedInMemory()
    {
        const QString name = m_folder.filePath(QStringLiteral("wide.wgrec"));
        auto book = newBook(name);
        const SourceId source = book->addSource({0, QStringLiteral("s"), {}, {}, {}, trialTime(0)});
        constexpr int series = 3'000;
        constexpr int samples = 1'600; // 4.8 million unfinished ones, more than ChunkWriter::mostOpen
        for (int s = 0; s < series; ++s)
            book->addSeries(source, trialSeries(QString::number(s)));
        for (int i = 0; i < samples; ++i) {
            for (int s = 0; s < series; ++s)
                book->addSample(s + 1, {trialTime(i), static_cast<double>(i)});
            if (i % 300 == 299)
                QVERIFY(book->commit());
        }
        QVERIFY(book->close(trialTime(30'000)));
        const auto file = SessionFile::open(name);
        QVERIFY(file.ok());
        QCOMPARE(file.value()->check().value(), QStringList());
        for (const SessionSeries &one : file.value()->series())
            QCOMPARE(one.count, std::uint64_t(samples));
        QVERIFY(file.value()->chunks(1, always).value().size() > 1);
    }

    void framesOfSourcesComeInOrderOfArrival()
    {
        std::mt19937_64 random(9);
        const QString name = m_folder.filePath(QStringLiteral("frames.wgrec"));
        auto book = newBook(name);
        std::vector<SourceId> ids;
        for (int i = 0; i < 3; ++i)
            ids.push_back(book->addSource({0, QString::number(i), {}, {}, {}, trialTime(0)}));
        std::vector<RecordedFrame> sent;
        for (int i = 0; i < 30'000; ++i) {
            RecordedFrame frame{ids[random() % 3],
                                trialTime(i),
                                {static_cast<std::uint32_t>(random() % 4), link::FrameKind::TextReceived, "{}",
                                 QByteArray::number(i).repeated(static_cast<qsizetype>(random() % 30))}};
            book->addFrame(frame.source, frame.arrival, frame.frame);
            sent.push_back(std::move(frame));
            if (random() % 1'000 == 0)
                QVERIFY(book->commit());
        }
        QVERIFY(book->close(trialTime(30'000)));
        const auto file = SessionFile::open(name);
        QCOMPARE(file.value()->check().value(), QStringList());
        const auto same = [](const RecordedFrame &a, const RecordedFrame &b) {
            return a.source == b.source && a.arrival == b.arrival && a.frame.channel == b.frame.channel
                   && a.frame.kind == b.frame.kind && a.frame.head == b.frame.head
                   && a.frame.payload == b.frame.payload;
        };
        const auto all = allFrames(*file.value());
        QVERIFY(std::equal(all.begin(), all.end(), sent.begin(), sent.end(), same));
        const auto late = allFrames(*file.value(), trialTime(12'345));
        QVERIFY(std::equal(late.begin(), late.end(), sent.begin() + 12'345, sent.end(), same));
        std::erase_if(sent, [&ids](const RecordedFrame &frame) { return frame.source != ids[1]; });
        const auto ofOne = allFrames(*file.value(), Timestamp::min(), ids[1]);
        QVERIFY(std::equal(ofOne.begin(), ofOne.end(), sent.begin(), sent.end(), same));
        const auto totals = file.value()->frameTotals(ids[1]).value();
        QCOMPARE(totals.frames, sent.size());
        QCOMPARE(totals.last.ns(), sent.back().arrival.ns());
    }

    void whatIsRareComesBackAsItWas()
    {
        const QString name = m_folder.filePath(QStringLiteral("rare.wgrec"));
        SessionMeta meta = trialMeta();
        meta.workspace = "{\"desk\":1}";
        meta.alarmRules = "[1]";
        meta.part = 2;
        auto book = SessionBook::create(name, meta);
        QVERIFY(book.ok());
        SessionBook &to = *book.value();
        const SourceId source = to.addSource({0, QStringLiteral("s"), QStringLiteral("terra"),
                                              QStringLiteral("terra:wss://h"), QStringLiteral("**:***"), trialTime(1)});
        SeriesInfo info{{QStringLiteral("s"), QStringLiteral("d/ä"), QStringLiteral("door"), QStringLiteral("x")},
                        {},
                        Interpolation::HoldLast,
                        {QStringLiteral("open"), QStringLiteral("shut")}};
        const SeriesId series = to.addSeries(source, info);
        AlarmEvent alarm{QStringLiteral("a1"),
                         true,
                         QStringLiteral("d"),
                         AlarmPriority::Critical,
                         QStringLiteral("high"),
                         QStringLiteral("limit"),
                         QStringLiteral("Hot"),
                         QStringLiteral("too hot"),
                         QStringLiteral("t"),
                         40.5,
                         41.25,
                         AlarmCondition::Acknowledged,
                         trialTime(7),
                         trialTime(8),
                         {}};
        to.add(source, trialTime(9), alarm);
        const DeviceEvent event{QStringLiteral("d"), QStringLiteral("touch"), QStringLiteral("twice"), trialTime(3),
                                false};
        to.add(source, trialTime(10), event);
        const DeviceUpdate device{QStringLiteral("d"), QStringLiteral("Door"), {}, QString(), QStringLiteral("online"),
                                  trialTime(2),        QStringLiteral("seen")};
        to.add(source, trialTime(11), device);
        SourceState state;
        state.phase = SourcePhase::Live;
        state.text = QStringLiteral("all well");
        state.clockSkew = Duration(-12'345);
        state.reconnects = 3;
        state.capabilities.history = true;
        to.add(source, trialTime(12), state);
        const SystemStatus status{trialTime(4), 12.5, {}, 99.0, {}};
        to.add(source, trialTime(13), status);
        to.add(
            source, trialTime(14),
            GapNote{GapNote::Kind::Requested, {}, series, {{trialTime(1), Timestamp::max()}, GapCause::NotRequested}});
        to.add(0, trialTime(15), LedgerEntry{QStringLiteral("attention"), {{QStringLiteral("level"), 2}}});
        to.add(0, trialTime(16), LedgerEntry{QStringLiteral("other"), {}});
        to.add(Marker{0, trialTime(20), {}, QStringLiteral("later"), QStringLiteral("marker")});
        to.add(Marker{0, trialTime(5), trialTime(6), QStringLiteral("span"), QStringLiteral("annotation")});
        QVERIFY(to.close(trialTime(50)));

        const auto opened = SessionFile::open(name);
        QVERIFY(opened.ok());
        const SessionFile &file = *opened.value();
        QCOMPARE(file.check().value(), QStringList());
        QCOMPARE(file.meta().program, meta.program);
        QCOMPARE(file.meta().start.ns(), meta.start.ns());
        QCOMPARE(file.meta().end->ns(), trialTime(50).ns());
        QCOMPARE(file.meta().part, 2);
        QCOMPARE(file.meta().workspace, meta.workspace);
        QCOMPARE(file.meta().alarmRules, meta.alarmRules);
        QCOMPARE(file.sources().size(), std::size_t(1));
        QCOMPARE(file.sources()[0].service, QStringLiteral("terra"));
        QCOMPARE(file.sources()[0].address, QStringLiteral("terra:wss://h"));
        QCOMPARE(file.sources()[0].tokenShape, QStringLiteral("**:***"));
        QCOMPARE(file.sources()[0].since.ns(), trialTime(1).ns());
        QCOMPARE(file.series().size(), std::size_t(1));
        QVERIFY(file.series()[0].info.key == info.key);
        QCOMPARE(file.series()[0].info.states, info.states);
        QCOMPARE(static_cast<int>(file.series()[0].info.interpolation), static_cast<int>(Interpolation::HoldLast));
        QCOMPARE(file.series()[0].count, std::uint64_t(0));
        const auto alarms = file.alarms().value();
        QCOMPARE(alarms.size(), std::size_t(1));
        QCOMPARE(alarms[0].source, source);
        QCOMPARE(alarms[0].arrival.ns(), trialTime(9).ns());
        QCOMPARE(alarms[0].value.message, alarm.message);
        QCOMPARE(alarms[0].value.actionable, true);
        QCOMPARE(static_cast<int>(alarms[0].value.priority), static_cast<int>(alarm.priority));
        QCOMPARE(static_cast<int>(alarms[0].value.condition), static_cast<int>(alarm.condition));
        QVERIFY(alarms[0].value.threshold == alarm.threshold && alarms[0].value.actual == alarm.actual);
        QVERIFY(alarms[0].value.acknowledgedAt == alarm.acknowledgedAt && !alarms[0].value.resolvedAt);
        const auto events = file.events().value();
        QCOMPARE(events[0].value.text, event.text);
        QCOMPARE(events[0].value.time.ns(), event.time.ns());
        QCOMPARE(events[0].value.isTimed, false);
        const auto devices = file.devices().value();
        QVERIFY(devices[0].value.name == device.name && !devices[0].value.type && devices[0].value.location);
        QVERIFY(devices[0].value.lastSeen == device.lastSeen);
        const auto states = file.states().value();
        QCOMPARE(static_cast<int>(states[0].value.phase), static_cast<int>(SourcePhase::Live));
        QVERIFY(states[0].value.clockSkew == state.clockSkew);
        QVERIFY(states[0].value.capabilities == state.capabilities);
        const auto systems = file.systemStatus().value();
        QVERIFY(systems[0].value.cpuPercent == status.cpuPercent && !systems[0].value.memoryPercent);
        const auto gaps = file.gaps().value();
        QCOMPARE(gaps[0].value.series, series);
        QVERIFY(gaps[0].value.gap.range.to == Timestamp::max());
        QCOMPARE(file.ledger().value().size(), std::size_t(2));
        const auto attention = file.ledger(QStringLiteral("attention")).value();
        QCOMPARE(attention.size(), std::size_t(1));
        QCOMPARE(attention[0].value.what.value(QLatin1String("level")).toInt(), 2);
        const auto markers = file.markers().value();
        QCOMPARE(markers.size(), std::size_t(2));
        QCOMPARE(markers[0].text, QStringLiteral("span"));
        QVERIFY(markers[0].to && markers[0].to->ns() == trialTime(6).ns() && !markers[1].to);
        QVERIFY(file.arrivals().contains(trialTime(49)));
    }

    void aClosedSessionIsOneFileThatCanBeReadFromAFolderNobodyCanWriteTo()
    {
        const QString name = m_folder.filePath(QStringLiteral("one.wgrec"));
        auto book = newBook(name);
        QVERIFY(QFile::exists(name + QStringLiteral("-wal")));
        QVERIFY(book->close(trialTime(1)));
        QVERIFY(!QFile::exists(name + QStringLiteral("-wal")));
        QVERIFY(!QFile::exists(name + QStringLiteral("-shm")));
        const auto file = SessionFile::open(name);
        QVERIFY(file.ok());
        QVERIFY(!QFile::exists(name + QStringLiteral("-wal")));
    }

    void anExistingFileIsNotTouched()
    {
        const QString name = m_folder.filePath(QStringLiteral("there.wgrec"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("precious");
        file.close();
        QCOMPARE(SessionBook::create(name, trialMeta()).error().code, ErrorCode::File);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "precious");
        QCOMPARE(
            SessionBook::create(m_folder.filePath(QStringLiteral("no/such/folder.wgrec")), trialMeta()).error().code,
            ErrorCode::File);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSessionBook)
#include "tst_session_book.moc"
