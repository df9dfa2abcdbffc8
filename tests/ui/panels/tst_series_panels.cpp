#include "core/format/value_format.h"
#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "tests/ui/no_warnings.h"
#include "ui/panels/battery_panel.h"
#include "ui/panels/card_panel.h"
#include "ui/panels/colour_panel.h"
#include "ui/panels/counter_panel.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/gauge_panel.h"
#include "ui/panels/link_panel.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/state_panel.h"
#include "ui/panels/value_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QImage>
#include <QMenu>
#include <QSignalSpy>

#include <cmath>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);
const QString source = QStringLiteral("s");

/// Panels over a store that the test fills, drawn at instants of its choice.
struct Fixture
{
    store::SeriesStore store;
    SeriesColours colours;
    ingest::DeviceRegistry devices;
    ingest::AlarmBook alarms;
    ingest::EventLog events;
    PanelContext context{store, colours, devices, alarms, events, [this](const SeriesKey &key) {
                             const auto *record = devices.find(key.source, key.device);
                             return record ? record->name : QString();
                         }};
    Timestamp now = start;

    std::shared_ptr<store::Series> open(const char *attribute, const char *component = "", const char *unit = "",
                                        const QStringList &states = {}, const char *device = "d")
    {
        const auto text = [](const char *latin1) { return QString::fromLatin1(latin1); };
        const SeriesKey key{source, text(device), text(attribute), text(component)};
        return store.open(
            {key, text(unit), states.isEmpty() ? Interpolation::Linear : Interpolation::HoldLast, states});
    }
    void tell(const char *kind, const char *text, const char *device = "d")
    {
        events.add(source, {QString::fromLatin1(device), QString::fromLatin1(kind), QString::fromLatin1(text), now});
    }
    template <typename Kind>
    std::unique_ptr<Kind> show(const std::vector<std::shared_ptr<store::Series>> &series = {})
    {
        auto panel = std::make_unique<Kind>(context);
        panel->resize(480, 360);
        for (const auto &one : series)
            panel->addSeries(one->info().key);
        return panel;
    }
    QString said(Panel &panel)
    {
        panel.drawFrame(now);
        QString text = panel.accessibleDescription();
        return text.replace(format::thinSpace, QLatin1Char(' '));
    }
};

const QStringList contactWords{QStringLiteral("CLOSED"), QStringLiteral("OPEN")};

} // namespace

class TestSeriesPanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void everyKindIsMadeDrawnAndRestored_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"value", "gauge", "battery", "counter", "states", "events", "card", "colour", "link"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void everyKindIsMadeDrawnAndRestored()
    {
        QFETCH(QString, kind);
        Fixture f;
        const PanelMaker maker(f.context);
        QList<SeriesKey> all;
        for (const auto &series : {f.open("battery", "", "%"), f.open("contact", "", "", contactWords), f.open("steps"),
                                   f.open("networkStatus", "rssi", "dBm"), f.open("color", "red")}) {
            series->append({start, 1.0});
            all << series->info().key;
        }
        f.tell("touch", "once");
        const auto panel = maker.make(kind, {});
        QVERIFY(!panel->accessibleName().isEmpty() || !panel->title().isEmpty());
        for (const QSize size : {QSize(480, 360), QSize(60, 40), QSize(1, 1), QSize(1600, 90)}) {
            for (const bool isFilled : {false, true}) {
                if (isFilled) {
                    for (const SeriesKey &key : all)
                        panel->addSeries(key);
                }
                panel->resize(size);
                panel->drawFrame(f.now);
                f.now = f.now + 100ms;
                QVERIFY(!panel->grab().isNull());
                QVERIFY2(!panel->accessibleDescription().isEmpty(), qPrintable(kind));
            }
        }
        QVERIFY(!panel->series().isEmpty());
        QMenu menu;
        panel->fillMenu(menu);
        const auto again = maker.make(kind, {});
        again->restore(panel->save());
        QCOMPARE(again->series(), panel->series());
        QCOMPARE(again->save(), panel->save());
        QCOMPARE(panel->save().value(QLatin1String("kind")).toString(), kind);
        again->removeSeries(panel->series().constFirst());
        QCOMPARE(again->series().size(), panel->series().size() - 1);
    }

    void whatAKindCannotShowIsRefusedWithAWord()
    {
        Fixture f;
        const auto number = f.open("temperature", "", "°C");
        const auto state = f.open("contact", "", "", contactWords);
        const auto states = f.show<StatePanel>();
        const QSignalSpy spy(states.get(), &Panel::badgeChanged);
        QVERIFY(!states->addSeries(number->info().key));
        QCOMPARE(states->badge(), QStringLiteral("temperature has no states"));
        QCOMPARE(spy.count(), 1);
        QVERIFY(states->series().isEmpty());
        QVERIFY(states->addSeries(state->info().key));
        QVERIFY(states->badge().isEmpty());
        QVERIFY(!states->addSeries(state->info().key)); // is there already
        QVERIFY(!f.show<GaugePanel>()->addSeries(state->info().key));
        QVERIFY(!f.show<BatteryPanel>()->addSeries(number->info().key));
        QVERIFY(!f.show<CardPanel>()->addSeries(number->info().key));
        QVERIFY(!f.show<ColourPanel>()->addSeries(number->info().key));
        QVERIFY(!f.show<LinkPanel>()->addSeries(number->info().key));
        QVERIFY(!f.show<CounterPanel>()->addSeries(state->info().key));
    }

    void nothingIsPaintedWhileNothingWouldChange()
    {
        Fixture f;
        const auto series = f.open("temperature", "", "°C");
        series->append({start, 20.0});
        const auto panel = f.show<ValuePanel>({series});
        panel->drawFrame(start);
        const auto first = panel->framesPainted();
        panel->drawFrame(start);
        panel->drawFrame(start + 1ms);
        QCOMPARE(panel->framesPainted(), first);
        series->append({start + 2ms, 21.0});
        panel->drawFrame(start + 3ms);
        QCOMPARE(panel->framesPainted(), first + 1);
    }

    void aSeriesAppearsWhenItComes()
    {
        Fixture f;
        const auto panel = f.show<ValuePanel>();
        panel->addSeries({source, QStringLiteral("d"), QStringLiteral("temperature"), {}});
        QVERIFY(f.said(*panel).contains(QLatin1String("waiting for data")));
        const auto series = f.open("temperature", "", "°C");
        QVERIFY(f.said(*panel).contains(QLatin1String("no samples yet")));
        series->append({start, 21.5});
        QVERIFY(f.said(*panel).contains(QLatin1String("21.50 °C")));
    }

    void aDeviceIsCalledByItsName()
    {
        Fixture f;
        const auto series = f.open("temperature");
        const auto panel = f.show<ValuePanel>({series});
        QCOMPARE(panel->title(), QStringLiteral("d · temperature"));
        panel->drawFrame(start);
        const QSignalSpy spy(panel.get(), &Panel::titleChanged);
        DeviceUpdate update;
        update.id = QStringLiteral("d");
        update.name = QStringLiteral("Fridge");
        f.devices.apply(source, update, start);
        panel->drawFrame(start);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(panel->title(), QStringLiteral("Fridge · temperature"));
    }

    void aSeriesKeepsItsColour()
    {
        Fixture before;
        before.open("humidity");
        const auto series = before.open("temperature");
        before.colours.index({source, QStringLiteral("d"), QStringLiteral("humidity"), {}});
        QCOMPARE(before.colours.index(series->info().key), 1);
        const QJsonObject state = before.show<ValuePanel>({series})->save();
        Fixture after;
        after.show<ValuePanel>()->restore(state);
        QCOMPARE(after.colours.index(series->info().key), 1);
    }

    void aCrossedLimitIsSaidInWords()
    {
        Fixture f;
        const auto series = f.open("temperature", "", "°C");
        series->append({start, 39.25});
        const auto panel = f.show<ValuePanel>({series});
        panel->setLimits(series->info().key, {36.0, 38.0});
        QVERIFY(f.said(*panel).contains(QLatin1String("above 38 °C")));
        series->append({start + 1s, 35.0});
        f.now = start + 1s;
        QVERIFY(f.said(*panel).contains(QLatin1String("below 36 °C")));
        series->append({start + 2s, 38.0});
        f.now = start + 2s;
        QVERIFY(!f.said(*panel).contains(QLatin1String("38 °C,")) && panel->tiles().at(0).limitText.isEmpty());
        const auto again = f.show<ValuePanel>();
        again->restore(panel->save());
        QVERIFY(again->limits(series->info().key) == panel->limits(series->info().key));
        const auto gauge = f.show<GaugePanel>({series});
        gauge->setLimits(series->info().key, {std::nullopt, 30.0});
        QVERIFY(f.said(*gauge).contains(QLatin1String("above 30 °C")));
    }

    void aSilentSeriesFadesByItsOwnRhythm()
    {
        Fixture f;
        const auto quick = f.open("pulse", "", "bpm");
        const auto slow = f.open("level", "", "m");
        for (int i = 0; i < 10; ++i) {
            quick->append({start + i * Duration(1s), 60.0});
            slow->append({start + i * Duration(10min), 2.0});
        }
        const auto panel = f.show<ValuePanel>({quick, slow});
        panel->drawFrame(start + 90min);
        panel->drawFrame(start + 100min);
        QVERIFY(panel->tiles().at(0).isFaded);
        QVERIFY(panel->tiles().at(0).note.startsWith(QLatin1String("stale since ")));
        QVERIFY(!panel->tiles().at(1).isFaded);
    }

    void aStateThatHoldsIsStaleOnlyWhenItsDeviceIsGone()
    {
        Fixture f;
        const auto series = f.open("contact", "", "", contactWords);
        series->append({start, 0.0});
        f.now = start + 5min;
        const auto tile = f.show<ValuePanel>({series});
        QVERIFY(!f.said(*tile).contains(QLatin1String("stale")));
        DeviceUpdate update;
        update.id = QStringLiteral("d");
        update.status = QStringLiteral("offline");
        f.devices.apply(source, update, start + 6min);
        f.now = start + 8min;
        QVERIFY(f.said(*tile).contains(QLatin1String("stale since 2 min")));
    }

    void aStateIsSaidAsAWord()
    {
        Fixture f;
        const auto series = f.open("contact", "", "", contactWords);
        series->append({start, 0.0});
        series->append({start + 60s, 1.0});
        f.now = start + 120s;
        const auto panel = f.show<StatePanel>({series});
        QVERIFY(f.said(*panel).contains(QLatin1String("contact Open, 50 % of the time")));
        const auto tile = f.show<ValuePanel>({series});
        QVERIFY(f.said(*tile).contains(QLatin1String("contact Open")));
        const auto card = f.show<CardPanel>({series});
        QVERIFY(f.said(*card).contains(QLatin1String("contact: Open, 1 min ago")));
    }

    void aTimelineGoesOnWhileItsDoorStaysShut()
    {
        Fixture f;
        const auto series = f.open("contact", "", "", contactWords);
        series->append({start, 0.0});
        series->append({start + 60s, 1.0});
        f.now = start + 2h;
        const auto panel = f.show<StatePanel>({series});
        QVERIFY(f.said(*panel).contains(QLatin1String("100 % of the time")));
    }

    void levelAndStateOfADeviceAreOneBattery()
    {
        Fixture f;
        const auto level = f.open("battery", "capacity", "%");
        const auto charge = f.open("battery", "state", "",
                                   {QStringLiteral("UNKNOWN"), QStringLiteral("CHARGING"),
                                    QStringLiteral("DISCHARGING"), QStringLiteral("FULL")});
        const auto other = f.open("batteryStatus", "", "%", {}, "e");
        level->append({start, 8.0});
        charge->append({start, 2.0});
        const auto panel = f.show<BatteryPanel>({level, charge, other});
        QCOMPARE(f.said(*panel), QStringLiteral("d 8 %, Critically low\ne —, no samples yet"));
        charge->append({start + 1s, 1.0});
        QVERIFY(f.said(*panel).startsWith(QLatin1String("d 8 %, Charging")));
    }

    void aCounterTellsWhatCameAndThatItBeganAnew()
    {
        Fixture f;
        const auto steps = f.open("steps");
        for (const auto &[minute, value] : {std::pair{0, 1000.0}, {10, 1600.0}, {20, 100.0}})
            steps->append({start + Duration(std::chrono::minutes(minute)), value});
        f.now = start + 20min;
        const auto panel = f.show<CounterPanel>({steps});
        const QString said = f.said(*panel);
        QVERIFY2(said.contains(QLatin1String("steps 100")), qPrintable(said));
        QVERIFY2(said.contains(QLatin1String("+700 in")), qPrintable(said));
        QVERIFY2(said.contains(QLatin1String("35 /min")), qPrintable(said));
        QVERIFY2(said.contains(QLatin1String("began anew")), qPrintable(said));
    }

    void eventsAreThoseOfTheDevicesShown()
    {
        Fixture f;
        const auto series = f.open("temperature");
        f.tell("touch", "mine");
        f.tell("touch", "another's", "e");
        const auto all = f.show<EventPanel>();
        QVERIFY(f.said(*all).startsWith(QLatin1String("2 events")) || f.said(*all).contains(QLatin1String("mine")));
        QVERIFY(f.said(*all).contains(QLatin1String("another's")));
        const auto panel = f.show<EventPanel>({series});
        QVERIFY(!f.said(*panel).contains(QLatin1String("another's")));
        panel->setKindShown(QStringLiteral("touch"), false);
        QVERIFY(f.said(*panel).contains(QLatin1String("The menu has the others")));
        const auto again = f.show<EventPanel>();
        again->restore(panel->save());
        QVERIFY(!f.said(*again).contains(QLatin1String("mine")));
        again->setKindShown(QStringLiteral("touch"), true);
        QVERIFY(f.said(*again).contains(QLatin1String("mine")));
    }

    void theNewestTextStandsOnTheCard()
    {
        Fixture f;
        f.tell("rich_presence", "First song");
        f.tell("rich_presence", "Second song");
        f.tell("press", "button 1"); // happened, and is nothing to read
        const auto card = f.show<CardPanel>();
        QVERIFY(f.said(*card).contains(QLatin1String("Second song")));
        QVERIFY(!f.said(*card).contains(QLatin1String("First song")));
        QVERIFY(!f.said(*card).contains(QLatin1String("button")));
    }

    void threePartsAreOneColour()
    {
        Fixture f;
        const auto red = f.open("color", "red");
        const auto green = f.open("color", "green");
        const auto blue = f.open("color", "blue");
        const auto panel = f.show<ColourPanel>({red, green, blue});
        red->append({start, 30.0});
        green->append({start, 144.0});
        f.tell("color.hex", "#ff0000");
        QVERIFY(f.said(*panel).contains(QLatin1String("#FF0000"))); // a part is missing yet: what was written counts
        blue->append({start, 255.0});
        QVERIFY(f.said(*panel).contains(QLatin1String("#1E90FF")));
    }

    void whatOneConnectorTellsIsOneLink()
    {
        Fixture f;
        const auto strength = f.open("networkStatus", "A.signalStrength", "%");
        const auto rssi = f.open("networkStatus", "A.rssi", "dBm");
        const auto other = f.open("networkStatus", "B.rssi", "dBm");
        strength->append({start, 10.0});
        rssi->append({start, -105.0});
        other->append({start, -70.0});
        const auto panel = f.show<LinkPanel>({strength, rssi, other});
        QCOMPARE(f.said(*panel), QStringLiteral("d · A: Weak, 10 % · −105 dBm\nd · B: Strong, −70 dBm"));
    }

    void moreThanFitsIsScrolledTo()
    {
        Fixture f;
        std::vector<std::shared_ptr<store::Series>> series;
        for (int i = 0; i < 40; ++i) {
            series.push_back(f.open("t", QByteArray::number(i).constData()));
            series.back()->append({start, double(i)});
        }
        const auto panel = f.show<ValuePanel>(series);
        panel->resize(200, 120);
        panel->drawFrame(start);
        const QImage top = panel->grab().toImage();
        QTest::keyClick(panel.get(), Qt::Key_End);
        const QImage bottom = panel->grab().toImage();
        QVERIFY(top != bottom);
        QTest::keyClick(panel.get(), Qt::Key_Home);
        QCOMPARE(panel->grab().toImage(), top);
        QTest::keyClick(panel.get(), Qt::Key_Down);
        QTest::keyClick(panel.get(), Qt::Key_Up);
        QCOMPARE(panel->grab().toImage(), top);
    }

    void oddValuesAreSurvived()
    {
        Fixture f;
        const auto number = f.open("battery", "", "%");
        const auto state = f.open("contact", "", "", contactWords);
        Timestamp at = start;
        std::vector<std::unique_ptr<SeriesPanel>> panels;
        panels.push_back(f.show<ValuePanel>({number, state}));
        panels.push_back(f.show<GaugePanel>({number}));
        panels.push_back(f.show<BatteryPanel>({number}));
        panels.push_back(f.show<CounterPanel>({number}));
        panels.push_back(f.show<StatePanel>({state}));
        for (const double value : {std::nan(""), HUGE_VAL, -HUGE_VAL, 1e300, -1e300, 0.0, 7.5, 1e-300, -3.0}) {
            at = at + 1s;
            number->append({at, value});
            state->append({at, value});
            for (const auto &panel : panels) {
                panel->drawFrame(at);
                QVERIFY(!panel->grab().isNull());
                QVERIFY(!panel->accessibleDescription().isEmpty());
            }
        }
    }
};

QTEST_MAIN(TestSeriesPanels)
#include "tst_series_panels.moc"
