#include "app/watchglass/application.h"
#include "app/watchglass/record_control.h"
#include "app/watchglass/replay_control.h"
#include "tests/pictures/flood_scene.h"
#include "tests/pictures/gap_scene.h"
#include "tests/pictures/panel_scene.h"
#include "ui/panels/panel_kinds.h"
#include "ui/shell/command_registry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QEventLoop>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <functional>
#include <map>
#include <set>

namespace watchglass::pictures {

namespace {

using namespace std::chrono_literals;

constexpr QSize usualSize(1600, 900);
constexpr QSize panelSize(640, 400);
constexpr auto settling = 12s; ///< Until the demo shows something to look at.

void turn(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

class Photographer
{
public:
    Photographer(QString folder, Clock &clock)
        : m_folder(std::move(folder))
        , m_clock(clock)
    {
        QDir().mkpath(m_folder);
    }

    bool isWhole() const { return m_isWhole; }

    void save(const QPixmap &picture, const QString &name)
    {
        const QString file = m_folder + QLatin1Char('/') + name + QStringLiteral(".png");
        m_isWhole = picture.save(file) && m_isWhole;
        std::printf("%s\n", qUtf8Printable(file));
    }

    void welcome()
    {
        Session session(*this, {});
        session.window().resize(usualSize);
        turn(500ms);
        save(session.window().grab(), QStringLiteral("welcome"));
    }

    void desk(const QString &theme, QSize size, const QString &name)
    {
        Session session(*this, theme, true);
        session.window().resize(size);
        turn(settling);
        save(session.window().grab(), name);
    }

    void everyPanel()
    {
        Session session(*this, QStringLiteral("dark"), true);
        session.window().resize(usualSize);
        turn(settling);
        ui::Desk &desk = session.window().workspaces().add();
        for (const ui::PanelKind &kind : ui::panelKinds()) {
            if (kindsWithoutDemo().contains(kind.id))
                continue;
            desk.arrange({});
            ui::Panel *panel =
                desk.addPanel(kind.id == QLatin1String("events") ? eventful(session.application())
                                                                 : bestSeries(session.application().store(), kind),
                              kind.id);
            turn(kind.id == QLatin1String("sweep") ? settling : 4s);
            save(panel->grab(), QStringLiteral("panel-") + kind.id);
        }
        for (const QString &kind : kindsWithoutDemo())
            save(pictureOfPanel(kind, m_clock.now(), {1239, 603}), QStringLiteral("panel-") + kind);
    }

    void attention()
    {
        Session session(*this, QStringLiteral("dark"), true);
        session.window().resize(usualSize);
        turn(settling);
        session.window().commands().action(QStringLiteral("view.attention"))->trigger();
        turn(3s);
        save(session.window().grab(), QStringLiteral("attention"));
    }

    /// A page of them, by its title.
    void settings(const QString &theme, const QString &name, const QString &page = QStringLiteral("Appearance"))
    {
        dialog(theme, QStringLiteral("view.settings"), name, [&](QWidget &shown) {
            auto *pages = shown.findChild<QListWidget *>();
            const auto found = pages->findItems(page, Qt::MatchExactly);
            m_isWhole = found.size() == 1 && m_isWhole;
            pages->setCurrentItem(found.value(0));
        });
    }

    /// What a command opens, before the demo.
    void dialog(
        const QString &theme, const QString &command, const QString &name,
        const std::function<void(QWidget &)> &prepare = [](QWidget &) {})
    {
        Session session(*this, theme, true);
        session.window().resize(usualSize);
        turn(settling / 4);
        session.window().commands().action(command)->trigger();
        turn(1s);
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (!top->isVisible() || !qobject_cast<QDialog *>(top))
                continue;
            prepare(*top);
            turn(200ms);
            save(top->grab(), name);
        }
    }

    /// What the demo fleet sent for a while, opened again and standing somewhere in the middle.
    void replay()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("night shift.wgrec"));
        {
            Session session(*this, QStringLiteral("dark"), true);
            turn(settling / 4);
            m_isWhole = session.application().recorder().begin(file).ok() && m_isWhole;
            turn(settling * 2);
            session.application().recorder().mark();
            turn(settling * 2);
            session.application().recorder().end();
        }
        Session session(*this, QStringLiteral("dark"));
        session.window().resize(usualSize);
        session.application().openFile(file);
        turn(settling);
        app::ReplayControl &control = session.application().replay();
        if (const auto *head = control.playhead())
            control.seek(head->extent().from + head->extent().length() * 3 / 4);
        turn(1s);
        save(session.window().grab(), QStringLiteral("replay"));
    }

    void flood() { save(pictureOfFlood(m_clock.now(), {1600, 420}), QStringLiteral("alarm-flood")); }

    void gaps() { save(pictureOfGaps(m_clock.now(), panelSize * 2), QStringLiteral("gaps")); }

private:
    /// The whole program with a data folder of its own.
    class Session
    {
    public:
        Session(Photographer &owner, const QString &theme, bool isDemo = false)
        {
            app::Options options;
            options.demo = isDemo;
            options.theme = theme;
            options.dataDir = m_folder.path();
            m_application = std::make_unique<app::Application>(options, owner.m_clock);
            m_application->start();
        }
        app::Application &application() { return *m_application; }
        ui::MainWindow &window() { return m_application->window(); }

