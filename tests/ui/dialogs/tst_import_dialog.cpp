#include "core/recording/session_file.h"
#include "tests/exchange/kept_import.h"
#include "tests/ui/no_warnings.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/import_time_fields.h"
#include "ui/dialogs/import_words.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using exchange::ColumnUse;

Q_DECLARE_METATYPE(watchglass::exchange::ImportReport)

namespace {

/// The control that a label stands beside.
template <typename T>
T *named(QWidget &top, const QString &name)
{
    for (QLabel *label : top.findChildren<QLabel *>()) {
        QWidget *field = label->text() == name ? label->buddy() : nullptr;
        if (field && field->focusProxy())
            field = field->focusProxy();
        if (auto *wanted = qobject_cast<T *>(field); wanted && label->isVisible())
            return wanted;
    }
    qFatal("there is no %s", qPrintable(name));
    return nullptr;
}

/// As an operator does.
void choose(QComboBox *box, const QString &text)
{
    const int index = box->findText(text);
    QVERIFY2(index >= 0, qPrintable(text));
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
}

const QByteArray measured = "Logger 7;;;\n\nTime;Temp;Door;Note\ns;°C;-;-\n0,5;21,25;open;\n1,5;x;shut;\n"
                            "2,5;22;shut;\n3,5;23;shut;\n4,5;23;shut;\n5,5;23;shut;\n";

} // namespace

class TestImportDialog : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<exchange::TextFolder> m_folder;
    std::unique_ptr<QSettings> m_settings;

    std::unique_ptr<ImportDialog> open(const char *name, const QByteArray &text)
    {
        auto dialog = std::make_unique<ImportDialog>(m_folder->write(name, text), m_folder->path("sessions"),
                                                     QStringLiteral("test"), *m_settings);
        dialog->show();
        return dialog;
    }
    QStringList left() const { return QDir(m_folder->path("sessions")).entryList(QDir::Files); }

