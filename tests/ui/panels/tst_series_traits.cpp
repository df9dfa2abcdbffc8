#include "ui/panels/series_traits.h"

#include "core/format/value_format.h"
#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "core/protocol/disruptive/event_types.h"
#include "core/protocol/moonsense/schema.h"
#include "core/protocol/sensocto/attribute_type.h"
#include "core/protocol/terra/data_types.h"
#include "core/store/series_store.h"
#include "tests/ui/no_warnings.h"
#include "ui/panels/series_colours.h"

using namespace watchglass;
using namespace watchglass::ui;

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

template <typename Words>
QStringList wordList(const Words &words)
{
    QStringList list;
    for (const std::string_view word : words)
        list << text(word);
    return list;
}

SeriesInfo infoOf(std::string_view attribute, std::string_view component, std::string_view unit,
                  const QStringList &states = {})
{
    SeriesInfo info;
    info.key = {QStringLiteral("s"), QStringLiteral("d"), text(attribute), text(component)};
    info.unit = format::canonicalUnit(text(unit));
    info.states = states;
    return info;
}

QList<SeriesInfo> sensocto()
{
    using namespace protocol::sensocto;
    QList<SeriesInfo> series;
    for (const TypeSpec &type : attributeTypes()) {
        if (type.bare == BareKind::Number || type.bare == BareKind::Choice)
            series << infoOf(type.name, {}, type.unit, wordList(type.words));
        for (const FieldSpec &field : type.fields) {
            if (!field.component.empty() && (field.kind == FieldKind::Number || field.kind == FieldKind::Choice))
                series << infoOf(type.name, field.component, field.unit, wordList(field.words));
        }
    }
    return series;
}

QList<SeriesInfo> disruptive()
{
    using namespace protocol::disruptive;
    QList<SeriesInfo> series;
    const auto add = [&series](const Metric &metric, std::string_view part) {
        SeriesInfo info = infoOf({}, {}, {});
        describe(metric, part, info);
        series << info;
    };
    for (const EventType &type : eventTypes()) {
        for (const NumberMetric &number : type.numbers)
            add(number.metric, {});
        if (type.stateField != StateField::None)
            add(type.state, {});
    }
    add(connectorSignalStrength(), "emulated-ccon");
    add(connectorRssi(), "emulated-ccon");
    return series;
}

QList<SeriesInfo> moonsense()
{
    using namespace protocol::moonsense;
    QList<SeriesInfo> series;
    for (Slot slot = 0; slot < slotCount(); ++slot) {
        const SlotSpec spec = slotSpec(slot);
        QString component = text(spec.component);
        if (!spec.suffix.empty())
            component += QLatin1Char('.') + text(spec.suffix);
        SeriesInfo info = infoOf(spec.group->attribute, {}, spec.unit, wordList(spec.words));
        info.key.component = component;
        series << info;
    }
    return series;
}

const QStringList &terraNames()
{
    static const QStringList names = QStringLiteral("HEART_RATE ECG HRV HEART_RATE_VARIABILITY RR_INTERVAL STEPS "
                                                    "STEPS_CADENCE CALORIES TOTAL_CALORIES BASAL_METABOLIC_RATE "
                                                    "LOCATION DISTANCE SPEED FLOORS_CLIMBED FLIGHTS_CLIMBED ACTIVITY "
                                                    "ACCELERATION GYROSCOPE POWER BIKE_CADENCE MET DURATION")
                                         .split(QLatin1Char(' '));
    return names;
}

QList<SeriesInfo> terra()
{
    QList<SeriesInfo> series;
    for (const QString &name : terraNames()) {
        const auto *type = protocol::terra::dataType(name.toStdString());
        Q_ASSERT(type);
        for (const std::string_view component : type->components) {
            if (component.empty() && type->shape == protocol::terra::Shape::Vector)
                continue;
            series << infoOf(type->name, component, type->unit);
            if (component.empty())
                break;
        }
    }
    return series;
}

struct Fixture
{
    store::SeriesStore store;
    SeriesColours colours;
    ingest::DeviceRegistry devices;
    ingest::AlarmBook alarms;
    ingest::EventLog events;
    PanelMaker maker{{store, colours, devices, alarms, events, {}}};

    QString best(const SeriesInfo &info)
    {
        store.open(info);
        const auto able = maker.suiting({info.key});
        return able.empty() ? QString() : able.front()->id;
    }
};

} // namespace

