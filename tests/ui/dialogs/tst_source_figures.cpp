#include "tests/ui/no_warnings.h"
#include "ui/models/source_figures.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

QString valueOf(const std::vector<std::pair<QString, QString>> &figures, const char *name)
{
    for (const auto &[known, value] : figures) {
        if (known == QLatin1String(name))
            return value;
    }
    return {};
}

} // namespace

class TestSourceFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void downSourceSaysWhenItTriesAgain()
    {
        SourceStatus status;
        status.state.phase = SourcePhase::Waiting;
        status.state.retryAt = start + 42s;
        ingest::SourceHistory history;
        SourceState state;
        for (const SourcePhase phase :
             {SourcePhase::Live, SourcePhase::Waiting, SourcePhase::Connecting, SourcePhase::Waiting}) {
            state.phase = phase;
            history.add(state, start - 60s);
        }
        const auto figures = sourceFigures(status, &history, start);
        QCOMPARE(figures[0].first, QStringLiteral("Tries again in"));
        QCOMPARE(figures[0].second, QStringLiteral("42\u202Fs"));
        QCOMPARE(valueOf(figures, "Attempts"), QStringLiteral("1"));
        QCOMPARE(valueOf(figures, "Not live for"), QStringLiteral("1\u202Fmin"));
        QCOMPARE(valueOf(sourceFigures(status, nullptr, start + 100s), "Tries again in"), QStringLiteral("0\u202Fs"));
    }

    void whatIsNormalIsLeftOut()
    {
        SourceStatus status;
        status.state.phase = SourcePhase::Live;
        const auto figures = sourceFigures(status, nullptr, start);
        QCOMPARE(figures.size(), 3u); // received, samples, reconnects
    }

    void lossesSkewAndRatesAreShown()
    {
        SourceStatus status;
        status.state.phase = SourcePhase::Live;
        status.state.isHeldBack = true;
        status.state.dialect = QStringLiteral("server");
        status.state.clockSkew = 250ms;
        status.state.capabilities.history = true;
        status.bytesPerSecond = 2048.0;
        status.counters.bytes = 4096;
        status.counters.droppedEvents = 3;
        status.counters.lastProblem = QStringLiteral("odd");
        const auto figures = sourceFigures(status, nullptr, start);
        QVERIFY(!valueOf(figures, "Held back").isEmpty());
        QCOMPARE(valueOf(figures, "Dialect"), QStringLiteral("server"));
        QVERIFY(valueOf(figures, "Its clock minus ours").startsWith(QStringLiteral("250")));
        QCOMPARE(valueOf(figures, "Can be asked for"), QStringLiteral("the past"));
        QVERIFY(valueOf(figures, "Received").contains(QStringLiteral("KiB/s")));
        QCOMPARE(valueOf(figures, "Events dropped"), QStringLiteral("3"));
        QCOMPARE(valueOf(figures, "Last problem"), QStringLiteral("odd"));
    }
};

QTEST_MAIN(TestSourceFigures)
#include "tst_source_figures.moc"
