#include "app/watchglass/application.h"
#include "app/watchglass/replay_control.h"
#include "core/recording/session_book.h"
#include "tests/ui/no_warnings.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/replay_bar.h"

#include <QAction>
#include <QTemporaryDir>
#include <QToolButton>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

const Timestamp start = Timestamp::fromMs(1'700'000'000'000);
const SeriesKey pulse{QStringLiteral("ward"), QStringLiteral("bed"), QStringLiteral("pulse"), {}};

Timestamp second(int number)
{
    return start + Duration(std::chrono::seconds(number));
}

/// A minute of one series at 10 Hz, whose values are its tenths of seconds; an alarm, an event and a marker.
QString writeSession(const QString &name, int from = 0)
{
    auto book = recording::SessionBook::create(name, {QStringLiteral("test"), second(from), {}, 1, {}, {}});
    if (!book)
        qFatal("%s", qPrintable(book.error().text));
    recording::SessionSource source;
    source.name = pulse.source;
    source.service = QStringLiteral("valtronics");
    source.address = QStringLiteral("valtronics:ws://127.0.0.1:1/ws");
    const auto id = book.value()->addSource(source);
    SeriesInfo info;
    info.key = pulse;
    const auto series = book.value()->addSeries(id, info);
    for (int i = 0; i <= 600; ++i)
        book.value()->addSample(series, {second(from) + i * Duration(100ms), double(i)});
    AlarmEvent alarm;
    alarm.id = QStringLiteral("a");
    alarm.device = pulse.device;
    alarm.title = QStringLiteral("Pulse too high");
    alarm.raisedAt = second(from + 20);
    book.value()->add(id, second(from + 20), alarm);
    book.value()->add(id, second(from + 30),
                      DeviceEvent{pulse.device, QStringLiteral("touch"), {}, second(from + 30), true});
    book.value()->add(recording::Marker{0, second(from + 40), {}, QStringLiteral("here"), QStringLiteral("marker")});
    if (!book.value()->close(second(from + 60)))
        qFatal("the session cannot be closed");
    return name;
}

} // namespace

