#include "app/watchglass/application.h"
#include "app/watchglass/desk_control.h"
#include "app/watchglass/single_instance.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/desk_steps.h"
#include "ui/desk/workspace_file.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 60'000;

/// The program itself, as its own process, killed without warning.
class Program
{
public:
    explicit Program(const QString &dataDir)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.start(QStringLiteral(WATCHGLASS_PROGRAM),
                        {QStringLiteral("--demo"), QStringLiteral("--data-dir"), dataDir});
    }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    bool kill()
    {
        m_process.kill();
        return m_process.waitForFinished(patienceMs) && m_process.exitStatus() == QProcess::CrashExit;
    }

private:
    QProcess m_process;
};

} // namespace

/// What an operator has arranged is there again after the worst end.
class TestDeskSurvives : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;

    /// The newest that was kept; nothing yet, or while it is being replaced.
    std::optional<ui::DesksState> kept() const
    {
        const QDir desks(m_dir->filePath(QStringLiteral("desks")));
        const QStringList names =
            desks.entryList({QStringLiteral("*.wgdesk")}, QDir::Files, QDir::Name | QDir::Reversed);
        QFile file(desks.filePath(names.value(0)));
        if (names.isEmpty() || !file.open(QIODevice::ReadOnly))
            return std::nullopt;
        auto state = ui::workspace_file::read(file.readAll(), ui::currentScreens());
        return state ? std::optional(std::move(state).value()) : std::nullopt;
    }
    /// Without what only stands in memory, so that both sides can be compared.
    static QByteArray text(const ui::DesksState &state)
    {
        return ui::workspace_file::write(state, ui::currentScreens());
    }
    app::Options options() const
    {
        app::Options options;
        options.demo = true;
        options.dataDir = m_dir->path();
        return options;
    }

private Q_SLOTS:
    void init()
    {
        watchglass::test::failOnAnyWarning();
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void killedAndStartedAgainItIsTheSame()
    {
        Program program(m_dir->path());
        QTRY_VERIFY_WITH_TIMEOUT(kept() && kept()->panelCount() > 1, patienceMs); // the demo's own desk
        // The operator opens another desk: two of these panels, and a workspace more.
        ui::DesksState arranged = *kept();
        arranged.desks[0].panels.resize(2);
        arranged.desks[0].name = QStringLiteral("Ward");
        arranged.desks.push_back({});
        arranged.desks.back().name = QStringLiteral("Empty");
        const QString path = m_dir->filePath(QStringLiteral("ward.wgdesk"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text(arranged));
        file.close();
        QCOMPARE(app::SingleInstance(m_dir->path()).claim({{path}, false}), app::SingleInstance::Role::HandedOver);
        QTRY_COMPARE_WITH_TIMEOUT(kept() ? kept()->desks.size() : 0, 2u, patienceMs);
        const ui::DesksState before = *kept();
        QVERIFY(program.isRunning());
        QVERIFY(program.kill());

        app::Application application(options(), m_clock);
        application.start();
        ui::Workspaces &workspaces = application.window().workspaces();
        QVERIFY(application.desks().hasRestored());
        QCOMPARE(workspaces.name(0), QStringLiteral("Ward"));
        QCOMPARE(workspaces.count(), 2);
        const auto samplesIn = [&](const ui::Panel &panel) {
            std::uint64_t count = 0;
            for (const SeriesKey &key : panel.series()) {
                const auto series = application.store().find(key);
                count += series ? series->count() : 0;
            }
            return count;
        };
        // The series come again, and with them the time at which an empty desk would have been filled.
        for (const ui::Panel *panel : workspaces.desk(0).panels())
            QTRY_VERIFY_WITH_TIMEOUT(samplesIn(*panel) > 0, patienceMs);
        QSignalSpy measured(&application.frameClock(), &ui::FrameClock::measured); // once a second
        QTRY_VERIFY_WITH_TIMEOUT(measured.count() > 3, patienceMs);
        ui::DesksState after = workspaces.save();
        QCOMPARE(after.desks[0].docks.shape(), before.desks[0].docks.shape());
        QCOMPARE(after.desks[0].panels.size(), 2u);
        for (std::size_t i = 0; i < 2; ++i)
            QCOMPARE(after.desks[0].panels[i].panel, before.desks[0].panels[i].panel);
        QVERIFY(workspaces.desk(1).isEmpty());
        // The lock and the socket of the one that was killed keep nobody out.
        QCOMPARE(app::SingleInstance(m_dir->path()).claim({}), app::SingleInstance::Role::First);
    }

    void desksOfTheCommandLineAreOpened()
    {
        const QString path = m_dir->filePath(QStringLiteral("w.wgdesk"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"format": "watchglass-desk", "version": 1, "workspaces": [{"name": "From a file",
            "panels": [{"panel": {"kind": "plot", "series": [{"source": "s", "device": "d", "attribute": "a"}]}}]}]})");
        file.close();
        app::Options options;
        options.dataDir = m_dir->path();
        options.files = {path};
        app::Application application(options, m_clock);
        application.start();
        QCOMPARE(application.window().workspaces().name(0), QStringLiteral("From a file"));
        QVERIFY(!application.window().isWelcoming());
        QCOMPARE(application.window().desk().panels().at(0)->series().size(), 1); // absent, but not lost
        application.takeOver({{}, true});                                         // another start, with the demo
        QTRY_VERIFY_WITH_TIMEOUT(application.store().size() > 0, patienceMs);
    }
};

QTEST_MAIN(TestDeskSurvives)
#include "tst_desk_survives.moc"
