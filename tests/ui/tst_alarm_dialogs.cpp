#include "tests/ui/no_warnings.h"
#include "ui/dialogs/alarm_rule_dialog.h"
#include "ui/dialogs/alarm_rule_form.h"
#include "ui/dialogs/alarm_rules_dialog.h"
#include "ui/shell/alarm_history_dialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);
const SeriesKey key{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("temperature"), {}};

QString nameOf(const SeriesKey &of)
{
    return of.attributePath();
}

alarm::AlarmRule rule(double limit)
{
    alarm::AlarmRule made;
    made.series = key;
    made.limit = limit;
    return made;
}

/// Ten samples, a second apart: 0, 1, … 9.
void fill(store::SeriesStore &store)
{
    const auto series = store.open({key, QStringLiteral("°C"), Interpolation::Linear, {}});
    for (int i = 0; i < 10; ++i)
        series->append({start + std::chrono::seconds(i), static_cast<double>(i)});
}

} // namespace

class TestAlarmDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        applyTheme(*qApp, themeByName(QStringLiteral("dark")));
    }
    void init() { watchglass::test::failOnAnyWarning(); }

    void previewFollowsWhatIsTyped()
    {
        store::SeriesStore store;
        fill(store);
        AlarmRuleDialog dialog(store, rule(5), {}, nameOf);
        dialog.show();
        QVERIFY(dialog.canBeKept());
        QVERIFY2(dialog.message().contains(QLatin1String("1 time")), qPrintable(dialog.message()));
        alarm::AlarmRule higher = rule(100);
        dialog.form().setRule(higher);
        QTRY_VERIFY(dialog.message().contains(QLatin1String("not have called")));
        QVERIFY(!dialog.grab().isNull());
    }

    void whatIsWrongIsSaidWhileTyping()
    {
        store::SeriesStore store;
        fill(store);
        AlarmRuleDialog dialog(store, rule(5), {}, nameOf);
        QLineEdit *limit = nullptr;
        for (QLineEdit *edit : dialog.findChildren<QLineEdit *>())
            limit = edit->text() == QLatin1String("5") ? edit : limit;
        QVERIFY(limit);
        QSignalSpy written(&dialog, &AlarmRuleDialog::ruleWritten);
        limit->setText(QStringLiteral("warm"));
        QTRY_VERIFY(!dialog.canBeKept());
        QVERIFY(dialog.message().contains(QLatin1String("number")));
        dialog.accept();
        QCOMPARE(written.size(), 0);
        limit->setText(QStringLiteral("-2.5"));
        QTRY_VERIFY(dialog.canBeKept());
        dialog.accept();
        QCOMPARE(written.size(), 1);
        const auto kept = written[0][0].value<alarm::AlarmRule>();
        QCOMPARE(kept.limit, -2.5);
        QVERIFY(kept.series == key);
    }

    void formKeepsEveryField()
    {
        alarm::AlarmRule full = rule(0.5);
        full.id = QStringLiteral("id");
        full.name = QStringLiteral("Name");
        full.kind = alarm::RuleKind::RateOfChange;
        full.deadband = 0.25;
        full.window = 10min;
        full.delay = 5s;
        full.count = 3;
        full.countWithin = 60s;
        full.priority = AlarmPriority::Critical;
        full.latches = true;
        full.guidance = QStringLiteral("Close the door.");
        AlarmRuleForm form;
        form.setSeries({key, {}, Interpolation::Linear, {}});
        form.setRule(full);
        const Result<alarm::AlarmRule> read = form.rule();
        QVERIFY(read.ok());
        QVERIFY(read.value() == full);
    }

    void statesAreChosenByTheirWords()
    {
        store::SeriesStore store;
        store.open({key, {}, Interpolation::HoldLast, {QStringLiteral("closed"), QStringLiteral("open")}});
        alarm::AlarmRule state = rule(1);
        state.kind = alarm::RuleKind::StateEquals;
        AlarmRuleDialog dialog(store, state, {}, nameOf);
        bool isChosen = false;
        for (const QComboBox *box : dialog.findChildren<QComboBox *>())
            isChosen = isChosen || box->currentText() == QLatin1String("open");
        QVERIFY(isChosen);
        QVERIFY(dialog.canBeKept());
        QVERIFY(dialog.message().contains(QLatin1String("no history")));
    }

    void withoutASeriesTheDialogSaysWhatToDo()
    {
        store::SeriesStore store;
        AlarmRuleDialog dialog(store, {}, {}, nameOf);
        QVERIFY(!dialog.canBeKept());
        QVERIFY(dialog.message().contains(QLatin1String("series")));
    }

    void rulesAreArmedDoubledDeletedAndHadBack()
    {
        alarm::RuleBook book{QString()};
        const QString first = book.put(rule(1));
        book.put(rule(2));
        AlarmRulesDialog dialog(book, nameOf);
        dialog.show();
        QSignalSpy changed(&dialog, &AlarmRulesDialog::rulesChanged);
        QTreeWidget &list = dialog.list();
        QCOMPARE(list.topLevelItemCount(), 2);
        list.topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        QVERIFY(!book.find(first)->isEnabled);
        QCOMPARE(changed.size(), 1);

        list.setCurrentItem(list.topLevelItem(0));
        dialog.duplicateSelected();
        QCOMPARE(book.rules().size(), 3u);
        QVERIFY(!book.rules()[1].isEnabled && book.rules()[1].limit == 1.0 && book.rules()[1].id != first);

        list.setCurrentItem(list.topLevelItem(0));
        dialog.deleteSelected();
        dialog.deleteSelected();
        QCOMPARE(book.rules().size(), 1u);
        dialog.undo();
        dialog.undo();
        dialog.undo();
        QCOMPARE(book.rules().size(), 3u);
        QCOMPARE(book.rules()[0].id, first);
        QSignalSpy edit(&dialog, &AlarmRulesDialog::editRequested);
        list.setCurrentItem(list.topLevelItem(0));
        dialog.findChild<QPushButton *>(QStringLiteral("edit"))->click();
        QCOMPARE(edit[0][0].toString(), first);
    }

    void historyShowsTheMarksOfTheList()
    {
        alarm::AlarmJournal journal{QString()};
        alarm::AlarmEntry entry;
        entry.at = start;
        entry.id = {alarm::AlarmOrigin::Rule, QStringLiteral("s"), QStringLiteral("1")};
        entry.priority = AlarmPriority::Critical;
        journal.append({entry});
        AlarmHistoryDialog dialog(journal, QTimeZone::utc());
        dialog.show();
        const QImage picture = dialog.grab().toImage();
        int coloured = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                coloured += picture.pixelColor(x, y) == currentTheme().critical ? 1 : 0;
        }
        QVERIFY2(coloured > 20 && coloured < 400, qPrintable(QString::number(coloured)));
    }

    void historyIsSearchedAndExported()
    {
        alarm::AlarmJournal journal{QString()};
        for (int i = 0; i < 3; ++i) {
            alarm::AlarmEntry entry;
            entry.at = start + std::chrono::seconds(i);
            entry.id = {alarm::AlarmOrigin::Rule, QStringLiteral("s"), QString::number(i)};
            entry.content.series = key;
            entry.content.title = QStringLiteral("Title %1").arg(i);
            journal.append({entry});
        }
        AlarmHistoryDialog dialog(journal, QTimeZone::utc());
        dialog.show();
        dialog.search().setText(QStringLiteral("title 1"));
        QTRY_COMPARE(dialog.model().rowCount(), 1);
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("out.csv"));
        QVERIFY(dialog.exportTo(path).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[1].contains("Title 1"));
        const Result<void> refused = dialog.exportTo(dir.filePath(QStringLiteral("none/out.csv")));
        QVERIFY(!refused.ok() && !refused.error().text.isEmpty());
    }
};

QTEST_MAIN(TestAlarmDialogs)
#include "tst_alarm_dialogs.moc"
