#include "core/recording/session_file.h"
#include "tests/cli/processes.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace watchglass;
using namespace watchglass::test;
using recording::SessionFile;

namespace {

const TimeRange always{Timestamp::min(), Timestamp::max()};

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

Timestamp now()
{
    return Timestamp::fromMs(QDateTime::currentMSecsSinceEpoch());
}

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
