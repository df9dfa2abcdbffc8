#include "core/alarm/alarm_register.h"
#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "core/store/series_store.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_colours.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QSet>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

const SeriesKey temperature{QStringLiteral("s"), QStringLiteral("fridge"), QStringLiteral("temperature"), {}};
const SeriesKey contact{QStringLiteral("s"), QStringLiteral("fridge"), QStringLiteral("contact"), {}};

/// A window whose desks make real panels over a store with a number and a state.
struct Fixture
{
    QTemporaryDir dir;
    test::FakeClock clock;
    store::SeriesStore store;
    ingest::AlarmBook book;
    alarm::AlarmRegister known;
    ingest::DeviceRegistry registry;
    ingest::EventLog events;
    SeriesColours colours;
    PanelMaker maker{{store, colours, registry, book, events, {}}};
    DeviceTreeModel devices;
    AlarmTableModel alarms{known, registry, QTimeZone::utc()};
    FrameClock frames{clock, [] { return Duration::zero(); }};
    QSettings settings{dir.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    attention::AttentionTracker tracker{{}, clock.monotonic()};
    attention::FrameGovernor governor{{}};
    MainWindow window{devices, alarms, frames, [this] { return makeDesk(); }, settings};

    Fixture()
    {
        const QStringList words{QStringLiteral("CLOSED"), QStringLiteral("OPEN")};
        devices.addSeries({store.open({temperature, QStringLiteral("°C"), Interpolation::Linear, {}}),
                           store.open({contact, {}, Interpolation::HoldLast, words})});
        window.setKinds(maker);
        SourceStatus status;
        status.id = QStringLiteral("s");
        window.setSources({status});
        window.resize(1200, 800);
        window.show();
    }
    std::unique_ptr<Desk> makeDesk()
    {
        auto desk = std::make_unique<Desk>(
            frames, tracker, governor,
            [this](const QString &kind, const QList<SeriesKey> &keys) { return maker.make(kind, keys); });
        desk->setKinds(maker);
        return desk;
    }
    PanelFrame &frame() { return *window.desk().currentFrame(); }
    /// The texts of a menu's entries.
    static QStringList entries(const QMenu &menu)
    {
        QStringList texts;
        for (const QAction *action : menu.actions()) {
            if (!action->isSeparator())
                texts << action->text();
        }
        return texts;
    }
    static QMenu *submenu(const QMenu &menu, const QString &title)
    {
        for (const QAction *action : menu.actions()) {
            if (action->menu() && action->text() == title)
                return action->menu();
        }
        return nullptr;
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
        QMenu *menu = frame().titleBarWidget()->findChild<QToolButton *>()->menu();
        Q_EMIT menu->aboutToShow();
        return *menu;
    }
};

} // namespace

