#include "app/watchglass/alarm_control.h"
#include "app/watchglass/alarm_desk.h"
#include "core/ingest/event_log.h"
#include "core/settings/settings_book.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/dialogs/alarm_rule_dialog.h"
#include "ui/dialogs/alarm_rule_form.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/plot_menu.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QMenu>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

const SeriesKey temperature{QStringLiteral("s"), QStringLiteral("fridge"), QStringLiteral("temperature"), {}};
const SeriesKey contact{QStringLiteral("s"), QStringLiteral("fridge"), QStringLiteral("contact"), {}};
constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

/// A window over a number that fell from 9 to 4.5 and a state that is "OPEN".
struct Stage
{
    Stage()
    {
        const QStringList words{QStringLiteral("CLOSED"), QStringLiteral("OPEN")};
        const auto number = store.open({temperature, QStringLiteral("°C"), Interpolation::Linear, {}});
        number->append({start, 9.0});
        number->append({start + 1s, 4.5});
        const auto state = store.open({contact, {}, Interpolation::HoldLast, words});
        state->append({start, 1.0});
        devices.addSeries({number, state});
        window.setKinds(maker);
        SourceStatus status;
        status.id = QStringLiteral("s");
        window.setSources({status});
        window.resize(1200, 800);
        window.show();
    }
    std::unique_ptr<Desk> makeDesk()
    {
        auto made = std::make_unique<Desk>(
            frames, tracker, governor,
            [this](const QString &kind, const QList<SeriesKey> &keys) { return maker.make(kind, keys); });
        made->setKinds(maker);
        return made;
    }
    /// The rule that the dialog opened last starts from.
    alarm::AlarmRule rule()
    {
        const auto dialogs = window.findChildren<AlarmRuleDialog *>();
        if (dialogs.isEmpty())
            return {};
        const auto found = dialogs.last()->form().rule();
        return found ? found.value() : alarm::AlarmRule();
    }
    void select(const QString &name)
    {
        QTreeView &tree = window.devices().tree();
        tree.expandAll();
        QModelIndex row = tree.indexAt({1, 1});
        while (row.isValid() && row.data().toString() != name)
            row = tree.indexBelow(row);
        QVERIFY(row.isValid());
        tree.setCurrentIndex(row);
    }
    static QAction *entry(const QMenu &menu, const QString &text)
    {
        for (QAction *action : menu.actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
    QMenu &headerMenu()
    {
        QMenu *menu = window.desk().currentFrame()->titleBarWidget()->findChild<QToolButton *>()->menu();
        Q_EMIT menu->aboutToShow();
        return *menu;
    }

    QTemporaryDir dir;
    test::FakeClock clock;
    store::SeriesStore store;
    ingest::AlarmBook book;
    ingest::DeviceRegistry registry;
    ingest::EventLog events;
    attention::AttentionTracker tracker{{}, clock.monotonic()};
    attention::FrameGovernor governor{{}};
    SeriesColours colours;
    PanelMaker maker{{store, colours, registry, book, events, {}}};
    app::AlarmControl control{store, book,    clock,   tracker,
                              {},    nullptr, nullptr, [](const QString &, const QString &) {}};
    DeviceTreeModel devices;
    AlarmTableModel alarms{control.alarms(), registry, QTimeZone::utc()};
    FrameClock frames{clock, [] { return Duration::zero(); }};
    QSettings settings{dir.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    settings::SettingsBook settingsBook{settings};
    MainWindow window{devices, alarms, frames, [this] { return makeDesk(); }, settings};
    app::AlarmDesk desk{control,
                        window,
                        store,
                        settingsBook,
                        [](const SeriesKey &) { return QStringLiteral("Fridge"); },
                        [](const QString &, const QString &) {}};
};

} // namespace

class TestAlarmDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void aSeriesOfTheTreeGetsARuleThatStartsFromItsValueNow()
    {
        Stage stage;
        stage.select(QStringLiteral("temperature"));
        QMenu menu;
        stage.window.devices().fillMenu(menu);
        Stage::entry(menu, QStringLiteral("Alarm rule for temperature…"))->trigger();
        QVERIFY(stage.rule().series == temperature);
        QCOMPARE(stage.rule().kind, alarm::RuleKind::High);
        QCOMPARE(stage.rule().limit, 4.5);
    }

    void aStateGetsARuleForTheStateThatItIsIn()
    {
        Stage stage;
        stage.select(QStringLiteral("contact"));
        QMenu menu;
        stage.window.devices().fillMenu(menu);
        Stage::entry(menu, QStringLiteral("Alarm rule for contact…"))->trigger();
        QVERIFY(stage.rule().series == contact);
        QCOMPARE(stage.rule().kind, alarm::RuleKind::StateEquals);
        QCOMPARE(stage.rule().limit, 1.0);
    }

    void aPlotsLegendOffersARuleForItsSeries()
    {
        Stage stage;
        auto *plot =
            qobject_cast<PlotPanel *>(stage.window.desk().addPanel({contact, temperature}, QStringLiteral("plot")));
        QVERIFY(plot);
        QMenu menu;
        fillSeriesMenu(menu, *plot, temperature);
        Stage::entry(menu, QStringLiteral("Alarm rule for %1…").arg(plot->traces().nameOf(temperature)))->trigger();
        QVERIFY(stage.rule().series == temperature);
        QCOMPARE(stage.rule().limit, 4.5);
    }

    void anyPanelsMenuOffersARuleForEachOfItsSeries()
    {
        Stage stage;
        stage.window.desk().addPanel({temperature}, QStringLiteral("value"));
        Stage::entry(stage.headerMenu(), QStringLiteral("Alarm rule for fridge temperature…"))->trigger();
        QVERIFY(stage.rule().series == temperature);
        stage.window.desk().addPanel({temperature, contact}, QStringLiteral("value"));
        QMenu *rules = Stage::entry(stage.headerMenu(), QStringLiteral("Alarm rule for"))->menu();
        Stage::entry(*rules, QStringLiteral("fridge contact…"))->trigger();
        QVERIFY(stage.rule().series == contact);
    }

    void theOfferStaysWhenAPanelIsShownAsAnotherKind()
    {
        Stage stage;
        stage.window.desk().addPanel({temperature}, QStringLiteral("value"));
        stage.window.desk().changeKind(stage.window.desk().currentFrame(), QStringLiteral("plot"));
        Q_EMIT stage.window.desk().currentPanel()->ruleRequested(temperature);
        QVERIFY(stage.rule().series == temperature);
    }

    void theCommandWritesARuleForTheSeriesAtHand()
    {
        Stage stage;
        stage.window.desk().addPanel({temperature});
        stage.window.commands().action(QStringLiteral("alarm.newRule"))->trigger();
        QVERIFY(stage.rule().series == temperature);
        QCOMPARE(stage.rule().limit, 4.5);
    }
};

QTEST_MAIN(TestAlarmDesk)
#include "tst_alarm_desk.moc"
