#include "core/ingest/source_history.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::ingest;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

SourceState state(SourcePhase phase, const QString &text = {})
{
    SourceState made;
    made.phase = phase;
    made.text = text;
    return made;
}

} // namespace

class TestSourceHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void phasesStandInOrderWithTheirTime()
    {
        SourceHistory history;
        history.add(state(SourcePhase::Connecting), start);
        history.add(state(SourcePhase::Live, QStringLiteral("a")), start + 1s);
        history.add(state(SourcePhase::Live, QStringLiteral("b")), start + 2s);
        QCOMPARE(history.spells().size(), 2u);
        QVERIFY(history.spells()[1].since == start + 1s);
        QCOMPARE(history.spells()[1].text, QStringLiteral("b"));
        QVERIFY(!history.lostSince());
    }

    void failedAttemptsInARowAreOneSpell()
    {
        SourceHistory history;
        history.add(state(SourcePhase::Live), start);
        for (int i = 0; i < 5000; ++i) {
            history.add(state(SourcePhase::Connecting), start + std::chrono::seconds(2 * i + 1));
            history.add(state(SourcePhase::Waiting, QString::number(i)), start + std::chrono::seconds(2 * i + 2));
        }
        QCOMPARE(history.spells().size(), 3u); // live, the first attempt, down
        QCOMPARE(history.spells().back().times, 5000);
        QCOMPARE(history.spells().back().text, QStringLiteral("4999"));
        QVERIFY(history.spells().back().since == start + 2s);
        QCOMPARE(history.attempts(), 5000);
        QVERIFY(history.lostSince() == start + 1s);
        history.add(state(SourcePhase::Live), start + 20000s);
        QCOMPARE(history.attempts(), 0);
    }

    void oldestGoWhenItIsFull()
    {
        SourceHistory history;
        for (int i = 0; i < 1000; ++i) {
            history.add(state(SourcePhase::Live, QString::number(i)), start + std::chrono::seconds(2 * i));
            history.add(state(SourcePhase::Silent), start + std::chrono::seconds(2 * i + 1));
        }
        QCOMPARE(history.spells().size(), SourceHistory::capacity);
        QCOMPARE(history.spells()[history.spells().size() - 2].text, QStringLiteral("999"));
    }

    void beingHeldBackIsRemembered()
    {
        SourceHistory history;
        SourceState held = state(SourcePhase::Live);
        held.isHeldBack = true;
        history.add(state(SourcePhase::Live), start);
        history.add(held, start + 1s);
        history.add(state(SourcePhase::Live), start + 2s);
        QVERIFY(history.spells().back().isHeldBack);
    }
};

QTEST_GUILESS_MAIN(TestSourceHistory)
#include "tst_source_history.moc"
