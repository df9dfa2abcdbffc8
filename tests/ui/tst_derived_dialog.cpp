#include "ui/shell/derived_dialog.h"

#include "tests/ui/no_warnings.h"
#include "ui/panels/plot_panel.h"
#include "ui/plot/plot_canvas.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000);

struct Fixture
{
    Fixture()
        : book(store)
    {
        const auto series = store.open(
            {{QStringLiteral("demo"), QStringLiteral("bed-3"), QStringLiteral("ecg"), {}}, QStringLiteral("mV")});
        for (int i = 0; i < 1000; ++i)
            series->append({start + i * 10ms, i * 1.0});
    }

    store::SeriesStore store;
    derived::DerivedBook book;
};

} // namespace

class TestDerivedDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void saysWhatIsWrongWhileItIsTyped_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QString() << QStringLiteral("Write a formula");
        QTest::newRow("broken") << QStringLiteral("2 * foo('a')")
                                << QStringLiteral("At character 5: There is no function foo");
        QTest::newRow("unknown series") << QStringLiteral("'demo/bed-3/eeg'")
                                        << QStringLiteral("There is no series demo/bed-3/eeg");
        QTest::newRow("good") << QStringLiteral("2 * 'demo/bed-3/ecg'") << QString();
    }

    void saysWhatIsWrongWhileItIsTyped()
    {
        QFETCH(QString, formula);
        QFETCH(QString, says);
        Fixture f;
        DerivedDialog dialog(f.book, f.store);
        dialog.setDefinition(QStringLiteral("twice"), QStringLiteral("mV"), formula);
        if (says.isEmpty())
            QCOMPARE(dialog.problem(), QString());
        else
            QVERIFY2(dialog.problem().contains(says), qPrintable(dialog.problem()));
        QCOMPARE(dialog.canAdd(), says.isEmpty());
        const auto marked = dialog.findChild<QPlainTextEdit *>()->extraSelections();
        QCOMPARE(!marked.isEmpty(), says.startsWith(QStringLiteral("At")));
    }

    void showsWhatComesOfIt()
    {
        Fixture f;
        DerivedDialog dialog(f.book, f.store);
        QVERIFY(dialog.preview().findChild<PlotCanvas *>()->standsAlone()); // no header tells its zone
        dialog.show();
        QVERIFY(dialog.preview().series().isEmpty());
        dialog.setDefinition(QStringLiteral("twice"), {}, QStringLiteral("2 * 'demo/bed-3/ecg'"));
        QCOMPARE(dialog.preview().series().size(), 1);
        QVERIFY(dialog.preview().values(leftAxis).high() > 1998.0);
        QVERIFY(dialog.preview().values(leftAxis).low() > 600.0);
        dialog.setDefinition(QStringLiteral("twice"), {}, QStringLiteral("2 *"));
        QVERIFY(dialog.preview().series().isEmpty());
    }

    void addsAndRemoves()
    {
        Fixture f;
        DerivedDialog dialog(f.book, f.store);
        QSignalSpy changed(&dialog, &DerivedDialog::bookChanged);
        dialog.setDefinition(QStringLiteral("twice"), QStringLiteral("mV"), QStringLiteral("2 * 'demo/bed-3/ecg'"));
        dialog.add();
        QCOMPARE(changed.size(), 1);
        QVERIFY(f.book.contains(QStringLiteral("twice")));
        QVERIFY(!dialog.canAdd());
        dialog.add();
        QCOMPARE(changed.size(), 1);
        auto *list = dialog.findChild<QListWidget *>();
        QCOMPARE(list->count(), 1);
        list->setCurrentRow(0);
        for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("&Remove"))
                button->click();
        }
        QCOMPARE(list->count(), 0);
        QVERIFY(!f.book.contains(QStringLiteral("twice")));
        QCOMPARE(changed.size(), 2);
    }
};

QTEST_MAIN(TestDerivedDialog)
#include "tst_derived_dialog.moc"