class TestReplayControl : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    QString m_session;

    struct Scene
    {
        explicit Scene(Clock &clock)
            : application(optionsIn(dir), clock)
        {
            application.start();
        }
        static app::Options optionsIn(const QTemporaryDir &folder)
        {
            app::Options options;
            options.dataDir = folder.path();
            return options;
        }
        app::ReplayControl &replay() { return application.replay(); }
        std::shared_ptr<const store::Series> series(const QString &source = pulse.source) const
        {
            SeriesKey key = pulse;
            key.source = source;
            return application.store().find(key);
        }
        QAction *command(const char *id) { return application.window().commands().action(QLatin1String(id)); }

        QTemporaryDir dir;
        app::Application application;
    };

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }
    void initTestCase() { m_session = writeSession(m_folder.filePath(QStringLiteral("one.wgrec"))); }

    void aSessionIsThereWholeAndStandsAtItsEnd()
    {
        Scene scene(m_clock);
        QVERIFY(!scene.command("replay.play")->isEnabled());
        scene.application.openFile(m_session);
        QTRY_VERIFY(!scene.application.window().isWelcoming());
        QVERIFY(scene.application.window().replay().isVisibleTo(&scene.application.window()));
        QVERIFY(scene.command("replay.play")->isEnabled());
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        QCOMPARE(scene.replay().now(), second(60));
        QCOMPARE(scene.series()->last()->value, 600.0);
        QTRY_VERIFY(!scene.application.window().desk().isEmpty()); // a first desk, as for any source
        const auto *plot = qobject_cast<ui::PlotPanel *>(scene.application.window().desk().panels().front());
        QVERIFY(plot);
        QTRY_VERIFY(plot->isReplay());
        QVERIFY(!plot->badge().contains(QStringLiteral("Live")));
    }

    void whatIsAfterThePlayheadIsNoNews()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_session));
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        scene.replay().seek(second(25));
        QCOMPARE(scene.series()->last()->value, 250.0);
        QCOMPARE(scene.application.events().events().size(), std::size_t(1)); // the alarm, as an event
        scene.replay().seek(second(35));
        QCOMPARE(scene.application.events().events().size(), std::size_t(2));
        scene.replay().seek(second(10));
        QCOMPARE(scene.application.events().events().size(), std::size_t(0));
        QCOMPARE(scene.series()->last()->value, 100.0);
        QVERIFY(scene.application.alarms().alarms().empty()); // a recorded alarm raises nothing
    }

    void playsPausesAndSteps()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_session));
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        scene.replay().seek(second(10));
        scene.command("replay.faster")->trigger();
        QCOMPARE(scene.replay().playhead()->speed(), 2.0);
        scene.command("replay.play")->trigger();
        QTRY_VERIFY(*scene.replay().now() > second(11));
        scene.command("replay.play")->trigger();
        QVERIFY(!scene.replay().playhead()->isPlaying());
        scene.replay().seek(second(20));
        scene.command("replay.sampleForward")->trigger();
        QCOMPARE(*scene.replay().now(), second(20) + Duration(100ms));
        scene.command("replay.sampleBack")->trigger();
        scene.command("replay.sampleBack")->trigger();
        QCOMPARE(*scene.replay().now(), second(20) - Duration(100ms));
        scene.command("replay.nextAlarm")->trigger();
        QCOMPARE(*scene.replay().now(), second(20));
        scene.command("replay.nextMarker")->trigger();
        QCOMPARE(*scene.replay().now(), second(40));
        scene.command("replay.start")->trigger();
        QCOMPARE(*scene.replay().now(), second(0));
    }

    void closingGivesTheMomentBack()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_session));
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        scene.command("replay.close")->trigger();
        QVERIFY(!scene.replay().now());
        QVERIFY(!scene.application.window().replay().isVisibleTo(&scene.application.window()));
        QVERIFY(!scene.series());
        QVERIFY(scene.application.sourceControl().sources().empty());
        QVERIFY(!scene.command("replay.play")->isEnabled());
        QCOMPARE(scene.application.sourceControl().removed(), QString()); // undone, it would count as live
        QVERIFY(scene.replay().open(m_session));                          // and once more
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
    }

    void twoSessionsShareOnePlayhead()
    {
        Scene scene(m_clock);
        const QString later = writeSession(m_folder.filePath(QStringLiteral("later.wgrec")), 100);
        QVERIFY(scene.replay().open(m_session));
        QVERIFY(scene.replay().open(later));
        const TimeRange both = scene.replay().playhead()->extent();
        QCOMPARE(both.from.ns() - second(0).ns(), qint64(0));
        QCOMPARE(both.to.ns() - second(160).ns(), qint64(0));
        const QString other = QStringLiteral("ward (2)");
        QTRY_VERIFY(scene.series(other) && scene.series(other)->count() == 601);
        scene.replay().seek(second(130));
        QCOMPARE(scene.series(other)->last()->value, 300.0);
        QTRY_COMPARE(scene.series()->last()->value, 600.0);
        scene.application.sourceControl().remove(other, true);
        QCOMPARE(scene.replay().playhead()->extent().to.ns() - second(60).ns(), qint64(0));
    }

    void aFileThatIsNoneIsSaidAndChangesNothing()
    {
        Scene scene(m_clock);
        QFile file(m_folder.filePath(QStringLiteral("garbage.wgrec")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5'000, 'x'));
        file.close();
        scene.application.openFile(file.fileName());
        QVERIFY(!scene.replay().isOpen());
        QCOMPARE(scene.application.window().notices().texts().size(), 1);
        scene.application.openFile(m_folder.filePath(QStringLiteral("gone.wgrec")));
        QCOMPARE(scene.application.window().notices().texts().size(), 2);
        QVERIFY(scene.application.window().isWelcoming());
    }

    void aSessionIsKnownByWhatItHolds()
    {
        const QString unnamed = m_folder.filePath(QStringLiteral("no ending"));
        QVERIFY(QFile::copy(m_session, unnamed));
        QVERIFY(app::ReplayControl::isSession(unnamed));
        QVERIFY(app::ReplayControl::isSession(QStringLiteral("gone.wgrec")));
        QVERIFY(!app::ReplayControl::isSession(QStringLiteral("gone.wgdesk")));
    }
};

QTEST_MAIN(TestReplayControl)
#include "tst_replay_control.moc"
