#include "tests/ui/no_warnings.h"
#include "ui/desk/steady_text.h"

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

class TestSteadyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void changesOnceASecond()
    {
        SteadyText steady;
        int changes = 0;
        for (int frame = 0; frame < 600; ++frame) { // ten seconds
            const Duration at = frame * 16'666'667ns;
            if (!steady.isDue(AttentionLevel::Medium, at))
                continue;
            steady.show(AttentionLevel::Medium, QString::number(frame), QString(), at);
            ++changes;
        }
        QVERIFY(changes >= 10 && changes <= 12);
    }

    void changesAtOnceWithTheLevel()
    {
        SteadyText steady;
        QVERIFY(steady.isDue(AttentionLevel::None, 0s));
        steady.show(AttentionLevel::Medium, QStringLiteral("Medium"), QStringLiteral("why"), 0s);
        QVERIFY(!steady.isDue(AttentionLevel::Medium, 10ms));
        QVERIFY(steady.isDue(AttentionLevel::High, 10ms));
        steady.show(AttentionLevel::High, {}, {}, 10ms);
        QVERIFY(!steady.isDue(AttentionLevel::High, 20ms));
        QVERIFY(steady.text().isEmpty() && steady.toolTip().isEmpty());
    }

    void figuresOnceASecondAreNeverLate()
    {
        SteadyText steady;
        steady.show(AttentionLevel::Low, {}, {}, 0s);
        QVERIFY(steady.isDue(AttentionLevel::Low, 985ms));
    }
};

QTEST_APPLESS_MAIN(TestSteadyText)
#include "tst_steady_text.moc"
