#include <QDateTime>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

using Row = std::pair<qint64, double>; ///< ns since 1970, value
using Rows = std::vector<Row>;

constexpr int patienceMs = 120'000;

/// Sorted, without exact duplicates: a sample counts once however often it was sent.
Rows normalised(Rows rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

/// "1.5" or "-0.002778" as nanoseconds, by its digits.
qint64 secondsToNs(const QString &text)
{
    const bool negative = text.startsWith(QLatin1Char('-'));
    const QStringList parts = text.mid(negative ? 1 : 0).split(QLatin1Char('.'));
    const QString fraction = parts.value(1).leftJustified(9, QLatin1Char('0'), true);
    const qint64 ns = parts.value(0).toLongLong() * 1'000'000'000 + fraction.toLongLong();
    return negative ? -ns : ns;
}

/// "2013-07-04T00:00:00" with ' ' or 'T', UTC, 0 to 9 fraction digits and an optional Z.
qint64 dateToNs(QString text)
{
    text.remove(QLatin1Char('Z'));
    const QStringList parts = text.replace(QLatin1Char(' '), QLatin1Char('T')).split(QLatin1Char('.'));
    QDateTime time = QDateTime::fromString(parts.value(0), Qt::ISODate);
    time.setTimeSpec(Qt::UTC);
    return time.toSecsSinceEpoch() * 1'000'000'000
           + parts.value(1).leftJustified(9, QLatin1Char('0'), true).toLongLong();
}

qint64 anyToNs(const QString &text)
{
    return text.contains(QLatin1Char(':')) ? dateToNs(text) : secondsToNs(text);
}

QByteArray fileText(const QString &path)
{
    if (path.endsWith(QLatin1String(".gz"))) {
        QProcess unzip;
        unzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), path});
        return unzip.waitForFinished() ? unzip.readAllStandardOutput() : QByteArray();
    }
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Column `index` of a plain comma-separated file whose first column is the time; empty cells are no rows.
Rows fileRows(const QByteArray &text, int index)
{
    Rows rows;
    const auto lines = text.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QStringList cells = QString::fromUtf8(lines[i]).trimmed().split(QLatin1Char(','));
        bool isNumber = false;
        const double value = cells.value(index).toDouble(&isNumber);
        if (isNumber)
            rows.emplace_back(anyToNs(cells[0]), value);
    }
    return rows;
}

/// watchglass-sim as a process; ends with it.
class Simulator
{
public:
    explicit Simulator(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(SIMULATOR_PROGRAM),
                        QStringList{QStringLiteral("--port"), QStringLiteral("0")} + arguments);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        m_address = line.section(QLatin1Char(' '), 1);
    }
    ~Simulator()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    /// "valtronics:ws://…", empty when it did not come up.
    QString address() const { return m_address; }

private:
    QProcess m_process;
    QString m_address;
};

/// watchglass-cli watch as a process, read line by line.
class Watcher
{
public:
    explicit Watcher(const QStringList &addresses)
    {
        QStringList arguments{QStringLiteral("watch")};
        for (const QString &address : addresses)
            arguments += {QStringLiteral("--source"), address};
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(CLI_PROGRAM), arguments);
    }

    /// Reads on until `done` or nothing came for too long.
    template <typename Done>
    bool readUntil(Done done)
    {
        QElapsedTimer patience;
        patience.start();
        while (!done()) {
            if (!m_process.canReadLine() && !m_process.waitForReadyRead(patienceMs))
                return false;
            if (patience.elapsed() > patienceMs)
                return false;
            while (m_process.canReadLine())
                take(m_process.readLine());
        }
        return true;
    }

    /// Asks it to end and reads the rest.
    int finish()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(patienceMs))
            return -1;
        while (m_process.canReadLine())
            take(m_process.readLine());
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    /// By "source/attribute".
    QHash<QString, Rows> samples;
    QList<QJsonObject> events;
    qsizetype sampleCount = 0;
    int badLines = 0;

    QList<QJsonObject> eventsOf(const char *kind) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &event : events) {
            if (event.value(QLatin1String("event")).toString() == QLatin1String(kind))
                found.append(event);
        }
        return found;
    }