class TestSeriesTraits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void namesAreTakenApart_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *words) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(words);
        };
        row("batteryStatus", "battery status");
        row("HEART_RATE", "heart rate");
        row("eye-gaze.x", "eye gaze x");
        row("co2", "co2");
        row("__", "");
        row("", "");
    }
    void namesAreTakenApart()
    {
        QFETCH(QString, name);
        QTEST(traits::words(name).join(QLatin1Char(' ')), "words");
    }

    void everySeriesOfEveryServiceGetsAPanel()
    {
        for (const QList<SeriesInfo> &all : {sensocto(), disruptive(), moonsense(), terra()}) {
            QVERIFY(all.size() > 20);
            for (const SeriesInfo &info : all) {
                Fixture f;
                QVERIFY2(!f.best(info).isEmpty(), qPrintable(info.key.attributePath()));
            }
        }
    }

    void everySeriesOfStatesGetsWords()
    {
        int count = 0;
        for (const QList<SeriesInfo> &all : {sensocto(), disruptive(), moonsense()}) {
            for (const SeriesInfo &info : all) {
                if (info.states.isEmpty())
                    continue;
                Fixture f;
                const QString kind = f.best(info);
                const QStringList withWords{QStringLiteral("states"), QStringLiteral("card"),
                                            QStringLiteral("battery")};
                QVERIFY2(withWords.contains(kind), qPrintable(info.key.attributePath() + QLatin1Char(' ') + kind));
                ++count;
            }
        }
        QVERIFY(count > 20);
    }

    void knownNamesGetTheKindThatIsMadeForThem_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("kind");
        const auto rows = [](const char *service, const char *kind, const char *paths) {
            for (const QString &path : QString::fromLatin1(paths).split(QLatin1Char(' ')))
                QTest::addRow("%s %s", service, qPrintable(path))
                    << QString::fromLatin1(service) << path << QString::fromLatin1(kind);
        };
        rows("sensocto", "battery", "battery battery.charging");
        rows("sensocto", "counter", "steps calories distance");
        rows("sensocto", "states", "orientation geolocation.status proximity.near");
        rows("sensocto", "card", "body_location");
        rows("sensocto", "colour", "color.red color.green color.blue color.clear led.red led.intensity");
        rows("sensocto", "events", "tap.count");
        rows("sensocto", "plot",
             "heartrate spo2 temperature humidity pressure light altitude speed hrv.rmssd gas.eco2");
        rows("disruptive", "battery", "batteryStatus");
        rows("disruptive", "counter", "objectPresentCount touchCount");
        rows("disruptive", "states",
             "motion objectPresent contact deskOccupancy waterPresent probeWireStatus connectionStatus "
             "networkStatus.transmissionMode");
        rows("disruptive", "link",
             "networkStatus.signalStrength networkStatus.rssi cellularStatus.signalStrength "
             "networkStatus.emulated-ccon.signalStrength networkStatus.emulated-ccon.rssi");
        rows("disruptive", "plot", "temperature humidity.temperature humidity.relativeHumidity co2 pressure");
        rows("moonsense", "battery", "battery.capacity battery.state");
        rows("moonsense", "counter", "steps.count");
        rows("moonsense", "states", "activity.type app_life_cycle context_menu focus_change viewport_size.orientation");
        rows("moonsense", "plot", "temperature light pressure humidity heart_rate.rate frame_rate activity.confidence");
        rows("terra", "counter", "STEPS CALORIES TOTAL_CALORIES DISTANCE FLOORS_CLIMBED FLIGHTS_CLIMBED");
        rows("terra", "plot",
             "HEART_RATE HRV STEPS_CADENCE SPEED POWER BIKE_CADENCE BASAL_METABOLIC_RATE MET DURATION");
    }
    void knownNamesGetTheKindThatIsMadeForThem()
    {
        QFETCH(QString, service);
        QFETCH(QString, path);
        const QList<SeriesInfo> all = service == QLatin1String("sensocto")     ? sensocto()
                                      : service == QLatin1String("disruptive") ? disruptive()
                                      : service == QLatin1String("moonsense")  ? moonsense()
                                                                               : terra();
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const SeriesInfo &info) { return info.key.attributePath() == path; });
        QVERIFY2(found != all.end(), qPrintable(path));
        Fixture f;
        QTEST(f.best(*found), "kind");
    }

    void numbersAndStatesTogetherAreTiles()
    {
        Fixture f;
        const SeriesInfo number = infoOf("temperature", {}, "celsius");
        const SeriesInfo state = infoOf("contact", {}, {}, {QStringLiteral("CLOSED"), QStringLiteral("OPEN")});
        f.store.open(number);
        f.store.open(state);
        QCOMPARE(f.maker.suiting({number.key, state.key}).front()->id, QStringLiteral("value"));
    }

    void aPartOfEachKindIsLeftToOthers_data()
    {
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<QString>("component");
        QTest::addColumn<QString>("unit");
        QTest::newRow("a battery's voltage")
            << QStringLiteral("battery") << QStringLiteral("voltage") << QStringLiteral("V");
        QTest::newRow("how many samples there were")
            << QStringLiteral("steps.digest") << QStringLiteral("count") << QString();
        QTest::newRow("a strength that is none of a signal")
            << QStringLiteral("grip") << QStringLiteral("strength") << QStringLiteral("N");
        QTest::newRow("the colour's temperature")
            << QStringLiteral("color") << QStringLiteral("temperature") << QStringLiteral("K");
    }
    void aPartOfEachKindIsLeftToOthers()
    {
        QFETCH(QString, attribute);
        QFETCH(QString, component);
        QFETCH(QString, unit);
        Fixture f;
        QCOMPARE(f.best(infoOf(attribute.toStdString(), component.toStdString(), unit.toStdString())),
                 QStringLiteral("plot"));
    }

    void whatNeedsNoSeriesCanBeShownWithoutAny()
    {
        Fixture f;
        QStringList able;
        for (const PanelKind *kind : f.maker.suiting({}))
            able << kind->id;
        QVERIFY(able.contains(QStringLiteral("plot")));
        QVERIFY(able.contains(QStringLiteral("events")));
        QVERIFY(able.contains(QStringLiteral("card")));
    }
};

QTEST_MAIN(TestSeriesTraits)
#include "tst_series_traits.moc"
