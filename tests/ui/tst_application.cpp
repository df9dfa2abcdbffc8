#include "app/watchglass/application.h"
#include "app/watchglass/rate_meter.h"
#include "tests/ui/no_warnings.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/notice_bar.h"
#include "ui/theme/theme.h"

#include <QFileOpenEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTreeView>

using namespace watchglass;
using namespace std::chrono_literals;

class TestApplication : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;

    static std::uint64_t samplesShown(app::Application &application)
    {
        std::uint64_t count = 0;
        for (const ui::Panel *panel : application.window().desk().panels()) {
            for (const SeriesKey &key : panel->series()) {
                const auto series = application.store().find(key);
                count += series ? series->count() : 0;
            }
        }
        return count;
    }

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void demoShowsLivePlotsWithoutAClick()
    {
        QTemporaryDir dir;
        app::Options options;
        options.demo = true;
        options.dataDir = dir.path();
        app::Application application(options, m_clock);
        application.start();
        QVERIFY(!application.window().isWelcoming());
        QTRY_VERIFY_WITH_TIMEOUT(!application.window().desk().isEmpty(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(samplesShown(application) > 100, 30'000);
        const std::uint64_t before = samplesShown(application);
        QTRY_VERIFY_WITH_TIMEOUT(samplesShown(application) > before, 30'000); // live, not only history
        const auto frames = [&application] {
            return QJsonDocument::fromJson(application.statsLine()).object().value(QLatin1String("frames")).toInt();
        };
        QTRY_VERIFY_WITH_TIMEOUT(frames() > 10, 30'000);
        QTreeView &tree = application.window().devices().tree();
        QTRY_COMPARE_WITH_TIMEOUT(tree.model()->rowCount(), 5, 30'000); // a source of each service
        for (const ui::PlotPanel *panel : application.window().findChildren<ui::PlotPanel *>()) {
            QVERIFY(!panel->series().isEmpty());
            for (const SeriesKey &key : panel->series()) // the same fleet five times; one service's is shown
                QCOMPARE(key.source, QStringLiteral("valtronics"));
        }
        QTRY_VERIFY_WITH_TIMEOUT(tree.model()->rowCount(tree.model()->index(0, 0)) > 5, 30'000);
    }

    void nothingToWatchWelcomes()
    {
        QTemporaryDir dir;
        app::Options options;
        options.dataDir = dir.path();
        options.theme = QStringLiteral("light");
        app::Application application(options, m_clock);
        application.start();
        QVERIFY(application.window().isWelcoming());
        QCOMPARE(ui::currentTheme().name, QStringLiteral("light"));
    }

    void deadServerIsShownAsDown()
    {
        QTemporaryDir dir;
        app::Options options;
        options.dataDir = dir.path();
        // Port 1 of this machine: nobody listens there.
        options.sources.push_back({protocol::Service::Valtronics, QUrl(QStringLiteral("ws://127.0.0.1:1/ws")), {}});
        app::Application application(options, m_clock);
        application.start();
        const auto phase = [&application] {
            const auto &sources = application.window().status().figures().sources;
            return sources.empty() ? SourcePhase::Idle : sources[0].state.phase;
        };
        QTRY_COMPARE_WITH_TIMEOUT(phase(), SourcePhase::Waiting, 30'000);
    }

    /// As the Finder of macOS hands over a file: by an event, not on the command line.
    void aFileThatTheSystemHandsOverIsOpened()
    {
        QTemporaryDir dir;
        app::Options options;
        options.dataDir = dir.path();
        app::Application application(options, m_clock);
        application.start();
        QVERIFY(application.window().notices().texts().isEmpty());
        QFileOpenEvent event(dir.filePath(QStringLiteral("gone.wgdesk")));
        QCoreApplication::sendEvent(QCoreApplication::instance(), &event);
        QVERIFY(application.window().notices().texts().value(0).contains(QStringLiteral("gone.wgdesk")));
    }

    void statusSaysWhatTheStoreHolds()
    {
        QTemporaryDir dir;
        app::Options options;
        options.dataDir = dir.path();
        options.demo = true;
        options.memoryBytes = std::size_t(64) << 20;
        app::Application application(options, m_clock);
        application.start();
        const auto memory = [&application] { return application.window().status().figures().memory; };
        QTRY_VERIFY_WITH_TIMEOUT(memory().bytes > 100'000, 30'000);
        QCOMPARE(memory().budget, *options.memoryBytes);
    }

    void rateIsMeasuredOverASecond()
    {
        app::RateMeter meter;
        meter.update(100, 10s);
        QCOMPARE(meter.perSecond(), 0.0);
        meter.update(150, 10500ms); // too soon to tell
        QCOMPARE(meter.perSecond(), 0.0);
        meter.update(600, 12s);
        QCOMPARE(meter.perSecond(), 250.0);
        meter.update(5, 14s); // started anew
        QCOMPARE(meter.perSecond(), 250.0);
    }
};

QTEST_MAIN(TestApplication)
#include "tst_application.moc"
