#include "core/exchange/csv_detect.h"
#include "core/exchange/csv_preview.h"
#include "tests/exchange/kept_import.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::exchange;

namespace {

constexpr std::size_t most = 60;

CsvPreview preview(const QByteArray &text, const CsvOptions &options = {})
{
    const auto shown =
        previewCsv({text.constData(), std::size_t(text.size())}, true, options, QStringLiteral("walk.csv"), most);
    if (!shown)
        qFatal("%s", qUtf8Printable(shown.error().text));
    return shown.value();
}

CsvOptions wanting(std::initializer_list<ColumnChoice> uses)
{
    CsvOptions options;
    options.uses = uses;
    return options;
}

} // namespace

class TestCsvPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsRowsAsTheyAreTaken()
    {
        const CsvPreview shown =
            preview("Logger 7;;\n\nTime;Temp;Door\ns;°C;-\n0,5;21,25;open\n1,5;-200;shut\n2,5;;shut\n", [] {
                CsvOptions options;
                options.missing << QStringLiteral("-200");
                return options;
            }());
        QVERIFY(!shown.problem);
        QCOMPARE(shown.plan.delimiter, ';');
        QVERIFY(shown.plan.isDecimalComma);
        QCOMPARE(shown.plan.headerLine, 3);
        QCOMPARE(shown.rows.size(), std::size_t(3));
        QCOMPARE(shown.rows[0].line, 5);
        QCOMPARE(shown.rows[0].time->ns(), 500'000'000);
        QCOMPARE(shown.rows[0].cells[1].value, 21.25);
        QCOMPARE(shown.rows[0].cells[2].text, QStringLiteral("open"));
        QVERIFY(shown.rows[1].cells[1].isMissing);
        QVERIFY(shown.rows[2].cells[1].isMissing);
        QVERIFY(shown.rows[2].cells[1].problem.isEmpty());
    }

    void saysWhatIsLeftOutAndWhy()
    {
        const CsvPreview shown = preview("time,a,b\n0,1,2\n1,x,2\nnow,1,2\n3,1\n4,1,2,9\n5,1,2,\n6,1,2\n7,1,2\n");
        QCOMPARE(shown.rows.size(), std::size_t(8));
        QVERIFY(shown.rows[0].problem.isEmpty());
        QVERIFY(shown.rows[1].cells[1].problem.contains(QStringLiteral("\"x\"")));
        QVERIFY(shown.rows[1].time.has_value());
        QVERIFY(!shown.rows[2].time);
        QVERIFY(shown.rows[2].problem.contains(QStringLiteral("now")));
        QVERIFY(shown.rows[3].problem.contains(QStringLiteral("2 of 3")));
        QVERIFY(shown.rows[4].problem.contains(QStringLiteral("4 cells")));
        QVERIFY(shown.rows[5].problem.isEmpty()); // a delimiter behind a row is no cell
    }

    /// What is shown and what is imported come from the same text by the same plan.
    void agreesWithTheImport()
    {
        const QByteArray text = "# walk\ntime,a\n0,1\n\n0.25,2\n# pause\n1,x\n2,3\n";
        const CsvPreview shown = preview(text);
        TextFolder folder;
        KeptImport sink;
        const auto report = importFile(folder.write("walk.csv", text), {}, sink);
        QVERIFY(report.ok());
        QCOMPARE(std::int64_t(shown.rows.size()), report.value().rows);
        std::vector<Sample> samples;
        for (const PreviewRow &row : shown.rows) {
            if (row.cells[1].value)
                samples.push_back({*row.time, *row.cells[1].value});
        }
        const auto &imported = sink.of("a").samples;
        QCOMPARE(samples.size(), imported.size());
        for (std::size_t i = 0; i < samples.size(); ++i) {
            QCOMPARE(samples[i].time, imported[i].time);
            QCOMPARE(samples[i].value, imported[i].value);
        }
    }

    void showsATableWhoseTimesAreNotFound()
    {
        const CsvPreview shown = preview("a,b\n3,x\n1,y\n2,x\n");
        QVERIFY(shown.problem && shown.problem->text.contains(QStringLiteral("line 1")));
        QCOMPARE(shown.plan.columns.size(), std::size_t(2));
        QCOMPARE(shown.rows.size(), std::size_t(3));
        QVERIFY(!shown.rows[0].time);
    }

    void refusesWhatIsNoTable()
    {
        const auto binary = previewCsv(std::string_view("PK\x03\x04\0\0", 6), true, {}, QStringLiteral("a.zip"), most);
        QCOMPARE(binary.error().code, ErrorCode::Unsupported);
        const auto prose = previewCsv("Dear all\n", true, {}, QStringLiteral("a.txt"), most);
        QVERIFY(prose.error().text.contains(QStringLiteral("line 1")));
    }

    void takesColumnsAsTheyAreWanted()
    {
        const QByteArray text = "time,mode,a\n0,1,5\n1,2,6\n2,1,7\n";
        const CsvPreview shown = preview(
            text, wanting({{QStringLiteral("mode"), ColumnUse::State}, {QStringLiteral("3"), ColumnUse::Skip}}));
        QCOMPARE(shown.plan.columns[1].use, ColumnUse::State);
        QCOMPARE(shown.plan.columns[2].use, ColumnUse::Skip);
        TextFolder folder;
        KeptImport sink;
        ImportOptions options;
        options.csv.uses = {{QStringLiteral("mode"), ColumnUse::State}, {QStringLiteral("3"), ColumnUse::Skip}};
        QVERIFY(importFile(folder.write("walk.csv", text), options, sink).ok());
        QCOMPARE(sink.of("mode").info.states, QStringList({QStringLiteral("1"), QStringLiteral("2")}));
        QVERIFY(sink.of("a").samples.empty());
    }

    void takesNoTimesFromAColumnWithAnotherUse()
    {
        const QByteArray text = "time,count,date\n7,1,2026-01-31 10:00:00\n8,2,2026-01-31 10:00:01\n";
        CsvOptions options = wanting({{QStringLiteral("date"), ColumnUse::Skip}});
        QCOMPARE(preview(text).plan.time.column, std::size_t(2));
        const CsvPreview shown = preview(text, options);
        QCOMPARE(shown.plan.time.column, std::size_t(0));
        QCOMPARE(shown.plan.columns[2].use, ColumnUse::Skip);
    }

    void refusesUsesThatLeaveNothing()
    {
        const QByteArray text = "time,a\n0,5\n1,6\n";
        const CsvPreview none = preview(text, wanting({{QStringLiteral("a"), ColumnUse::Skip}}));
        QVERIFY(none.problem && none.problem->text.contains(QStringLiteral("no column is taken")));
        QCOMPARE(none.plan.columns[1].use, ColumnUse::Number); // named by its name: shown as it was found
        const CsvPreview byNumber = preview(text, wanting({{QStringLiteral("2"), ColumnUse::Skip}}));
        QCOMPARE(byNumber.plan.columns[1].use, ColumnUse::Skip);
        const CsvPreview values = preview(text, wanting({{QStringLiteral("2"), ColumnUse::Value}}));
        QVERIFY(values.problem && values.problem->text.contains(QStringLiteral("names their series")));
        const CsvPreview unknown = preview(text, wanting({{QStringLiteral("9"), ColumnUse::Value}}));
        QVERIFY(unknown.problem && unknown.problem->text.contains(QStringLiteral("\"9\"")));
    }

    void tellsFilesApart()
    {
        TextFolder folder;
        QCOMPARE(beginningOf(folder.write("a.csv", "time,a\n0,1\n")).value().format, FileFormat::Csv);
        QCOMPARE(beginningOf(folder.write("a.json", "{\"time\":0}")).value().format, FileFormat::Json);
        QCOMPARE(beginningOf(folder.write("a.gpx", "<gpx/>")).value().format, FileFormat::Gpx);
        QVERIFY(!beginningOf(folder.write("empty.csv", {})).ok());
        QVERIFY(!beginningOf(folder.path("gone.csv")).ok());
        QVERIFY(isMoonsense(folder.write("b.json", "{\"bundle\":{\"bundle_index\":0}}")));
        QVERIFY(!isMoonsense(folder.write("c.json", "{\"time\":0,\"a\":1}")));
        QVERIFY(!isMoonsense(folder.path("a.csv")));
    }
};

QTEST_GUILESS_MAIN(TestCsvPreview)
#include "tst_csv_preview.moc"
