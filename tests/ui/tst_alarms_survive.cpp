#include "app/simulator/simulator_server.h"
#include "app/watchglass/application.h"
#include "tests/ui/no_warnings.h"

#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstring>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 60'000;
constexpr const char *asOperator = "--operator";

app::Options options(const QString &dataDir, const QUrl &url)
{
    app::Options options;
    options.dataDir = dataDir;
    options.sources.push_back({protocol::Service::Valtronics, url, {}});
    return options;
}

const alarm::Alarm *titled(app::Application &application, const char *title)
{
    const auto &all = application.alarmControl().alarms().alarms();
    const auto found = std::find_if(all.begin(), all.end(), [title](const alarm::Alarm &one) {
        return one.id.origin == alarm::AlarmOrigin::Service && one.content.title == QLatin1String(title);
    });
    return found == all.end() ? nullptr : &*found;
}

/// The program with somebody who acknowledges one alarm, puts another on the shelf, says so and goes on watching.
int work(QApplication &qt, const QString &dataDir, const QUrl &url)
{
    SystemClock clock;
    app::Application application(options(dataDir, url), clock);
    application.start();
    QTimer eyes;
    QObject::connect(&eyes, &QTimer::timeout, &application, [&] {
        const alarm::Alarm *door = titled(application, "Door open");
        const alarm::Alarm *pump = titled(application, "Pump dry");
        if (!door || !pump)
            return;
        eyes.stop();
        application.alarmControl().acknowledge({door->id}, QStringLiteral("seen"));
        application.alarmControl().shelve({pump->id}, 1h);
        std::puts("done");
        std::fflush(stdout);
    });
    eyes.start(20ms);
    return qt.exec();
}

} // namespace

/// What was said of alarms is known after the worst end.
class TestAlarmsSurvive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void acknowledgementsAndShelvesAreThereAfterAKill()
    {
        SystemClock clock;
        sim::ServerOptions serverOptions;
        serverOptions.limits.connectsPerMinute = 0;
        serverOptions.snapshot = true; // what was raised before the program started
        sim::SimulatorServer server(sim::Fleet::generic(4, 10.0, 2, 1), serverOptions, clock);
        QVERIFY(server.listen());
        for (const char *title : {"Door open", "Pump dry"}) {
            sim::Alert alert;
            alert.deviceId = 1;
            alert.title = QLatin1String(title);
            alert.severity = QStringLiteral("high");
            alert.type = QStringLiteral("threshold");
            server.raiseAlert(alert);
        }
        QTemporaryDir dir;

        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QCoreApplication::applicationFilePath(),
                      {QLatin1String(asOperator), dir.path(), server.url().toString()});
        QTRY_VERIFY_WITH_TIMEOUT(program.canReadLine(), patienceMs);
        QCOMPARE(program.readLine().trimmed(), QByteArray("done"));
        program.kill();
        QVERIFY(program.waitForFinished(patienceMs));
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);

        app::Application application(options(dir.path(), server.url()), clock);
        application.start();
        QTRY_VERIFY_WITH_TIMEOUT(titled(application, "Door open") && titled(application, "Pump dry"), patienceMs);
        const auto acknowledgement = titled(application, "Door open")->life.acknowledgement();
        QVERIFY(acknowledgement);
        QCOMPARE(acknowledgement->note, QStringLiteral("seen"));
        const alarm::Alarm &pump = *titled(application, "Pump dry");
        QVERIFY(pump.life.shelvedUntil());
        QVERIFY(*pump.life.shelvedUntil() > clock.now() + 50min);
        QVERIFY(!pump.life.acknowledgement());
    }
};

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (argc == 4 && std::strcmp(argv[1], asOperator) == 0)
        return work(application, QString::fromLocal8Bit(argv[2]), QUrl(QString::fromLocal8Bit(argv[3])));
    TestAlarmsSurvive test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_alarms_survive.moc"
