#include "tests/recording/session_trial.h"

#include "core/recording/session_schema.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <random>

using namespace watchglass;
using namespace watchglass::recording;
using namespace watchglass::test;

namespace {

/// A session with some of everything.
void makeSession(const QString &name)
{
    auto book = SessionBook::create(name, trialMeta());
    QVERIFY(book.ok());
    const SourceId source = book.value()->addSource({0, QStringLiteral("s"), {}, {}, {}, trialTime(0)});
    const SeriesId series = book.value()->addSeries(source, trialSeries(QStringLiteral("a")));
    for (int i = 0; i < 9'000; ++i) {
        book.value()->addSample(series, {trialTime(i), static_cast<double>(i) / 7});
        book.value()->addFrame(source, trialTime(i),
                               {1, link::FrameKind::TextReceived, {}, QByteArray::number(i).repeated(10)});
    }
    book.value()->add(source, trialTime(5), DeviceUpdate{QStringLiteral("d"), {}, {}, {}, {}, {}, {}});
    QVERIFY(book.value()->close(trialTime(9'000)));
}

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Runs `sql` on a session as some other program would.
void tamper(const QString &name, const QString &sql)
{
    auto database = SessionDatabase::open(name, SessionDatabase::Access::Change);
    QVERIFY(database.ok());
    QVERIFY2(database.value()->run(sql), qPrintable(database.value()->errorText()));
}

/// Reads everything that a file has, whatever it holds.
void readAll(const SessionFile &file)
{
    (void)file.check();
    (void)allFrames(file);
    for (const SessionSeries &series : file.series())
        (void)file.samples(series.id, always);
    (void)file.alarms();
    (void)file.ledger();
}

} // namespace

class TestSessionFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        makeSession(m_folder.filePath(QStringLiteral("good.wgrec")));
        m_good = contents(m_folder.filePath(QStringLiteral("good.wgrec")));
        QVERIFY(m_good.size() > 10'000);
    }

    void aRemarkIsChangedInItsPlace()
    {
        const QString name = m_folder.filePath(QStringLiteral("remarks.wgrec"));
        write(name, m_good);
        const auto id = addMarker(name, {0, trialTime(7), {}, QStringLiteral("here"), QStringLiteral("marker")});
        QVERIFY(id.ok());
        const Marker wanted{id.value(), trialTime(8), trialTime(9), QStringLiteral("there"),
                            QStringLiteral("annotation")};
        QVERIFY(changeMarker(name, wanted));
        const auto file = SessionFile::open(name);
        const auto markers = file.value()->markers();
        QCOMPARE(markers.value().size(), std::size_t(1));
        const Marker &found = markers.value().front();
        QCOMPARE(found.id, wanted.id);
        QCOMPARE(found.text, wanted.text);
        QCOMPARE(found.kind, wanted.kind);
        QCOMPARE(found.time - wanted.time, Duration::zero());
        QVERIFY(found.to == wanted.to);
        QVERIFY(removeMarker(name, id.value()));
        const auto gone = changeMarker(name, wanted);
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::Missing);
        QVERIFY(file.value()->check().value().isEmpty());
    }

    void aReadOnlyFileKeepsItsRemarks()
    {
        const QString name = m_folder.filePath(QStringLiteral("read-only.wgrec"));
        write(name, m_good);
        const auto id = addMarker(name, {0, trialTime(7), {}, QStringLiteral("here"), QStringLiteral("marker")});
        QVERIFY(id.ok());
        QVERIFY(QFile::setPermissions(name, QFile::ReadOwner));
        if (QFileInfo(name).isWritable())
            QSKIP("this user may write everything");
        QCOMPARE(addMarker(name, {}).error().code, ErrorCode::File);
        QCOMPARE(removeMarker(name, id.value()).error().code, ErrorCode::File);
        QCOMPARE(changeMarker(name, {id.value(), {}, {}, {}, {}}).error().code, ErrorCode::File);
        QCOMPARE(SessionFile::open(name).value()->markers().value().front().text, QStringLiteral("here"));
    }

    void theNearestFrameIsFoundInEitherDirection()
    {
        const QString name = m_folder.filePath(QStringLiteral("steps.wgrec"));
        auto book = SessionBook::create(name, trialMeta());
        QVERIFY(book.ok());
        const SourceId dense = book.value()->addSource({0, QStringLiteral("dense"), {}, {}, {}, trialTime(0)});
        const SourceId sparse = book.value()->addSource({0, QStringLiteral("sparse"), {}, {}, {}, trialTime(0)});
        for (int i = 0; i < 9'000; ++i) // more than two batches
            book.value()->addFrame(dense, trialTime(10 * i), {1, link::FrameKind::TextReceived, {}, "x"});
        book.value()->addFrame(sparse, trialTime(-5), {1, link::FrameKind::TextReceived, {}, "y"});
        book.value()->addFrame(sparse, trialTime(25), {1, link::FrameKind::TextReceived, {}, "y"});
        book.value()->addFrame(sparse, trialTime(25), {1, link::FrameKind::TextReceived, {}, "z"});
        QVERIFY(book.value()->close(trialTime(90'000)));
        const auto file = SessionFile::open(name);
        QVERIFY(file.ok());
        constexpr std::int64_t nothing = -1'000;
        const auto step = [&](std::int64_t ms, bool isForward) {
            const auto found =
                isForward ? file.value()->frameAfter(trialTime(ms)) : file.value()->frameBefore(trialTime(ms));
            if (!found || !found.value())
                return nothing;
            return (found.value()->ns() - trialStart) / 1'000'000;
        };
        QCOMPARE(step(-100, true), std::int64_t(-5));
        QCOMPARE(step(-5, true), std::int64_t(0));
        QCOMPARE(step(20, true), std::int64_t(25));
        QCOMPARE(step(25, true), std::int64_t(30));
        QCOMPARE(step(30, false), std::int64_t(25));
        QCOMPARE(step(25, false), std::int64_t(20));
        QCOMPARE(step(40'960, false), std::int64_t(40'950)); // the last of a batch
        QCOMPARE(step(40'950, true), std::int64_t(40'960));  // the first of the next one
        QCOMPARE(step(41'003, false), std::int64_t(41'000));
        QCOMPARE(step(1'000'000, false), std::int64_t(89'990));
        QCOMPARE(step(89'990, true), nothing);
        QCOMPARE(step(-5, false), nothing);
        std::int64_t at = -5;
        for (int i = 0; i < 20; ++i) {
            const std::int64_t next = step(at, true);
            QVERIFY(next > at);
            QCOMPARE(step(next, false), at);
            at = next;
        }
    }

    void aDamagedBatchIsSteppedOver()
    {
        const QString name = m_folder.filePath(QStringLiteral("damaged steps.wgrec"));
        write(name, m_good);
        tamper(name, QStringLiteral("UPDATE frames SET batch = x'00' WHERE id = 1"));
        const auto file = SessionFile::open(name);
        QVERIFY(file.ok());
        const auto end = file.value()->frameAfter(trialTime(100));
        QVERIFY(end.ok() && end.value());
        QVERIFY(*end.value() > trialTime(200)); // where the batch ends
        const auto begin = file.value()->frameBefore(trialTime(100));
        QVERIFY(begin.ok() && begin.value());
        QCOMPARE(*begin.value() - trialTime(0), Duration::zero());
    }

    void refusesWhatIsNoSessionFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("no session file");
        QTest::newRow("text") << QByteArray("time,value\n1,2\n") << QStringLiteral("no session file");
        QTest::newRow("header alone") << QByteArray("SQLite format 3\0", 16) << QString();
        QTest::newRow("garbage behind a header")
            << QByteArray("SQLite format 3\0", 16) + QByteArray(5'000, 'x') << QString();
    }
    void refusesWhatIsNoSessionFile()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const QString name = m_folder.filePath(QStringLiteral("bad.wgrec"));
        write(name, bytes);
        const auto file = SessionFile::open(name);
        QVERIFY(!file.ok());
        QCOMPARE(file.error().code, ErrorCode::Malformed);
        QVERIFY(file.error().text.contains(QStringLiteral("bad.wgrec")));
        QVERIFY2(file.error().text.contains(words), qPrintable(file.error().text));
        QCOMPARE(contents(name), bytes);
    }

    void refusesWhatIsNotThere()
    {
        QCOMPARE(SessionFile::open(m_folder.filePath(QStringLiteral("none.wgrec"))).error().code, ErrorCode::File);
        QCOMPARE(SessionFile::open(m_folder.path()).error().code, ErrorCode::File);
    }

    void refusesADatabaseOfSomebodyElse()
    {
        const QString name = copy();
        tamper(name, QStringLiteral("PRAGMA application_id = 7"));
        QCOMPARE(SessionFile::open(name).error().code, ErrorCode::Malformed);
    }

    void refusesANewerSchemaInWords()
    {
        const QString name = copy();
        tamper(name, QStringLiteral("PRAGMA user_version = %1").arg(sessionSchemaVersion + 1));
        const auto file = SessionFile::open(name);
        QCOMPARE(file.error().code, ErrorCode::Unsupported);
        QVERIFY2(file.error().text.contains(QStringLiteral("newer")), qPrintable(file.error().text));
    }

    void truncatedFilesAreRefusedOrFoundDamaged()
    {
        std::mt19937_64 random(6);
        for (int run = 0; run < 60; ++run) {
            const qsizetype page = 8'192; // less than one may be room that nothing uses
            const auto length = static_cast<qsizetype>(random() % static_cast<std::uint64_t>(m_good.size() - page));
            const QString name = m_folder.filePath(QStringLiteral("cut.wgrec"));
            write(name, m_good.left(length));
            const auto file = SessionFile::open(name);
            if (!file.ok())
                continue;
            readAll(*file.value());
            QVERIFY(!file.value()->check().ok() || !file.value()->check().value().isEmpty());
        }
    }

    void damagedFilesNeverCrash()
    {
        std::mt19937_64 random(8);
        for (int run = 0; run < 150; ++run) {
            QByteArray bytes = m_good;
            for (std::uint64_t i = 1 + random() % 30; i > 0; --i)
                bytes[static_cast<qsizetype>(random() % static_cast<std::uint64_t>(bytes.size()))] =
                    static_cast<char>(random());
            const QString name = m_folder.filePath(QStringLiteral("hurt.wgrec"));
            write(name, bytes);
            const auto file = SessionFile::open(name);
            if (file.ok())
                readAll(*file.value());
        }
    }

    void checkFindsWhatWasChanged_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char *sql :
             {"UPDATE frames SET batch = X'00112233' WHERE id = 1", "UPDATE frames SET count = count + 1 WHERE id = 1",
              "UPDATE frames SET raw_bytes = 1 WHERE id = 2", "DELETE FROM chunks WHERE begin = 4096",
              "UPDATE chunks SET count = 1 WHERE begin = 0", "DELETE FROM chunk_data WHERE id = 1",
              "UPDATE chunk_data SET run = X'00' WHERE id = 2", "DELETE FROM series", "DELETE FROM sources",
              "UPDATE devices SET what = 'x'", "INSERT INTO fresh (count, runs) VALUES (3, X'00')"}) {
            QTest::newRow(sql) << QString::fromLatin1(sql);
        }
    }
    void checkFindsWhatWasChanged()
    {
        QFETCH(QString, sql);
        const QString name = copy();
        QCOMPARE(SessionFile::open(name).value()->check().value(), QStringList());
        tamper(name, sql);
        const auto file = SessionFile::open(name);
        QVERIFY(file.ok());
        QVERIFY(!file.value()->check().value().isEmpty());
        readAll(*file.value());
    }

    void goesOnBehindADamagedBatch()
    {
        const QString name = copy();
        tamper(name, QStringLiteral("UPDATE frames SET batch = X'00' WHERE id = 2"));
        const auto file = SessionFile::open(name);
        FrameCursor cursor = file.value()->frames();
        int errors = 0;
        int frames = 0;
        for (auto next = cursor.next(); !next || next.value(); next = cursor.next())
            ++(next ? frames : errors);
        QCOMPARE(errors, 1);
        QVERIFY(frames > 1'000 && frames < 9'000);
    }

    void checkCanBeEndedEarlyAndTellsHowFarItIs()
    {
        const auto file = SessionFile::open(m_folder.filePath(QStringLiteral("good.wgrec")));
        std::vector<double> told;
        QVERIFY(file.value()->check([&told](double share) {
            told.push_back(share);
            return true;
        }));
        QVERIFY(told.size() > 3 && std::is_sorted(told.begin(), told.end()) && told.back() == 1.0);
        int calls = 0;
        QVERIFY(file.value()->check([&calls](double) { return ++calls < 2; }));
        QCOMPARE(calls, 2);
    }

    void markersCanBeAddedAndTakenAwayLater()
    {
        const QString name = copy();
        const auto id = addMarker(name, {0, trialTime(7), {}, QStringLiteral("here"), QStringLiteral("marker")});
        QVERIFY(id.ok());
        QCOMPARE(SessionFile::open(name).value()->markers().value().size(), std::size_t(1));
        QCOMPARE(SessionFile::open(name).value()->markers().value()[0].id, id.value());
        QVERIFY(removeMarker(name, id.value()));
        QVERIFY(SessionFile::open(name).value()->markers().value().empty());
        QVERIFY(!addMarker(m_folder.filePath(QStringLiteral("none.wgrec")), {}).ok());
    }

    void isReadWhileItIsWritten()
    {
        const QString name = m_folder.filePath(QStringLiteral("live.wgrec"));
        auto book = SessionBook::create(name, trialMeta());
        const SourceId source = book.value()->addSource({0, QStringLiteral("s"), {}, {}, {}, trialTime(0)});
        const SeriesId series = book.value()->addSeries(source, trialSeries(QStringLiteral("a")));
        book.value()->addSample(series, {trialTime(1), 1.0});
        QVERIFY(book.value()->commit());
        {
            const auto file = SessionFile::open(name);
            QVERIFY(file.ok());
            QVERIFY(!file.value()->meta().end);
            QCOMPARE(file.value()->samples(series, always).value().size(), std::size_t(1));
        }
        book.value()->addSample(series, {trialTime(2), 2.0});
        QVERIFY(book.value()->commit());
        QCOMPARE(SessionFile::open(name).value()->samples(series, always).value().size(), std::size_t(2));
        QVERIFY(book.value()->close(trialTime(3)));
    }

private:
    QString copy()
    {
        const QString name = m_folder.filePath(QStringLiteral("copy%1.wgrec").arg(++m_copies));
        write(name, m_good);
        return name;
    }

    QTemporaryDir m_folder;
    QByteArray m_good;
    int m_copies = 0;
};

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_session_file.moc"
