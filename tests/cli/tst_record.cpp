#include "core/recording/session_file.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace watchglass;
using recording::SessionFile;

namespace {

constexpr int patienceMs = 30'000;
const TimeRange always{Timestamp::min(), Timestamp::max()};
/// Each service reads it in its own way; the simulator's doors are open to any.
const QString token = QStringLiteral("qa-device:S3cretKey99xyz");

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

Timestamp now()
{
    return Timestamp::fromMs(QDateTime::currentMSecsSinceEpoch());
}

/// The simulator as a process that serves on a port of its own.
class Simulator
{
public:
    explicit Simulator(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(SIMULATOR_PROGRAM),
                        QStringList{QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--no-limits")}
                            + arguments);
        while (m_addresses.size() < 5 && (m_process.canReadLine() || m_process.waitForReadyRead(patienceMs)))
            m_addresses << QString::fromUtf8(m_process.readLine()).trimmed().section(QLatin1Char(' '), 1);
    }
    ~Simulator()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    const QStringList &addresses() const { return m_addresses; }
    QString addressOf(const char *service) const { return m_addresses.filter(QLatin1String(service)).value(0); }

    struct Sent
    {
        double samples = 0;
        double seconds = 0;
    };
    /// What it wrote of the connection that ended last.
    std::optional<Sent> lastConnection()
    {
        static const QRegularExpression pattern(
            QStringLiteral("connection \\d+ ended: [^,]*, ([0-9.]+) s, .* (\\d+) samples"));
        QElapsedTimer patience;
        patience.start();
        while (patience.elapsed() < patienceMs) {
            m_said += m_process.readAllStandardError();
            auto all = pattern.globalMatch(QString::fromUtf8(m_said));
            std::optional<Sent> last;
            while (all.hasNext()) {
                const auto match = all.next();
                last = Sent{match.captured(2).toDouble(), match.captured(1).toDouble()};
            }
            if (last)
                return last;
            m_process.waitForReadyRead(100);
        }
        return std::nullopt;
    }

private:
    QProcess m_process;
    QStringList m_addresses;
    QByteArray m_said;
};

/// watchglass-cli with a subcommand.
class Cli
{
public:
    explicit Cli(const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("WATCHGLASS_TOKEN"), token);
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(CLI_PROGRAM), arguments);
    }
    int finish()
    {
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(2 * patienceMs))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
    }
    QList<QJsonObject> lines(const char *event)
    {
        m_out += m_process.readAllStandardOutput();
        QList<QJsonObject> found;
        for (const QByteArray &line : m_out.split('\n')) {
            const QJsonObject json = QJsonDocument::fromJson(line).object();
            if (json.value(QLatin1String("event")) == QLatin1String(event))
                found << json;
        }
        return found;
    }
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
    QByteArray m_out;
};

int run(const QStringList &arguments)
{
    return Cli(arguments).finish();
}

std::uint64_t samplesOf(const SessionFile &file)
{
    std::uint64_t count = 0;
    for (const recording::SessionSeries &series : file.series())
        count += series.count;
    return count;
}

} // namespace

class TestRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsAllServicesAndTellsWhatItRecorded()
    {
        Simulator simulator(words("--devices 3 --rate 20 --history 2"));
        QCOMPARE(simulator.addresses().size(), 5);
        const QString file = path("all.wgrec");
        QStringList arguments = words("record --for 8s --output") + QStringList{file};
        for (const QString &address : simulator.addresses())
            arguments += {QStringLiteral("--source"), address};
        Cli record(arguments);
        const int code = record.finish();
        const QByteArray said = record.process().readAllStandardError();
        QVERIFY2(code == 0, said.constData());
        const auto recorded = record.lines("recorded");
        QCOMPARE(recorded.size(), 1);
        QCOMPARE(recorded[0].value(QLatin1String("lost")).toInt(), 0);
        QVERIFY(!QFile::exists(file + QStringLiteral("-wal")));
        QVERIFY2(said.contains("samples"), said.constData()); // progress

        Cli check({QStringLiteral("check"), file});
        QCOMPARE(check.finish(), 0);
        QVERIFY(check.lines("check").value(0).value(QLatin1String("isGood")).toBool());

        Cli info({QStringLiteral("info"), file});
        QCOMPARE(info.finish(), 0);
        const QJsonObject session = info.lines("session").value(0);
        QVERIFY(session.value(QLatin1String("isEnded")).toBool());
        QVERIFY(session.value(QLatin1String("seconds")).toDouble() > 3.0);
        QCOMPARE(session.value(QLatin1String("sources")).toInt(), 5);
        const auto sources = info.lines("source");
        QCOMPARE(sources.size(), 5);
        for (const QJsonObject &source : sources) {
            QVERIFY2(source.value(QLatin1String("frames")).toInt() > 3, QJsonDocument(source).toJson());
            QVERIFY(source.value(QLatin1String("counters")).toObject().value(QLatin1String("samples")).toInteger() > 0);
        }
        qint64 samples = 0;
        for (const QJsonObject &series : info.lines("series"))
            samples += series.value(QLatin1String("samples")).toInteger();
        QVERIFY(samples > 500);
        QCOMPARE(samples, session.value(QLatin1String("samples")).toInteger());
        searchForSecrets(file);
    }

    void aKilledRecordingLacksASecondAtMost()
    {
        const int kills = qEnvironmentVariableIntValue("WATCHGLASS_KILLS");
        for (int kill = 0; kill < (kills > 0 ? kills : 4); ++kill) {
            Simulator simulator(words("--devices 20 --rate 50"));
            const QString file = path("killed%1.wgrec", kill);
            Cli record({QStringLiteral("record"), QStringLiteral("--source"), simulator.addressOf("valtronics"),
                        QStringLiteral("--output"), file});
            QTRY_VERIFY_WITH_TIMEOUT(SessionFile::open(file).ok() && samplesOf(*SessionFile::open(file).value()) > 0,
                                     patienceMs);
            QTest::qWait(QRandomGenerator::global()->bounded(100, 2'500)); // the moment is what is tried
            const Timestamp killed = now();
            ::kill(static_cast<pid_t>(record.process().processId()), SIGKILL);
            QVERIFY(record.process().waitForFinished());
            const auto sent = simulator.lastConnection();
            QVERIFY(sent);

            const auto opened = SessionFile::open(file);
            QVERIFY2(opened.ok(), qPrintable(opened ? QString() : opened.error().text));
            QCOMPARE(run({QStringLiteral("check"), file}), 0);
            const double missing = sent->samples - static_cast<double>(samplesOf(*opened.value()));
            const double rate = sent->samples / sent->seconds;
            QVERIFY2(missing <= rate, qPrintable(QStringLiteral("%1 of %2 samples are missing, at %3 a second")
                                                     .arg(missing)
                                                     .arg(sent->samples)
                                                     .arg(rate)));
            Timestamp newest = Timestamp::min();
            for (const recording::SessionSeries &series : opened.value()->series())
                newest = std::max(newest, series.last);
            QVERIFY2(killed - newest < std::chrono::seconds(1),
                     qPrintable(QString::number(std::chrono::duration<double>(killed - newest).count())));
            QVERIFY(killed - opened.value()->arrivals().to < std::chrono::seconds(1));
        }
    }

    void ctrlCEndsItInOrder()
    {
        Simulator simulator(words("--devices 2"));
        const QString file = path("interrupted.wgrec");
        Cli record({QStringLiteral("record"), QStringLiteral("--source"), simulator.addressOf("valtronics"),
                    QStringLiteral("--output"), file});
        QTRY_VERIFY_WITH_TIMEOUT(SessionFile::open(file).ok() && samplesOf(*SessionFile::open(file).value()) > 0,
                                 patienceMs);
        ::kill(static_cast<pid_t>(record.process().processId()), SIGINT);
        QCOMPARE(record.finish(), 0);
        QVERIFY(SessionFile::open(file).value()->meta().end);
    }

    void goesOnInFurtherFiles()
    {
        Simulator simulator(words("--devices 5"));
        const QString file = path("rotating.wgrec");
        Cli record({QStringLiteral("record"), QStringLiteral("--source"), simulator.addressOf("valtronics"),
                    QStringLiteral("--output"), file, QStringLiteral("--rotate"), QStringLiteral("--for"),
                    QStringLiteral("1s")});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("rotating-003.wgrec")), patienceMs);
        ::kill(static_cast<pid_t>(record.process().processId()), SIGTERM);
        QCOMPARE(record.finish(), 0);
        QCOMPARE(run({QStringLiteral("check"), file, path("rotating-002.wgrec"), path("rotating-003.wgrec")}), 0);
    }

    void endsWith3WhenNobodyAnswers()
    {
        QCOMPARE(run(words("record --source valtronics:ws://127.0.0.1:1/ws --for 500ms --output")
                     + QStringList{path("nobody.wgrec")}),
                 3);
    }

    void endsWith4OnBadInput()
    {
        const QString there = path("there.wgrec");
        QFile file(there);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("time,value\n");
        file.close();
        QCOMPARE(run(words("record --source valtronics:ws://127.0.0.1:1/ws --output") + QStringList{there}), 4);
        QCOMPARE(run({QStringLiteral("info"), there}), 4);
        QCOMPARE(run({QStringLiteral("check"), there}), 4);
        QCOMPARE(run({QStringLiteral("check"), path("none.wgrec")}), 4);
    }

private:
    QString path(const char *name, int number = 0) const
    {
        const QString text = QString::fromLatin1(name);
        return m_folder.filePath(text.contains(QLatin1Char('%')) ? text.arg(number) : text);
    }

    /// Neither what the operator gave nor what servers gave for it stands anywhere in the session.
    void searchForSecrets(const QString &name)
    {
        static const QRegularExpression webToken(QStringLiteral("eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}"));
        const auto file = SessionFile::open(name);
        QVERIFY(file.ok());
        QByteArrayList forms{"S3cretKey99xyz", "qa-device", token.toUtf8().toBase64(QByteArray::OmitTrailingEquals),
                             token.toUtf8().toPercentEncoding()};
        const auto isClean = [&forms](const QByteArray &bytes) {
            return std::none_of(forms.begin(), forms.end(),
                                [&bytes](const QByteArray &form) { return bytes.contains(form); })
                   && !webToken.match(QString::fromUtf8(bytes)).hasMatch();
        };
        int hidden = 0;
        recording::FrameCursor cursor = file.value()->frames();
        for (auto next = cursor.next(); next && next.value(); next = cursor.next()) {
            const link::Frame &frame = next.value()->frame;
            QVERIFY2(isClean(frame.head), frame.head.constData());
            QVERIFY2(isClean(frame.payload), frame.payload.constData());
            hidden += frame.payload.contains("****") || frame.head.contains("****") ? 1 : 0;
        }
        QVERIFY(hidden > 0); // there was something to hide
        QFile raw(name);
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QVERIFY(isClean(raw.readAll()));
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestRecord)
#include "tst_record.moc"
