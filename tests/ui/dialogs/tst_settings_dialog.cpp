#include "tests/ui/no_warnings.h"
#include "ui/dialogs/setting_row.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/settings_page.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

struct Fixture
{
    QTemporaryDir dir;
    QSettings file{dir.filePath(QStringLiteral("watchglass.ini")), QSettings::IniFormat};
    settings::SettingsBook book{file};
    SettingsDialog dialog{book};

    void show()
    {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    }
    SettingRow *row(const char *key) const
    {
        for (SettingRow *one : dialog.findChildren<SettingRow *>()) {
            if (one->key() == QLatin1String(key))
                return one;
        }
        return nullptr;
    }
    template <typename Control>
    Control *control(const char *key) const
    {
        return qobject_cast<Control *>(&row(key)->control());
    }
    QPushButton *button(const char *text) const
    {
        for (QPushButton *one : dialog.findChildren<QPushButton *>()) {
            if (one->text() == QLatin1String(text))
                return one;
        }
        return nullptr;
    }
    QStringList shownPages()
    {
        QStringList titles;
        for (int i = 0; i < dialog.list().count(); ++i) {
            if (!dialog.list().isRowHidden(i))
                titles << dialog.list().item(i)->text();
        }
        return titles;
    }
};

} // namespace

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { test::failOnAnyWarning(); }

    void everySettingHasARowAndEveryRowASetting()
    {
        const Fixture f;
        QSet<QString> keys;
        for (const SettingRow *row : f.dialog.findChildren<SettingRow *>()) {
            QVERIFY2(!keys.contains(row->key()), qPrintable(row->key()));
            QVERIFY2(!row->label().isEmpty() && row->control().accessibleName() == row->label(),
                     qPrintable(row->key()));
            keys.insert(row->key());
        }
        for (const settings::SettingRule &rule : settings::settingRules())
            QVERIFY2(keys.contains(rule.key), qPrintable(rule.key));
        QCOMPARE(static_cast<std::size_t>(keys.size()), settings::settingRules().size());
    }

    void everyChoiceIsOfferedUnderAName()
    {
        const Fixture f;
        for (const settings::SettingRule &rule : settings::settingRules()) {
            for (const QString &choice : rule.choices) {
                const auto *box = f.control<QComboBox>(qPrintable(rule.key));
                QVERIFY2(box && box->findData(choice) >= 0, qPrintable(rule.key + choice));
            }
        }
    }

    void controlsShowAndChangeTheBook()
    {
        Fixture f;
        f.show();
        auto *rate = f.control<QSpinBox>("attention/mediumHz");
        QCOMPARE(rate->value(), 15);
        rate->setValue(7);
        QCOMPARE(f.book.settings().attention.mediumHz, 7);
        f.control<QDoubleSpinBox>("attention/hoverFall")->setValue(0.5);
        QCOMPARE(f.book.settings().attention.hoverFallS, 0.5);
        f.control<QCheckBox>("alarm/sound")->click();
        QVERIFY(!f.book.settings().alarms.hasSound);
        QTest::keyClick(f.control<QComboBox>("appearance/theme"), Qt::Key_Down);
        QCOMPARE(f.book.settings().appearance.theme, QStringLiteral("light"));
        QVERIFY(f.book.setValue(QStringLiteral("attention/mediumHz"), 9)); // from elsewhere
        QCOMPARE(rate->value(), 9);
        QVERIFY(f.book.setValue(QStringLiteral("times/zone"), QStringLiteral("GMT"))); // known, not listed
        QCOMPARE(f.control<QComboBox>("times/zone")->currentText(), QStringLiteral("GMT"));
    }

    void whatWasChosenCanBeUndone()
    {
        Fixture f;
        f.show();
        QVERIFY(!f.button("Undo")->isEnabled());
        auto *rate = f.control<QSpinBox>("attention/mediumHz");
        rate->setValue(7);
        rate->setValue(8); // one change with the one before
        f.control<QCheckBox>("alarm/sound")->click();
        f.button("Undo")->click();
        QVERIFY(f.book.settings().alarms.hasSound);
        QVERIFY(f.control<QCheckBox>("alarm/sound")->isChecked());
        f.button("Undo")->click();
        QCOMPARE(f.book.settings().attention.mediumHz, 15);
        QVERIFY(!f.file.contains(QStringLiteral("attention/mediumHz"))); // it was the standard, it is again
        QVERIFY(!f.button("Undo")->isEnabled());
        f.button("Redo")->click();
        QCOMPARE(f.book.settings().attention.mediumHz, 8);
        QTest::keyClick(&f.dialog, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(f.book.settings().attention.mediumHz, 15);
    }

    void backToTheStandardByRowAndByPage()
    {
        Fixture f;
        f.show();
        f.dialog.showPage(1);
        auto *reset = f.row("attention/mediumHz")->findChild<QToolButton *>();
        QVERIFY(!reset->isVisible());
        f.control<QSpinBox>("attention/mediumHz")->setValue(7);
        f.control<QSpinBox>("attention/budget")->setValue(20);
        QVERIFY(reset->isVisible());
        reset->click();
        QCOMPARE(f.book.settings().attention.mediumHz, 15);
        f.control<QSpinBox>("attention/mediumHz")->setValue(7);
        f.button("Page to the standard")->click();
        QCOMPARE(f.book.settings().attention.mediumHz, 15);
        QCOMPARE(f.book.settings().attention.budgetPercent, 50);
        f.button("Undo")->click(); // all of the page at once
        QCOMPARE(f.book.settings().attention.mediumHz, 7);
        QCOMPARE(f.book.settings().attention.budgetPercent, 20);
    }

    void searchFindsSettingsAcrossPages()
    {
        Fixture f;
        f.show();
        const QStringList all = f.shownPages();
        QTest::keyClicks(&f.dialog.search(), QStringLiteral("flash"));
        QCOMPARE(f.shownPages(), (QStringList{QStringLiteral("Appearance"), QStringLiteral("Alarms")}));
        QVERIFY(f.row("appearance/still")->isVisible());
        QVERIFY(!f.row("appearance/theme")->isVisible());
        f.dialog.search().setText(QStringLiteral("memory samples"));
        QCOMPARE(f.dialog.currentPage()->title(), QStringLiteral("Memory and sources"));
        f.dialog.search().setText(QStringLiteral("no such thing"));
        QVERIFY(f.shownPages().isEmpty());
        QVERIFY(!f.dialog.currentPage());
        f.dialog.search().clear();
        QCOMPARE(f.shownPages(), all);
        QVERIFY(f.dialog.currentPage());
    }

    void whatTheCommandLineSaidIsExplained()
    {
        Fixture f;
        f.book.setForSession(QStringLiteral("memory/samples"), 64);
        f.show();
        f.dialog.search().setText(QStringLiteral("memory samples"));
        QLabel *said = nullptr;
        for (QLabel *label : f.row("memory/samples")->findChildren<QLabel *>())
            said = label->text().contains(QLatin1String("command line")) ? label : said;
        QVERIFY(said);
        f.control<QSpinBox>("memory/samples")->setValue(128);
        QVERIFY(!said->text().contains(QLatin1String("command line")));
    }
};

QTEST_MAIN(TestSettingsDialog)
#include "tst_settings_dialog.moc"
