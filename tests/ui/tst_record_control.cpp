#include "app/watchglass/application.h"
#include "app/watchglass/record_control.h"
#include "app/watchglass/replay_control.h"
#include "core/recording/past_samples.h"
#include "core/recording/session_file.h"
#include "core/replay/golden.h"
#include "tests/ui/no_warnings.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/notice_bar.h"

#include <QAction>
#include <QDir>
#include <QTemporaryDir>

#include <algorithm>
#include <set>

using namespace watchglass;
using namespace std::chrono_literals;

class TestRecordControl : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;

    static QAction *command(app::Application &application, const char *id)
    {
        return application.window().commands().action(QLatin1String(id));
    }
    /// How many sources have brought samples.
    static std::size_t bringing(const store::SeriesStore &store)
    {
        std::set<QString> sources;
        for (const auto &series : store.all()) {
            if (series->count() > 0)
                sources.insert(series->info().key.source);
        }
        return sources.size();
    }
    static QStringList recordings(const QTemporaryDir &dir)
    {
        const QDir folder(dir.filePath(QStringLiteral("recordings")));
        QStringList paths;
        for (const QString &name : folder.entryList({QStringLiteral("*.wgrec")}, QDir::Files))
            paths << folder.filePath(name);
        return paths;
    }

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void oneKeyRecordsWhatAllSourcesSendAndEndsInAFileToReplay()
    {
        QTemporaryDir dir;
        app::Options options;
        options.demo = true;
        options.dataDir = dir.path();
        app::Application application(options, m_clock);
        application.start();
        QTRY_VERIFY_WITH_TIMEOUT(!application.window().desk().isEmpty(), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(bringing(application.store()), std::size_t(5), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(application.store().size() > 20, 60'000);
        QVERIFY(!command(application, "record.mark")->isEnabled());
        command(application, "record.toggle")->trigger();
        QVERIFY(application.recorder().isRecording());
        QVERIFY(command(application, "record.toggle")->isChecked());
        const auto &figures = application.window().status().figures();
        QTRY_VERIFY_WITH_TIMEOUT(figures.recording.has_value(), 30'000);
        const std::uint64_t before = application.sources().sampleCount();
        QTRY_VERIFY_WITH_TIMEOUT(application.sources().sampleCount() > before + 2'000, 60'000);
        command(application, "record.mark")->trigger();
        command(application, "record.toggle")->trigger();
        QVERIFY(!application.recorder().isRecording());
        QTRY_VERIFY(!figures.recording.has_value());
        QVERIFY2(application.window().notices().texts().size() == 1, // where it is
                 qPrintable(application.window().notices().texts().join(QLatin1Char('|'))));

        QCOMPARE(recordings(dir).size(), 1);
        const auto file = recording::SessionFile::open(recordings(dir).constFirst());
        QVERIFY(file.ok());
        QCOMPARE(file.value()->sources().size(), std::size_t(5));
        QVERIFY(file.value()->series().size() > 20);
        std::uint64_t samples = 0;
        for (const auto &series : file.value()->series())
            samples += series.count;
        QVERIFY2(samples > 2'000, qPrintable(QString::number(samples)));
        QCOMPARE(file.value()->markers().value().size(), std::size_t(1));
        QVERIFY(file.value()->meta().workspace.contains("watchglass-desk"));
        QVERIFY(file.value()->meta().end.has_value());
        QVERIFY(!file.value()->ledger(QStringLiteral("attention")).value().empty());
        QCOMPARE(file.value()->check().value(), QStringList());

        // It opens beside the sources that it was recorded of, which go on.
        application.openFile(recordings(dir).constFirst());
        QVERIFY(application.replay().isOpen());
        QTRY_COMPARE_WITH_TIMEOUT(application.sourceControl().sources().size(), std::size_t(10), 30'000);
    }

    void anAlarmRecordsWithWhatWentBefore()
    {
        QTemporaryDir dir;
        app::Options options;
        options.demo = true;
        options.dataDir = dir.path();
        app::Application application(options, m_clock);
        QVERIFY(application.settings().setValue(QStringLiteral("recording/folder"),
                                                dir.filePath(QStringLiteral("recordings"))));
        QVERIFY(application.settings().setValue(QStringLiteral("recording/before"), 1));
        application.start();
        const auto &store = application.store();
        QTRY_COMPARE_WITH_TIMEOUT(bringing(store), std::size_t(5), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(application.sources().sampleCount() > 2'000, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!application.window().desk().isEmpty(), 30'000);
        application.window().showMinimized(); // it needs nobody to look
        QVERIFY(!application.recorder().isRecording());
        QVERIFY(application.settings().setValue(QStringLiteral("recording/onAlarm"), QStringLiteral("any")));
        const auto all = store.all();
        const auto fast = std::max_element(all.begin(), all.end(),
                                           [](const auto &a, const auto &b) { return a->count() < b->count(); });
        alarm::AlarmRule rule;
        rule.name = QStringLiteral("Something comes");
        rule.series = (*fast)->info().key;
        rule.limit = -1e300;
        application.alarmControl().rules().put(rule);
        application.alarmControl().armRules();
        QTRY_VERIFY_WITH_TIMEOUT(application.recorder().isRecording(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(application.recorder().state().samples > 2'000, 30'000);
        command(application, "record.toggle")->trigger();
        QCOMPARE(recordings(dir).size(), 1);
        const auto file = recording::SessionFile::open(recordings(dir).constFirst());
        QVERIFY(file.ok());
        QCOMPARE(file.value()->ledger(recording::pastKind).value().size(), std::size_t(5));
        const auto markers = file.value()->markers().value();
        QVERIFY(!markers.empty());
        QVERIFY(!markers[0].text.isEmpty()); // which alarm it was; the demo has some of its own
        // Frames are there from the alarm on, and what they are decoded to is what was recorded.
        const auto golden = replay::compareWithDecoders(*file.value());
        QVERIFY(golden.ok());
        QVERIFY2(golden.value().isSame(), qPrintable(golden.value().differences.join(QLatin1Char('\n'))));
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        QTemporaryDir dir;
        QFile inTheWay(dir.filePath(QStringLiteral("recordings")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        app::Options options;
        options.dataDir = dir.path();
        app::Application application(options, m_clock);
        application.start();
        command(application, "record.toggle")->trigger();
        QVERIFY(!application.recorder().isRecording());
        QVERIFY(!command(application, "record.toggle")->isChecked());
        QCOMPARE(application.window().notices().texts().size(), 1);
    }
};

QTEST_MAIN(TestRecordControl)
#include "tst_record_control.moc"