    private:
        QTemporaryDir m_folder;
        std::unique_ptr<app::Application> m_application;
    };

    /// A series of each device at which something happened.
    static QList<SeriesKey> eventful(const app::Application &application)
    {
        std::set<std::pair<QString, QString>> devices;
        for (const ingest::EventRecord &record : application.events().events())
            devices.insert({record.source, record.event.device});
        QList<SeriesKey> keys;
        for (const auto &series : application.store().all()) {
            const SeriesKey &key = series->info().key;
            if (devices.erase({key.source, key.device}) > 0)
                keys << key;
        }
        return keys;
    }

    /// All series of the device with the most that the kind is made for, but for what people look at in it.
    static QList<SeriesKey> bestSeries(const store::SeriesStore &store, const ui::PanelKind &kind)
    {
        std::map<std::pair<QString, QString>, QList<SeriesInfo>> devices;
        for (const auto &series : store.all())
            devices[{series->info().key.source, series->info().key.device}].append(series->info());
        static const std::map<QString, QStringList> preferred{
            {QStringLiteral("gauge"), {QStringLiteral("humidity"), QStringLiteral("co2")}},
            {QStringLiteral("value"),
             {QStringLiteral("heart_rate"), QStringLiteral("spo2"), QStringLiteral("temperature")}},
            {QStringLiteral("plot"),
             {QStringLiteral("temperature"), QStringLiteral("humidity"), QStringLiteral("co2")}},
        };
        if (const auto wanted = preferred.find(kind.id); wanted != preferred.end()) {
            for (const auto &[device, infos] : devices) {
                QList<SeriesKey> found;
                for (const SeriesInfo &info : infos) {
                    if (info.key.component.isEmpty() && wanted->second.contains(info.key.attribute))
                        found << info.key;
                }
                if (found.size() == wanted->second.size())
                    return found;
            }
        }
        QList<SeriesKey> best;
        ui::Fit bestFit = ui::Fit::Impossible;
        const auto judge = [&](const QList<SeriesInfo> &infos) {
            const ui::Fit fit = kind.fit(infos);
            if (fit < bestFit || (fit == bestFit && infos.size() <= best.size()) || fit == ui::Fit::Impossible)
                return;
            bestFit = fit;
            best.clear();
            for (const SeriesInfo &info : infos)
                best.append(info.key);
        };
        for (const auto &[device, infos] : devices) {
            judge(infos);
            QMap<QString, QList<SeriesInfo>> byAttribute;
            for (const SeriesInfo &info : infos) {
                judge({info});
                byAttribute[info.key.attribute].append(info);
            }
            for (const auto &ofAttribute : byAttribute)
                judge(ofAttribute);
        }
        return best.mid(0, 6);
    }

    const QString m_folder;
    Clock &m_clock;
    bool m_isWhole = true;
};

int run(QApplication &, const QStringList &arguments)
{
    SystemClock clock;
    Photographer photographer(arguments.value(1, QStringLiteral("docs/pictures")), clock);
    ui::applyTheme(*qApp, ui::themeByName(QStringLiteral("dark")));
    const auto scene = arguments.value(2);
    if (scene == QLatin1String("large")) { // started again with twice the scale
        photographer.desk(QStringLiteral("dark"), {1280, 720}, QStringLiteral("desk-2560x1440-200"));
        return photographer.isWhole() ? 0 : 1;
    }
    if (scene == QLatin1String("attention")) {
        photographer.attention();
        return photographer.isWhole() ? 0 : 1;
    }
    if (scene == QLatin1String("replay")) {
        photographer.replay();
        return photographer.isWhole() ? 0 : 1;
    }
    if (scene == QLatin1String("settings")) {
        for (const QString &theme : ui::themeNames()) {
            photographer.settings(theme, QStringLiteral("settings-") + theme);
            photographer.settings(theme, QStringLiteral("settings-recording-") + theme, QStringLiteral("Recording"));
        }
        return photographer.isWhole() ? 0 : 1;
    }
    if (scene == QLatin1String("dialog")) {
        for (const QString &theme : ui::themeNames())
            photographer.dialog(theme, arguments.value(3), arguments.value(3) + QLatin1Char('-') + theme);
        return photographer.isWhole() ? 0 : 1;
    }
    if (scene == QLatin1String("panels")) {
        photographer.everyPanel();
        return photographer.isWhole() ? 0 : 1;
    }
    if (scene == QLatin1String("gaps")) {
        photographer.gaps();
        return photographer.isWhole() ? 0 : 1;
    }
    photographer.welcome();
    for (const QString &theme : ui::themeNames())
        photographer.desk(theme, usualSize, QStringLiteral("desk-") + theme);
    photographer.desk(QStringLiteral("dark"), {1366, 768}, QStringLiteral("desk-1366x768"));
    photographer.everyPanel();
    photographer.attention();
    photographer.settings(QStringLiteral("dark"), QStringLiteral("settings"));
    photographer.settings(QStringLiteral("dark"), QStringLiteral("settings-recording"), QStringLiteral("Recording"));
    photographer.replay();
    photographer.flood();
    photographer.gaps();
    return photographer.isWhole() ? 0 : 1;
}

} // namespace

} // namespace watchglass::pictures

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    return watchglass::pictures::run(application, application.arguments());
}
