#include "ui/panels/plot_csv.h"

#include "tests/ui/no_warnings.h"

#include <QBuffer>

#include <limits>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000); // 05:15:22 UTC
const double notANumber = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<store::Series> series(const char *unit, std::initializer_list<std::pair<int, double>> samples)
{
    auto made = std::make_shared<store::Series>(
        SeriesInfo{{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), {}}, QString::fromUtf8(unit)});
    for (const auto &[ms, value] : samples)
        made->append({start + ms * 1ms, value});
    return made;
}

QString write(std::vector<PlotCsv::Column> columns, TimeRange range, std::optional<Duration> step = {},
              PlotCsv::Style style = PlotCsv::Style::Comma)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    PlotCsv csv(std::move(columns), range, step, style, buffer);
    for (;;) {
        const auto isMore = csv.writePiece();
        if (!isMore || !isMore.value())
            break;
    }
    return QString::fromUtf8(buffer.data());
}

const TimeRange tenSeconds{start, start + 10s};

} // namespace

class TestPlotCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void samplesOfEqualTimesShareARow()
    {
        const QString text = write({{QStringLiteral("one"), series("mV", {{0, 1.5}, {1000, 2.0}})},
                                    {QStringLiteral("two"), series("", {{500, -3.0}, {1000, notANumber}})}},
                                   tenSeconds);
        QCOMPARE(text, QStringLiteral("time,one [mV],two\r\n"
                                      "2026-11-22T05:15:22.000000000Z,1.5,\r\n"
                                      "2026-11-22T05:15:22.500000000Z,,-3\r\n"
                                      "2026-11-22T05:15:23.000000000Z,2,NaN\r\n"));
    }

    void equalTimesOfOneSeriesAreRowsEach()
    {
        const QString text = write({{QStringLiteral("one"), series("", {{0, 1.0}, {0, 2.0}})}}, tenSeconds);
        QCOMPARE(text.count(QStringLiteral("\r\n")), 3);
    }

    void onlyTheSpanIsWritten()
    {
        const QString text = write({{QStringLiteral("one"), series("", {{0, 1.0}, {1000, 2.0}, {2000, 3.0}})}},
                                   {start + 500ms, start + 2s});
        QCOMPARE(text.count(QStringLiteral("\r\n")), 2);
        QVERIFY(text.endsWith(QStringLiteral(",2\r\n")));
    }

    void evenStepsReadTheTraces()
    {
        const QString text =
            write({{QStringLiteral("line"), series("", {{0, 0.0}, {2000, 4.0}}), Interpolation::Linear},
                   {QStringLiteral("held"), series("", {{500, 7.0}}), Interpolation::HoldLast}},
                  {start, start + 3s}, 1s);
        QCOMPARE(text, QStringLiteral("time,line,held\r\n"
                                      "2026-11-22T05:15:22.000000000Z,0,\r\n"
                                      "2026-11-22T05:15:23.000000000Z,2,7\r\n"
                                      "2026-11-22T05:15:24.000000000Z,4,7\r\n"));
    }

    void straightTracesHaveNothingOverABreak()
    {
        const QString text =
            write({{QStringLiteral("line"), series("", {{0, 0.0}, {9000, 4.0}}), Interpolation::Linear, Duration(2s)}},
                  {start, start + 3s}, 1s);
        QVERIFY(text.endsWith(QStringLiteral("24.000000000Z,\r\n")));
    }

    void semicolonsComeWithDecimalCommas()
    {
        const QString text =
            write({{QStringLiteral("a;b"), series("", {{0, 1.25}})}}, tenSeconds, {}, PlotCsv::Style::Semicolon);
        QCOMPARE(text, QStringLiteral("time;\"a;b\"\r\n2026-11-22T05:15:22.000000000Z;1,25\r\n"));
    }

    void namesAreQuotedWhereTheyMust()
    {
        const QString text = write({{QStringLiteral("say \"hi\", twice"), series("", {})}}, tenSeconds);
        QCOMPARE(text, QStringLiteral("time,\"say \"\"hi\"\", twice\"\r\n"));
    }

    void manySamplesComeInPieces()
    {
        const auto many = series("", {});
        for (int i = 0; i < 100'000; ++i)
            many->append({start + i * 1ms, i * 1.0});
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        PlotCsv csv({{QStringLiteral("one"), many}}, {start, start + 100s}, {}, PlotCsv::Style::Comma, buffer);
        int pieces = 0;
        double before = -1.0;
        for (bool isMore = true; isMore; ++pieces) {
            const auto result = csv.writePiece();
            QVERIFY(result.ok());
            isMore = result.value();
            QVERIFY(csv.progress() > before);
            before = csv.progress();
        }
        QVERIFY(pieces > 3);
        QCOMPARE(csv.progress(), 1.0);
        QCOMPARE(csv.rows(), std::uint64_t(100'000));
        QCOMPARE(buffer.data().count('\n'), 100'001);
    }

    void aDeviceThatTakesNothingIsAnError()
    {
        QBuffer closed;
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
        PlotCsv csv({{QStringLiteral("one"), series("", {{0, 1.0}})}}, tenSeconds, {}, PlotCsv::Style::Comma, closed);
        QVERIFY(!csv.writePiece().ok());
    }
};

QTEST_GUILESS_MAIN(TestPlotCsv)
#include "tst_plot_csv.moc"