class TestShowAs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void aPanelOpensAsTheKindThatSuits()
    {
        Fixture f;
        QCOMPARE(f.window.desk().addPanel({temperature})->kind(), QStringLiteral("plot"));
        QCOMPARE(f.window.desk().addPanel({contact})->kind(), QStringLiteral("states"));
        QCOMPARE(f.window.desk().addPanel({temperature}, QStringLiteral("gauge"))->kind(), QStringLiteral("gauge"));
    }

    void theHeadersMenuListsWhatSuits()
    {
        Fixture f;
        f.window.desk().addPanel({contact});
        const QMenu *showAs = Fixture::submenu(f.headerMenu(), QStringLiteral("Show as"));
        QVERIFY(showAs);
        const QStringList kinds = Fixture::entries(*showAs);
        QCOMPARE(kinds.constFirst(), QStringLiteral("State timeline"));
        QVERIFY(kinds.contains(QStringLiteral("Value")));
        QVERIFY(!kinds.contains(QStringLiteral("Gauge")));
        QVERIFY(showAs->actions().constFirst()->isChecked());
    }

    void theHeadersMenuHasThePanelsOwnSettings()
    {
        Fixture f;
        f.window.desk().addPanel({contact});
        QVERIFY(Fixture::entry(f.headerMenu(), QStringLiteral("Share of time")));
        QVERIFY(Fixture::submenu(f.headerMenu(), QStringLiteral("Time span")));
    }

    void anotherKindTakesThePlaceAndKeepsSeriesPlaceAndPin()
    {
        Fixture f;
        f.window.desk().addPanel({temperature});
        f.window.desk().addPanel({contact});
        PanelFrame *frame = f.window.desk().currentFrame();
        frame->setPinned(true);
        QTRY_VERIFY(frame->panel().isVisible());
        const QRect place = frame->geometry();
        const auto id = frame->id();
        const QSignalSpy changed(&f.window.desk(), &Desk::changed);
        QMenu *showAs = Fixture::submenu(f.headerMenu(), QStringLiteral("Show as"));
        Fixture::entry(*showAs, QStringLiteral("Value"))->trigger();
        QCOMPARE(f.window.desk().currentFrame(), frame);
        QCOMPARE(frame->panel().kind(), QStringLiteral("value"));
        QCOMPARE(frame->panel().series(), QList<SeriesKey>{contact});
        QCOMPARE(frame->widget(), &frame->panel());
        QVERIFY(frame->panel().isVisible());
        QVERIFY(frame->isPinned());
        QVERIFY(frame->id() == id);
        QCOMPARE(frame->geometry(), place);
        QCOMPARE(f.window.desk().panels().size(), std::size_t(2));
        QVERIFY(changed.count() >= 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(frame->findChildren<Panel *>().size(), 1); // the old one is gone
    }

    void theNewPanelsSeriesAreFollowed()
    {
        Fixture f;
        f.window.desk().addPanel({temperature});
        PanelFrame *frame = f.window.desk().currentFrame();
        f.window.desk().changeKind(frame, QStringLiteral("value"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        frame->panel().addSeries(contact);
        QCOMPARE(frame->windowTitle(), QStringLiteral("fridge"));
        QSet<SeriesKey> watched;
        for (const auto &series : f.tracker.series())
            watched.insert(series.key);
        QCOMPARE(watched, (QSet<SeriesKey>{temperature, contact}));
        QSignalSpy activated(frame, &PanelFrame::activated);
        Q_EMIT frame->panel().activated();
        QCOMPARE(activated.count(), 1);
    }

    void changingToWhatItIsChangesNothing()
    {
        Fixture f;
        const Panel *panel = f.window.desk().addPanel({temperature});
        f.window.desk().changeKind(f.window.desk().currentFrame(), QStringLiteral("plot"));
        QCOMPARE(f.window.desk().currentPanel(), panel);
    }

    void commandsAreThereForWhatSuits()
    {
        Fixture f;
        const auto command = [&f](const char *kind) {
            return f.window.commands().action(QStringLiteral("panel.showAs.") + QLatin1String(kind));
        };
        QVERIFY(!command("states")->isVisible()); // there is no panel yet
        f.window.desk().addPanel({contact});
        QVERIFY(command("states")->isVisible());
        QVERIFY(command("states")->isChecked());
        QVERIFY(!command("gauge")->isVisible());
        command("value")->trigger();
        QCOMPARE(f.frame().panel().kind(), QStringLiteral("value"));
        QVERIFY(command("value")->isChecked());
        f.window.desk().closeCurrent();
        QVERIFY(!command("value")->isVisible());
    }

    void theTreeOpensAsAKind()
    {
        Fixture f;
        QTreeView &tree = f.window.devices().tree();
        tree.expandAll();
        QModelIndex row = tree.indexAt({1, 1});
        while (row.isValid() && row.data().toString() != QLatin1String("temperature"))
            row = tree.indexBelow(row);
        QVERIFY(row.isValid());
        QMenu none;
        tree.clearSelection();
        f.window.devices().fillMenu(none);
        QVERIFY(none.isEmpty());
        tree.selectionModel()->select(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QMenu menu;
        f.window.devices().fillMenu(menu);
        QCOMPARE(Fixture::entries(menu), (QStringList{QStringLiteral("Open"), QStringLiteral("Open as"),
                                                      QStringLiteral("Alarm rule for temperature…")}));
        QMenu *openAs = Fixture::submenu(menu, QStringLiteral("Open as"));
        QVERIFY(!Fixture::entry(*openAs, QStringLiteral("State timeline")));
        Fixture::entry(*openAs, QStringLiteral("Gauge"))->trigger();
        QCOMPARE(f.frame().panel().kind(), QStringLiteral("gauge"));
        QCOMPARE(f.frame().panel().series(), QList<SeriesKey>{temperature});
        Fixture::entry(menu, QStringLiteral("Open"))->trigger();
        QCOMPARE(f.frame().panel().kind(), QStringLiteral("plot"));
    }
};

QTEST_MAIN(TestShowAs)
#include "tst_show_as.moc"
