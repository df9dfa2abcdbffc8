#include "core/store/series_store.h"
#include "tests/ui/no_warnings.h"
#include "ui/models/device_filter_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/models/series_mime.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QMimeData>
#include <QSignalSpy>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

ingest::DeviceRecord device(const QString &id, const QString &name = {},
                            const QString &status = QStringLiteral("online"))
{
    ingest::DeviceRecord record;
    record.source = QStringLiteral("s");
    record.id = id;
    record.name = name;
    record.status = status;
    record.state = deviceState(status);
    return record;
}

SeriesInfo series(const QString &id, const QString &attribute, const QString &component = {})
{
    SeriesInfo info;
    info.key = {QStringLiteral("s"), id, attribute, component};
    info.unit = QStringLiteral("°C");
    return info;
}

} // namespace

class TestDeviceTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void buildsSourcesDevicesSeries()
    {
        DeviceTreeModel model;
        QAbstractItemModelTester tester(&model);
        store::SeriesStore store;
        SourceState live;
        live.phase = SourcePhase::Live;
        model.setSource(QStringLiteral("s"), live);
        model.updateDevices({device(QStringLiteral("1"), QStringLiteral("Fridge"))});
        model.addSeries({store.open(series(QStringLiteral("1"), QStringLiteral("temperature"))),
                         store.open(series(QStringLiteral("2"), QStringLiteral("imu"), QStringLiteral("x")))});
        QCOMPARE(model.rowCount(), 1);
        const QModelIndex source = model.index(0, 0);
        QCOMPARE(model.rowCount(source), 2); // the second was never announced
        QCOMPARE(model.index(0, 0, source).data().toString(), QStringLiteral("Fridge"));
        QCOMPARE(model.index(1, 0, source).data().toString(), QStringLiteral("2"));
        const QModelIndex component = model.index(0, 0, model.index(1, 0, source));
        QCOMPARE(component.data().toString(), QStringLiteral("imu.x"));
        QCOMPARE(model.deviceCount(), 2);
        QCOMPARE(model.seriesCount(), 2);
    }

    void aSourceThatStandsAsBeforeChangesNoRow()
    {
        DeviceTreeModel model;
        SourceState state;
        state.phase = SourcePhase::Live;
        model.setSource(QStringLiteral("s"), state);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        state.reconnects = 3;
        model.setSource(QStringLiteral("s"), state);
        QCOMPARE(changes.size(), 0);
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QLatin1Char('3')));
        state.phase = SourcePhase::Waiting;
        model.setSource(QStringLiteral("s"), state);
        QCOMPARE(changes.size(), 1);
    }

    void sameThingsTwiceMakeNoSecondRow()
    {
        DeviceTreeModel model;
        QAbstractItemModelTester tester(&model);
        store::SeriesStore store;
        const auto temperature = store.open(series(QStringLiteral("1"), QStringLiteral("t")));
        model.updateDevices({device(QStringLiteral("1")), device(QStringLiteral("1"), QStringLiteral("Late name"))});
        model.addSeries({temperature, temperature});
        model.addSeries({temperature});
        const QModelIndex source = model.index(0, 0);
        QCOMPARE(model.rowCount(source), 1);
        QCOMPARE(model.rowCount(model.index(0, 0, source)), 1);
        QCOMPARE(model.index(0, 0, source).data().toString(), QStringLiteral("Late name"));
    }

    void statusIsShapeNotReset()
    {
        DeviceTreeModel model;
        QAbstractItemModelTester tester(&model);
        model.updateDevices({device(QStringLiteral("1"))});
        const QPersistentModelIndex row = model.index(0, 0, model.index(0, 0));
        QCOMPARE(row.data(DeviceTreeModel::MarkRole).toInt(), int(Mark::Normal));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.updateDevices({device(QStringLiteral("1"), {}, QStringLiteral("warning"))});
        QCOMPARE(row.data(DeviceTreeModel::MarkRole).toInt(), int(Mark::Warning));
        model.updateDevices({device(QStringLiteral("1"), {}, QStringLiteral("maintenance"))});
        QCOMPARE(row.data(DeviceTreeModel::MarkRole).toInt(), int(Mark::Unknown));
        QCOMPARE(changes.size(), 2);
        QCOMPARE(resets.size(), 0);
        QVERIFY(row.isValid());
    }

    void refreshShowsValueAgeAndStaleness()
    {
        DeviceTreeModel model;
        QAbstractItemModelTester tester(&model);
        store::SeriesStore store;
        const auto temperature = store.open(series(QStringLiteral("1"), QStringLiteral("t")));
        model.addSeries({temperature});
        const QModelIndex deviceRow = model.index(0, 0, model.index(0, 0));
        const QModelIndex name = model.index(0, 0, deviceRow);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.refresh(start, {name});
        QCOMPARE(changes.size(), 0); // nothing known yet

        for (int i = 0; i < 10; ++i)
            temperature->append({start + i * 1s, 21.5});
        model.refresh(start + 11s, {name, deviceRow});
        QCOMPARE(changes.size(), 2);
        QVERIFY(name.siblingAtColumn(DeviceTreeModel::ValueColumn).data().toString().contains(QLatin1String("21.5")));
        QVERIFY(name.siblingAtColumn(DeviceTreeModel::ValueColumn).data().toString().endsWith(QStringLiteral("°C")));
        QCOMPARE(name.siblingAtColumn(DeviceTreeModel::AgeColumn).data().toString(),
                 deviceRow.siblingAtColumn(DeviceTreeModel::AgeColumn).data().toString());
        QVERIFY(!name.data(DeviceTreeModel::StaleRole).toBool());

        model.refresh(start + 11s, {name, deviceRow});
        QCOMPARE(changes.size(), 2); // the same again says nothing
        model.refresh(start + 60s, {name});
        QVERIFY(name.data(DeviceTreeModel::StaleRole).toBool());
    }

    void neighboursChangeInOneSignal()
    {
        DeviceTreeModel model;
        store::SeriesStore store;
        QModelIndexList rows;
        for (int i = 0; i < 5; ++i) {
            const auto made = store.open(series(QStringLiteral("1"), QStringLiteral("t%1").arg(i)));
            made->append({start, 1.0});
            model.addSeries({made});
        }
        const QModelIndex deviceRow = model.index(0, 0, model.index(0, 0));
        for (int i = 0; i < 5; ++i)
            rows.append(model.index(i, 0, deviceRow));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.refresh(start + 1s, rows);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 0);
        QCOMPARE(changes[0][1].toModelIndex().row(), 4);
    }

    void deviceDragsAllItsSeries()
    {
        DeviceTreeModel model;
        store::SeriesStore store;
        model.addSeries({store.open(series(QStringLiteral("1"), QStringLiteral("a"))),
                         store.open(series(QStringLiteral("1"), QStringLiteral("b"), QStringLiteral("x"))),
                         store.open(series(QStringLiteral("2"), QStringLiteral("c")))});
        const QModelIndex source = model.index(0, 0);
        const QModelIndex first = model.index(0, 0, source);
        const std::unique_ptr<QMimeData> ofDevice(model.mimeData({first, first.siblingAtColumn(1)}));
        const QList<SeriesKey> keys = decodeSeries(ofDevice.get());
        QCOMPARE(keys.size(), 2);
        QCOMPARE(keys[1], series(QStringLiteral("1"), QStringLiteral("b"), QStringLiteral("x")).key);
        // Device and one of its own series together: nothing twice.
        const std::unique_ptr<QMimeData> both(model.mimeData({first, model.index(0, 0, first)}));
        QCOMPARE(decodeSeries(both.get()).size(), 2);
        QVERIFY(!(model.flags(source) & Qt::ItemIsDragEnabled));
        QVERIFY(model.flags(first) & Qt::ItemIsDragEnabled);
    }

    void foreignDragDataIsEmpty_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{{{");
        QTest::newRow("object") << QByteArray("{\"source\":\"s\"}");
        QTest::newRow("numbers") << QByteArray("[1,2]");
        QTest::newRow("no device") << QByteArray("[{\"source\":\"s\",\"attribute\":\"a\"}]");
    }
    void foreignDragDataIsEmpty()
    {
        QFETCH(const QByteArray, data);
        QMimeData mime;
        mime.setData(seriesMimeType(), data);
        QVERIFY(decodeSeries(&mime).isEmpty());
    }

    void removedSourceIsForgotten()
    {
        DeviceTreeModel model;
        QAbstractItemModelTester tester(&model);
        store::SeriesStore store;
        model.setSource(QStringLiteral("other"), {});
        model.addSeries({store.open(series(QStringLiteral("1"), QStringLiteral("a")))});
        model.removeSource(QStringLiteral("s"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.deviceCount(), 0);
        QCOMPARE(model.seriesCount(), 0);
        model.addSeries({store.open(series(QStringLiteral("1"), QStringLiteral("a")))});
        QCOMPARE(model.rowCount(), 2);
    }

    void searchFindsByAllWords_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<QStringList>("devices");
        QTest::newRow("empty") << QString()
                               << QStringList{QStringLiteral("Ward 2 bed"), QStringLiteral("Ward 10 door")};
        QTest::newRow("name") << QStringLiteral("BED") << QStringList{QStringLiteral("Ward 2 bed")};
        QTest::newRow("id") << QStringLiteral("id-b") << QStringList{QStringLiteral("Ward 10 door")};
        QTest::newRow("attribute") << QStringLiteral("ecg") << QStringList{QStringLiteral("Ward 2 bed")};
        QTest::newRow("two words") << QStringLiteral("  ecg ward ") << QStringList{QStringLiteral("Ward 2 bed")};
        QTest::newRow("words of two") << QStringLiteral("ecg door") << QStringList{};
    }
    void searchFindsByAllWords()
    {
        QFETCH(const QString, search);
        QFETCH(const QStringList, devices);
        DeviceTreeModel model;
        DeviceFilterModel filter(model);
        QAbstractItemModelTester tester(&filter);
        store::SeriesStore store;
        model.updateDevices({device(QStringLiteral("id-b"), QStringLiteral("Ward 10 door")),
                             device(QStringLiteral("id-a"), QStringLiteral("Ward 2 bed"))});
        model.addSeries({store.open(series(QStringLiteral("id-a"), QStringLiteral("ecg"))),
                         store.open(series(QStringLiteral("id-b"), QStringLiteral("contact")))});
        filter.setSearch(search);
        QStringList shown;
        const QModelIndex source = filter.index(0, 0);
        for (int row = 0; source.isValid() && row < filter.rowCount(source); ++row)
            shown << filter.index(row, 0, source).data().toString();
        QCOMPARE(shown, devices); // sorted: 2 before 10
    }

    void namesSortAsPeopleDo_data()
    {
        QTest::addColumn<QStringList>("sorted");
        QTest::newRow("numbers") << QStringList{QStringLiteral("bed 2"), QStringLiteral("bed 10")};
        QTest::newRow("case") << QStringList{QStringLiteral("alpha"), QStringLiteral("Beta")};
        QTest::newRow("prefix") << QStringList{QStringLiteral("a"), QStringLiteral("a1")};
        QTest::newRow("zeros") << QStringList{QStringLiteral("a007b"), QStringLiteral("a10a")};
        QTest::newRow("huge") << QStringList{QStringLiteral("a99999999999999999999"),
                                             QStringLiteral("a100000000000000000000")};
        QTest::newRow("empty") << QStringList{QString(), QStringLiteral("0")};
    }
    void namesSortAsPeopleDo()
    {
        QFETCH(const QStringList, sorted);
        QVERIFY(naturallyLess(sorted[0], sorted[1]));
        QVERIFY(!naturallyLess(sorted[1], sorted[0]));
        QVERIFY(!naturallyLess(sorted[0], sorted[0]));
    }

    void tenThousandDevicesDoNotHitch()
    {
        DeviceTreeModel model;
        DeviceFilterModel filter(model);
        store::SeriesStore store;
        std::vector<ingest::DeviceRecord> devices;
        std::vector<std::shared_ptr<const store::Series>> added;
        for (int i = 0; i < 10'000; ++i) {
            const QString id = QStringLiteral("device-%1").arg(i);
            devices.push_back(device(id));
            added.push_back(store.open(series(id, QStringLiteral("t"))));
        }
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QElapsedTimer timer;
        timer.start();
        model.updateDevices(devices);
        QCOMPARE(inserts.size(), 2); // the source, and all its devices at once
        model.addSeries(added);
        model.updateDevices({devices[5000]});
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 10'000);
        filter.setSearch(QStringLiteral("device-4242"));
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
        // Generous, for slow and instrumented builds; quadratic behaviour takes minutes.
        QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_MAIN(TestDeviceTreeModel)
#include "tst_device_tree_model.moc"
