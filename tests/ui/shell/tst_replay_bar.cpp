#include "tests/ui/no_warnings.h"
#include "ui/shell/replay_bar.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

const TimeRange minute{Timestamp::fromMs(1'700'000'000'000), Timestamp::fromMs(1'700'000'060'000)};

} // namespace

class TestReplayBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void theStripIsAWayThroughTheSession()
    {
        ui::ReplayStrip strip;
        strip.resize(616, 28);
        strip.setExtent(minute);
        std::optional<Timestamp> sought;
        std::optional<Duration> stepped;
        connect(&strip, &ui::ReplayStrip::sought, this, [&](Timestamp time) { sought = time; });
        connect(&strip, &ui::ReplayStrip::stepped, this, [&](Duration by) { stepped = by; });
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {308, 14}); // its middle
        QVERIFY(sought);
        QCOMPARE(*sought, minute.from + Duration(30s));
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {0, 14});
        QCOMPARE(*sought, minute.from);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(*stepped, Duration(300ms));
        QTest::keyClick(&strip, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(*stepped, Duration(-3s));
        QTest::keyClick(&strip, Qt::Key_End);
        QCOMPARE(*sought, minute.to);
    }

    void aSessionOfOneMomentHasAStrip()
    {
        ui::ReplayStrip strip;
        strip.resize(300, 28);
        strip.setExtent({minute.from, minute.from});
        strip.setPosition(minute.from);
        strip.setMarks({{minute.from},
                        {{minute.from, {}, QStringLiteral("here")}, {minute.from, minute.from, {}}},
                        {minute.from}});
        QVERIFY(!strip.grab().isNull());
    }

    void theToolTipTellsWhatWasRemarked()
    {
        ui::ReplayStrip strip;
        strip.resize(616, 28);
        strip.setExtent(minute);
        strip.setMarks({{},
                        {{minute.from + Duration(10s), minute.from + Duration(20s), QStringLiteral("too <b>warm")},
                         {minute.from + Duration(40s), {}, QStringLiteral("door")}},
                        {}});
        const auto toolTip = [&strip](int x) {
            QHelpEvent event(QEvent::ToolTip, {x, 14}, strip.mapToGlobal(QPoint(x, 14)));
            QCoreApplication::sendEvent(&strip, &event);
            return QToolTip::text();
        };
        strip.show();
        QVERIFY(toolTip(8 + 150).contains(QStringLiteral("too &lt;b&gt;warm"))); // in the midst of the span
        QVERIFY(toolTip(8 + 402).contains(QStringLiteral("door")));
        QVERIFY(!toolTip(8 + 300).contains(QStringLiteral("door")));
        QToolTip::hideText();
    }

    void showsWhatItIsToldAndSaysWhatIsWanted()
    {
        ui::ReplayBar bar;
        bar.setSpeeds({0.1, 1.0, 17.0});
        bar.setState({QStringLiteral("one.wgrec"), minute, minute.to, 17.0, true, false});
        auto *speeds = bar.findChild<QComboBox *>();
        QCOMPARE(speeds->currentText(), QStringLiteral("17×"));
        QSignalSpy speed(&bar, &ui::ReplayBar::speedChosen);
        Q_EMIT speeds->activated(0);
        QCOMPARE(speed.value(0).value(0).toDouble(), 0.1);
        QSignalSpy played(&bar, &ui::ReplayBar::playToggled);
        QSignalSpy stepped(&bar, &ui::ReplayBar::frameStepped);
        QSignalSpy closed(&bar, &ui::ReplayBar::closeRequested);
        for (QToolButton *button : bar.findChildren<QToolButton *>())
            button->click();
        QCOMPARE(played.size(), 1);
        QCOMPARE(stepped.size(), 2);
        QCOMPARE(stepped.value(0).value(0).toInt() + stepped.value(1).value(0).toInt(), 0);
        QCOMPARE(closed.size(), 1);
        for (const QWidget *part : bar.findChildren<QWidget *>()) {
            if (part->focusPolicy() & Qt::TabFocus)
                QVERIFY2(!part->accessibleName().isEmpty() || !part->toolTip().isEmpty(),
                         part->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestReplayBar)
#include "tst_replay_bar.moc"
