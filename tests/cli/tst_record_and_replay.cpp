#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int patienceMs = 120'000;

struct Finished
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Finished cli(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(CLI_PROGRAM), arguments);
    if (!process.waitForFinished(patienceMs))
        return {-2, {}, process.errorString().toUtf8()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// The simulated demo fleet, and where each of its services is.
class Simulator
{
public:
    Simulator()
    {
        m_process.start(QStringLiteral(SIMULATOR_PROGRAM),
                        {QStringLiteral("--demo"), QStringLiteral("--port"), QStringLiteral("0")});
        while (m_addresses.size() < 5 && m_process.waitForReadyRead(patienceMs)) {
            while (m_process.canReadLine()) {
                const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
                for (const QString &word : line.split(QLatin1Char(' '))) {
                    if (word.contains(QLatin1String("://")) && !word.startsWith(QLatin1String("http")))
                        m_addresses << word;
                }
            }
        }
    }
    ~Simulator()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    const QStringList &addresses() const { return m_addresses; }

private:
    QProcess m_process;
    QStringList m_addresses;
};

} // namespace

/// All of it with the real programs: five services recorded at once, and played in several ways.
class TestRecordAndReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const Simulator simulator;
        QVERIFY2(simulator.addresses().size() >= 5, qPrintable(simulator.addresses().join(QLatin1Char(' '))));
        m_session = m_folder.filePath(QStringLiteral("all.wgrec"));
        // Under a sanitizer it takes its time until each source is live.
        const QString length =
            qEnvironmentVariableIsSet("WATCHGLASS_FEW_ROWS") ? QStringLiteral("10s") : QStringLiteral("6s");
        QStringList arguments{QStringLiteral("record"), QStringLiteral("--output"), m_session, QStringLiteral("--for"),
                              length};
        for (const QString &address : simulator.addresses())
            arguments << QStringLiteral("--source") << address;
        const Finished recorded = cli(arguments);
        QVERIFY2(recorded.code == 0, recorded.err);
        QVERIFY(QFile::exists(m_session));
    }

    void whatDecodersMakeOfItIsWhatWasRecorded()
    {
        const Finished golden = cli({QStringLiteral("golden"), m_session});
        QVERIFY2(golden.code == 0, golden.out + golden.err);
        const QJsonObject line = QJsonDocument::fromJson(golden.out).object();
        QVERIFY(line[QLatin1String("same")].toBool());
        QVERIFY2(line[QLatin1String("samples")].toInt() > 5'000, golden.out);
        QCOMPARE(line[QLatin1String("sameSamples")], line[QLatin1String("samples")]);
    }

    void aBudgetThatIsMissedIsAFinding()
    {
        QCOMPARE(cli({QStringLiteral("golden"), m_session, QStringLiteral("--min-rate"), QStringLiteral("1e12")}).code,
                 1);
        QCOMPARE(cli({QStringLiteral("golden"), m_session, QStringLiteral("--min-rate"), QStringLiteral("1")}).code, 0);
        QCOMPARE(cli({QStringLiteral("golden"), m_session, QStringLiteral("--min-rate"), QStringLiteral("x")}).code, 2);
        QCOMPARE(cli({QStringLiteral("golden"), m_folder.filePath(QStringLiteral("gone.wgrec"))}).code, 4);
    }

    void replaysOfOneFilePrintTheSame()
    {
        const auto digest = [this](const QString &speed) {
            const Finished played = cli({QStringLiteral("replay"), m_session, QStringLiteral("--speed"), speed});
            if (played.code != 0 || played.out.count('\n') < 5'000)
                return QByteArray("failed: ") + played.err;
            return QCryptographicHash::hash(played.out, QCryptographicHash::Sha256).toHex();
        };
        const QByteArray fastest = digest(QStringLiteral("max"));
        QVERIFY2(!fastest.startsWith("failed"), fastest);
        QCOMPARE(digest(QStringLiteral("max")), fastest);
        QCOMPARE(digest(QStringLiteral("17")), fastest);
        QCOMPARE(digest(QStringLiteral("1")), fastest);
    }

    void theFileIsWhole()
    {
        QCOMPARE(cli({QStringLiteral("check"), m_session}).code, 0);
        const Finished info = cli({QStringLiteral("info"), m_session});
        QCOMPARE(info.code, 0);
        QVERIFY(info.out.contains("terra") && info.out.contains("moonsense"));
    }

private:
    QTemporaryDir m_folder;
    QString m_session;
};

QTEST_GUILESS_MAIN(TestRecordAndReplay)
#include "tst_record_and_replay.moc"