private Q_SLOTS:
    void init()
    {
        test::failOnAnyWarning();
        m_folder = std::make_unique<exchange::TextFolder>();
        m_settings = std::make_unique<QSettings>(m_folder->path("settings.ini"), QSettings::IniFormat);
    }

    void showsTheFirstRowsAsTheyAreTaken()
    {
        const auto dialog = open("walk.csv", measured);
        QVERIFY2(dialog->canImport(), qPrintable(dialog->problem()));
        const ImportPreviewModel &table = dialog->columns().table();
        QAbstractItemModelTester tester(const_cast<ImportPreviewModel *>(&table));
        QCOMPARE(table.rowCount(), 7);
        QCOMPARE(table.headerData(2, Qt::Horizontal).toString(), QStringLiteral("Temp [°C]"));
        QCOMPARE(table.headerData(1, Qt::Vertical).toString(), QStringLiteral("5"));
        QCOMPARE(table.index(1, 0).data().toString(), QStringLiteral("1 Jan 1970 00:00:00.500 UTC"));
        QCOMPARE(table.index(1, 2).data().toString(), QStringLiteral("21.25"));
        QVERIFY(table.index(2, 2).data(Qt::ToolTipRole).toString().contains(QStringLiteral("is no number")));
        QVERIFY(!table.index(2, 2).data(ImportPreviewModel::ProblemRole).toString().isEmpty());
        QCOMPARE(dialog->columns().choice(0)->currentText(), QStringLiteral("Time"));
        QCOMPARE(dialog->columns().choice(1)->currentText(), QStringLiteral("Numbers"));
        QCOMPARE(dialog->columns().choice(2)->currentText(), QStringLiteral("States"));
    }

    void everyChangeIsShownAtOnce()
    {
        const auto dialog = open("walk.csv", measured);
        const ImportPreviewModel &table = dialog->columns().table();
        choose(named<QComboBox>(*dialog, QStringLiteral("Decimal sign")), QStringLiteral("point"));
        QVERIFY(table.index(1, 2).data().toString() != QStringLiteral("21.25"));
        choose(named<QComboBox>(*dialog, QStringLiteral("Decimal sign")), QStringLiteral("comma"));
        QCOMPARE(table.index(1, 2).data().toString(), QStringLiteral("21.25"));
        named<QLineEdit>(*dialog, QStringLiteral("No value"))->setText(QStringLiteral("x, 22"));
        QVERIFY(table.index(2, 2).data(ImportPreviewModel::ProblemRole).toString().isEmpty());
        QCOMPARE(table.index(3, 2).data().toString(), QStringLiteral("—"));
        named<QLineEdit>(*dialog, QStringLiteral("They start at"))->setText(QStringLiteral("2026-01-31T10:00:00Z"));
        QCOMPARE(table.index(1, 0).data().toString(), QStringLiteral("31 Jan 2026 10:00:00.500 UTC"));
        named<QLineEdit>(*dialog, QStringLiteral("They start at"))->setText(QStringLiteral("noon"));
        QVERIFY(!dialog->canImport());
        QVERIFY(dialog->problem().contains(QStringLiteral("noon")));
    }

    /// A column that looks like a clock but is none.
    void aWrongTimeColumnIsCorrectedByHand()
    {
        const auto dialog = open("walk.csv", "date,ticks,a\n2020-01-01 00:00:00,5,1\n2020-01-01 00:00:00,6,2\n"
                                             "2020-01-01 00:00:00,7,3\n");
        QCOMPARE(dialog->columns().choice(0)->currentText(), QStringLiteral("Time"));
        choose(dialog->columns().choice(1), QStringLiteral("Time"));
        QVERIFY2(dialog->canImport(), qPrintable(dialog->problem()));
        QCOMPARE(dialog->times().chosenColumn(), 1);
        QCOMPARE(dialog->options().csv.timeColumn, QStringLiteral("2"));
        QCOMPARE(dialog->columns().choice(0)->currentText(), QStringLiteral("Leave out"));
        const ImportPreviewModel &table = dialog->columns().table();
        QCOMPARE(table.index(2, 0).data().toString(), QStringLiteral("1 Jan 1970 00:00:06.000 UTC"));
        choose(named<QComboBox>(*dialog, QStringLiteral("They count")), QStringLiteral("minutes"));
        QCOMPARE(table.index(2, 0).data().toString(), QStringLiteral("1 Jan 1970 00:06:00.000 UTC"));
        // Taken for something else again, it is no time any more.
        choose(dialog->columns().choice(1), QStringLiteral("Numbers"));
        QCOMPARE(dialog->times().chosenColumn(), std::nullopt);
        QCOMPARE(dialog->columns().choice(0)->currentText(), QStringLiteral("Time"));
        QCOMPARE(dialog->columns().choice(1)->currentText(), QStringLiteral("Numbers"));
    }

    void withoutTimesItAsksForThemAndTakesARate()
    {
        const auto dialog = open("walk.csv", "a,b\n3,x\n1,y\n2,x\n");
        QVERIFY(!dialog->canImport());
        QVERIFY2(dialog->problem().startsWith(QStringLiteral("Line 1: none of the columns holds times")),
                 qPrintable(dialog->problem()));
        QCOMPARE(dialog->columns().table().rowCount(), 4);
        choose(named<QComboBox>(*dialog, QStringLiteral("Times")), QStringLiteral("Rows at a steady rate"));
        QVERIFY2(dialog->canImport(), qPrintable(dialog->problem()));
        QCOMPARE(dialog->columns().table().index(3, 0).data().toString(),
                 QStringLiteral("1 Jan 1970 00:00:02.000 UTC"));
    }

    void marksRaggedRows()
    {
        const auto dialog = open("walk.csv", "time,a,b\n0,1,2\n1,2\n2,3,4,5\n3,4,5\n4,5,6\n");
        QVERIFY(dialog->canImport());
        const ImportPreviewModel &table = dialog->columns().table();
        QCOMPARE(table.rowCount(), 6);
        QVERIFY(table.index(2, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("too short")));
        QVERIFY(table.index(3, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("too long")));
        QVERIFY(table.index(4, 0).data(Qt::ToolTipRole).toString().isEmpty());
    }

    void refusesWhatIsNoTable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("Line 1: the file is empty.");
        QTest::newRow("zip") << QByteArray("PK\x03\x04\0\0\0", 7) << QStringLiteral("ZIP");
        QTest::newRow("binary") << QByteArray("\x01\0\x02\0", 4) << QStringLiteral("binary data");
        QTest::newRow("prose") << QByteArray("Dear all,\nno numbers today.\n") << QStringLiteral("there is no table");
    }

    void refusesWhatIsNoTable()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto dialog = open("walk.bin", text);
        QVERIFY(!dialog->canImport());
        QVERIFY2(dialog->problem().contains(says), qPrintable(dialog->problem()));
        dialog->start();
        QVERIFY(!dialog->isImporting());
        QCOMPARE(left(), QStringList());
    }

    void importsAsItIsShown()
    {
        const auto dialog = open("walk.csv", measured);
        choose(dialog->columns().choice(2), QStringLiteral("Leave out"));
        named<QLineEdit>(*dialog, QStringLiteral("Device"))->setText(QStringLiteral("hall"));
        QString session;
        exchange::ImportReport report;
        connect(dialog.get(), &ImportDialog::imported, this,
                [&](const QString &made, const exchange::ImportReport &came) {
                    session = made;
                    report = came;
                });
        dialog->start();
        QVERIFY(dialog->isImporting());
        QTRY_COMPARE(dialog->result(), int(QDialog::Accepted));
        QCOMPARE(left(), QStringList{QStringLiteral("walk.wgrec")});
        const auto file = recording::SessionFile::open(session);
        QVERIFY(file.ok());
        QCOMPARE(file.value()->series().size(), std::size_t(1));
        QCOMPARE(file.value()->series()[0].info.key.toString(), QStringLiteral("file/hall/Temp"));
        QCOMPARE(importSummary(QStringLiteral("walk.csv"), report),
                 QStringLiteral("walk.csv: 6 rows, 1 series. 1 cell(s) were left out."));
        QVERIFY(importDetails(report).contains(QStringLiteral("Line 6, Temp: \"x\" is no number")));
        // A second time: beside the first.
        const auto again = open("walk.csv", measured);
        again->start();
        QTRY_COMPARE(again->result(), int(QDialog::Accepted));
        QCOMPARE(left(), QStringList({QStringLiteral("walk (2).wgrec"), QStringLiteral("walk.wgrec")}));
    }

    void whatWasSaidHoldsForTheNextTableWithTheSameColumns()
    {
        const QByteArray head = "date,ticks,mode,a\n";
        {
            const auto dialog = open("monday.csv", head + "2020-01-01,5,1,1\n2020-01-01,6,1,2\n");
            choose(dialog->columns().choice(1), QStringLiteral("Time"));
            choose(dialog->columns().choice(2), QStringLiteral("States"));
            choose(named<QComboBox>(*dialog, QStringLiteral("They count")), QStringLiteral("minutes"));
            choose(named<QComboBox>(*dialog, QStringLiteral("Cells parted by")), QStringLiteral("comma  ,"));
            choose(dialog->columns().choice(1), QStringLiteral("Time")); // what parts the cells undid it
            choose(dialog->columns().choice(2), QStringLiteral("States"));
            named<QLineEdit>(*dialog, QStringLiteral("No value"))->setText(QStringLiteral("-1, off"));
            named<QLineEdit>(*dialog, QStringLiteral("They start at"))->setText(QStringLiteral("2026-01-31T10:00:00Z"));
            named<QLineEdit>(*dialog, QStringLiteral("Source"))->setText(QStringLiteral("lab"));
            named<QLineEdit>(*dialog, QStringLiteral("Device"))->setText(QStringLiteral("one"));
            dialog->start();
            QTRY_COMPARE(dialog->result(), int(QDialog::Accepted));
        }
        const auto next = open("tuesday.csv", head + "2020-01-02,7,2,off\n2020-01-02,8,2,4\n2020-01-02,9,2,5\n");
        QVERIFY2(next->canImport(), qPrintable(next->problem()));
        const exchange::CsvOptions said = next->options().csv;
        QCOMPARE(said.timeColumn, QStringLiteral("2"));
        QCOMPARE(said.nsPerUnit, std::int64_t(60'000'000'000));
        QCOMPARE(said.delimiter, ',');
        QCOMPARE(said.missing, QStringList({QStringLiteral("-1"), QStringLiteral("off")}));
        QCOMPARE(said.source, QStringLiteral("lab"));
        QVERIFY(said.device.isEmpty());
        QCOMPARE(next->columns().choice(2)->currentText(), QStringLiteral("States"));
        QCOMPARE(next->columns().table().index(1, 0).data().toString(), QStringLiteral("31 Jan 2026 10:07:00.000 UTC"));
        // Of other columns nothing is known.
        const auto other = open("other.csv", "date,ticks,mode,b\n2020-01-01,5,1,1\n2020-01-02,6,1,2\n");
        QVERIFY(other->options().csv.timeColumn.isEmpty());
    }

    void aStoppedImportLeavesNothing()
    {
        QByteArray text("time,a,b,c\n");
        for (int i = 0; i < 600'000; ++i)
            text += QByteArray::number(i) + ",1.25,2.5,3\n";
        const auto dialog = open("walk.csv", text);
        dialog->start();
        QVERIFY(dialog->isImporting());
        QVERIFY(!dialog->canImport());
        dialog->reject();
        QTRY_VERIFY(!dialog->isImporting());
        QCOMPARE(left(), QStringList());
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->problem().isEmpty());
        QVERIFY(dialog->canImport());
        dialog->reject();
        QVERIFY(!dialog->isVisible());
    }

    void goingAwayStopsTheImport()
    {
        QByteArray text("time,a\n");
        for (int i = 0; i < 600'000; ++i)
            text += QByteArray::number(i) + ",1.25\n";
        auto dialog = open("walk.csv", text);
        dialog->start();
        dialog.reset();
        QCOMPARE(left(), QStringList());
    }

    void tracksWithoutTimesAreRefusedUntilItIsSaidWhatBecomesOfThem()
    {
        const auto dialog = open("ride.gpx", "<gpx><trk><trkseg>\n<trkpt lat=\"46\" lon=\"14\"/>\n"
                                             "<trkpt lat=\"47\" lon=\"15\"/></trkseg></trk></gpx>");
        QTRY_VERIFY(dialog->problem().startsWith(QStringLiteral("Line 2: a point without a time")));
        QVERIFY(!dialog->canImport());
        QVERIFY(!dialog->columns().isVisible());
        choose(named<QComboBox>(*dialog, QStringLiteral("Points without time")), QStringLiteral("Count all points"));
        QTRY_VERIFY2(dialog->canImport(), qPrintable(dialog->problem()));
        const auto *series = dialog->findChild<QTableWidget *>();
        QCOMPARE(series->rowCount(), 2);
        QCOMPARE(series->item(0, 0)->text(), QStringLiteral("file/ride/latitude"));
        dialog->start();
        QTRY_COMPARE(dialog->result(), int(QDialog::Accepted));
        QCOMPARE(left(), QStringList{QStringLiteral("ride.wgrec")});
    }

    void objectsSayWhereTheirTimesAre()
    {
        const auto dialog = open("log.jsonl", "{\"when\":\"2026-01-31T10:00:00Z\",\"a\":1}\n"
                                              "{\"when\":\"2026-01-31T10:00:01Z\",\"a\":2}\n");
        QTRY_VERIFY(!dialog->problem().isEmpty() || dialog->canImport());
        named<QLineEdit>(*dialog, QStringLiteral("Field of the times"))->setText(QStringLiteral("when"));
        QTRY_VERIFY2(dialog->canImport(), qPrintable(dialog->problem()));
        QCOMPARE(dialog->findChild<QTableWidget *>()->item(0, 3)->text(), QStringLiteral("2"));
    }

    void readsARealRecording()
    {
        const QDir shared(qEnvironmentVariable("WATCHGLASS_SHARED_DATA"));
        if (qEnvironmentVariableIsEmpty("WATCHGLASS_SHARED_DATA")
            || !shared.exists(QStringLiteral("env-air-quality-uci")))
            QSKIP("no folder of recordings: set WATCHGLASS_SHARED_DATA");
        ImportDialog dialog(shared.filePath(QStringLiteral("env-air-quality-uci/AirQualityUCI.csv.gz")),
                            m_folder->path("sessions"), QStringLiteral("test"), *m_settings);
        dialog.show();
        QVERIFY2(dialog.canImport(), qPrintable(dialog.problem()));
        named<QLineEdit>(dialog, QStringLiteral("No value"))->setText(QStringLiteral("-200"));
        exchange::ImportReport report;
        connect(&dialog, &ImportDialog::imported, this,
                [&](const QString &, const exchange::ImportReport &came) { report = came; });
        dialog.start();
        QTRY_COMPARE_WITH_TIMEOUT(dialog.result(), int(QDialog::Accepted), 30'000);
        QCOMPARE(report.rows, 9357);
        QVERIFY(report.missingCells > 1000);
    }

    void readsARealSessionWhole()
    {
        const QDir shared(qEnvironmentVariable("WATCHGLASS_SHARED_DATA"));
        if (qEnvironmentVariableIsEmpty("WATCHGLASS_SHARED_DATA")
            || !shared.exists(QStringLiteral("moonsense-session")))
            QSKIP("no folder of recordings: set WATCHGLASS_SHARED_DATA");
        ImportDialog dialog(shared.filePath(QStringLiteral("moonsense-session/sample.tar.gz")),
                            m_folder->path("sessions"), QStringLiteral("test"), *m_settings);
        dialog.show();
        QTRY_VERIFY2(dialog.canImport(), qPrintable(dialog.problem()));
        QVERIFY(dialog.findChild<QTableWidget *>()->rowCount() > 1);
        dialog.start();
        QTRY_COMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(left(), QStringList{QStringLiteral("sample.wgrec")});
    }

    void controlsHaveNames()
    {
        const auto dialog = open("walk.csv", measured);
        for (QWidget *widget : dialog->findChildren<QWidget *>()) {
            const bool isControl =
                qobject_cast<QComboBox *>(widget) || qobject_cast<QPushButton *>(widget)
                || (qobject_cast<QLineEdit *>(widget) && !widget->objectName().startsWith(QLatin1String("qt_"))
                    && !qobject_cast<QComboBox *>(widget->parentWidget()));
            if (!isControl)
                continue;
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestImportDialog)
#include "tst_import_dialog.moc"
