#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/desk_archive.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestDeskArchive : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    test::FakeClock m_clock;

    QString folder() const { return m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction())); }

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void newestComesFirst()
    {
        DeskArchive archive(folder());
        QVERIFY(archive.versions().empty());
        for (const char *text : {"one", "two", "three"}) {
            archive.keep(text, DeskArchive::As::NewVersion, m_clock.now());
            m_clock.advance(1s);
        }
        archive.finish();
        const auto versions = archive.versions();
        QCOMPARE(versions.size(), 3u);
        QCOMPARE(contents(versions[0].path), QByteArray("three"));
        QCOMPARE(contents(versions[2].path), QByteArray("one"));
        QCOMPARE(versions[2].savedAt, QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC));
    }

    void sameVersionIsWrittenOver()
    {
        DeskArchive archive(folder());
        archive.keep("one", DeskArchive::As::SameVersion, m_clock.now());
        m_clock.advance(1s);
        archive.keep("one, zoomed", DeskArchive::As::SameVersion, m_clock.now());
        archive.finish();
        QCOMPARE(archive.versions().size(), 1u);
        QCOMPARE(contents(archive.versions()[0].path), QByteArray("one, zoomed"));

        DeskArchive next(folder());
        next.resume(archive.versions()[0].path);
        next.keep("one, again", DeskArchive::As::SameVersion, m_clock.now());
        next.finish();
        QCOMPARE(next.versions().size(), 1u);
    }

    void theLastFiftyAreKept()
    {
        DeskArchive archive(folder());
        for (int i = 0; i < 60; ++i)
            archive.keep(QByteArray::number(i), DeskArchive::As::NewVersion, m_clock.now()); // all in one instant
        archive.finish();
        const auto versions = archive.versions();
        QCOMPARE(versions.size(), 50u);
        QCOMPARE(contents(versions.front().path), QByteArray("59"));
        QCOMPARE(contents(versions.back().path), QByteArray("10"));
    }

    void clockPutBackChangesNoOrder()
    {
        DeskArchive archive(folder());
        archive.keep("before", DeskArchive::As::NewVersion, m_clock.now());
        archive.finish();
        m_clock.jumpWall(-48h);
        DeskArchive next(folder());
        next.keep("after", DeskArchive::As::NewVersion, m_clock.now());
        next.finish();
        QCOMPARE(contents(next.versions().front().path), QByteArray("after"));
    }

    void otherFilesAreLeftAlone()
    {
        QDir().mkpath(folder());
        QFile other(QDir(folder()).filePath(QStringLiteral("notes.txt")));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.close();
        DeskArchive archive(folder());
        archive.keep("one", DeskArchive::As::NewVersion, m_clock.now());
        archive.finish();
        QVERIFY(other.exists());
        QCOMPARE(archive.versions().size(), 1u);
    }

    void folderThatCannotBeMadeIsSaid()
    {
        QFile file(folder());
        QVERIFY(file.open(QIODevice::WriteOnly)); // a file where the folder should be
        file.close();
        DeskArchive archive(folder());
        QSignalSpy failed(&archive, &DeskArchive::failed);
        archive.keep("one", DeskArchive::As::NewVersion, m_clock.now());
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!failed[0][0].toString().isEmpty());
    }
};

QTEST_MAIN(TestDeskArchive)
#include "tst_desk_archive.moc"