private:
    void take(const QByteArray &line)
    {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (json.isEmpty()) {
            ++badLines;
        } else if (json.value(QLatin1String("event")).toString() != QLatin1String("sample")) {
            events.append(json);
        } else {
            ++sampleCount;
            samples[json.value(QLatin1String("source")).toString() + QLatin1Char('/')
                    + json.value(QLatin1String("attribute")).toString()]
                .emplace_back(dateToNs(json.value(QLatin1String("time")).toString()),
                              json.value(QLatin1String("value")).toDouble());
        }
    }

    QProcess m_process;
};

struct Recording
{
    QString file;
    QStringList arguments; ///< For the simulator besides --play.
    QStringList metrics;   ///< On the wire, for columns 1, 2, …
};

} // namespace

class TestWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void printsEveryRowOfARecording_data()
    {
        QTest::addColumn<QString>("dialect");
        QTest::newRow("documented") << QStringLiteral("documented");
        QTest::newRow("server, pushed and polled") << QStringLiteral("server");
    }

    void printsEveryRowOfARecording()
    {
        QFETCH(QString, dialect);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("room.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("time,temperature,humidity\n"
                   "2026-01-01 00:00:00,21.5,40\n"
                   "2026-01-01 00:00:01.25,21.52345678901,\n"
                   "2026-01-01 00:00:02,-1e-7,41\n"
                   "2026-01-01 00:10:00,21.25,42\n"    // a gap
                   "2026-01-01 00:09:00,21.125,43\n"   // a step back
                   "2026-01-01 00:09:00,21.125,43\n"   // a duplicate
                   "2026-01-01 00:09:00,21.126,44.5\n" // same time, other value
                   "2026-01-01 00:11:00.000001,22,45\n");
        file.close();
        const QByteArray text = fileText(path);

        Simulator simulator({QStringLiteral("--play"), path, QStringLiteral("--speed"), QStringLiteral("600"),
                             QStringLiteral("--dialect"), dialect, QStringLiteral("--pushes"), QStringLiteral("on")});
        QVERIFY(!simulator.address().isEmpty());
        Watcher watcher({simulator.address()});
        const Rows temperature = normalised(fileRows(text, 1));
        const Rows humidity = normalised(fileRows(text, 2));
        const auto expected = static_cast<qsizetype>(temperature.size() + humidity.size());
        QVERIFY(watcher.readUntil([&] { return watcher.sampleCount >= expected; }));
        QCOMPARE(watcher.finish(), 0);
        QCOMPARE(watcher.badLines, 0);
        QCOMPARE(watcher.sampleCount, expected);
        QVERIFY(normalised(watcher.samples[QStringLiteral("source1/temperature")]) == temperature);
        QVERIFY(normalised(watcher.samples[QStringLiteral("source1/humidity")]) == humidity);
        const QJsonObject counters = watcher.eventsOf("counters").value(0);
        QCOMPARE(counters.value(QLatin1String("samples")).toInteger(), expected);
        QVERIFY(counters.value(QLatin1String("duplicates")).toInteger() >= 2);
        QVERIFY(counters.value(QLatin1String("outOfOrder")).toInteger() >= 2);
        QCOMPARE(counters.value(QLatin1String("badFrames")).toInteger(), 0);
    }

    void printsEveryRowOfThreeRealRecordingsAtOnce()
    {
        const QString data = qEnvironmentVariable("WATCHGLASS_SHARED_DATA");
        if (!QFileInfo::exists(data + QStringLiteral("/ecg-mitbih-100")))
            QSKIP("no folder of recordings: set WATCHGLASS_SHARED_DATA");
        if (qEnvironmentVariableIsSet("WATCHGLASS_FEW_ROWS"))
            QSKIP("560,000 rows are too many under a sanitizer");
        const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
        const QList<Recording> recordings{
            {QStringLiteral("/ecg-mitbih-100/mitbih_100_first10min_360hz.csv.gz"), words("--speed 100"),
             words("MLII V5")},
            {QStringLiteral("/imu-vqf/vqf_imu_285hz.csv.gz"), words("--speed 10"),
             words("gyr_x gyr_y gyr_z acc_x acc_y acc_z mag_x mag_y mag_z")},
            {QStringLiteral("/env-nab/ambient_temperature_system_failure.csv.gz"), words("--speed 7000000"),
             words("value")},
        };
        std::vector<std::unique_ptr<Simulator>> simulators;
        QStringList addresses;
        QHash<QString, Rows> expected;
        qsizetype count = 0;
        for (const Recording &recording : recordings) {
            simulators.push_back(std::make_unique<Simulator>(
                QStringList{QStringLiteral("--backpressure"), QStringLiteral("--play"), data + recording.file}
                + recording.arguments));
            QVERIFY(!simulators.back()->address().isEmpty());
            addresses += simulators.back()->address();
            const QByteArray text = fileText(data + recording.file);
            for (qsizetype i = 0; i < recording.metrics.size(); ++i) {
                const QString name = QStringLiteral("source%1/%2").arg(addresses.size()).arg(recording.metrics[i]);
                expected[name] = normalised(fileRows(text, static_cast<int>(i) + 1));
                QVERIFY(!expected[name].empty());
                count += static_cast<qsizetype>(expected[name].size());
            }
        }
        Watcher watcher(addresses);
        const bool complete = watcher.readUntil([&] { return watcher.sampleCount >= count; });
        QCOMPARE(watcher.finish(), 0);
        QCOMPARE(watcher.sampleCount, count);
        QVERIFY(complete);
        QCOMPARE(watcher.samples.size(), expected.size());
        for (auto it = expected.cbegin(); it != expected.cend(); ++it)
            QVERIFY2(normalised(watcher.samples[it.key()]) == it.value(), qPrintable(it.key()));
    }

    void printsStatesDevicesAndAlarmsOfTheDemo()
    {
        // Not its usual minute of history: 500,000 lines would come before the first alarm.
        Simulator simulator({QStringLiteral("--demo"), QStringLiteral("--history"), QStringLiteral("1")});
        Watcher watcher({simulator.address()});
        QVERIFY(watcher.readUntil([&] {
            return watcher.sampleCount > 1'000 && !watcher.eventsOf("alarm").isEmpty()
                   && !watcher.eventsOf("device").isEmpty();
        }));
        QCOMPARE(watcher.finish(), 0);
        const auto states = watcher.eventsOf("state");
        QVERIFY(std::any_of(states.begin(), states.end(), [](const QJsonObject &state) {
            return state.value(QLatin1String("phase")).toString() == QLatin1String("live")
                   && state.value(QLatin1String("dialect")).toString() == QLatin1String("documented");
        }));
        for (const QJsonObject &alarm : watcher.eventsOf("alarm")) {
            QVERIFY(!alarm.value(QLatin1String("device")).toString().isEmpty());
            QVERIFY(!alarm.value(QLatin1String("priority")).toString().isEmpty());
        }
    }

    void endsWith3WhenNobodyAnswers()
    {
        QProcess cli;
        cli.start(QStringLiteral(CLI_PROGRAM),
                  {QStringLiteral("watch"), QStringLiteral("--source"),
                   QStringLiteral("valtronics:ws://127.0.0.1:1/ws"), QStringLiteral("--for"), QStringLiteral("500ms")});
        QVERIFY(cli.waitForFinished());
        QCOMPARE(cli.exitCode(), 3);
        QVERIFY(cli.readAllStandardOutput().contains("\"phase\":\"waiting\""));
    }

    void endsWith2OnAMistake()
    {
        QProcess cli;
        cli.start(QStringLiteral(CLI_PROGRAM), {QStringLiteral("watch")});
        QVERIFY(cli.waitForFinished());
        QCOMPARE(cli.exitCode(), 2);
        QVERIFY(cli.readAllStandardOutput().isEmpty());
        QVERIFY(cli.readAllStandardError().contains("--source"));
    }
};

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
