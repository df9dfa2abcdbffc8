#include "ui/panels/panel_kinds.h"

#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "core/store/series_store.h"
#include "tests/ui/no_warnings.h"
#include "ui/panels/panel.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/series_json.h"

#include <QSet>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

struct Fixture
{
    store::SeriesStore store;
    SeriesColours colours;
    ingest::DeviceRegistry devices;
    ingest::AlarmBook alarms;
    ingest::EventLog events;
    PanelContext context{store, colours, devices, alarms, events, {}};
};

} // namespace

class TestPanelKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void everyKindHasAnIdOfItsOwnANameAndMakesItself()
    {
        Fixture f;
        QSet<QString> ids;
        for (const PanelKind &kind : panelKinds()) {
            QVERIFY2(!ids.contains(kind.id), qPrintable(kind.id));
            ids.insert(kind.id);
            QVERIFY2(!kind.name.isEmpty(), qPrintable(kind.id));
            const auto panel = kind.make(f.context);
            QCOMPARE(panel->kind(), kind.id);
            QCOMPARE(panel->save().value(QLatin1String("kind")).toString(), kind.id);
            QVERIFY2(!panel->title().isEmpty(), qPrintable(kind.id));
        }
    }

    void anUnknownKindBecomesAPlot()
    {
        Fixture f;
        const PanelMaker maker(f.context);
        QCOMPARE(maker.make(QStringLiteral("no such kind"), {})->kind(), QStringLiteral("plot"));
        QCOMPARE(maker.make({}, {})->kind(), QStringLiteral("plot"));
    }

    void aNumberThatNothingIsKnownOfIsPlotted()
    {
        Fixture f;
        const PanelMaker maker(f.context);
        const SeriesKey key{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("x17"), {}};
        QCOMPARE(maker.make({}, {key})->kind(), QStringLiteral("plot"));
        f.store.open({key, {}, Interpolation::Linear, {}});
        QCOMPARE(maker.make({}, {key})->kind(), QStringLiteral("plot"));
    }

    void seriesComeBackFromJson()
    {
        const SeriesKey plain{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), {}};
        const SeriesKey part{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), QStringLiteral("x")};
        QCOMPARE(seriesFromJson(seriesToJson(plain)), plain);
        QCOMPARE(seriesFromJson(seriesToJson(part)), part);
        QCOMPARE(seriesFromJson({{QStringLiteral("source"), QStringLiteral("s")}}), SeriesKey());
    }
};

QTEST_MAIN(TestPanelKinds)
#include "tst_panel_kinds.moc"
