#include "tests/ui/dialogs/source_run.h"
#include "tests/ui/no_warnings.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/source_details.h"
#include "ui/shell/sources_window.h"

#include <QAction>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace watchglass;
using namespace watchglass::test;
using namespace std::chrono_literals;

namespace {

/// Everything that a program says on standard error while this is there.
class ErrorOutput
{
public:
    explicit ErrorOutput(const QString &file)
        : m_before(::dup(STDERR_FILENO))
    {
        m_file.setFileName(file);
        m_file.open(QIODevice::WriteOnly);
        ::dup2(m_file.handle(), STDERR_FILENO);
    }
    ~ErrorOutput()
    {
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
    }

private:
    QFile m_file;
    const int m_before;
};

QByteArray everythingBelow(const QString &dir)
{
    QByteArray all;
    QDirIterator files(dir, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.fileName().toUtf8() + '\n' + file.readAll();
    }
    return all;
}

} // namespace

class TestSourceControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void sourceComesBackWithItsSecretOnTheNextStart()
    {
        const Server server;
        QTemporaryDir dir;
        QHash<QString, QString> kept;
        {
            Run run(dir.path());
            QVERIFY(run.program->window().isWelcoming());
            run.add(QStringLiteral("ward"), server.url, secret);
            QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
            QVERIFY(!run.control().isForSession(QStringLiteral("ward")));
            QVERIFY(!run.program->window().isWelcoming());
            kept = run.secrets();
            QCOMPARE(kept.size(), 1);
        }
        Run run(dir.path(), kept);
        QCOMPARE(run.control().sources().size(), 1u);
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(run.control().history(QStringLiteral("ward")), 30'000);
    }

    void secretStandsInNothingThatIsWritten_data()
    {
        QTest::addColumn<bool>("hasKeychain");
        QTest::newRow("keychain") << true;
        QTest::newRow("session only") << false;
    }
    void secretStandsInNothingThatIsWritten()
    {
        QFETCH(bool, hasKeychain);
        const Server server;
        QTemporaryDir dir;
        {
            const ErrorOutput errors(dir.filePath(QStringLiteral("stderr")));
            Run run(dir.path(), {}, hasKeychain);
            run.add(QStringLiteral("ward"), server.url, secret);
            QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
            run.add(QStringLiteral("wrong"), server.url, QStringLiteral("wrong-") + secret);
            QTRY_COMPARE_WITH_TIMEOUT(run.state(QStringLiteral("wrong")).phase, SourcePhase::Failed, 30'000);
            QVERIFY(!run.state(QStringLiteral("wrong")).text.contains(secret));
            run.program->window().commands().action(QStringLiteral("source.manage"))->trigger();
            run.program->window().close();
        }
        const QByteArray all = everythingBelow(dir.path());
        QVERIFY(all.contains("sources.json"));
        QVERIFY(all.contains("watchglass.ini"));
        QVERIFY(all.contains("stderr"));
        QVERIFY(!all.contains(secret.toUtf8()));
        QVERIFY(!all.contains(secret.toUtf8().toBase64()));
    }

    void withoutKeychainTheNextStartAsksForTheSecret()
    {
        const Server server;
        QTemporaryDir dir;
        {
            Run run(dir.path(), {}, false);
            run.add(QStringLiteral("ward"), server.url, secret);
            QVERIFY(run.control().isForSession(QStringLiteral("ward")));
            QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
        }
        Run absent(dir.path(), {}, false);
        QCOMPARE(absent.state(QStringLiteral("ward")).phase, SourcePhase::Failed);
        QVERIFY(absent.state(QStringLiteral("ward")).text.contains(QStringLiteral("There is no keychain here.")));
        ui::SourceDraft draft{absent.control().sources()[0], secret, {}};
        absent.control().change(QStringLiteral("ward"), draft);
        QTRY_VERIFY_WITH_TIMEOUT(absent.isLive(QStringLiteral("ward")), 30'000);
        absent.program.reset();

        Run emptied(dir.path());
        QVERIFY(emptied.state(QStringLiteral("ward")).text.contains(QStringLiteral("Its credentials are not here")));
    }

    void removedSourceLeavesNothingBehind()
    {
        QTemporaryDir dir;
        Run run(dir.path(), {}, true, true);
        const QString id = QStringLiteral("valtronics");
        const auto hasAlarm = [&] {
            const auto &alarms = run.program->alarmControl().alarms().alarms();
            return std::any_of(alarms.begin(), alarms.end(), [&](const auto &one) { return one.id.source == id; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(run.seriesOf(id) > 5 && run.devicesOf(id) > 3 && run.isInTree(id), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(hasAlarm(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!run.program->window().desk().isEmpty(), 30'000);
        run.control().remove(id, true);
        QCOMPARE(run.seriesOf(id), 0u);
        QCOMPARE(run.devicesOf(id), 0u);
        QVERIFY(!hasAlarm());
        QVERIFY(!run.isInTree(id));
        QVERIFY(!run.control().history(id));
        QVERIFY(run.program->events().sourcesWithStatus().count(id) == 0);
        for (const auto &one : run.program->events().events())
            QVERIFY(one.source != id);
        QTRY_COMPARE_WITH_TIMEOUT(run.program->window().status().figures().sources.size(), 4u, 30'000);
        QVERIFY(!run.isInTree(id)); // nor does it come back

        run.control().undoRemove();
        QCOMPARE(run.control().sources()[0].id, id);
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(id) && run.seriesOf(id) > 5 && run.isInTree(id), 30'000);
    }

    void removedSourceCanLeaveItsSamples()
    {
        QTemporaryDir dir;
        Run run(dir.path(), {}, true, true);
        const QString id = QStringLiteral("valtronics");
        QTRY_VERIFY_WITH_TIMEOUT(run.seriesOf(id) > 5 && run.isInTree(id), 30'000);
        run.control().remove(id, false);
        QVERIFY(run.seriesOf(id) > 5);
        QVERIFY(run.isInTree(id));
        QCOMPARE(run.control().sources().size(), 4u);
    }

    void removalTakesTheSecretAndUndoBringsItBack()
    {
        const Server server;
        QTemporaryDir dir;
        Run run(dir.path());
        run.add(QStringLiteral("ward"), server.url, secret);
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
        run.control().remove(QStringLiteral("ward"), true);
        QVERIFY(run.secrets().isEmpty());
        QCOMPARE(run.control().removed(), QStringLiteral("ward"));
        QTRY_VERIFY_WITH_TIMEOUT(run.program->window().isWelcoming(), 30'000);
        run.control().undoRemove();
        QCOMPARE(run.secrets().size(), 1);
        QVERIFY(run.control().removed().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
    }

    void disabledSourceRestsAndStaysDisabled()
    {
        const Server server;
        QTemporaryDir dir;
        QHash<QString, QString> kept;
        {
            Run run(dir.path());
            run.add(QStringLiteral("ward"), server.url, secret);
            QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
            run.control().setEnabled(QStringLiteral("ward"), false);
            QTRY_COMPARE_WITH_TIMEOUT(run.state(QStringLiteral("ward")).text, QStringLiteral("Disabled"), 30'000);
            kept = run.secrets();
        }
        Run run(dir.path(), kept);
        QCOMPARE(run.state(QStringLiteral("ward")).text, QStringLiteral("Disabled"));
        run.control().setEnabled(QStringLiteral("ward"), true);
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
    }

    void demoAndCommandLineAreNotKept()
    {
        QTemporaryDir dir;
        {
            Run run(dir.path());
            protocol::SourceAddress address;
            address.url = QUrl(QStringLiteral("ws://127.0.0.1:1/ws"));
            address.token = secret;
            const QString id = run.control().addForSession(address);
            QVERIFY(!run.control().isKept(id));
            run.add(QStringLiteral("kept"), QStringLiteral("ws://127.0.0.1:1/ws"), std::nullopt);
        }
        Run run(dir.path());
        QCOMPARE(run.control().sources().size(), 1u);
        QCOMPARE(run.control().sources()[0].id, QStringLiteral("kept"));
    }

    void editedSourceOfTheSessionIsKeptWithItsSecret()
    {
        const Server server;
        QTemporaryDir dir;
        QHash<QString, QString> kept;
        {
            Run run(dir.path());
            protocol::SourceAddress address;
            address.url = QUrl(server.url);
            address.token = secret;
            const QString id = run.control().addForSession(address, QStringLiteral("ward"));
            run.control().change(id, {run.control().sources()[0], {}, {}});
            QVERIFY(run.control().isKept(id));
            kept = run.secrets();
        }
        Run run(dir.path(), kept);
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
        ui::SourceDraft draft{run.control().sources()[0], QString(), {}};
        run.control().change(QStringLiteral("ward"), draft); // without credentials
        QVERIFY(run.secrets().isEmpty());
        QVERIFY(!run.control().sources()[0].hasSecret);
    }

    void addressThatCannotBeIsSaid()
    {
        QTemporaryDir dir;
        Run run(dir.path());
        run.add(QStringLiteral("odd"), QStringLiteral("gopher://x"), std::nullopt);
        run.control().updateStatuses();
        QCOMPARE(run.state(QStringLiteral("odd")).phase, SourcePhase::Failed);
        QVERIFY(run.state(QStringLiteral("odd")).text.contains(QStringLiteral("is no address of valtronics")));
    }

    void detailsOpenFromTheCommandAndReconnect()
    {
        const Server server;
        QTemporaryDir dir;
        Run run(dir.path());
        run.add(QStringLiteral("ward"), server.url, secret);
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")) && run.isInTree(QStringLiteral("ward")), 30'000);
        run.program->window().commands().action(QStringLiteral("source.details"))->trigger();
        auto *details = run.program->window().findChild<ui::SourceDetails *>();
        QVERIFY(details);
        QCOMPARE(details->source(), QStringLiteral("ward"));
        const std::size_t before = run.control().history(QStringLiteral("ward"))->spells().size();
        run.control().reconnect(QStringLiteral("ward"));
        QTRY_VERIFY_WITH_TIMEOUT(run.control().history(QStringLiteral("ward"))->spells().size() > before + 1, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(QStringLiteral("ward")), 30'000);
    }
};

QTEST_MAIN(TestSourceControl)
#include "tst_source_control.moc"
