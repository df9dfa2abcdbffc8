#include "core/store/series_store.h"
#include "tests/ui/desk_stage.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/series_drag.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/series_colours.h"

#include <QApplication>
#include <QVBoxLayout>

using namespace watchglass;
using namespace watchglass::ui;
using test::DeskStage;
using test::seriesKey;

namespace {

/// A panel whose upper half is the name of its series, with a child over all of it.
class NamedPanel : public test::KeptPanel
{
public:
    NamedPanel()
        : test::KeptPanel(QStringLiteral("plot"))
    {
        addSeries(seriesKey(QStringLiteral("ecg")));
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(&child);
        resize(200, 100);
    }
    ~NamedPanel() override { child.setParent(nullptr); }
    std::optional<SeriesKey> seriesAt(const QPoint &position) const override
    {
        return position.y() < height() / 2 ? std::optional(series().constFirst()) : std::nullopt;
    }

    struct Child : QWidget
    {
        void mousePressEvent(QMouseEvent *) override { ++presses; }
        int presses = 0;
    } child;
};

} // namespace

class TestSeriesDrag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void onlyNamesAreTakenHoldOf()
    {
        NamedPanel panel;
        new SeriesDrag(panel);
        panel.show();
        QSignalSpy activated(&panel, &Panel::activated);
        QTest::mouseClick(&panel.child, Qt::LeftButton, {}, {50, 80});
        QCOMPARE(panel.child.presses, 1);
        QTest::mouseClick(&panel.child, Qt::LeftButton, {}, {50, 20});
        QCOMPARE(panel.child.presses, 1); // held for a drag; the panel does not pan
        QCOMPARE(activated.count(), 1);
        QTest::mouseClick(&panel.child, Qt::RightButton, {}, {50, 20});
        QCOMPARE(panel.child.presses, 2);
        panel.setLocked(true);
        QTest::mouseClick(&panel.child, Qt::LeftButton, {}, {50, 20});
        QCOMPARE(panel.child.presses, 3);
    }

    void leavesOnlyWhenAnotherPanelHasIt()
    {
        DeskStage stage;
        stage.show();
        test::KeptPanel &first = stage.add(QStringLiteral("ecg"));
        test::KeptPanel &second = stage.add(QStringLiteral("spo2"));
        QVERIFY(!isShownElsewhere(seriesKey(QStringLiteral("ecg")), first));
        second.addSeries(seriesKey(QStringLiteral("ecg")));
        QVERIFY(isShownElsewhere(seriesKey(QStringLiteral("ecg")), first));
    }

    void plotsLegendNamesItsSeries()
    {
        store::SeriesStore store;
        SeriesColours colours;
        PlotPanel plot(store, colours);
        plot.addSeries(seriesKey(QStringLiteral("ecg")));
        plot.addSeries(seriesKey(QStringLiteral("spo2")));
        plot.resize(600, 300);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.drawFrame(Timestamp::fromMs(1'767'225'600'000));
        QList<SeriesKey> found;
        for (int x = 0; x < plot.width(); x += 4) {
            for (int y = 0; y < 40; y += 4) {
                const auto key = plot.seriesAt({x, y});
                if (key && !found.contains(*key))
                    found << *key;
            }
        }
        QCOMPARE(found, plot.series());
        QVERIFY(!plot.seriesAt({300, 200}));
    }
};

QTEST_MAIN(TestSeriesDrag)
#include "tst_series_drag.moc"
