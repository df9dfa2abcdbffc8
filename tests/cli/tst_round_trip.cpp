#include "app/simulator/terra/terra_fleet.h"
#include "tests/cli/processes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace watchglass::test;

namespace {

constexpr int rows = 200;

/// Twenty milliseconds apart, as Sensocto passes on every sample of an attribute of this name.
QByteArray table()
{
    QByteArray text("time_s,ecg_mV\n");
    for (int row = 0; row < rows; ++row)
        text += QByteArray::number(1.7e9 + row * 0.02, 'f', 2) + ','
                + QByteArray::number(std::round(1000 * std::sin(row * 0.3)) / 1000) + '\n';
    return text;
}

} // namespace

/// What was recorded goes out again, by the simulator or by publishing, and is recorded once more; with the real
/// programs.
class TestRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_folder.filePath(QStringLiteral("bed.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(table());
        file.close();
        const Simulator simulator({QStringLiteral("--play"), file.fileName()});
        record(simulator.addressOf("valtronics"), QStringLiteral("first"));
    }

    void aSessionIsServedAgain_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QStringList>("renames");
        QTest::newRow("valtronics") << QStringLiteral("valtronics") << QStringList();
        QTest::newRow("sensocto") << QStringLiteral("sensocto") << QStringList();
        QTest::newRow("terra") << QStringLiteral(
            "terra") << QStringList{watchglass::sim::terra::TerraFleet::userOf(0, 1) + QStringLiteral("/ECG=bed/ecg")};
    }
    void aSessionIsServedAgain()
    {
        QFETCH(const QString, service);
        const Simulator simulator({QStringLiteral("--play"), session(QStringLiteral("first"))});
        QFETCH(const QStringList, renames);
        record(simulator.addressOf(service.toLatin1()), service);
        compare(service, renames);
    }

    void aSessionIsPublished_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QStringList>("renames");
        QTest::newRow("sensocto") << QStringLiteral("sensocto") << QStringList();
        QTest::newRow("terra") << QStringLiteral("terra") << QStringList{QStringLiteral("someone/ECG=bed/ecg")};
    }
    void aSessionIsPublished()
    {
        QFETCH(const QString, service);
        QFETCH(const QStringList, renames);
        const Simulator simulator({QStringLiteral("--devices"), QStringLiteral("0")});
        const QString address = simulator.addressOf(service.toLatin1());
        const QString name = QStringLiteral("published-") + service;
        Recording recording(address, session(name));
        QVERIFY(recording.waitFor("Live"));
        Cli publish({QStringLiteral("publish"), session(QStringLiteral("first")), QStringLiteral("--device"),
                     QStringLiteral("bed"), QStringLiteral("--to"), address.section(QLatin1Char('?'), 0, 0),
                     QStringLiteral("--user"), QStringLiteral("someone"), QStringLiteral("--recorded-times")});
        QCOMPARE(publish.finish(), 0);
        QVERIFY(recording.waitFor(QStringLiteral(", %1 samples").arg(rows).toLatin1()));
        recording.end();
        compare(name, renames);
    }

private:
    /// A recording that goes on until it is ended.
    class Recording
    {
    public:
        Recording(const QString &address, const QString &file)
            : m_cli({QStringLiteral("record"), QStringLiteral("--source"), address, QStringLiteral("--output"), file})
        {}
        /// Until it said this.
        bool waitFor(const QByteArray &text)
        {
            QElapsedTimer patience;
            patience.start();
            while (!m_said.contains(text) && patience.elapsed() < patienceMs) {
                m_cli.process().waitForReadyRead(100);
                m_said += m_cli.process().readAllStandardError();
            }
            return m_said.contains(text);
        }
        void end()
        {
            m_cli.process().terminate();
            QCOMPARE(m_cli.finish(), 0);
        }

    private:
        Cli m_cli;
        QByteArray m_said;
    };

    QString session(const QString &name) const { return m_folder.filePath(name + QStringLiteral(".wgrec")); }
    void record(const QString &address, const QString &name) const
    {
        Recording recording(address, session(name));
        QVERIFY(recording.waitFor(QStringLiteral(", %1 samples").arg(rows).toLatin1()));
        recording.end();
    }
    void compare(const QString &name, const QStringList &renames) const
    {
        QStringList arguments{QStringLiteral("compare"), session(QStringLiteral("first")), session(name),
                              QStringLiteral("--ignore-source"), QStringLiteral("--ignore-units")};
        for (const QString &rename : renames)
            arguments << QStringLiteral("--rename") << rename;
        Cli compare(arguments);
        const int code = compare.finish();
        const QByteArray said = compare.process().readAllStandardOutput() + compare.process().readAllStandardError();
        QVERIFY2(code == 0, said);
        QVERIFY2(said.contains(QByteArray("\"samples\":") + QByteArray::number(rows)), said);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
