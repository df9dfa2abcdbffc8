#include "core/recording/file_import.h"
#include "core/recording/session_file.h"
#include "tests/exchange/kept_import.h"

#include <QDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::recording;

class TestFileImport : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<exchange::TextFolder> m_folder;

    QString session() const { return m_folder->path("sessions/walk.wgrec"); }
    QStringList left() const { return QDir(m_folder->path("sessions")).entryList(QDir::Files); }
    Result<exchange::ImportReport> import(const QByteArray &text, const exchange::Progress &progress = {})
    {
        return importIntoSession(m_folder->write("walk.csv", text), {}, session(), QStringLiteral("test"), progress);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<exchange::TextFolder>();
        QDir().mkpath(m_folder->path("sessions"));
    }

    void makesASessionOfAFile()
    {
        const auto report = import("time,a\n10,1\n11,x\n12,3\n13,4\n14,5\n");
        QVERIFY2(report.ok(), qPrintable(report ? QString() : report.error().text));
        QCOMPARE(report.value().rows, 5);
        QCOMPARE(report.value().badCells, 1);
        QCOMPARE(left(), QStringList{QStringLiteral("walk.wgrec")});
        const auto file = SessionFile::open(session());
        QVERIFY(file.ok());
        QCOMPARE(file.value()->meta().start, Timestamp::fromMs(10'000));
        QCOMPARE(file.value()->series().size(), std::size_t(1));
        QCOMPARE(file.value()->series()[0].count, 4U);
        QCOMPARE(file.value()->sources()[0].address, QStringLiteral("walk.csv"));
    }

    void leavesNothingOfWhatFails_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no table") << QByteArray("Dear all\n") << QStringLiteral("line 1");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("no value") << QByteArray("time,a\n0,\n1,\n") << QStringLiteral("not one value");
    }

    void leavesNothingOfWhatFails()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto report = import(text);
        QVERIFY(!report.ok());
        QVERIFY2(report.error().text.contains(says), qPrintable(report.error().text));
        QCOMPARE(left(), QStringList());
    }

    void leavesNothingWhenItIsStopped()
    {
        QByteArray text("time,a\n");
        for (int i = 0; i < 400'000; ++i)
            text += QByteArray::number(i) + ",1.25\n";
        const auto report = import(text, [](std::int64_t done, std::int64_t total) { return done < total / 2; });
        QCOMPARE(report.error().code, ErrorCode::Refused);
        QCOMPARE(left(), QStringList());
    }

    void overwritesNothing()
    {
        const QString taken = m_folder->write("sessions/walk.wgrec", "mine");
        QVERIFY(!import("time,a\n0,1\n").ok());
        QFile file(taken);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine"));
    }
};

QTEST_GUILESS_MAIN(TestFileImport)
#include "tst_file_import.moc"
